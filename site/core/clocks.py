"""Days we promise: counted in England's working days, moved off bank holidays, said in words.

Everything here is about days in the council's time zone. Hours do not count, so the nights when the clocks change cost nobody a day.
"""

import calendar
from datetime import date, datetime, timedelta

import holidays
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

# Bank holidays with their substitute days; years are filled in when first asked for.
_BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG", language="en_GB")
_A_DAY = timedelta(days=1)
# Django's names of days and months begin with a capital, and a month alone has another ending than a month in a date.
_IN_THE_MIDDLE_OF_A_SENTENCE = {"pl": "E", "ro": "F"}


def today(now: datetime | None = None) -> date:
    """Return the day it is for the council's families, whatever the server's clock says."""
    return timezone.localdate(now)


def bank_holiday(day: date) -> str:
    """Return the name of England's bank holiday on this day, or an empty text."""
    return str(_BANK_HOLIDAYS.get(day, ""))


def is_working_day(day: date) -> bool:
    """Return whether council offices work on this day: Monday to Friday, no bank holiday."""
    return day.weekday() < 5 and not bank_holiday(day)


def next_working_day(day: date) -> date:
    """Return the day itself when it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += _A_DAY
    return day


def working_days_after(day: date, number: int) -> date:
    """Return the day that so many working days after a day end on: the day itself is not counted, nor is a weekend or bank holiday."""
    for _ in range(number):
        day = next_working_day(day + _A_DAY)
    return day


def months_after(day: date, number: int) -> date:
    """Return the same day so many months on; the last day of the month where it has no such day (the regulator's way of counting)."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def due_on(heard_on: date, *, weeks: int) -> date:
    """Return the day by which somebody heard today is answered: so many weeks on, never on a weekend or bank holiday."""
    return next_working_day(heard_on + timedelta(weeks=weeks))


def weeks_in_words(number: int) -> str:
    """Return a number of weeks as staff read it: `1 week`, `4 weeks`."""
    return f"{number} week{'' if number == 1 else 's'}"


def is_late(due_on: date, today: date) -> bool:
    """Return whether a promised day has gone by. The day itself is still in time."""
    return today > due_on


def weekday_in_words(day: date) -> str:
    """Return the name of a day as the page's language writes it inside a sentence: `Friday`."""
    name = str(WEEKDAYS[day.weekday()])
    return name.lower() if get_language() in _IN_THE_MIDDLE_OF_A_SENTENCE else name


def day_in_words(day: date, *, weekday: bool = False, year: bool = True) -> str:
    """Return a day as the page's language writes it inside a sentence: `4 December 2026`, or `Friday 4 December 2026`."""
    language = get_language() or ""
    month = _IN_THE_MIDDLE_OF_A_SENTENCE.get(language, "F")
    said = date_format(day, f"{'l ' if weekday else ''}j {month}{' Y' if year else ''}")
    return said.lower() if language in _IN_THE_MIDDLE_OF_A_SENTENCE else said


def hour_in_words(moment: datetime) -> str:
    """Return the hour of a moment by the council's clock, as the page's language says it: `10am`, `10:30am`; `10:00` in other languages."""
    at = timezone.localtime(moment)
    if (get_language() or "").startswith("en"):
        said = date_format(at, "g:iA").lower()
        return said.replace(":00", "")
    return date_format(at, "H:i")


def in_words(due_on: date, today: date) -> str:
    """Return a promise as families read it: `by Friday 4 December 2026`, or `by today, …` and `by tomorrow, …`."""
    day = day_in_words(due_on, weekday=True)
    if due_on == today:
        return gettext("by today, %(day)s") % {"day": day}
    if due_on == today + _A_DAY:
        return gettext("by tomorrow, %(day)s") % {"day": day}
    return gettext("by %(day)s") % {"day": day}


def lateness_in_words(due_on: date, today: date) -> str:
    """Return how late a promise is, as staff and families read it: `3 days late`; an empty text while it is in time."""
    days = (today - due_on).days
    return ngettext("%(days)d day late", "%(days)d days late", days) % {"days": days} if is_late(due_on, today) else ""
