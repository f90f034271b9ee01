"""When a panel meets, and what must hold before a meeting is called off, taken back or said to have been."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from statistics import median_low
from zoneinfo import ZoneInfo

from django.utils import timezone

from core import clocks
from panels.choices import Format, MeetingState
from panels.models import Meeting

USUAL_WEEKS = 6  # between two meetings, where nobody can tell yet (domain reference 3.5: every 6 to 8 weeks)
A_WEEK = timedelta(days=7)
LONGEST_REASON: int = Meeting._meta.get_field("called_off_because").max_length or 0
LONGEST_MEETING = 8 * 60  # minutes


def moment_of(day: date, hour: time) -> datetime:
    """Return the moment of a day and an hour by the council's clock. Raises ValueError, in words, where that hour is not or is twice.

    On the last Sunday of March the clocks go from 1am to 2am; on the last Sunday of October they show 1am to 2am twice.
    """
    council = timezone.get_default_timezone()
    typed = datetime.combine(day, hour)
    first, second = (typed.replace(tzinfo=council, fold=fold) for fold in (0, 1))
    said = f"{typed:%H:%M}"
    if first.astimezone(ZoneInfo("UTC")).astimezone(council).replace(tzinfo=None) != typed:
        raise ValueError(f"On that night the clocks go forward, and {said} is left out. Choose an hour before 01:00 or from 02:00 on.")
    if first.utcoffset() != second.utcoffset():
        raise ValueError(f"On that night the clocks go back, and {said} comes twice. Choose an hour before 01:00 or from 02:00 on.")
    return first


def by_council_clock(moment: datetime) -> datetime:
    """Return a moment as the council's clock shows it."""
    return moment.astimezone(timezone.get_default_timezone())


def interval_of(days: Sequence[date]) -> timedelta:
    """Return how far apart a panel usually meets, in whole weeks, from the days of its meetings, the last first: the middle of their gaps.

    So neither a summer that was left out nor one meeting put in between is what is usual. Two in a week count as one.
    """
    gaps = [(later - earlier).days for later, earlier in pairwise(days) if later - earlier >= A_WEEK]
    return timedelta(weeks=round(median_low(gaps) / 7) if gaps else USUAL_WEEKS)


def next_day(last: date, *, apart: timedelta, today: date) -> date:
    """Return the day to suggest: as far on as they usually meet, the same day of the week, neither gone by nor a bank holiday."""
    day = last + apart
    while day <= today or clocks.bank_holiday(day):
        day += A_WEEK
    return day


def why_not_next(last: datetime, *, starts_at: datetime, now: datetime) -> str:
    """Return why the meeting after `last` cannot be at a moment; empty when it can. The year is the easiest part of a day to mistype."""
    if starts_at < last:
        return "That is before the meeting it is made from. Look at the year."
    return "That has gone by. To write down a meeting that was, add it from the list of meetings." if starts_at <= now else ""


def is_at_night(moment: datetime) -> bool:
    """Return whether a moment lies between ten in the evening and seven in the morning by the council's clock: mostly a slip."""
    return not time(7) <= by_council_clock(moment).time() < time(22)


def why_not_keep(*, format: str, place: str, number_of_minutes: int | None) -> dict[str, str]:
    """Return what is wrong with a meeting, by field."""
    problems = {}
    if format in {Format.IN_PERSON, Format.HYBRID} and not place.strip():
        problems["place"] = "Say where: the room and its address. People have to find it."
    if number_of_minutes is not None and not 0 < number_of_minutes <= LONGEST_MEETING:
        problems["number_of_minutes"] = f"Between 1 and {LONGEST_MEETING} minutes."
    return problems


def why_not_move(meeting: Meeting, *, starts_at: datetime, now: datetime) -> str:
    """Return why a meeting cannot be at another time; empty when it can. A slip in the time of one that was can be put right."""
    is_over = meeting.state == MeetingState.HELD and starts_at > now
    return "It took place, so it is not still to come. Call the next one by itself." if is_over else ""


def why_not_call_off(meeting: Meeting, *, because: str, now: datetime, has_attendance: bool) -> list[str]:
    """Return why a meeting cannot be called off."""
    reasons = []
    if meeting.state == MeetingState.CALLED_OFF:
        reasons.append("It is called off already.")
    if has_attendance or (meeting.state == MeetingState.HELD and meeting.starts_at < now):
        reasons.append("It took place. Take that back first, if it is not so.")
    if not because:
        reasons.append("Say in a few words why. Those who meant to come read it.")
    if len(because) > LONGEST_REASON:
        reasons.append(f"That has {len(because)} letters, at most {LONGEST_REASON} are kept. Say it shorter.")
    return reasons


def why_not_take_back(meeting: Meeting, *, has_attendance: bool, is_out: bool) -> list[str]:
    """Return why a meeting cannot be to come again. `is_out`: families read its minutes."""
    if meeting.state == MeetingState.PLANNED:
        return ["It is to come already."]
    reasons = ["Somebody wrote down who came, so it took place. Change who came instead."] if has_attendance else []
    return [*reasons, "Its minutes are out, so it took place. Take them off the page first, if it did not."] if is_out else reasons


def why_not_held(meeting: Meeting, *, now: datetime) -> list[str]:
    """Return why a meeting cannot be said to have taken place."""
    if meeting.state == MeetingState.CALLED_OFF:
        return ["It was called off. Take that back first."]
    return ["It has not begun yet."] if meeting.starts_at > now else []
