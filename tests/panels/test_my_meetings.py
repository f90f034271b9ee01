"""A member answers under “My panel”: also where nobody wrote to them, and it is known who they are."""

import pytest
from django.test import Client

from accounts.models import User
from core.models import AuditEntry, Hub
from panels.choices import Format, HowReplied, MemberKind, NeedKind, Reply, Stage
from panels.models import CalendarFeed, Invitation, Meeting, MeetingNeed, Membership
from panels.selectors.reply_links import token_of
from tests.panels.at_my_panel import at, phone_of
from tests.panels.inviting import add_member, asked, link_of, make_ready
from tests.panels.meeting import make_standing_need, words
from tests.panels.paneling import in_days, make_meeting, make_panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    """A meeting of Elm's panel, in a week."""
    return make_ready(elm)


@pytest.fixture
def ola(meeting: Meeting) -> Membership:
    """Ola, to whom nobody wrote."""
    return add_member(meeting.panel)


@pytest.fixture
def phone(ola: Membership) -> Client:
    """Ola's phone, behind the door."""
    return phone_of(ola)


def test_looking_makes_no_row_and_one_tap_answers(phone: Client, ola: Membership, meeting: Meeting) -> None:
    page = words(phone.get(at("my_meeting", ola, meeting.pk)))
    assert "10am to 11:30am The hall, Elm family hub" in page
    assert not Invitation.objects.exists()

    said = words(phone.post(at("my_meeting", ola, meeting.pk), {"reply": "yes"}, follow=True))

    kept = Invitation.objects.get()
    assert (kept.reply, kept.how, kept.asked_at) == (Reply.YES, HowReplied.THEMSELVES, None)
    assert "You told us: Coming" in said
    assert AuditEntry.objects.get(verb="panels.invitation.answer").actor == "system"


def test_what_they_always_need_is_arranged_and_what_they_add_bears_no_mark_of_a_link(
    phone: Client, ola: Membership, meeting: Meeting
) -> None:
    make_standing_need(ola)
    there = at("my_meeting", ola, meeting.pk)

    phone.post(there, {"reply": "yes"})
    phone.post(there, {"has_needs": "1", "need": ["childcare", "food"], "line": "No nuts, please."})

    needs = {need.kind: need.detail for need in MeetingNeed.objects.all()}
    assert needs == {NeedKind.CHILDCARE: "One child of two.\nNo nuts, please.", NeedKind.FOOD: "No nuts, please."}


def test_an_answer_is_changed_here_that_came_by_the_link_and_the_link_goes_on_opening(
    ola: Membership, meeting: Meeting, petra: User, client: Client
) -> None:
    invitation = asked(meeting, ola, by=petra)
    client.post(link_of(invitation), {"reply": "yes"})
    token = token_of(invitation)

    phone_of(ola).post(at("my_meeting", ola, meeting.pk), {"reply": "no"})

    invitation.refresh_from_db()
    assert (invitation.reply, invitation.how) == (Reply.NO, HowReplied.THEMSELVES)
    assert token_of(invitation) == token
    assert client.get(link_of(invitation)).status_code == 200


def test_the_room_online_stands_here_and_behind_a_link_once_they_come(
    ola: Membership, meeting: Meeting, petra: User, client: Client
) -> None:
    Meeting.objects.update(format=Format.HYBRID, link="https://meet.example/room")
    invitation = asked(meeting, ola, by=petra)

    assert "https://meet.example/room" in phone_of(ola).get(at("my_meeting", ola, meeting.pk)).text
    assert "https://meet.example/room" not in client.get(link_of(invitation)).text
    client.post(link_of(invitation), {"reply": "yes"})
    assert "https://meet.example/room" in client.get(link_of(invitation)).text


def test_a_line_without_a_tick_is_refused_kept_in_its_box_and_the_answer_stands(phone: Client, ola: Membership, meeting: Meeting) -> None:
    phone.post(at("my_meeting", ola, meeting.pk), {"reply": "yes"})

    page = phone.post(at("my_meeting", ola, meeting.pk), {"has_needs": "1", "line": "A ramp."})

    assert "Tick what it is about" in page.text
    assert ">\nA ramp.</textarea>" in page.text
    assert Invitation.objects.get().reply == Reply.YES


def test_a_meeting_goes_into_their_calendar_and_so_do_all_dates(phone: Client, ola: Membership, meeting: Meeting) -> None:
    file = phone.get(at("my_meeting_file", ola, meeting.pk))
    assert file["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT" in file.content

    page = phone.post(at("my_meeting", ola, meeting.pk), {"all_dates": "1"}, follow=True)

    assert CalendarFeed.objects.get().membership == ola
    assert "/panels/calendar/" in page.text


def test_what_is_another_panels_long_past_or_held_is_not_there(phone: Client, ola: Membership, elm: Hub) -> None:
    others = make_meeting(make_panel(elm, "Another panel"))
    past = make_meeting(ola.panel, starts_at=in_days(-3))
    held = make_meeting(ola.panel, state="held", starts_at=in_days(2))

    for one in (others, past, held):
        assert phone.get(at("my_meeting", ola, one.pk)).status_code == 404
        assert phone.post(at("my_meeting", ola, one.pk), {"reply": "yes"}).status_code == 404
    assert not Invitation.objects.exists()


def test_one_that_was_called_off_says_so_and_takes_no_answer(phone: Client, ola: Membership, meeting: Meeting) -> None:
    Meeting.objects.update(state="off", called_off_because="Snow")

    assert "This meeting is called off" in words(phone.get(at("my_meeting", ola, meeting.pk)))
    phone.post(at("my_meeting", ola, meeting.pk), {"reply": "yes"})
    assert not Invitation.objects.exclude(reply="").exists()


@pytest.mark.parametrize("change", [{"kind": MemberKind.READER}, {"stage": Stage.LEFT, "left_on": "on"}])
def test_who_comes_to_no_meeting_is_asked_to_none(change: dict[str, str], phone: Client, ola: Membership, meeting: Meeting) -> None:
    Membership.objects.filter(pk=ola.pk).update(**change | ({"left_on": ola.joined_on} if "left_on" in change else {}))

    assert phone.get(at("my_meeting", ola, meeting.pk)).status_code == 404
    assert "Can you come?" not in words(phone.get("/my-panel/"))


def test_who_rests_may_come_all_the_same(phone: Client, ola: Membership, meeting: Meeting) -> None:
    Membership.objects.filter(pk=ola.pk).update(stage=Stage.BREAK)

    phone.post(at("my_meeting", ola, meeting.pk), {"reply": "yes"})

    assert Invitation.objects.get().reply == Reply.YES
