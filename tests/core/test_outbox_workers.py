"""The queue, with several workers on it, and its chores."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core import outbox, tasks
from core.models import Hub, LimitCount, OutboxItem, WorkerBeat
from core.outbox import registry
from core.outbox.working import WAITS, claim
from tests.builders import make_hub
from tests.core.desk import Desk, item, let_time_pass

pytestmark = pytest.mark.django_db

# --- Workers among each other ---------------------------------------------------------------------------------------------


def test_what_one_worker_took_no_other_takes_while_the_lease_runs(desk: Desk) -> None:
    outbox.put("tests.desk", 1)
    assert len(claim("ann")) == 1
    assert claim("bob") == []
    let_time_pass(seconds=61)
    assert len(claim("bob")) == 1


def test_a_worker_takes_few_at_a_time(desk: Desk) -> None:
    for number in range(45):
        outbox.put("tests.desk", number)
    assert [len(claim("ann")), len(claim("bob")), len(claim("ann")), len(claim("ann"))] == [20, 20, 5, 0]


def test_what_was_begun_before_is_taken_alone(desk: Desk) -> None:
    for number in range(3):
        outbox.put("tests.desk", number)
    claim("ann, who is then killed")
    let_time_pass(seconds=61)
    outbox.put("tests.desk", 3)
    assert [len(claim("bob")) for _ in range(5)] == [1, 1, 1, 1, 0]


def test_an_item_that_kills_every_worker_is_given_up(desk: Desk) -> None:
    outbox.put("tests.desk", 1)
    for _ in range(len(WAITS) + 1):
        assert claim("one who is then killed")
        let_time_pass(seconds=61)
    assert outbox.drain().given_up == 1
    assert item().last_error == "WorkerKilled"
    assert desk.done == []


@pytest.mark.django_db(transaction=True)
def test_no_worker_is_done_with_an_item_before_every_act_that_asked_for_it_is_saved(desk: Desk) -> None:
    """An act that finds an equal item waiting adds none: so nobody may begin that one before the act itself can be seen."""
    outbox.put("tests.desk", 7, key="7")
    asked, counted = Event(), []
    desk.on_call = lambda: counted.append(Hub.objects.count())

    def save_slowly() -> None:
        with transaction.atomic():
            make_hub("Elm")
            outbox.put("tests.desk", 7, key="7")
            asked.set()
            Event().wait(0.4)
        connection.close()

    slow = Thread(target=save_slowly)
    slow.start()
    assert asked.wait(10)
    while not outbox.drain().done:
        pass
    slow.join()

    assert OutboxItem.objects.count() == 1
    assert counted == [1]


@pytest.mark.django_db(transaction=True)
def test_workers_side_by_side_do_each_item_once(desk: Desk) -> None:
    for number in range(90):
        outbox.put("tests.desk", number)

    def work() -> None:
        outbox.drain()
        connection.close()

    workers = [Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(desk.done) == [(number,) for number in range(90)]


# --- Chores ---------------------------------------------------------------------------------------------------------------


def test_every_chore_has_one_item_waiting_for_its_next_turn() -> None:
    outbox.put_chores()
    outbox.put_chores()
    assert set(OutboxItem.objects.values_list("name", flat=True)) == set(registry.CHORES)
    assert OutboxItem.objects.count() == len(registry.CHORES)
    assert "core.seal_audit" in registry.CHORES


def test_after_a_chores_turn_the_next_one_is_put(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "CHORES", {})
    monkeypatch.setattr(registry, "HANDLERS", {})
    turns: list[int] = []
    outbox.every("tests.sweep", minutes=10)(lambda: turns.append(1))
    for _ in range(60):
        outbox.put_chores()
        outbox.drain()
        let_time_pass(minutes=1)
    assert len(turns) == 5


def test_done_items_are_kept_for_a_week_and_given_up_ones_for_three_months() -> None:
    now = timezone.now()
    for state, days in [("done", 6), ("done", 8), ("stopped", 8), ("dead", 89), ("dead", 91), ("waiting", 400)]:
        OutboxItem.objects.create(name="tests.desk", state=state, arguments=[days], due_at=now - timedelta(days=days))
    WorkerBeat.objects.create(worker="ann", seen_at=now - timedelta(days=2))
    WorkerBeat.objects.create(worker="bob")
    tasks.delete_old_items()
    assert sorted(OutboxItem.objects.values_list("state", "arguments")) == [("dead", [89]), ("done", [6]), ("waiting", [400])]
    assert WorkerBeat.objects.get().worker == "bob"


def test_counts_that_limit_nobody_any_more_are_deleted() -> None:
    now = timezone.now()
    LimitCount.objects.create(key="old", number_of_tries=3, expires_at=now - timedelta(seconds=1))
    LimitCount.objects.create(key="new", number_of_tries=3, expires_at=now + timedelta(hours=1))
    tasks.delete_old_limits()
    assert LimitCount.objects.get().key == "new"
