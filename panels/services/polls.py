"""Finding a time: a poll is made, members are asked by letter, what suits them is kept, and it ends with a meeting."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, clocks
from panels.choices import TimeSuits
from panels.models import Meeting, Membership, Panel, TimeAnswer, TimeAsked, TimeOption, TimePoll
from panels.rules import polls as rules
from panels.rules.meetings import why_not_keep
from panels.selectors import polls as selectors
from panels.services import asking
from panels.services.asking import held_row
from panels.services.meetings import call_meeting
from panels.services.panels import held

SEND = "panels.send_poll"
POLL = asking.Kind(
    name="poll",
    asked=TimeAsked,
    answer=TimeAnswer,
    said="suits",
    send=SEND,
    letter=selectors.LETTER,
    lines_of=selectors.lines_of,
    said_by=selectors.said_by,
    why_nobody_is_asked=rules.why_nobody_is_asked,
    why_not_answer=rules.why_not_answer,
)


@dataclass(frozen=True)
class Asked:
    """What a poll asks: moments, and what the meeting will be."""

    moments: Sequence[datetime]
    closes_on: date
    title: str
    number_of_minutes: int
    format: str
    place: str


@transaction.atomic
def make_poll(*, panel: Panel, what: Asked, by: User, today: date) -> TimePoll:
    """Make a poll that nobody is asked in yet. Raises ValidationError, by box, with what is wrong."""
    panel = held(panel, by, selectors.RIGHT)
    wrong = rules.why_not_make(what.moments, closes_on=what.closes_on, today=today)
    if wrong := wrong | why_not_keep(format=what.format, place=what.place, number_of_minutes=what.number_of_minutes):
        raise ValidationError(dict(wrong))
    if panel.ended_on:
        raise ValidationError(["The panel has ended."])
    poll = TimePoll.objects.create(
        panel=panel,
        title=what.title,
        number_of_minutes=what.number_of_minutes,
        format=what.format,
        place=what.place,
        closes_on=what.closes_on,
        made_by=by,
    )
    TimeOption.objects.bulk_create([TimeOption(poll=poll, starts_at=one) for one in sorted(set(what.moments))])
    audit.record("panels.poll.make", poll, by=by, hub_id=panel.hub_id, number=len(set(what.moments)))
    return poll


def ask_members(*, poll: TimePoll, who: Iterable[str], by: User, now: datetime) -> int:
    """Queue a letter to each of these members (`asking.ask_members`)."""
    return asking.ask_members(POLL, poll, who=who, by=by, now=now)


@transaction.atomic
def answer_poll(*, asked: TimeAsked, said: Mapping[int, str], by: User | None, how: str, today: date) -> None:
    """Keep which moments suit a member: what they left out is not known. Raises as `asking.held_to_answer` and `asking.keep`, and
    ValidationError beside the times where a first answer says nothing."""
    poll, row = asking.held_to_answer(POLL, asked, by=by, how=how, today=today)
    options = {one.pk: one for one in selectors.options_of(poll)}
    kept = {pk: suits for pk, suits in said.items() if pk in options and suits in TimeSuits.values}
    if why_not := rules.why_not_said(kept.values(), has_answered=row.answered_on is not None):
        raise ValidationError({"times": [why_not]})
    asking.keep(POLL, poll, row, kept, options=options, by=by, how=how, today=today)


def they_said(*, poll: TimePoll, member: Membership, said: Mapping[int, str], by: User, today: date, seen: str | None = None) -> None:
    """Write down which moments suit a member who told us (`asking.they_said`)."""
    asking.they_said(POLL, poll, member, answer=partial(answer_poll, said=said), by=by, seen=seen, today=today)


@transaction.atomic
def choose(*, poll: TimePoll, option_id: int, by: User, now: datetime) -> Meeting:
    """End a poll with a meeting at one of its moments, and return the meeting: nobody is told yet. Raises ValidationError with why not."""
    poll = held_row(poll, by)
    option = TimeOption.objects.filter(poll=poll, pk=option_id).first()
    if reasons := rules.why_not_choose(poll, option, now=now):
        raise ValidationError(reasons)
    assert option is not None  # else there were reasons
    copied = {name: getattr(poll, name) for name in ("panel", "title", "number_of_minutes", "format", "place")}
    poll.meeting = call_meeting(meeting=Meeting(starts_at=option.starts_at, **copied), by=by, right=selectors.RIGHT, poll=poll.pk)
    poll.ended_on = clocks.today(now)
    poll.save(update_fields=["meeting", "ended_on"])
    audit.record("panels.poll.choose", poll, by=by, hub_id=poll.panel.hub_id, meeting=poll.meeting.pk)
    return poll.meeting


@transaction.atomic
def end_poll(*, poll: TimePoll, by: User, today: date) -> None:
    """Look for a time no more. Raises ValidationError when it has ended."""
    poll = held_row(poll, by)
    if poll.ended_on is not None:
        raise ValidationError(["It has ended already."])
    poll.ended_on = today
    poll.save(update_fields=["ended_on"])
    audit.record("panels.poll.end", poll, by=by, hub_id=poll.panel.hub_id)
