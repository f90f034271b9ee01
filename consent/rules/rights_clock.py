"""The clock of a request about data. Sources: UK GDPR Article 12(3); Data (Use and Access) Act 2025; domain reference 5.6."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from consent.choices import RightKind
from consent.models import RightsPause, RightsRequest
from core import clocks

MONTHS, MONTHS_AT_MOST = 1, 3
ACKNOWLEDGED_WITHIN = timedelta(days=30)  # Data (Use and Access) Act 2025, in force since 19 June 2026


def days_paused(pauses: Iterable[RightsPause], today: date) -> int:
    """Return for how many days the clock stood still up to a day."""
    return sum(max(0, ((pause.until_on or today) - pause.from_on).days) for pause in pauses)


@dataclass(frozen=True)
class Clock:
    """By when a request is due. `acknowledge_by` only for a complaint, which has no other day: it is dealt with without undue delay."""

    due_on: date | None
    stands_still: bool
    acknowledge_by: date | None = None

    def is_late(self, today: date) -> bool:
        """Return whether a day has gone by."""
        return any(day is not None and clocks.is_late(day, today) for day in (self.due_on, self.acknowledge_by))


def clock_of(request: RightsRequest, pauses: Iterable[RightsPause], today: date) -> Clock:
    """Return a request's clock: a month from when it came, longer by the pauses, up to three where it was made longer.

    A day that is a weekend or bank holiday becomes the next working day.
    """
    pauses = list(pauses)
    if request.kind == RightKind.COMPLAINT:
        is_told = request.acknowledged_on or request.decided_on  # an answer tells them, too, that we have it
        by = None if is_told else request.received_on + ACKNOWLEDGED_WITHIN
        return Clock(None, stands_still=False, acknowledge_by=by)
    counted_from = request.received_on + timedelta(days=days_paused(pauses, today))
    due_on = clocks.months_after(counted_from, MONTHS_AT_MOST if request.longer_on else MONTHS)
    return Clock(clocks.next_working_day(due_on), stands_still=any(pause.until_on is None for pause in pauses))
