"""ISO weeks, the only time an answer knows."""

from datetime import date, timedelta


def first_day_of(week: str) -> date:
    """Return the Monday of a week such as "2026-W47"."""
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def last_day_of(week: str) -> date:
    """Return the Sunday of a week such as "2026-W47"."""
    return first_day_of(week) + timedelta(days=6)
