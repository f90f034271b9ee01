"""What must hold of how long things are kept. Rules are given the facts and return the reasons."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from consent.choices.retention import Kind, Left, Unit

LONGEST = {Unit.DAYS: 3_660, Unit.MONTHS: 240, Unit.YEARS: 100, Unit.FOR_GOOD: 0}
LONGEST_REASON = 300
LONGEST_NAME = 80
LONGEST_HOLD_REASON = 2_000


def months_before(day: date, number: int) -> date:
    """Return the day so many months before a day; the month's last day where it has no such day."""
    months = day.year * 12 + day.month - 1 - number
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def counted_until(number: int, unit: str, today: date) -> date | None:
    """Return the last day from which a record's time has run out by today; None for what is kept for good."""
    if unit == Unit.FOR_GOOD:
        return None
    return today - timedelta(days=number) if unit == Unit.DAYS else months_before(today, number * (12 if unit == Unit.YEARS else 1))


def in_words(number: int, unit: str) -> str:
    """Return a length in words: "6 months", "1 year", "for good", "at once"."""
    if unit == Unit.FOR_GOOD:
        return "for good"
    if number == 0:
        return "at once"
    return f"{number} {unit[:-1] if number == 1 else unit}"


def in_days(number: int, unit: str) -> int | None:
    """Return a length in days, roughly, to compare lengths by; None for good."""
    return None if unit == Unit.FOR_GOOD else number * {Unit.DAYS: 1, Unit.MONTHS: 30, Unit.YEARS: 365}[Unit(unit)]


def why_not_change(kind: Kind, *, number: int, unit: str, reason: str, now: tuple[int, str]) -> list[str]:
    """Return why a kind of record cannot be kept for this long from now on."""
    if unit not in Unit.values:
        return ["Choose what the length is counted in."]
    reasons = []
    if not reason:
        reasons.append("Say why. Whoever reads this in three years has only your reason.")
    if len(reason) > LONGEST_REASON:
        reasons.append(f"The reason is {len(reason) - LONGEST_REASON:,} letters too long. Make it shorter.")
    if number < 0 or number > LONGEST[Unit(unit)]:
        reasons.append(
            "For good has no number: leave it empty." if unit == Unit.FOR_GOOD else f"Give at most {LONGEST[Unit(unit)]:,} {unit}."
        )
    elif (days := in_days(number, unit)) is not None and days < kind.least_days:
        reasons.append(f"This kind is kept for at least {kind.least_days // 365} years by law or for proof. Choose a longer time.")
    if (number, unit) == now:
        reasons.append("That is how long it is kept now. Nothing was changed.")
    return reasons


def why_not_hold(*, name: str, reason: str, code: str, known: Iterable[str]) -> list[str]:
    """Return why nothing can be held back like this."""
    reasons = []
    if not 0 < len(name) <= LONGEST_NAME:
        reasons.append(f"Give the hold a name of at most {LONGEST_NAME} letters that names nobody, such as “Court case 2026/14”.")
    if not 0 < len(reason) <= LONGEST_HOLD_REASON:
        reasons.append(f"Say why it must not be deleted, in at most {LONGEST_HOLD_REASON:,} letters.")
    if code not in set(known):
        reasons.append("Choose which kind of record it is about.")
    return reasons


def why_not_approve(kind: Kind, *, number_due: int, number_held: int, number_seen: int, is_running: bool) -> list[str]:
    """Return why the ending of what is due cannot be approved: what is approved is what the officer saw, and nothing that came since."""
    if is_running:
        return ["This was approved already, and is under way."]
    if number_due == 0:
        return [f"Nothing of “{kind.name}” is past its time today."]
    if number_due == number_held:
        return ["All of it is held back. Lift the hold first."]
    if number_due != number_seen:
        return [f"There are {number_due:,} now, and {number_seen:,} when you looked. Look once more, then approve."]
    return []


def left_back(due: Iterable[str], held: Iterable[str], *, whole_kind_is_held: bool) -> Mapping[str, str]:
    """Return, by id, which of the records due are held back."""
    held = set(held)
    return {key: Left.HELD for key in due if whole_kind_is_held or key in held}
