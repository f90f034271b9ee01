"""ISO weeks, the only time an answer knows."""

from datetime import date, timedelta


def first_day_of(week: str) -> date:
    """Return the Monday of a week such as "2026-W47"."""
    return date.fromisocalendar(int(week[:4]), int(week[6:]), 1)


def week_of(day: date) -> str:
    """Return the ISO week of a day: "2026-W47"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def monday_of(day: date) -> date:
    """Return the Monday of the week of a day: an answer keeps only its week, so what is promised to it counts from there."""
    return day - timedelta(days=day.weekday())


def last_day_of(week: str) -> date:
    """Return the Sunday of a week such as "2026-W47"."""
    return first_day_of(week) + timedelta(days=6)
