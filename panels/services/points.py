"""Putting what was raised at a meeting among the comments, so that it is answered."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from core.models import Hub
from feedback.models import Voice
from feedback.services.hearing import hear_at_meeting
from panels.models import MeetingPoint
from panels.selectors.meetings import day_of
from panels.selectors.run_sheet import hubs_of
from panels.services.meetings import held_meeting


@transaction.atomic
def make_comment(*, point: MeetingPoint, hub: Hub | None, by: User, today: date) -> Voice:
    """Make a comment of a point, also when the minutes are out: from now on its words stand there alone, and end with it.

    `hub` is asked for where the panel is of no single one. Raises ValidationError with every reason why not.
    """
    meeting = held_meeting(point.meeting, by)
    row = MeetingPoint.objects.select_for_update(of=("self",)).filter(pk=point.pk).first()
    if row is None:
        raise ValidationError(["A colleague took it away."])
    if row.voice_id:
        raise ValidationError(["It is among the comments already."])
    found = hubs_of(meeting.panel).filter(pk=hub.pk).first() if hub else meeting.panel.hub
    if found is None:
        raise ValidationError(["Say at which hub it is to be answered."])
    row.voice = hear_at_meeting(words=row.words, whose=row.whose, hub=found, on=min(day_of(meeting), today), by=by)
    row.words = ""
    row.save(update_fields=["voice", "words"])
    audit.record("panels.point.make_comment", row, by=by, hub_id=meeting.panel.hub_id)
    return row.voice
