"""Writing the minutes of a meeting, sending them out, putting them right in the open, and taking them off the page."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from core.marks import mark_of
from core.overtaken import refuse_if_overtaken
from core.text import normalise
from panels.models import Decision, Meeting, MeetingAction, Minutes, MinutesCorrection, Recommendation
from panels.rules import minutes as rules
from panels.selectors.full_names import full_names
from panels.selectors.minutes import said_at
from panels.services.meetings import held_meeting


def mark_of_minutes(minutes: Minutes | None) -> str:
    """Return a mark of what a page showed of the minutes; empty where there were none."""
    return mark_of(minutes, ("summary", "out_on")) if minutes else ""


@transaction.atomic
def keep_summary(*, meeting: Meeting, words: str, by: User, seen: str | None = None) -> Minutes:
    """Keep what stands in front of the minutes. Raises ValidationError, and Overtaken where a colleague wrote meanwhile."""
    minutes, words = _held(meeting, by), normalise(words).strip()
    refuse_if_overtaken(seen=seen, now="" if minutes._state.adding else mark_of_minutes(minutes), theirs=minutes)
    if minutes.out_on is not None:
        raise ValidationError(["They are out. Write a correction below them, or take them off the page first."])
    if reasons := rules.why_not_summary(words):
        raise ValidationError({"summary": reasons})
    minutes.summary = words
    minutes.save()
    audit.record("panels.minutes.write", minutes, by=by, hub_id=minutes.meeting.panel.hub_id)
    return minutes


@transaction.atomic
def send_out(*, meeting: Meeting, words: str, by: User, today: date, seen: str | None = None) -> Minutes:
    """Keep the summary, and let families read the minutes from now on. Raises ValidationError with every reason why not."""
    minutes = keep_summary(meeting=meeting, words=words, by=by, seen=seen)
    decisions = list(Decision.objects.filter(meeting=minutes.meeting))
    others = [
        *minutes.meeting.agenda.values_list("title", flat=True),
        *(one.words for one in MeetingAction.objects.filter(meeting=minutes.meeting)),
        *(one.sent.what for one in Recommendation.objects.filter(meeting=minutes.meeting).select_related("sent")),
    ]
    meant = {"raised": said_at(minutes.meeting), "names": full_names(minutes.meeting.panel)}
    if reasons := rules.why_not_out(minutes.meeting, minutes, decisions=decisions, others=others, **meant):
        raise ValidationError(reasons)
    minutes.out_on, minutes.out_by = today, by
    minutes.first_out_on = minutes.first_out_on or today
    minutes.save(update_fields=["out_on", "out_by", "first_out_on"])
    audit.record("panels.minutes.send_out", minutes, by=by, hub_id=minutes.meeting.panel.hub_id)
    return minutes


@transaction.atomic
def take_off(*, meeting: Meeting, by: User) -> Minutes:
    """Take minutes off the page at once, to put them right: the page says so when they come back. Raises ValidationError."""
    minutes = _held(meeting, by)
    if minutes.out_on is None:
        raise ValidationError(["They are not out."])
    minutes.out_on, minutes.out_by = None, None
    minutes.save(update_fields=["out_on", "out_by"])
    audit.record("panels.minutes.take_off", minutes, by=by, hub_id=minutes.meeting.panel.hub_id)
    return minutes


@transaction.atomic
def correct(*, key: UUID, meeting: Meeting, words: str, by: User, today: date) -> MinutesCorrection:
    """Write below minutes that are out what was wrong in them, once however often the form is sent. Raises ValidationError."""
    minutes, words = _held(meeting, by), normalise(words).strip()
    if stands := MinutesCorrection.objects.filter(pk=key, minutes=minutes).first():
        return stands
    number = 0 if minutes._state.adding else minutes.corrections.count()
    meant = {"raised": said_at(minutes.meeting), "names": full_names(minutes.meeting.panel)}
    if reasons := rules.why_not_correct(minutes, words, number=number, **meant):
        raise ValidationError({"words": reasons})
    row = MinutesCorrection.objects.create(pk=key, minutes=minutes, words=words, made_on=today, made_by=by)
    audit.record("panels.minutes.correct", minutes, by=by, hub_id=minutes.meeting.panel.hub_id)
    return row


def _held(meeting: Meeting, by: User) -> Minutes:
    """Return the minutes of a meeting, not kept yet where there are none, once the meeting is held."""
    row = held_meeting(meeting, by)
    minutes = Minutes.objects.select_for_update(of=("self",)).filter(meeting=row).first() or Minutes(meeting=row)
    minutes.meeting = row
    return minutes
