"""What is talked about at a meeting: put on, put right, moved and taken off. The first item is no row and never moves (decision 0060)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from core.marks import mark_of
from core.overtaken import refuse_if_overtaken
from panels.choices import MeetingState
from panels.models import AgendaItem, Meeting
from panels.services.meetings import held_meeting

SAYS = ("title", "presenter", "purpose", "number_of_minutes", "what_is_open", "asked_by_a_member")
MOST_ITEMS = 30


def mark_of_item(item: AgendaItem) -> str:
    """Return a mark of what a page showed of an item."""
    return mark_of(item, SAYS)


@transaction.atomic
def keep_item(*, item: AgendaItem, by: User, seen: str | None = None) -> AgendaItem:
    """Keep an item, a new one at the end. `seen` is the mark of what the page showed of one that was there.

    Raises ValidationError where the meeting has been or the agenda is full, and Overtaken where a colleague changed or removed it.
    """
    meeting = _open(item.meeting, by)
    is_new = item.pk is None
    if is_new:
        places = list(AgendaItem.objects.filter(meeting=meeting).values_list("place", flat=True))
        if len(places) >= MOST_ITEMS:
            raise ValidationError([f"An agenda has at most {MOST_ITEMS} items. Nobody stays awake for more."])
        item.place = max(places, default=0) + 1
        item.save()
    else:
        now = AgendaItem.objects.filter(pk=item.pk).first()
        refuse_if_overtaken(seen=seen, now=mark_of_item(now) if now else "", theirs=now)
        item.save(update_fields=SAYS)
    audit.record("panels.agenda.add" if is_new else "panels.agenda.edit", meeting, by=by, hub_id=meeting.panel.hub_id)
    return item


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, by: User) -> None:
    """Move an item by one place; at either end nothing moves, and none goes before what happened to what we said."""
    meeting = _open(item.meeting, by)
    rows = list(AgendaItem.objects.select_for_update().filter(meeting=meeting))
    at = next((at for at, one in enumerate(rows) if one.pk == item.pk), None)
    if at is None:
        raise ValidationError(["It is not on the agenda any more."])
    to = at - 1 if up else at + 1
    if 0 <= to < len(rows):
        rows[at], rows[to] = rows[to], rows[at]
    for place, row in enumerate(rows, 1):
        row.place = place
    AgendaItem.objects.bulk_update(rows, ["place"])
    audit.record("panels.agenda.edit", meeting, by=by, hub_id=meeting.panel.hub_id)


@transaction.atomic
def remove_item(*, item: AgendaItem, by: User) -> None:
    """Take an item off the agenda."""
    meeting = _open(item.meeting, by)
    AgendaItem.objects.filter(pk=item.pk).delete()
    audit.record("panels.agenda.remove", meeting, by=by, hub_id=meeting.panel.hub_id)


def _open(meeting: Meeting, by: User) -> Meeting:
    """Return a meeting held. Raises ValidationError where it has been or was called off: what was on its agenda is what it was."""
    row = held_meeting(meeting, by)
    if row.state != MeetingState.PLANNED:
        raise ValidationError(["This meeting is not to come, so its agenda stays as it was."])
    return row
