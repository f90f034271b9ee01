"""What was agreed at a meeting is not forgotten: who does it is asked near its day, who calls the meetings when it is late."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import User
from consent.models import LegalHold
from core.models import Hub, Post
from core.questions import post_hangs
from panels.models import ActionOfMember, Meeting, MeetingAction, PanelQuestion
from panels.provides.meetings import actions_wait
from panels.services.actions import finish
from panels.services.run_sheet import take_away, write_down
from tests.builders import today
from tests.cast import sign_in
from tests.panels.deciding import make_question
from tests.panels.meeting import words
from tests.panels.paneling import make_member, make_panel
from tests.panels.writing_down import held_before, make_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    return held_before(make_panel(elm, "Parents at Elm"), 20)


def waits(user: User) -> list[str]:
    return [one.text for one in actions_wait(user=user, today=today())]


def test_who_does_it_is_asked_within_a_week_of_its_day(meeting: Meeting, petra: User, asha: User, elm_manager: Post) -> None:
    make_action(meeting, petra, "Ask the café.", post=elm_manager, due_on=today() + timedelta(days=7))
    make_action(meeting, petra, "Paint the wall.", post=elm_manager, due_on=today() + timedelta(days=8))
    make_action(meeting, petra, "Done before.", post=elm_manager, due_on=today(), done_on=today())

    (one,) = actions_wait(user=asha, today=today())

    assert one.text == "“Ask the café.”, as agreed at “Meeting of Parents at Elm”: do it, or say that it is done"
    assert one.why.startswith("You hold Family hub manager")
    assert waits(petra) == []


def test_what_is_late_is_asked_of_who_calls_the_meetings_too(meeting: Meeting, petra: User, asha: User, elm_manager: Post) -> None:
    make_action(meeting, petra, "Ask the café.", post=elm_manager, due_on=today() - timedelta(days=1))
    make_action(meeting, petra, "Bring the plans.", owner_kind="member", due_on=today() - timedelta(days=2))

    assert [one.split("”")[0] for one in waits(petra)] == ["“Bring the plans.", "“Ask the café."]
    assert len(waits(asha)) == 1
    assert all(one.is_late for one in actions_wait(user=petra, today=today()))


def test_another_hubs_and_who_sees_no_meeting_are_asked_nothing(meeting: Meeting, petra: User, cara: User, fay: User) -> None:
    make_action(meeting, petra, due_on=today() - timedelta(days=1))

    assert waits(cara) == []
    assert waits(fay) == []


def test_it_hangs_on_the_post_until_it_is_done(meeting: Meeting, petra: User, elm_manager: Post) -> None:
    for _turn in range(2):
        make_action(meeting, petra, post=elm_manager)
    make_action(meeting, petra, post=elm_manager, done_on=today())

    hangs = [one.text for found in post_hangs.answers(post_ids=frozenset({elm_manager.pk}), today=today()) for one in found]

    assert "is still to do 2 things agreed at meetings" in hangs


def test_it_costs_three_queries(meeting: Meeting, petra: User, django_assert_max_num_queries: Callable[..., Any]) -> None:
    waits(petra)
    for _turn in range(5):
        make_action(meeting, petra, due_on=today() - timedelta(days=1))
    with django_assert_max_num_queries(4):
        assert len(waits(petra)) == 5


def test_who_acts_for_the_post_says_that_it_is_done_and_nobody_else_who_only_looks(
    meeting: Meeting, petra: User, asha: User, elm_manager: Post
) -> None:
    mine, other = make_action(meeting, petra, "Ask the café.", post=elm_manager), make_action(meeting, petra, "Not hers.")
    desk, page = sign_in(asha), reverse("meeting:one", args=[meeting.pk])
    done = [reverse("meeting:finish_action", args=[meeting.pk, one.pk]) for one in (mine, other)]
    assert done[0] in desk.get(page).text
    assert done[1] not in desk.get(page).text

    assert "Written down: it is done." in words(desk.post(done[0], follow=True))
    assert "Another post does it." in words(desk.post(done[1], follow=True))
    with pytest.raises(PermissionDenied):
        finish(action=other, by=asha, today=today())

    assert [MeetingAction.objects.get(pk=one.pk).is_open for one in (mine, other)] == [False, True]


def test_who_was_asked_between_meetings_is_told_what_was_decided(meeting: Meeting, petra: User, asha: User) -> None:
    question = make_question(meeting.panel, closes_on=today())
    assert waits(petra) == []
    PanelQuestion.objects.update(closes_on=today() - timedelta(days=1))

    assert waits(petra) == ["“Where shall the swings go?”: say what was decided, and why"]
    assert waits(asha) == []
    PanelQuestion.objects.filter(pk=question.pk).update(ended_on=today())
    assert waits(petra) == []


def test_what_a_hold_keeps_of_a_member_is_not_taken_from_an_action(meeting: Meeting, petra: User, priya: User, elm_manager: Post) -> None:
    member = make_member(meeting.panel)
    action = make_action(meeting, petra, "Bring the plans.", owner_kind="member")
    ActionOfMember.objects.create(action=action, membership=member)
    LegalHold.objects.create(name="Case", reason="A court.", person=member.person, from_on=today(), placed_by=priya)
    action.owner_kind, action.post = "post", elm_manager

    with pytest.raises(ValidationError, match="legal hold"):
        write_down(row=action, by=petra, today=today())
    with pytest.raises(ValidationError, match="legal hold"):
        take_away(row=action, by=petra, today=today())

    assert ActionOfMember.objects.get().membership == member
