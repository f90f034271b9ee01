"""Days of the made-up council, counted from the day it is made, so that it never looks old."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from core import clocks


def ago(today: date, *, weeks: int = 0, days: int = 0) -> date:
    """Return the working day so long before today, or the last one before that: council offices are shut at weekends."""
    day = today - timedelta(weeks=weeks, days=days)
    while not clocks.is_working_day(day):
        day -= timedelta(days=1)
    return day


def ahead(today: date, *, weeks: int = 0, days: int = 0) -> date:
    """Return the working day so long after today, or the first one after that."""
    return clocks.next_working_day(today + timedelta(weeks=weeks, days=days))


def tuesday(day: date) -> date:
    """Return the day itself when it is a Tuesday, else the last one before it; where offices are shut on that, a week earlier."""
    found = day - timedelta(days=(day.weekday() - 1) % 7)
    return found if clocks.is_working_day(found) else found - timedelta(weeks=1)


def week_of(day: date) -> str:
    """Return a day's ISO week as a sent answer knows it: "2026-W47"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment of a day in the council's time zone."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
