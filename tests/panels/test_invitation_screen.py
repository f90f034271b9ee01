"""The staff screen of a meeting's invitations: who is asked, who is left out and why, and "they rang me"."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.choices import Channel, SafeThere
from consent.models import Person
from consent.services.erasing import erase_everywhere
from core import outbox
from core.models import AuditEntry, Hub
from panels.choices import HowReplied, MemberKind, NeedKind, Reply, Stage
from panels.models import Invitation, Meeting, MeetingNeed, Membership, StandingNeed
from panels.selectors.invitations import lines_of
from panels.services.replies import they_rang
from tests.builders import make_post, today
from tests.cast import sign_in
from tests.panels.inviting import add_member, ask, asked, link_of, make_ready
from tests.panels.paneling import make_meeting, make_panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    """A meeting of Elm's panel, in a week."""
    return make_ready(elm)


@pytest.fixture
def desk(petra: User) -> Client:
    """Petra at her desk."""
    return sign_in(petra)


def at(meeting: Meeting, name: str = "one") -> str:
    """Return the address of the screen, or of one of its acts."""
    return reverse(f"meeting_invitation:{name}", args=[meeting.pk])


def rang(desk: Client, meeting: Meeting, member: Membership, reply: str, **said: object) -> str:
    """Press what somebody said on the phone, as the page is now, and return the page that follows."""
    seen = said.pop("seen", "")
    return desk.post(at(meeting, "they_rang"), {"member": str(member.pk), "reply": reply, "seen": seen, **said}, follow=True).text


def test_everybody_stands_there_with_why_they_get_no_letter(desk: Client, meeting: Meeting) -> None:
    panel = meeting.panel
    add_member(panel)
    Membership.objects.filter(pk=add_member(panel, "Bea Bright", "b@family.example").pk).update(stage=Stage.BREAK)
    Membership.objects.filter(pk=add_member(panel, "Cal Crane", "c@family.example").pk).update(kind=MemberKind.READER)
    add_member(panel, "Dot Drew", "d@family.example", safe=SafeThere.ONLY_RING)
    add_member(panel, "Eve East", "e@family.example", channel=Channel.PHONE, phone="07700 900125")
    fay = add_member(panel, "Fay Fox", "f@family.example", channel=Channel.PHONE)
    add_member(panel, "Gus Gray", "")

    page = desk.get(at(meeting)).text

    assert "Who gets a letter now: 1" in page
    for words in (
        "Ola Nowak",
        "They take a break.",
        "come to no meeting",
        "It is not safe to write to them: only ring.",
        "They like to be rung: ring them.",
        "They like to be rung, and no number is known: ask them for it.",
        "No number and no e-mail address is known: tell them by post or face to face",
        f'<a href="{reverse("members:one", args=[fay.pk])}"><bdi>Fay Fox',
        "panel@ashmere.example",
    ):
        assert words in page


def test_the_letters_are_sent_by_one_button_and_what_came_of_each_is_shown(desk: Client, meeting: Meeting) -> None:
    one, other = add_member(meeting.panel), add_member(meeting.panel, "Bea Bright", "b@family.example")

    page = desk.post(at(meeting, "send"), {"who": [str(one.pk), str(other.pk)]}, follow=True).text
    assert "2 letters leave now" in page
    assert page.count("On its way") == 2
    Person.objects.filter(memberships=other).update(safe=SafeThere.IN_PERSON)
    outbox.drain()

    page = desk.get(at(meeting)).text
    assert "Asked on" in page
    assert "Did not leave: It is not safe to write to them or to ring them" in page
    assert "Send the letters" not in page


def test_nobody_ticked_is_said(desk: Client, meeting: Meeting) -> None:
    add_member(meeting.panel)

    assert "Tick at least one person." in desk.post(at(meeting, "send"), follow=True).text


def test_they_rang_me_is_written_down_with_what_to_arrange_and_changed_like_a_link(
    desk: Client, client: Client, meeting: Meeting, petra: User
) -> None:
    member = add_member(meeting.panel)
    asked(meeting, member, by=petra)

    page = rang(desk, meeting, member, "yes", need=["travel"], line="From Station Road")

    assert "Written down." in page
    assert "Coming (they rang)" in page
    assert "Coming: <strong>1</strong>" in page
    invitation = Invitation.objects.get(membership=member)
    assert (invitation.reply, invitation.how) == (Reply.YES, HowReplied.RANG)
    assert MeetingNeed.objects.get().detail == "From Station Road"
    client.post(link_of(invitation), {"reply": "no"})
    assert Invitation.objects.get(membership=member).reply == Reply.NO
    assert not MeetingNeed.objects.exists()
    assert AuditEntry.objects.filter(verb="panels.invitation.answer", actor="system").count() == 1


def test_who_always_needs_something_has_it_ticked_before_they_ring(desk: Client, meeting: Meeting) -> None:
    StandingNeed.objects.create(membership=add_member(meeting.panel), kind=NeedKind.FOOD, confirmed_on=today())

    assert 'value="food" checked' in desk.get(at(meeting)).text


def test_an_answer_that_came_in_meanwhile_is_not_written_over_and_nothing_typed_is_lost(
    desk: Client, client: Client, meeting: Meeting, petra: User
) -> None:
    member = add_member(meeting.panel)
    invitation = asked(meeting, member, by=petra)
    client.post(link_of(invitation), {"reply": "no"})

    page = rang(desk, meeting, member, "yes", need=["travel"], line="From Station Road", seen="")

    assert "A colleague changed this while you had it open" in page
    assert Invitation.objects.get().reply == Reply.NO
    assert 'value="From Station Road"' in page
    assert 'value="travel" checked' in page
    assert "Written down." in rang(desk, meeting, member, "yes", need=["travel"], seen="no")


