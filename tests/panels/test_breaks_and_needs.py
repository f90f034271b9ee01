"""Nobody books a taxi for who rests or left; and what was written down on one day stays in the order in which it was."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from consent.models import LegalHold
from core.models import Hub
from panels.choices import Stage
from panels.models import Claim, MeetingNeed, MemberNote, Membership, Panel
from panels.selectors.meetings_waiting import meetings_that_wait
from panels.selectors.needs import bookings, to_book
from panels.services.members import take_break
from panels.services.needs import remove_need
from panels.services.replies import answer, arrange
from panels.services.standing_needs import add_need
from tests.builders import today
from tests.panels.meeting import make_need, make_reply
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel
from tests.panels.paying import make_claim, make_policy


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """A panel at Elm."""
    return make_panel(elm)


def test_a_break_takes_what_nobody_booked_off_the_lists_of_its_meetings(panel: Panel, petra: User) -> None:
    ola, soon, comes, later, booked = make_member(panel), *(make_meeting(panel, starts_at=in_days(n)) for n in (7, 14, 60, 21))
    make_reply(comes, ola)
    for meeting in (soon, comes, later):
        make_need(meeting, ola)
    make_need(booked, ola, booked_on=today(), booked_by=petra)

    take_break(member=ola, until=today() + timedelta(days=30), by=petra, today=today())

    assert set(MeetingNeed.objects.values_list("meeting", flat=True)) == {comes.pk, later.pk, booked.pk}
    lines = {
        one.meeting.pk: [line.cancel for kind in one.kinds for line in kind.lines] for one in bookings(petra, [soon, comes, later, booked])
    }
    assert lines == {soon.pk: [], comes.pk: [False], later.pk: [False], booked.pk: [True]}


def test_what_is_still_to_book_leaves_out_who_left(panel: Panel, petra: User) -> None:
    meeting, ola = make_meeting(panel, starts_at=in_days(1)), make_member(panel)
    make_need(meeting, ola)
    assert any("book 1 thing" in one.text for one in meetings_that_wait(petra, today=today()))

    Membership.objects.filter(pk=ola.pk).update(stage=Stage.LEFT, left_on=today())

    assert not any("book" in one.text for one in meetings_that_wait(petra, today=today()))
    assert [one.number_left for one in to_book(petra, now=timezone.now())] == [0]


def test_notes_and_claims_of_one_day_stand_in_the_order_in_which_they_were_written(panel: Panel, petra: User) -> None:
    ola = make_member(panel)
    make_policy(panel, petra)
    notes = [MemberNote.objects.create(membership=ola, words=f"{n}", written_on=today(), written_by=petra) for n in range(9)]
    claims = [make_claim(ola, by=petra) for _ in range(9)]

    assert list(MemberNote.objects.all()) == notes[::-1]
    assert list(Claim.objects.all()) == claims[::-1]


def test_what_somebody_tells_us_they_always_need_reaches_the_meetings_called_already(panel: Panel, petra: User) -> None:
    ola, soon, said_no, past = make_member(panel), *(make_meeting(panel, starts_at=in_days(n)) for n in (7, 14, -7))
    off = make_meeting(panel, starts_at=in_days(21), state="off", called_off_because="Snow.")
    make_reply(said_no, ola, "no")

    for _ in range(2):
        add_need(member=ola, kind="interpreter", detail="Polish", by=petra, today=today())

    assert past.pk != off.pk
    assert list(MeetingNeed.objects.values_list("meeting", "kind")) == [(soon.pk, "interpreter")]


def test_who_rests_or_only_reads_has_nothing_put_on_a_list(panel: Panel, petra: User) -> None:
    ola, bea = make_member(panel, kind="reader"), make_member(panel, stage=Stage.BREAK)
    make_meeting(panel, starts_at=in_days(7))
    comes = make_meeting(panel, starts_at=in_days(14))
    make_reply(comes, bea)

    for member in (ola, bea):
        add_need(member=member, kind="food", detail="", by=petra, today=today())

    assert list(MeetingNeed.objects.values_list("meeting", "membership")) == [(comes.pk, bea.pk)]


@pytest.mark.parametrize("is_held", [True, False])
def test_what_a_legal_hold_keeps_of_needs_stays_whatever_is_said(panel: Panel, petra: User, priya: User, is_held: bool) -> None:
    ola, soon, later = make_member(panel), make_meeting(panel, starts_at=in_days(7)), make_meeting(panel, starts_at=in_days(14))
    for meeting in (soon, later):
        make_need(meeting, ola)
    if is_held:
        LegalHold.objects.create(name="Case", reason="A court.", person=ola.person, from_on=today(), placed_by=priya)

    answer(invitation=make_reply(later, ola), reply="no", how="rang", by=petra, now=timezone.now())
    assert MeetingNeed.objects.count() == (2 if is_held else 1)
    take_break(member=ola, until=today() + timedelta(days=30), by=petra, today=today())

    assert MeetingNeed.objects.count() == (2 if is_held else 0)
    assert not any(one.number_left for one in bookings(petra, [soon, later]))


def test_what_a_legal_hold_keeps_is_not_taken_off_by_staff_or_by_a_tick(panel: Panel, petra: User, priya: User) -> None:
    ola, meeting = make_member(panel), make_meeting(panel, starts_at=in_days(7))
    need, invitation = make_need(meeting, ola), make_reply(meeting, ola)
    LegalHold.objects.create(name="Case", reason="A court.", person=ola.person, from_on=today(), placed_by=priya)

    arrange(invitation=invitation, kinds=[], line="", by=petra, now=timezone.now())
    with pytest.raises(ValidationError, match="A legal hold keeps"):
        remove_need(need=need, by=petra)

    assert MeetingNeed.objects.exists()
