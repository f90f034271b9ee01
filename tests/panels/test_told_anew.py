"""A meeting that is called off, takes place after all or moves: who was asked is told each time, also when the post loses a letter."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import outbox
from core.choices import OutboxState
from core.models import Hub, OutboxItem
from panels.choices import HowReplied, MeetingState, Reply
from panels.models import Invitation, Meeting
from panels.services import meetings, polls
from panels.services.invitations import tell_called_off, tell_moved, tell_on
from panels.services.replies import answer
from tests.builders import today
from tests.cast import sign_in
from tests.panels.inviting import add_member, ask, asked, make_poll, make_ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    """A meeting of Elm's panel, in a week."""
    return make_ready(elm)


@pytest.fixture
def desk(petra: User) -> Client:
    """Petra at her desk."""
    return sign_in(petra)


def move(desk: Client, meeting: Meeting, **boxes: str) -> None:
    """Change when or where a meeting is, as staff do."""
    form = desk.get(reverse("meeting:edit", args=[meeting.pk])).context["form"]
    day, hour = form["starts_at"].field.widget.decompress(meeting.starts_at)
    said = {"starts_at_0": str(day), "starts_at_1": f"{hour:%H:%M}", "number_of_minutes": "90", "format": "person", "place": meeting.place}
    answer = desk.post(reverse("meeting:edit", args=[meeting.pk]), {**said, "title": "", "link": "", "seen": form["seen"].value(), **boxes})
    assert answer.status_code == 302
    meeting.refresh_from_db()


def page_of(desk: Client, meeting: Meeting) -> str:
    """Return the page of who is asked."""
    return desk.get(reverse("meeting_invitation:one", args=[meeting.pk])).text


def press(desk: Client, meeting: Meeting, act: str) -> None:
    """Press a button on the page of who is asked, and let the letters leave."""
    desk.post(reverse(f"meeting_invitation:{act}", args=[meeting.pk]))
    outbox.drain()


