"""Until when a service page may be believed, and what may be said to be wrong on it."""

from datetime import date, timedelta
from math import ceil

from django.utils.translation import gettext, ngettext

from home.choices import WrongState

REMIND_BEFORE, ASK_BEFORE = timedelta(days=14), timedelta(days=21)  # who keeps a service; and, first, who runs it
LONGEST_WRONG = 1_000
_DAYS_OF_A_MONTH = 365 / 12


def _good_for(months: int) -> timedelta:
    """Return for how long a check holds. Counted in days, so that no check is worth less for ending in February."""
    return timedelta(days=ceil(months * _DAYS_OF_A_MONTH))


def oldest_check(today: date, months: int) -> date:
    """Return the day before which a check is too old, when each is good for so many months."""
    return today - _good_for(months)


def right_until(checked_on: date, months: int) -> date:
    """Return the last day on which a check still holds."""
    return checked_on + _good_for(months)


def is_overdue_a_check(checked_on: date | None, today: date, months: int) -> bool:
    """Return whether nobody has made sure of a service for too long, or ever: the page says so."""
    return checked_on is None or checked_on < oldest_check(today, months)


def why_not_say_wrong(words: str) -> str:
    """Return why this cannot be sent, in words for the family; empty when it can."""
    if not words:
        return gettext("Write what is not right.")
    over = len(words) - LONGEST_WRONG
    said = ngettext("Please make this {n} letter shorter.", "Please make this {n} letters shorter.", over)
    return said.format(n=f"{over:,}") if over > 0 else ""


def why_not_end_report(state: str, becomes: str, *, has_unseen_change: bool) -> list[str]:
    """Return why what was said to be wrong cannot be ended so. `has_unseen_change`: the page has a draft that families do not see yet."""
    if state != WrongState.WAITING:
        return ["A colleague has looked at this already."]
    if becomes == WrongState.PUT_RIGHT and has_unseen_change:
        return ["The change of this page is not with families yet. Publish it, or wait until somebody has looked, and press this then."]
    return [] if becomes in {WrongState.PUT_RIGHT, WrongState.WAS_RIGHT} else ["Say whether it is put right, or was right."]