def test_what_is_booked_for_who_does_not_come_is_pointed_out(desk: Client, meeting: Meeting, petra: User) -> None:
    member = add_member(meeting.panel)
    rang(desk, meeting, member, "yes", need=["travel"])
    MeetingNeed.objects.update(booked_on=today(), booked_by=petra)

    assert "call off what is booked" in rang(desk, meeting, member, "no", seen="yes-travel")


def test_for_a_child_staff_are_told_to_ring_the_adult_and_may_write_down_what_they_said(desk: Client, elm: Hub) -> None:
    make_ready(elm)
    workers = {"coordinator": make_post("Youth worker"), "second_reader": make_post("Second reader")}
    panel = make_panel(elm, "Young voices", is_of_under_18s=True, **workers)
    meeting, member = make_meeting(panel), add_member(panel, "Kit Young", "kit@family.example", phone="07700 900123", is_young=True)

    page = desk.get(at(meeting)).text

    assert "Ring the adult who looks after each of them" in page
    assert "Send the letters" not in page
    assert "Its members are under 18" in desk.post(at(meeting, "send"), {"who": str(member.pk)}, follow=True).text
    assert "Nobody has a number" in desk.post(at(meeting, "texts"), follow=True).text
    assert "Written down." in rang(desk, meeting, member, "yes")


def test_words_for_phones_name_nobody_and_hold_each_ones_own_link(desk: Client, meeting: Meeting) -> None:
    likes_texts = add_member(meeting.panel, "Bea Bright", "", phone="07700 900123", channel=Channel.TEXT)
    add_member(meeting.panel, "Cal Crane", "", phone="07700 900124", channel=Channel.TEXT, safe=SafeThere.NOT_ASKED)

    page = desk.post(at(meeting, "texts"), follow=True).text

    invitation = Invitation.objects.get()
    assert invitation.membership == likes_texts
    assert invitation.asked_at is None
    assert link_of(invitation) in page
    (words,) = re.findall(r"<textarea[^>]*>([^<]*)</textarea>", page)
    assert link_of(invitation) in words
    assert "Bea" not in words
    assert "Parents at Elm" not in words


def test_a_link_that_went_astray_is_ended(desk: Client, client: Client, meeting: Meeting, petra: User) -> None:
    member = add_member(meeting.panel)
    old = link_of(asked(meeting, member, by=petra))

    assert "opens nothing any more" in desk.post(at(meeting, "end_link"), {"member": str(member.pk)}, follow=True).text
    assert client.get(old).status_code == 410


@pytest.mark.parametrize("act", ["they_rang", "end_link"])
def test_a_member_of_another_panel_is_nobody_here(desk: Client, meeting: Meeting, elm: Hub, act: str) -> None:
    other = add_member(make_panel(elm, "Another"), "Bea Bright", "b@family.example")

    page = desk.post(at(meeting, act), {"member": str(other.pk), "reply": "yes", "seen": ""}, follow=True).text

    assert "This person is not on the panel any more." in page
    assert not Invitation.objects.exists()


def test_the_list_costs_as_much_however_many_are_asked(meeting: Meeting, petra: User) -> None:
    members = [add_member(meeting.panel, f"Parent {n}", f"p{n}@family.example") for n in range(3)]
    ask(meeting, *members, by=petra)
    few = _queries(meeting, petra)
    ask(meeting, *[add_member(meeting.panel, f"More {n}", f"m{n}@family.example") for n in range(9)], by=petra)

    assert _queries(meeting, petra) == few


def _queries(meeting: Meeting, user: User) -> int:
    with CaptureQueriesContext(connection) as asked_for:
        lines_of(meeting, user)
    return len(asked_for)


def test_nothing_is_written_down_of_who_was_forgotten_while_the_page_was_open(meeting: Meeting, petra: User) -> None:
    member = add_member(meeting.panel)
    assert member.person
    erase_everywhere(member.person, today())
    stale = Membership(pk=member.pk, panel=meeting.panel, person=member.person, stage=Stage.ON)

    with pytest.raises(ValidationError, match="they were forgotten"):
        they_rang(meeting=meeting, member=stale, reply=Reply.YES, kinds=["food"], line="Nuts", by=petra, now=timezone.now())
    assert not Invitation.objects.exists()
    assert not MeetingNeed.objects.exists()


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"state": "off", "called_off_because": "Snow."}, "It was called off."),
        ({"starts_at": timezone.now() - timedelta(days=2)}, "It has begun already."),
    ],
)
def test_no_words_for_phones_stand_where_nobody_is_to_come(desk: Client, meeting: Meeting, facts: dict[str, object], why: str) -> None:
    add_member(meeting.panel, "Bea Bright", "", phone="07700 900123", channel=Channel.TEXT)
    assert "<textarea" in desk.post(at(meeting, "texts"), follow=True).text
    Meeting.objects.filter(pk=meeting.pk).update(**facts)

    page = desk.get(at(meeting)).text

    assert "Words for phones" not in page
    assert link_of(Invitation.objects.get()) not in page
    assert why in desk.post(at(meeting, "texts"), follow=True).text
