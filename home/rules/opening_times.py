"""When a hub is open, in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext

from core.clocks import day_in_words, weekday_in_words
from home.choices import BankHolidays
from home.rules.clock import clock
from home.rules.closures import Calendar, Spell, days_in_words

LOOK_AHEAD = 63  # days; longer than the summer holidays
_ORDINARY = Calendar()


class Stretch(Protocol):
    """One stretch of an ordinary week in which a hub is open; Monday is 0."""

    weekday: int
    opens_at: time
    closes_at: time


@dataclass(frozen=True)
class Opening:
    """Whether a hub is open, in words; `is_unusual` when it should be open and is not."""

    is_open: bool
    in_words: str
    is_unusual: bool = False


@dataclass(frozen=True)
class _Facts:
    """What is known of a hub: its ordinary week, what differs from it, and the bank holidays."""

    week: list[Stretch]
    calendar: Calendar
    bank_holiday: Callable[[date], str]

    def hours_on(self, day: date) -> list[tuple[time, time]]:
        """Return from when until when the doors are open on a day, but for closures; nothing on a bank holiday whose times nobody told."""
        other = self.calendar.other_hours_on(day)
        if other and other.opens_at and other.closes_at:
            return [(other.opens_at, other.closes_at)]
        if self.is_closed_for_bank_holiday(day):
            return []
        joined: list[tuple[time, time]] = []
        for stretch in (one for one in self.week if one.weekday == day.weekday()):
            if joined and stretch.opens_at <= joined[-1][1]:  # one stretch runs on into the next
                joined[-1] = (joined[-1][0], max(joined[-1][1], stretch.closes_at))
            else:
                joined.append((stretch.opens_at, stretch.closes_at))
        return joined

    def is_closed_for_bank_holiday(self, day: date) -> bool:
        """Return whether a day is a bank holiday on which this hub is not known to be open."""
        is_known_to_be_open = self.calendar.on_bank_holidays == BankHolidays.AS_USUAL or self.calendar.other_hours_on(day)
        return bool(self.bank_holiday(day)) and not is_known_to_be_open

    def open_from(self, moment: datetime) -> list[tuple[datetime, datetime]]:
        """Return the stretches of a day, from a moment on, in which somebody can come in."""
        day, found = moment.date(), []
        for opens, closes in self.hours_on(day):
            start = max(moment, datetime.combine(day, opens, moment.tzinfo))
            end = datetime.combine(day, closes, moment.tzinfo)
            while start < end and (shut := self.calendar.closed_at(start)):
                start = shut.ends_at
            starts_to_close = [one.starts_at for one in self.calendar.spells if one.is_closed and start < one.starts_at < end]
            if start < end:
                found.append((start, min([end, *starts_to_close])))
        return found

    def next_opening(self, now: datetime) -> datetime | None:
        """Return the next moment at which the doors open, today or in the weeks ahead."""
        for ahead in range(LOOK_AHEAD):
            day = now.date() + timedelta(days=ahead)
            moment = now if ahead == 0 else datetime.combine(day, time.min, now.tzinfo)
            for start, _ in self.open_from(moment):
                return start
        return None


def opening(
    stretches: Iterable[Stretch], now: datetime, bank_holiday: Callable[[date], str], calendar: Calendar = _ORDINARY
) -> Opening | None:
    """Return whether a hub is open at a moment, and until when or from when on; None when no times are known.

    `now` is local time; `bank_holiday` names the bank holiday on a day, or gives "". On one whose times nobody has told us we do not
    guess: ring first. What closes a hub comes before everything else.
    """
    known = _Facts(sorted(stretches, key=lambda one: (one.weekday, one.opens_at)), calendar, bank_holiday)
    shut = calendar.closed_at(now)
    if shut is None and not known.week and not calendar.other_hours_on(now.date()):
        return None
    then = known.next_opening(now)
    if shut:
        return Opening(False, _closed(shut, now, then, has_week=bool(known.week)), is_unusual=True)
    if known.is_closed_for_bank_holiday(now.date()):
        if calendar.on_bank_holidays == BankHolidays.CLOSED:
            return Opening(False, f"{gettext('Closed today: bank holiday.')} {_opens(then, now)}")
        return Opening(False, gettext("Bank holiday today: ring before you come"))
    for start, end in known.open_from(now):
        if start <= now:
            return Opening(True, gettext("Open now, until %(time)s") % {"time": clock(end.time())})
    if then is None:
        return Opening(False, gettext("Closed now: ring before you come"))
    return Opening(False, _next_opening(then.date(), (then.date() - now.date()).days, clock(then.time())))


def _closed(shut: Spell, now: datetime, then: datetime | None, *, has_week: bool) -> str:
    """Return that a hub is closed, until when, why, and when it opens: "Closed today: no heating. Opens tomorrow at 9am."."""
    if then and then.date() == now.date():
        said = gettext("Closed today until %(time)s") % {"time": clock(then.time())}
    elif not has_week and shut.last_day == now.date() and shut.ends_at.time() != time.min:
        said = gettext("Closed today until %(time)s") % {"time": clock(shut.ends_at.time())}
    elif not has_week and shut.last_day > now.date():  # beside a group that may be on another day, "today" would not be enough
        said = gettext("Closed %(days)s") % {"days": days_in_words(now.date(), shut.last_day)}
    else:
        said = gettext("Closed today")
    why = f": {shut.why()}" if shut.why() else ""
    ahead = "" if (then and then.date() == now.date()) or not has_week else f" {_opens(then, now)}"
    return f"{said}{why}.{ahead}"


def _opens(then: datetime | None, now: datetime) -> str:
    if then is None:
        return gettext("Ring before you come.")
    days, words = (then.date() - now.date()).days, {"time": clock(then.time())}
    if days == 1:
        return gettext("Opens tomorrow at %(time)s.") % words
    name = weekday_in_words(then.date()) if days < 7 else day_in_words(then.date(), weekday=True, year=False)
    return gettext("Opens on %(day)s at %(time)s.") % (words | {"day": name})


def _next_opening(day: date, ahead: int, at: str) -> str:
    if ahead == 0:
        return gettext("Closed now. Opens today at %(time)s") % {"time": at}
    if ahead == 1:
        return gettext("Closed now. Opens tomorrow at %(time)s") % {"time": at}
    name = weekday_in_words(day) if ahead < 7 else day_in_words(day, weekday=True, year=False)
    return gettext("Closed now. Opens on %(day)s at %(time)s") % {"day": name, "time": at}


def week_in_words(stretches: Iterable[Stretch]) -> list[tuple[str, list[str]]]:
    """Return the seven days with their times, Monday first: ("Monday", ["9am to midday", "1pm to 5pm"]). Empty when none are known."""
    week = sorted(stretches, key=lambda stretch: (stretch.weekday, stretch.opens_at))
    if not week:
        return []
    return [
        (str(name), [_from_to(stretch) for stretch in week if stretch.weekday == number] or [gettext("Closed")])
        for number, name in WEEKDAYS.items()
    ]


def _from_to(stretch: Stretch) -> str:
    return gettext("%(start)s to %(end)s") % {"start": clock(stretch.opens_at), "end": clock(stretch.closes_at)}
