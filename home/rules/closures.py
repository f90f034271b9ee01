"""When a hub does not keep its ordinary week: what holds on a day, and what families read of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext

from core.clocks import day_in_words
from core.text import isolated
from home.choices import BankHolidays, WhyClosed
from home.rules.clock import clock

FURTHEST = timedelta(days=731)
SHOWN_BEFORE = timedelta(weeks=4)  # how long before a planned closure a hub's page tells of it
LONGEST_SAID = timedelta(days=14)  # what is said on the day; more is planned on its own screen


@dataclass(frozen=True)
class Spell:
    """From one moment to another, in local time, in which a hub is closed; or open at other times, when `opens_at` says so."""

    starts_at: datetime
    ends_at: datetime
    reason: str = WhyClosed.OTHER
    name: str = ""
    opens_at: time | None = None
    closes_at: time | None = None

    @property
    def is_closed(self) -> bool:
        """Whether nobody can come in at all."""
        return self.opens_at is None

    @property
    def last_day(self) -> date:
        """The last day it touches: what ends at midnight ended the day before."""
        return (self.ends_at - timedelta(microseconds=1)).date()

    def why(self) -> str:
        """Return the reason as families read it after a colon; an empty text where there is none to tell."""
        if self.name:
            return isolated(self.name)
        reasons = {
            WhyClosed.STAFF_ILL: gettext("not enough staff"),
            WhyClosed.HEATING: gettext("no heating"),
            WhyClosed.SNOW: gettext("snow and ice"),
            WhyClosed.TRAINING: gettext("staff training"),
        }
        return reasons.get(WhyClosed(self.reason), "")


@dataclass(frozen=True)
class Calendar:
    """What differs from a hub's ordinary week: closures and other times, soonest first, and what it does on bank holidays."""

    spells: tuple[Spell, ...] = ()
    on_bank_holidays: str = BankHolidays.NOT_SAID

    def closed_at(self, moment: datetime) -> Spell | None:
        """Return what closes a hub at a moment; of several, what lasts longest."""
        now = [one for one in self.spells if one.is_closed and one.starts_at <= moment < one.ends_at]
        return max(now, key=lambda one: one.ends_at, default=None)

    def other_hours_on(self, day: date) -> Spell | None:
        """Return the other times of a day, when somebody set some."""
        return next((one for one in self.spells if not one.is_closed and one.starts_at.date() <= day <= one.last_day), None)


def what_is_ahead(calendar: Calendar, now: datetime) -> list[str]:
    """Return what families should know in good time: closures and other times of the next four weeks that have not begun yet.

    What closes a hub just now is said by `opening`; other times count until their last day is over.
    """
    soon = [one for one in calendar.spells if now < one.ends_at and one.starts_at <= now + SHOWN_BEFORE]
    return [_ahead(one) for one in soon if not (one.is_closed and one.starts_at <= now)]


def _ahead(spell: Spell) -> str:
    days = days_in_words(spell.starts_at.date(), spell.last_day)
    if spell.opens_at and spell.closes_at:
        said = gettext("Open %(start)s to %(end)s %(days)s") % {
            "start": clock(spell.opens_at),
            "end": clock(spell.closes_at),
            "days": days,
        }
    elif _is_whole_days(spell):
        said = gettext("Closed %(days)s") % {"days": days}
    else:
        said = gettext("Closed %(days)s, %(start)s to %(end)s") % {
            "days": days,
            "start": clock(spell.starts_at.time()),
            "end": clock(spell.ends_at.time()),
        }
    return f"{said}: {spell.why()}" if spell.why() else said


def _is_whole_days(spell: Spell) -> bool:
    return spell.starts_at.time() == spell.ends_at.time() == time.min


def days_in_words(first: date, last: date) -> str:
    """Return days as a closure says them: "on Monday 14 December", "from 24 December to 2 January"."""
    if first == last:
        return gettext("on %(day)s") % {"day": day_in_words(first, weekday=True, year=False)}
    words = {"first": day_in_words(first, year=False), "last": day_in_words(last, year=False)}
    return gettext("from %(first)s to %(last)s") % words


def why_not_close(*, hubs: Sequence[int], until: datetime | None, now: datetime) -> list[str]:
    """Return why a hub cannot be said to be closed from now until a moment."""
    reasons = [] if hubs else ["Choose which hub is closed."]
    if until is None:
        return [*reasons, "Say until when."]
    if until <= now:
        reasons.append("That time has gone by. Choose a later one.")
    elif until > now + LONGEST_SAID:
        reasons.append("That is more than two weeks. Put longer closures under “Holidays and closures”.")
    return reasons


def why_not_plan(*, name: str, first: date, last: date, opens: time | None, closes: time | None, today: date) -> list[str]:
    """Return why a closure, or other times, cannot be planned for these days."""
    reasons = []
    if not name:
        reasons.append("Give it a name that families understand, such as Christmas.")
    if last < first:
        reasons.append("The last day comes before the first.")
    elif last < today:
        reasons.append("These days have gone by.")
    elif last - first > timedelta(days=366):
        reasons.append("That is more than a year. A hub that closes for good is closed under Hubs.")
    elif last > today + FURTHEST:
        reasons.append("That is more than two years ahead. Plan it when it is nearer.")
    if (opens is None) != (closes is None):
        reasons.append("Other times need both: from when until when. Leave both empty when the hub is closed.")
    elif opens and closes and closes <= opens:
        reasons.append("This closes before it opens. Look at the two times again.")
    return reasons
