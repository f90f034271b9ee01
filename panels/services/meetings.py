"""Calling a meeting, from the last one too; calling it off, and saying that it took place."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit
from core.text import normalise
from panels.choices import MeetingState
from panels.models import AgendaItem, Invitation, Meeting, Membership
from panels.rules import meetings as rules
from panels.selectors.meetings import ADD, EDIT, has_attendance, why_not_call
from panels.selectors.run_sheet import are_minutes_out
from panels.services.needs import carry_standing
from panels.services.panels import held


def held_meeting(meeting: Meeting, by: User | None, right: str = EDIT) -> Meeting:
    """Return a meeting anew with its panel, both held until the transaction ends. `by` is None when the system itself asks."""
    panel = held(meeting.panel, by, right)
    row = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)  # as services.panels.held, and why
    row.panel = panel
    return row


@transaction.atomic
def call_meeting(*, meeting: Meeting, by: User | None, right: str = ADD, **facts: Any) -> Meeting:
    """Keep a new meeting, however somebody came to call it, and put what members always need on its list.

    `facts` go into the trail; `by` is None where a form of the admin calls it, which writes the trail itself. Raises ValidationError, by
    field: a panel that ended or meets then already, no place, too long.
    """
    meeting.panel = held(meeting.panel, by, right)
    if wrong := why_not_call(meeting):
        raise ValidationError(dict(wrong))
    meeting.save(force_insert=True)
    for membership in Membership.objects.filter(panel=meeting.panel).who_come():
        carry_standing(meeting, membership)
    if by is not None:
        audit.record("panels.meeting.add", meeting, by=by, hub_id=meeting.panel.hub_id, **facts)
    return meeting


@transaction.atomic
def make_from_last(*, last: Meeting, starts_at: datetime, by: User) -> Meeting:
    """Call the next meeting as the last one was: its name, room, link, length and agenda, and what members always need.

    What was open stays behind: it was about that day. Raises ValidationError, by field: see `call_meeting`, and where the day has gone by.
    """
    panel = held(last.panel, by, ADD)
    last = Meeting.objects.get(pk=last.pk)
    if wrong := rules.why_not_next(last.starts_at, starts_at=starts_at, now=timezone.now()):
        raise ValidationError({"starts_at": wrong})
    copied = {name: getattr(last, name) for name in ("title", "number_of_minutes", "format", "place", "link")}
    meeting = call_meeting(meeting=Meeting(panel=panel, starts_at=starts_at, **copied), by=by, from_meeting=last.pk)
    AgendaItem.objects.bulk_create(_of_the_same_shape(one, meeting) for one in last.agenda.exclude(asked_by_a_member=True))
    return meeting


def _of_the_same_shape(item: AgendaItem, meeting: Meeting) -> AgendaItem:
    copied = {name: getattr(item, name) for name in ("place", "title", "presenter", "purpose", "number_of_minutes")}
    return AgendaItem(meeting=meeting, **copied)


@transaction.atomic
def call_off(*, meeting: Meeting, because: str, by: User, now: datetime) -> None:
    """Call a meeting off. Raises ValidationError with every reason why not."""
    row, because = held_meeting(meeting, by), " ".join(normalise(because).split())
    if reasons := rules.why_not_call_off(row, because=because, now=now, has_attendance=has_attendance(row)):
        raise ValidationError(reasons)
    row.called_off_because = because
    _stands(row, MeetingState.CALLED_OFF, "panels.meeting.call_off", by)


@transaction.atomic
def take_back(*, meeting: Meeting, by: User) -> None:
    """Say that a meeting is to come after all: it was called off, or said to have been, by mistake. Raises ValidationError."""
    row = held_meeting(meeting, by)
    if reasons := rules.why_not_take_back(row, has_attendance=has_attendance(row), is_out=are_minutes_out(row)):
        raise ValidationError(reasons)
    if row.state == MeetingState.CALLED_OFF:
        remind_anew(row)
    row.called_off_because = ""
    _stands(row, MeetingState.PLANNED, "panels.meeting.take_back", by)


def remind_anew(meeting: Meeting) -> None:
    """Let members be reminded once more: what they were reminded of is not so any more."""
    Invitation.objects.filter(meeting=meeting, reminded_at__isnull=False).update(reminded_at=None)


@transaction.atomic
def mark_held(*, meeting: Meeting, by: User, now: datetime) -> None:
    """Say that a meeting took place; again changes nothing. Raises ValidationError before it began, or when it was called off."""
    row = held_meeting(meeting, by)
    if reasons := rules.why_not_held(row, now=now):
        raise ValidationError(reasons)
    if row.state != MeetingState.HELD:
        _stands(row, MeetingState.HELD, "panels.meeting.hold", by)


@transaction.atomic
def note_list_taken(*, meeting: Meeting, by: User, how: str) -> None:
    """Write down that somebody took the list of who comes out of here, on paper or as a table."""
    row = held_meeting(meeting, by)
    audit.record("panels.meeting.take_list", row, by=by, hub_id=row.panel.hub_id, how=how)


def _stands(row: Meeting, state: MeetingState, verb: str, by: User) -> None:
    row.state, row.version = state, row.version + 1
    row.save(update_fields=["state", "called_off_because", "version"])
    audit.record(verb, row, by=by, hub_id=row.panel.hub_id)
