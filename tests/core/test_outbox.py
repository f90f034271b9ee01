"""The queue: what is asked for is done, once the asking act is saved, whatever fails."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from core import outbox
from core.choices import OutboxState
from core.models import Hub, OutboxItem
from core.outbox import registry
from core.outbox.working import WAITS, claim
from tests.builders import make_hub
from tests.core.desk import Desk, Out, item, let_time_pass

pytestmark = pytest.mark.django_db

# --- Asking ---------------------------------------------------------------------------------------------------------------


def test_an_act_that_is_not_saved_asks_for_nothing(desk: Desk) -> None:
    def act_that_fails() -> None:
        with transaction.atomic():
            make_hub("Elm")
            outbox.put("tests.desk", 1)
            raise Out

    with pytest.raises(Out):
        act_that_fails()
    assert not OutboxItem.objects.exists()
    assert not Hub.objects.exists()


def test_a_slip_in_a_name_is_refused_where_it_is_made() -> None:
    with pytest.raises(outbox.UnknownHandler, match="rebuild_snapshit"):
        outbox.put("feedback.rebuild_snapshit", 1)


def test_an_item_holds_ids_and_codes_only(desk: Desk) -> None:
    with pytest.raises(TypeError, match="ids and codes"):
        outbox.put("tests.desk", {"name": "Amina"})  # type: ignore[arg-type]  # that it is refused is what we see


def test_two_handlers_cannot_share_a_name(desk: Desk) -> None:
    with pytest.raises(ValueError, match=r"Two handlers are called tests\.desk"):
        outbox.handler("tests.desk")(lambda: None)


def test_asking_costs_one_query(desk: Desk, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        outbox.put("tests.desk", 7)


def test_asking_twice_for_the_same_leaves_one_item(desk: Desk) -> None:
    for _ in range(3):
        outbox.put("tests.desk", 7, key="7")
    outbox.put("tests.desk", 8, key="8")
    assert OutboxItem.objects.count() == 2


def test_asking_again_costs_an_act_one_query(desk: Desk, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    outbox.put("tests.desk", 7, key="7")
    with django_assert_num_queries(1):
        outbox.put("tests.desk", 7, key="7")


def test_asking_without_a_key_always_adds(desk: Desk) -> None:
    outbox.put("tests.desk", 7)
    outbox.put("tests.desk", 7)
    assert outbox.drain().done == 2


def test_asking_again_while_the_first_is_being_done_is_not_forgotten(desk: Desk) -> None:
    asked_again: list[int] = []

    def answer_arrives_while_we_count() -> None:
        if not asked_again:
            asked_again.append(1)
            outbox.put("tests.desk", 7, key="7")

    desk.on_call = answer_arrives_while_we_count
    outbox.put("tests.desk", 7, key="7")

    assert outbox.drain().done == 2
    assert desk.done == [(7,), (7,)]


# --- Doing ----------------------------------------------------------------------------------------------------------------


def test_what_was_asked_is_done_in_the_order_it_came_due(desk: Desk) -> None:
    now = timezone.now()
    outbox.put("tests.desk", "later", due_at=now - timedelta(minutes=1))
    outbox.put("tests.desk", "first", due_at=now - timedelta(minutes=2))
    outbox.put("tests.desk", "tomorrow", due_at=now + timedelta(days=1))

    assert str(outbox.drain()) == "2 done, 0 put off, 0 stopped, 0 given up"
    assert desk.done == [("first",), ("later",)]
    assert OutboxItem.objects.get(state=OutboxState.WAITING).arguments == ["tomorrow"]


def test_what_is_done_stays_done(desk: Desk) -> None:
    outbox.put("tests.desk", 1)
    outbox.drain()
    assert item().state == OutboxState.DONE
    assert outbox.drain().done == 0


def test_what_comes_too_late_is_stopped(desk: Desk) -> None:
    outbox.put("tests.desk", 1, expires_at=timezone.now() - timedelta(seconds=1))
    assert outbox.drain().stopped == 1
    assert desk.done == []
    assert item().state == OutboxState.STOPPED


def test_a_handler_can_say_that_it_is_no_longer_wanted(desk: Desk) -> None:
    desk.fails = outbox.NotWanted("changed their mind")
    outbox.put("tests.desk", 1)
    assert outbox.drain().stopped == 1
    assert item().state == OutboxState.STOPPED


def test_looking_for_work_in_vain_only_reads(desk: Desk) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert claim("ann") == []
    assert [query["sql"].split()[0] for query in queries] == ["SELECT"]


def test_only_a_handler_knows_an_item_in_hand(desk: Desk) -> None:
    seen: list[int] = []
    desk.on_call = lambda: seen.append(outbox.item_in_hand())
    outbox.put("tests.desk", 1)
    outbox.drain()
    assert seen == [item().pk]
    with pytest.raises(RuntimeError, match=r"outbox\.put"):
        outbox.item_in_hand()


# --- Failing --------------------------------------------------------------------------------------------------------------


def test_what_fails_is_put_off_and_keeps_only_the_kind_of_error(desk: Desk) -> None:
    desk.fails = Out("550 family@example.org unknown")
    outbox.put("tests.desk", 1)

    assert outbox.drain().put_off == 1

    kept = item()
    assert kept.state == OutboxState.WAITING
    assert kept.last_error == "Out"
    assert timedelta(seconds=20) < kept.due_at - timezone.now() < timedelta(seconds=40)


def test_one_failing_item_stops_no_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Desk()
    broken.fails = Out()
    monkeypatch.setitem(registry.HANDLERS, "tests.broken", broken)
    outbox.put("tests.broken", 1)
    outbox.put("tests.desk", 2)
    assert str(outbox.drain()) == "1 done, 1 put off, 0 stopped, 0 given up"


def test_the_waits_grow_to_three_days_in_all() -> None:
    assert sorted(WAITS) == WAITS
    assert timedelta(hours=72) <= sum(WAITS, timedelta()) < timedelta(hours=73)


def test_a_mail_server_that_is_away_for_a_day_costs_nothing_but_time(desk: Desk) -> None:
    desk.fails = Out()
    for number in range(5):
        outbox.put("tests.desk", number)
    for _ in range(24 * 4):
        outbox.drain()
        let_time_pass(minutes=15)
    desk.fails = None
    for _ in range(12 * 4):  # the longest wait
        outbox.drain()
        let_time_pass(minutes=15)

    assert sorted(desk.done) == [(0,), (1,), (2,), (3,), (4,)]
    assert OutboxItem.objects.filter(state=OutboxState.DONE).count() == 5


def test_after_three_days_it_is_given_up_and_kept_for_a_person_to_look_at(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.fails = Out("550 family@example.org unknown")
    outbox.put("tests.desk", 1)
    for _ in range(len(WAITS) + 1):
        outbox.drain()
        let_time_pass(days=1)
    assert item().state == OutboxState.DEAD
    assert item().last_error == "Out"
    assert "item given up" in caplog.text


def test_of_a_failing_item_and_a_younger_one_for_the_same_only_the_younger_is_tried_again(desk: Desk) -> None:
    desk.fails = Out()
    desk.on_call = lambda: outbox.put("tests.desk", 7, key="7", due_at=timezone.now() + timedelta(hours=1))
    outbox.put("tests.desk", 7, key="7")
    assert outbox.drain().stopped == 1
    assert OutboxItem.objects.get(state=OutboxState.WAITING).attempts == 0


def test_an_older_worker_that_meets_a_newer_item_leaves_it_for_later() -> None:
    OutboxItem.objects.create(name="panels.from_the_next_release")
    assert outbox.drain().put_off == 1
    assert item().last_error == "UnknownHandler"
