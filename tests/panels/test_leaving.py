"""Leaving a panel: what they need is gone at once, the rest stays for its time, and it is said which; what was counted stays true."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import ConsentUse, LegalHold, Purpose
from consent.services.purposes import begin
from core.clocks import day_in_words
from core.models import AuditEntry, Hub
from panels.choices import MeetingState, Stage
from panels.models import (
    ExitNote,
    Invitation,
    MeetingNeed,
    MemberNote,
    Membership,
    NeedCount,
    ShownMember,
    StandingNeed,
    TimeAsked,
    Training,
)
from panels.selectors.meetings import day_of
from panels.services.leaving import Goodbye, leave_panel
from panels.services.shown import show
from tests.builders import today
from tests.cast import sign_in
from tests.consent.agreeing import decide
from tests.families import make_person
from tests.panels.inviting import make_poll
from tests.panels.membering import make_file, make_need
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel
from tests.participation.reaching import words

DAY = timedelta(days=1)


@pytest.fixture
def ola(elm: Hub) -> Membership:
    return make_member(
        make_panel(elm),
        make_person(elm, "Ola Nowak"),
        speaks_for="Premature twins.",
        ring_first="Jan, 07700 900555",
        childrens_ages=["0-1"],
    )


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def leave(client: Client, member: Membership, **said: Any) -> str:
    address = reverse("members:leave", args=[member.pk])
    return words(client.post(address, {"on": str(today()), **said}, follow=True))


def book(member: Membership, *, days: int, spent: str = "25.00", by: User) -> MeetingNeed:
    """Book an interpreter for a meeting, to come or past."""
    state = MeetingState.PLANNED if days >= 0 else MeetingState.HELD
    meeting = make_meeting(member.panel, starts_at=in_days(days), state=state)
    Invitation.objects.create(meeting=meeting, membership=member, reply="yes", replied_on=today(), how="rang")
    booked = {"booked_on": today(), "booked_by": by, "spent": Decimal(spent)}
    return MeetingNeed.objects.create(meeting=meeting, membership=member, kind="interpreter", detail="Polish", **booked)


def test_needs_invitations_and_whom_they_speak_for_are_gone_at_once(desk: Client, petra: User, ola: Membership) -> None:
    make_file(ola, by=petra)
    booked = book(ola, days=7, by=petra)

    page = leave(desk, ola)

    ola.refresh_from_db()
    assert (ola.stage, ola.left_on, ola.speaks_for, ola.ring_first, ola.childrens_ages) == (Stage.LEFT, today(), "", "", [])
    assert not StandingNeed.objects.exists()
    assert not MeetingNeed.objects.exists()
    assert not Invitation.objects.exists()
    assert f"Ring whoever was booked for them, and call it off: An interpreter or signer, {day_in_words(day_of(booked.meeting))}." in page
    assert MemberNote.objects.exists(), "it stays for its time"
    assert Training.objects.exists()


def test_what_was_booked_and_spent_stays_counted(petra: User, ola: Membership, elm: Hub) -> None:
    past = book(ola, days=-7, spent="25.50", by=petra)
    NeedCount.objects.create(meeting=past.meeting, kind="interpreter", number_asked=2, number_booked=1, spent=Decimal(10))

    leave_panel(member=ola, on=today(), said=Goodbye(), by=None, today=today())

    counted = NeedCount.objects.get(meeting=past.meeting)
    assert (counted.number_asked, counted.number_booked, counted.spent) == (3, 2, Decimal("35.50"))
    assert Invitation.objects.filter(meeting=past.meeting).exists(), "that they came to meetings that were held is no secret of theirs"


def test_the_screen_says_who_leaves_which_panel(desk: Client, ola: Membership) -> None:
    page = words(desk.get(reverse("members:leave", args=[ola.pk])))

    assert ola.person
    assert f"Ola Nowak, {ola.person.shown_code} leaves {ola.panel} ." in page


def test_the_screen_says_what_goes_what_stays_and_until_when(desk: Client, ola: Membership) -> None:
    page = words(desk.get(reverse("members:leave", args=[ola.pk])))

    assert "What goes at once" in page
    assert "What they always need, and what is arranged for them at meetings" in page
    assert f"What stays until {today().replace(year=today().year + 2, day=1):%B %Y}" in page
    assert "How many came to each meeting" in page


def test_afterwards_the_page_says_until_when_and_offers_nothing(desk: Client, ola: Membership) -> None:
    page = leave(desk, ola)

    assert f"They left on {day_in_words(today())}. What stands here is deleted from" in page
    for gone in ("Add something to arrange", "They take a break", "Write a note", "They leave the panel"):
        assert gone not in page
    assert "They left the panel. What stands here stays as it is" in words(
        desk.post(reverse("members:add_note", args=[ola.pk]), {"note": "x"}, follow=True)
    )


def test_they_are_off_the_panels_page_at_once_and_nothing_rests_on_their_yes(desk: Client, petra: User, ola: Membership) -> None:
    assert ola.person
    begin()
    for key in ("panel_name", "panel_words"):
        decide(ola.person, Purpose.objects.get(key=key), by=petra, is_explicit=True)
    show(member=ola, words="We were heard about the pram ramp.", by=petra, today=today())
    assert ConsentUse.objects.filter(ended_on__isnull=True).count() == 2

    leave(desk, ola)

    assert not ShownMember.objects.exists()
    assert not ConsentUse.objects.filter(ended_on__isnull=True).exists()


def test_a_wrong_note_goes_also_of_who_left(desk: Client, petra: User, ola: Membership) -> None:
    """They read it in the copy of their data, and ask to have it put right."""
    note = make_file(ola, by=petra)["note"]
    assert "Delete this note" in leave(desk, ola)

    desk.post(reverse("members:drop_note", args=[ola.pk]), {"note": note})

    assert not MemberNote.objects.exists()


def test_what_they_said_is_kept_only_where_they_offered_it(desk: Client, elm: Hub, ola: Membership) -> None:
    leave(desk, ola)
    assert not ExitNote.objects.exists()

    kit = make_member(ola.panel, make_person(elm, "Kit"))
    page = leave(desk, kit, reason="not_heard", words="Nobody wrote down what I said.")

    assert "Nobody wrote down what I said." in page
    assert "They did not feel heard" in page
    assert "wrote down" not in "".join(AuditEntry.objects.values_list("facts", flat=True))


def test_a_refusal_loses_nothing(desk: Client, ola: Membership) -> None:
    page = leave(desk, ola, on=str(today() + DAY), words="It was good.")
    assert "That day is still to come." in page
    assert "It was good." in page

    assert "Nobody leaves before that." in leave(desk, ola, on=str(ola.joined_on - DAY))
    ola.refresh_from_db()
    assert ola.stage == Stage.ON


def test_nobody_leaves_twice(ola: Membership) -> None:
    leave_panel(member=ola, on=today(), said=Goodbye(), by=None, today=today())

    with pytest.raises(ValidationError):
        leave_panel(member=ola, on=today(), said=Goodbye(), by=None, today=today())
    assert AuditEntry.objects.filter(verb="panels.membership.leave").count() == 1


def test_they_can_come_back_with_a_membership_of_its_own(ola: Membership) -> None:
    leave_panel(member=ola, on=today(), said=Goodbye(), by=None, today=today())

    assert make_member(ola.panel, ola.person).pk != ola.pk


def test_a_legal_hold_keeps_what_a_court_reads_and_nobody_sees_it(desk: Client, priya: User, ola: Membership) -> None:
    make_need(ola, detail="Polish, from the start")
    LegalHold.objects.create(name="Case", reason="A court.", person=ola.person, from_on=today(), placed_by=priya)
    assert "A legal hold keeps what we hold of them." in words(desk.get(reverse("members:leave", args=[ola.pk])))

    page = leave(desk, ola)

    assert "nothing is deleted until it is lifted" in page
    assert StandingNeed.objects.exists()
    assert "Polish, from the start" not in page
    assert "Polish, from the start" not in words(desk.get(reverse("members:one", args=[ola.pk])))


def test_what_a_hold_keeps_is_neither_deleted_nor_written_over_by_staff(desk: Client, petra: User, priya: User, ola: Membership) -> None:
    parts = make_file(ola, by=petra)
    LegalHold.objects.create(name="Case", reason="A court.", code="panel_files", record=str(ola.pk), from_on=today(), placed_by=priya)

    for act, name in (("drop_need", "need"), ("drop_note", "note"), ("drop_training", "training")):
        page = words(desk.post(reverse(f"members:{act}", args=[ola.pk]), {name: parts[name]}, follow=True))
        assert "A legal hold keeps what we hold of them." in page
    said = {"seen": 1, "kind": "member", "capacity": "lived", "joined_on": str(ola.joined_on), "speaks_for": "Something else."}
    assert "A legal hold keeps what we hold of them." in words(desk.post(reverse("members:change", args=[ola.pk]), said))

    assert StandingNeed.objects.exists()
    assert MemberNote.objects.exists()
    assert Training.objects.exists()
    ola.refresh_from_db()
    assert ola.speaks_for == "Premature twins."


def test_who_left_counts_on_the_days_they_were_here(ola: Membership) -> None:
    leave_panel(member=ola, on=today(), said=Goodbye(), by=None, today=today())

    assert Membership.objects.active_on(today() - DAY).count() == 1
    assert Membership.objects.active_on(today()).count() == 0


def test_who_leaves_is_in_no_open_poll_and_stays_counted_in_one_that_ended(petra: User, ola: Membership) -> None:
    still_open, over = make_poll(ola.panel), make_poll(ola.panel, ended_on=today())
    for poll in (still_open, over):
        TimeAsked.objects.create(poll=poll, membership=ola, answered_on=today(), how="rang")

    leave_panel(member=ola, on=today(), said=Goodbye(), by=petra, today=today())

    assert list(TimeAsked.objects.values_list("poll", flat=True)) == [over.pk]
