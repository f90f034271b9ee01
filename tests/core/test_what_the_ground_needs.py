"""What waits on the ground floor: posts nobody fills, invitations nobody took up, the queue, the trail; each for who can mend it."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.audit_check import VERB, check
from core.choices import OutboxState, RoleKind
from core.models import AuditEntry, Hub, Invitation, OutboxItem, Post, PostHolder, WorkerBeat
from core.questions import Attention
from core.selectors import waiting
from core.services.posts import go_away, take_post
from tests.builders import make_hub, make_post, today
from tests.cast import give_role, make_user, sign_in

DAY = timedelta(days=1)


def hold(post: Post, person: User) -> PostHolder:
    return PostHolder.objects.create(post=post, user=person, from_on=today() - 100 * DAY)


def texts(lines: list[Attention]) -> list[str]:
    return [line.text for line in lines]


# --- Posts ----------------------------------------------------------------------------------------------------------------


def unfilled(person: User) -> list[Attention]:
    return waiting.posts_without_anybody(person, today=today())


def test_a_post_that_nobody_holds_waits_for_who_fills_posts_there(
    elm: Hub, oak: Hub, hana: User, adam: User, asha: User, ben: User
) -> None:
    empty, filled, elsewhere = make_post("Nurse", hub=elm), make_post("Cook", hub=elm), make_post("Nurse", hub=oak)
    council = make_post("Head of early help")
    hold(filled, ben)

    assert texts(unfilled(hana)) == ["Nobody holds Nurse at Elm: choose somebody"]
    assert unfilled(hana)[0].href == f"/admin/posts/{empty.pk}/holders/"
    assert "Nurse" in sign_in(hana).get(unfilled(hana)[0].href).text
    assert {line.href for line in unfilled(adam)} == {f"/admin/posts/{post.pk}/holders/" for post in (empty, elsewhere, council)}
    assert unfilled(asha) == unfilled(ben) == []


def test_an_absence_without_anybody_shows_to_the_hub_manager(elm: Hub, hana: User, asha: User, ben: User) -> None:
    worker, lead = make_post("Family worker", hub=elm), make_post("Engagement lead", hub=elm)
    hold(worker, ben)
    hold(lead, asha)
    go_away(post=worker, from_on=today(), until_on=None, stand_in=None, by=ben)

    (line,) = unfilled(hana)

    assert line.text == "Family worker at Elm: the holder is away and nobody stands in"
    assert (line.href, line.since_on) == (f"/admin/post/edit/{worker.pk}/", today())
    assert sign_in(hana).get(line.href).status_code == 200
    go_away(post=worker, from_on=today(), until_on=None, stand_in=lead, by=ben)
    assert unfilled(hana) == []
    go_away(post=lead, from_on=today(), until_on=None, stand_in=None, by=asha)  # the stand-in falls ill
    assert len(unfilled(hana)) == 2
    PostHolder.objects.filter(user=asha).delete()
    assert texts(unfilled(hana))[0] == "Nobody holds Engagement lead at Elm: choose somebody"


def test_an_absence_that_is_to_come_is_no_worry_yet(elm: Hub, hana: User, ben: User) -> None:
    worker = make_post("Family worker", hub=elm)
    hold(worker, ben)
    go_away(post=worker, from_on=today() + DAY, until_on=None, stand_in=None, by=ben)

    assert unfilled(hana) == []


def test_what_a_leaver_still_holds_waits_for_who_hands_all_over_and_is_nobodys_at_the_hub(
    elm: Hub, hana: User, adam: User, ben: User
) -> None:
    hold(make_post("Nurse", hub=elm), ben)
    hold(make_post("Cook", hub=elm), ben)
    assert waiting.posts_of_leavers(adam) == []

    User.objects.filter(pk=ben.pk).update(is_active=False)

    (line,) = waiting.posts_of_leavers(adam)
    assert line.text == f"{ben}’s account is closed, and they hold 2 posts still: hand over"
    assert line.href == f"/admin/people/{ben.pk}/hand-over/"
    assert unfilled(adam) == []  # one line for one leaver
    assert waiting.posts_of_leavers(hana) == []
    assert texts(unfilled(hana)) == ["Nobody holds Cook at Elm: choose somebody", "Nobody holds Nurse at Elm: choose somebody"]


def test_whoever_is_given_a_post_reads_so_for_two_weeks(elm: Hub, hana: User, ben: User) -> None:
    take_post(post=make_post("Nurse", hub=elm), person=ben, from_on=today(), by=hana)

    (line,) = waiting.posts_taken_over(ben, today=today())

    assert (line.text, line.why) == ("You now hold Nurse at Elm", f"{hana} gave it to you.")
    assert waiting.posts_taken_over(ben, today=today() + 13 * DAY)
    assert waiting.posts_taken_over(ben, today=today() + 14 * DAY) == []
    assert waiting.posts_taken_over(hana, today=today()) == []


# --- Invitations ----------------------------------------------------------------------------------------------------------


def ran_out(by: User, hub: Hub | None, name: str) -> Invitation:
    then = timezone.now() - 5 * DAY
    sent = {"invited_by": by, "invited_at": then, "expires_at": then + 3 * DAY, "token_hash": name, "salt": name}
    return Invitation.objects.create(email=f"{name}@ashmere.example", kinds=["hub_worker"], hub=hub, **sent)


def test_invitations_that_ran_out_wait_in_one_line_for_who_sent_them(elm: Hub, hana: User, adam: User, ben: User) -> None:
    ran_out(hana, elm, "zoe")
    assert texts(waiting.invitations_that_ran_out(hana)) == ["An invitation ran out: send again, or withdraw"]
    ran_out(hana, elm, "yan")

    (line,) = waiting.invitations_that_ran_out(hana)

    assert (line.text, line.href) == ("2 invitations ran out: send again, or withdraw", "/admin/people/")
    assert "zoe@ashmere.example" in sign_in(hana).get(line.href).text
    assert waiting.invitations_that_ran_out(adam) == waiting.invitations_that_ran_out(ben) == []
    Invitation.objects.update(withdrawn_at=timezone.now())
    assert waiting.invitations_that_ran_out(hana) == []


def test_a_colleague_of_the_same_hub_is_not_asked_about_anothers_invitation(elm: Hub, hana: User) -> None:
    other = make_user("Mo")
    give_role(other, RoleKind.HUB_MANAGER, elm)
    ran_out(hana, elm, "zoe")

    assert waiting.invitations_that_ran_out(other) == []


def test_those_of_a_colleague_who_left_wait_for_the_administrator(elm: Hub, hana: User, adam: User) -> None:
    ran_out(hana, elm, "zoe")
    User.objects.filter(pk=hana.pk).update(is_active=False)

    assert [line.why for line in waiting.invitations_that_ran_out(adam)] == ["You invite colleagues, and whoever sent it has left."]


def test_one_that_holds_still_is_no_matter(elm: Hub, hana: User) -> None:
    ran_out(hana, elm, "zoe")
    Invitation.objects.update(expires_at=timezone.now() + DAY)

    assert waiting.invitations_that_ran_out(hana) == []


# --- The queue and the trail ----------------------------------------------------------------------------------------------


def test_a_worker_that_sleeps_and_letters_given_up_wait_for_the_administrator(adam: User, priya: User) -> None:
    assert texts(waiting.queue_to_look_at(adam)) == ["No worker has shown a sign of life for two minutes. Start one: manage.py worker."]
    WorkerBeat.objects.create(worker="w1")
    assert waiting.queue_to_look_at(adam) == []

    OutboxItem.objects.create(name="tests.desk", state=OutboxState.DEAD)
    assert texts(waiting.queue_to_look_at(adam)) == ["A letter or job was given up: see what is wrong"]
    OutboxItem.objects.create(name="tests.desk", state=OutboxState.DEAD)
    (line,) = waiting.queue_to_look_at(adam)
    assert line.text == "2 letters or jobs were given up: see what is wrong"
    assert "given up, look at them: 2" in sign_in(adam).get(line.href).text
    assert waiting.queue_to_look_at(priya) == []


def checked(days_ago: int, faults: int = 0) -> None:
    at = f"{today() - days_ago * DAY}T10:00:00.000+00:00"
    facts = json.dumps({"entries": 1, "faults": faults, "head": "1:x", "seals": 1})
    AuditEntry.objects.create(at=at, actor="system", verb=VERB, subject="accounts.User:1", facts=facts)


@pytest.mark.parametrize(
    ("days_ago", "faults", "says"),
    [
        (None, 0, "Nobody has checked the audit trail yet: press one button"),
        (30, 0, ""),
        (31, 0, "The audit trail was last checked a month ago: check it"),
        (1, 2, "The last check of the audit trail found something wrong"),
    ],
)
def test_the_trail_wants_checking_once_a_month_and_at_once_when_something_was_found(
    priya: User, adam: User, asha: User, days_ago: int | None, faults: int, says: str
) -> None:
    if days_ago is not None:
        checked(days_ago, faults)

    for person in (priya, adam):
        found = waiting.trail_to_check(person, today=today())
        assert texts(found) == ([says] if says else [])
        assert [line.is_late for line in found] == ([bool(faults)] if says else [])
    assert waiting.trail_to_check(asha, today=today()) == []


def test_pressing_the_button_is_all_there_is_to_do(priya: User) -> None:
    check(by=priya)

    assert waiting.trail_to_check(priya, today=today()) == []


@pytest.mark.parametrize("number", [1, 9])
def test_many_cost_no_more_than_one(adam: User, ben: User, number: int, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for n in range(number):
        hub = make_hub(f"Hub {n}")
        hold(make_post("Nurse", hub=hub), ben)
        make_post("Cook", hub=hub)
        ran_out(adam, hub, f"zoe{n}")
    User.objects.filter(pk=ben.pk).update(is_active=False)
    adam = User.objects.get(pk=adam.pk)

    with django_assert_max_num_queries(11):
        found = [*waiting.posts_of_leavers(adam), *waiting.posts_without_anybody(adam, today=today())]
        found += [*waiting.posts_taken_over(adam, today=today()), *waiting.invitations_that_ran_out(adam)]
        found += [*waiting.queue_to_look_at(adam), *waiting.trail_to_check(adam, today=today())]

    assert len(found) == 1 + number + 1 + 2