def test_a_meeting_called_off_twice_is_told_each_time_and_that_it_takes_place_between(
    meeting: Meeting, petra: User, desk: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    invitation = asked(meeting, add_member(meeting.panel), by=petra)
    Invitation.objects.update(reminded_at=timezone.now())
    mailoutbox.clear()
    for _ in range(2):
        meetings.call_off(meeting=meeting, because="Snow", by=petra, now=timezone.now())
        assert "Who gets a letter that says so: 1" in page_of(desk, meeting)
        press(desk, meeting, "called_off")
        meetings.take_back(meeting=meeting, by=petra)
        assert "gets a letter that it is not: 1" in page_of(desk, meeting)
        press(desk, meeting, "on")
        assert "gets a letter that it is not" not in page_of(desk, meeting)

    off, on = "our meeting does not happen on this day:", "our meeting takes place after all:"
    assert [off in one.body for one in mailoutbox] == [True, False, True, False]
    assert [on in one.body for one in mailoutbox] == [False, True, False, True]
    invitation.refresh_from_db()
    assert invitation.reminded_at is None
    with pytest.raises(ValidationError, match="was told"):
        tell_on(meeting=meeting, by=petra, now=timezone.now())


def test_who_was_never_told_that_it_is_off_is_not_told_that_it_is_on(meeting: Meeting, petra: User) -> None:
    asked(meeting, add_member(meeting.panel), by=petra)
    meetings.call_off(meeting=meeting, because="Snow", by=petra, now=timezone.now())
    meetings.take_back(meeting=meeting, by=petra)

    with pytest.raises(ValidationError, match="was told"):
        tell_on(meeting=meeting, by=petra, now=timezone.now())


def test_a_meeting_that_moves_is_told_to_who_knows_the_old_day_and_their_yes_says_so(
    meeting: Meeting, petra: User, desk: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    invitation = asked(meeting, add_member(meeting.panel), by=petra)
    answer(invitation=invitation, reply=Reply.YES, how=HowReplied.RANG, by=petra, now=timezone.now())
    Invitation.objects.update(reminded_at=timezone.now())
    mailoutbox.clear()
    assert "It moved" not in page_of(desk, meeting)

    move(desk, meeting, starts_at_1="14:00")
    page = page_of(desk, meeting)
    assert "Who gets a letter with the new day or place: 1" in page
    assert "Coming: said to the old day" in page
    press(desk, meeting, "moved")
    press(desk, meeting, "moved")

    (letter,) = mailoutbox
    assert "our meeting has changed. This is when and where it is now:" in letter.body
    assert "2pm to 3:30pm" in letter.body
    invitation.refresh_from_db()
    assert (invitation.reply, invitation.reminded_at) == (Reply.YES, None)
    page = page_of(desk, meeting)
    assert "new day or place" not in page
    assert "said to the old day" in page
    answer(invitation=invitation, reply=Reply.YES, how=HowReplied.RANG, by=petra, now=timezone.now())
    assert "said to the old day" not in page_of(desk, meeting)


def test_another_name_moves_nothing_and_another_room_does_but_for_who_said_no(meeting: Meeting, petra: User, desk: Client) -> None:
    invitation = asked(meeting, add_member(meeting.panel), by=petra)
    move(desk, meeting, title="The garden")
    assert "new day or place" not in page_of(desk, meeting)
    move(desk, meeting, place="The church")
    assert "new day or place: 1" in page_of(desk, meeting)
    answer(invitation=invitation, reply=Reply.NO, how=HowReplied.RANG, by=petra, now=timezone.now())
    move(desk, meeting, place="The hall")
    assert "new day or place" not in page_of(desk, meeting)
    move(desk, meeting, starts_at_1="15:00")
    assert "new day or place: 1" in page_of(desk, meeting)


def test_a_meeting_that_moves_back_before_the_letter_leaves_tells_nobody(
    meeting: Meeting, petra: User, desk: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    asked(meeting, add_member(meeting.panel), by=petra)
    was = meeting.place
    move(desk, meeting, place="The church")
    tell_moved(meeting=meeting, by=petra, now=timezone.now())
    move(desk, meeting, place=was)
    outbox.drain()

    assert len(mailoutbox) == 1
    assert Invitation.objects.get().held_back == "They know already when and where it is."


@pytest.mark.parametrize("state", [OutboxState.DEAD, OutboxState.STOPPED])
def test_a_letter_that_the_post_gave_up_did_not_leave_and_can_be_sent_again(
    meeting: Meeting, petra: User, desk: Client, mailoutbox: list[EmailMultiAlternatives], state: str
) -> None:
    member = add_member(meeting.panel)
    ask(meeting, member, by=petra)
    assert "On its way" in page_of(desk, meeting)
    OutboxItem.objects.filter(name="panels.send_invitation").update(state=state)

    page = page_of(desk, meeting)
    assert "Did not leave: Our post could not send it." in page
    assert "Who gets a letter now: 1" in page
    ask(meeting, member, by=petra)
    outbox.drain()

    assert len(mailoutbox) == 1
    meetings.call_off(meeting=meeting, because="Snow", by=petra, now=timezone.now())
    for _ in range(2):
        tell_called_off(meeting=meeting, by=petra, now=timezone.now())
        OutboxItem.objects.filter(state=OutboxState.WAITING, name="panels.send_invitation").update(state=state)


def test_a_letter_that_is_late_says_so_beside_the_member(meeting: Meeting, petra: User, desk: Client) -> None:
    ask(meeting, add_member(meeting.panel), by=petra)
    Meeting.objects.update(starts_at=timezone.now() - timedelta(minutes=1))
    outbox.drain()

    assert "Did not leave: It has begun already." in page_of(desk, meeting)


def test_a_letter_of_a_poll_that_the_post_gave_up_or_that_is_late_did_not_leave(
    meeting: Meeting, petra: User, desk: Client, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    poll, member = make_poll(meeting.panel), add_member(meeting.panel)
    at = reverse("time_poll:one", args=[poll.pk])
    for _ in range(2):
        polls.ask_members(poll=poll, who=[str(member.pk)], by=petra, now=timezone.now())
        assert "On its way" in desk.get(at).text
        OutboxItem.objects.filter(name=polls.SEND).update(state=OutboxState.DEAD)
        assert "Did not leave: Our post could not send it." in desk.get(at).text
    polls.ask_members(poll=poll, who=[str(member.pk)], by=petra, now=timezone.now())
    type(poll).objects.update(closes_on=today() - timedelta(days=1))
    outbox.drain()

    assert not mailoutbox
    assert "Did not leave: The last day to answer has gone by." in desk.get(at).text


def test_a_letter_that_says_it_is_called_off_stays_when_it_takes_place_after_all(
    meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    asked(meeting, add_member(meeting.panel), by=petra)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CALLED_OFF, called_off_because="Snow")
    tell_called_off(meeting=meeting, by=petra, now=timezone.now())
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.PLANNED, called_off_because="")
    outbox.drain()

    assert len(mailoutbox) == 1
    assert Invitation.objects.get().held_back == "It takes place after all."
