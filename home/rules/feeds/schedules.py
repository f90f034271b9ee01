"""When a service is: from calendar rules (RFC 5545) to words a parent would use."""

import re
from datetime import date, time
from typing import Any

from core.choices import Weekday
from home.rules.clock import clock
from home.rules.day_names import weekdays_of
from home.rules.feeds import values
from home.rules.feeds.found import FoundService

LONGEST_WHEN = 160
_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_BYDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9](?:\.[0-9]+)?)?(?:Z|[+-][0-9:]{2,5})?")
_WHICH = {1: "First", 2: "Second", 3: "Third", 4: "Fourth", 5: "Fifth", -1: "Last"}


def read_schedule(found: FoundService, schedule: dict[str, Any], today: date) -> tuple[str, int | None] | None:
    """Return a schedule as (words, the one weekday it is on or None); None when it is over or says nothing."""
    if _is_over(found, schedule, today):
        return None
    days = _days(found, schedule)
    hours = _hours(found, schedule)
    which = ", ".join(part for part in (_days_in_words(schedule, days), hours) if part)
    said = values.words(schedule.get("description"))
    when = which if days else values.shortened(said, LONGEST_WHEN) or which
    if not when:
        return None
    weekdays = {weekday for _, weekday in days}
    return when[:LONGEST_WHEN], weekdays.pop() if len(weekdays) == 1 else None


def _is_over(found: FoundService, schedule: dict[str, Any], today: date) -> bool:
    value = schedule.get("valid_to")
    try:
        until = values.day(value)
    except ValueError:
        found.remark("date", f"Its times hold until “{values.shown(value)}”, which is no day. We took them as they stand: check them.")
        return False
    if until and until < today:
        found.remark("times-over", f"Some of its times ended on {until:%-d %B %Y}, so they are left out. Ask when it is now.")
        return True
    return False


def _days(found: FoundService, schedule: dict[str, Any]) -> list[tuple[int, int]]:
    """Return (which of the month or 0, weekday) of a rule. The older form names a weekday, as people write it."""
    written = values.words(schedule.get("byday")) or values.words(schedule.get("weekday"))
    days = []
    for part in re.split(r"[,;\s]+", written.upper()):
        if match := _BYDAY.fullmatch(part):
            days.append((int(match[1] or 0), _DAYS[match[2]]))
        elif named := weekdays_of(part):
            days += [(0, weekday) for weekday in named]
        elif part:
            found.remark("times", f"“{values.shown(written)}” names no day of the week that we know. Ask when it is.")
    return sorted(set(days), key=lambda one: (one[1], one[0]))[:7]


def _days_in_words(schedule: dict[str, Any], days: list[tuple[int, int]]) -> str:
    if not days:
        return ""
    monthly = [f"{_WHICH.get(which, '')} {Weekday(weekday).label}".strip() for which, weekday in days if which in _WHICH]
    if monthly:
        return f"{' and '.join(monthly)} of the month"
    names = [f"{Weekday(weekday).label}s" for _, weekday in days]
    text = "Every day" if len(names) == 7 else " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    every = values.words(schedule.get("interval"))
    if every.isdigit() and 2 <= int(every) <= 12 and values.words(schedule.get("freq")).upper() == "WEEKLY":
        text += ", every other week" if int(every) == 2 else f", every {int(every)} weeks"
    return text


def _hours(found: FoundService, schedule: dict[str, Any]) -> str:
    opens, closes = (_time(found, schedule.get(name)) for name in ("opens_at", "closes_at"))
    if opens and closes and closes <= opens:
        found.remark("times", f"It closes at {closes:%H:%M}, before it opens at {opens:%H:%M}. The hours are left out: ask for them.")
        return ""
    if opens and closes:
        return f"{clock(opens)} to {clock(closes)}"
    return f"from {clock(opens)}" if opens else ""


def _time(found: FoundService, value: Any) -> time | None:
    text = values.words(value)
    match = _TIME.fullmatch(text)
    if match:
        return time(int(match[1]), int(match[2]))
    if text:
        found.remark("times", f"“{values.shown(value)}” is no time of the day, so it is left out.")
    return None
