"""Fifty letters to fifty people, one each, and none to who changed their mind between queue and send."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.choices import Channel, SafeThere, Source
from consent.models import Person, Purpose, UseStopped
from consent.selectors.ledger_mail import why_not_write, why_not_write_to
from core import outbox
from core.models import AuditEntry, Hub, OutboxItem
from panels.choices import HowReplied, MeetingState, MemberKind, NeedKind, Reply, Stage
from panels.models import Invitation, Meeting, Membership, Panel, StandingNeed
from panels.services.invitations import invite, remind
from panels.services.reminders import remind_of_coming
from panels.services.replies import answer
from tests.builders import make_brand, make_post, today
from tests.cast import sign_in
from tests.panels.inviting import OFFICE, add_member, ask, asked, link_in, long_ago, make_ready
from tests.panels.paneling import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    """A meeting of Elm's panel, in a week."""
    return make_ready(elm)


def held_back(member: Membership) -> str:
    """Return why a letter to a member did not leave."""
    return Invitation.objects.get(membership=member).held_back


def test_fifty_letters_reach_fifty_people_one_each(meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    members = [add_member(meeting.panel, f"Parent {number}", f"parent{number}@family.example") for number in range(50)]

    ask(meeting, *members, by=petra)
    outbox.drain()

    assert sorted(one.to[0] for one in mailoutbox) == sorted(f"parent{number}@family.example" for number in range(50))
    assert all(len(one.recipients()) == 1 for one in mailoutbox)
    assert len({link_in(one) for one in mailoutbox}) == 50


def test_nobody_gets_a_letter_who_changed_their_mind_between_queue_and_send(
    meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    stays, left, unsafe, breaks, stopped = (add_member(meeting.panel, f"Parent {n}", f"p{n}@family.example") for n in range(5))
    ask(meeting, stays, left, unsafe, breaks, stopped, by=petra)
    Membership.objects.filter(pk=left.pk).update(stage=Stage.LEFT, left_on=today())
    Person.objects.filter(memberships=unsafe).update(safe=SafeThere.ONLY_RING)
    Membership.objects.filter(pk=breaks.pk).update(stage=Stage.BREAK)
    panel = Purpose.objects.get(key="panel")
    UseStopped.objects.create(person=Person.objects.get(memberships=stopped), purpose=panel, stopped_on=today())

    outbox.drain()

    assert [one.to for one in mailoutbox] == [["p0@family.example"]]
    assert held_back(left) == "They have left."
    assert held_back(unsafe) == "It is not safe to write to them: only ring."
    assert held_back(breaks) == "They take a break."
    assert held_back(stopped) == "They told us to stop using theirs for this."
    assert Invitation.objects.get(membership=left).asked_at is None


def test_the_letter_says_when_where_how_to_answer_and_whom_to_ring(
    meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    member = add_member(meeting.panel)
    StandingNeed.objects.create(
        membership=member, kind=NeedKind.CHILDCARE, detail="Two children, one with a peanut allergy", confirmed_on=today()
    )

    ask(meeting, member, by=petra)
    outbox.drain()

    (letter,) = mailoutbox
    assert letter.subject == "A date for you"
    assert letter.reply_to == [OFFICE]
    for words in ("10am to 11:30am", "The hall, Elm family hub", "01632 960 000", "Childcare", "/panels/reply/", "meeting.ics"):
        assert words in letter.body
    assert "peanut" not in letter.body
    assert "Ola" not in letter.body


def test_the_letter_is_in_the_language_of_who_reads_it(meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    ask(meeting, add_member(meeting.panel, language="pl"), by=petra)
    outbox.drain()

    assert link_in(mailoutbox[0]).startswith("/pl/")
    assert "10:00" in mailoutbox[0].body


def test_replies_go_to_the_councils_own_address_where_the_panel_has_none(
    meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    make_brand(contact_email="office@ashmere.example")
    meeting.panel.reply_to = ""
    meeting.panel.save()

    asked(meeting, add_member(meeting.panel), by=petra)

    assert mailoutbox[0].reply_to == ["office@ashmere.example"]


def test_where_nobody_reads_replies_no_letter_leaves(meeting: Meeting, petra: User) -> None:
    meeting.panel.reply_to = ""
    meeting.panel.save()

    with pytest.raises(ValidationError, match="Nobody would read an answer"):
        ask(meeting, add_member(meeting.panel), by=petra)


def test_a_reply_address_is_one_plain_address(meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    meeting.panel.reply_to = "a@ashmere.example, b@ashmere.example"
    meeting.panel.save()
    ask(meeting, add_member(meeting.panel), by=petra)
    outbox.drain()

    assert mailoutbox == []


@pytest.mark.parametrize(
    ("change", "person"),
    [
        ({"stage": Stage.BREAK}, {}),
        ({"kind": MemberKind.READER}, {}),
        ({}, {"channel": Channel.PHONE}),
        ({}, {"safe": SafeThere.IN_PERSON}),
        ({}, {"email": ""}),
        ({}, {"is_young": True}),
    ],
)
def test_who_is_not_to_have_a_letter_gets_none(meeting: Meeting, petra: User, change: dict[str, Any], person: dict[str, Any]) -> None:
    member = add_member(meeting.panel, **{"email": "ola@family.example", **person})
    Membership.objects.filter(pk=member.pk).update(**change)

    with pytest.raises(ValidationError, match="Tick at least one person"):
        ask(meeting, member, by=petra)


def test_who_came_with_a_list_is_told_the_dates_of_their_panel(
    meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    member = add_member(meeting.panel, safe=SafeThere.NOT_ASKED)
    Person.objects.filter(memberships=member).update(source=Source.LIST)

    asked(meeting, member, by=petra)

    assert len(mailoutbox) == 1


@pytest.mark.parametrize("source", [Source.STAFF, Source.FORM])
def test_whom_staff_could_have_asked_whether_it_is_safe_gets_no_letter_before_that(meeting: Meeting, petra: User, source: str) -> None:
    member = add_member(meeting.panel, safe=SafeThere.NOT_ASKED)
    Person.objects.filter(memberships=member).update(source=source)
    person = Person.objects.get(memberships=member)

    with pytest.raises(ValidationError, match="Tick at least one person"):
        ask(meeting, member, by=petra)
    for reasons in (why_not_write(person.pk, "panel_dates"), why_not_write_to([person], "panel_dates")[person.pk]):
        assert reasons == ["Nobody has asked them yet whether it is safe to write to them. Ask first."]


def test_nothing_is_sent_to_anybody_on_a_panel_of_under_18s(elm: Hub, petra: User) -> None:
    meeting = make_ready(elm)
    member = add_member(meeting.panel)
    posts = {"coordinator": make_post("Youth worker"), "second_reader": make_post("Second reader")}
    Panel.objects.filter(pk=meeting.panel_id).update(is_of_under_18s=True, **posts)

    with pytest.raises(ValidationError, match="Its members are under 18"):
        invite(meeting=meeting, who=[str(member.pk)], by=petra, now=timezone.now())


def test_a_letter_asked_for_twice_leaves_once(meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    member = add_member(meeting.panel)
    ask(meeting, member, by=petra)
    with pytest.raises(ValidationError, match="Tick at least one"):
        ask(meeting, member, by=petra)
    outbox.drain()
    with pytest.raises(ValidationError, match="Tick at least one"):
        ask(meeting, member, by=petra)

    assert len(mailoutbox) == 1


def test_no_letter_leaves_for_a_meeting_that_was_called_off_or_began(
    meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    member = add_member(meeting.panel)
    ask(meeting, member, by=petra)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CALLED_OFF, called_off_because="Snow")
    outbox.drain()

    assert mailoutbox == []
    assert held_back(member) == "It was called off."
    with pytest.raises(ValidationError, match="called off"):
        ask(meeting, member, by=petra)


def test_the_queue_and_the_trail_hold_neither_name_nor_address(meeting: Meeting, petra: User) -> None:
    ask(meeting, add_member(meeting.panel), by=petra)

    for told in (str(OutboxItem.objects.values()), str(AuditEntry.objects.values())):
        assert "Ola" not in told
        assert "family.example" not in told
    item = OutboxItem.objects.get(name="panels.send_invitation")
    assert item.arguments[1] == str(Membership.objects.get().person_id)


def test_three_days_before_a_reminder_leaves_once_to_who_has_not_said_no(
    meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    silent, comes, does_not = (add_member(meeting.panel, f"Parent {n}", f"p{n}@family.example") for n in range(3))
    ask(meeting, silent, comes, does_not, by=petra)
    outbox.drain()
    mailoutbox.clear()
    for member, said in ((comes, Reply.YES), (does_not, Reply.NO)):
        invitation = Invitation.objects.get(membership=member)
        answer(invitation=invitation, reply=said, how=HowReplied.RANG, by=petra, now=timezone.now())
    soon = meeting.starts_at - timedelta(days=2)

    assert remind_of_coming(timezone.now()) == 0
    assert remind_of_coming(soon) == 2
    assert remind_of_coming(soon) == 0
    outbox.drain()

    assert sorted(one.to[0] for one in mailoutbox) == ["p0@family.example", "p1@family.example"]
    assert all("remind you" in one.body for one in mailoutbox)
    assert any("You told us: Coming" in one.body for one in mailoutbox)


def test_staff_remind_by_hand_and_nobody_twice(meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]) -> None:
    invitation = asked(meeting, add_member(meeting.panel), by=petra)

    assert remind(meeting=meeting, by=petra, now=timezone.now()) == 0  # asked a moment ago
    long_ago(invitation, days=3)
    assert remind(meeting=meeting, by=petra, now=timezone.now()) == 1
    assert remind(meeting=meeting, by=petra, now=timezone.now()) == 0


def test_who_says_no_between_a_reminder_and_its_leaving_is_not_reminded(
    meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    invitation = asked(meeting, add_member(meeting.panel), by=petra)
    long_ago(invitation, days=3)
    remind(meeting=meeting, by=petra, now=timezone.now())
    answer(invitation=invitation, reply=Reply.NO, how=HowReplied.RANG, by=petra, now=timezone.now())
    outbox.drain()

    assert len(mailoutbox) == 1


def test_only_who_looks_after_the_panel_asks_to_its_meetings(meeting: Meeting, cara: User, asha: User) -> None:
    member = make_member(meeting.panel)
    for somebody in (cara, asha):
        with pytest.raises(PermissionDenied):
            ask(meeting, member, by=somebody)


def test_who_was_asked_is_told_by_letter_that_it_is_called_off_and_who_has_no_letter_is_to_be_rung(
    meeting: Meeting, petra: User, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    told, does_not, rings = (add_member(meeting.panel, f"Parent {n}", f"p{n}@family.example") for n in range(3))
    ask(meeting, told, does_not, rings, by=petra)
    outbox.drain()
    mailoutbox.clear()
    no = Invitation.objects.get(membership=does_not)
    answer(invitation=no, reply=Reply.NO, how=HowReplied.RANG, by=petra, now=timezone.now())
    Person.objects.filter(memberships=rings).update(safe=SafeThere.ONLY_RING)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CALLED_OFF, called_off_because="Snow")
    desk = sign_in(petra)
    address = reverse("meeting_invitation:one", args=[meeting.pk])

    page = desk.get(address).text
    assert "Who gets a letter that says so: 1" in page
    assert "Ring, because no letter goes to them:" in page
    desk.post(f"{address}called-off/")
    desk.post(f"{address}called-off/")
    outbox.drain()

    (letter,) = mailoutbox
    assert letter.to == ["p0@family.example"]
    assert "our meeting does not happen on this day:" in letter.body
    assert "/panels/reply/" not in letter.body
