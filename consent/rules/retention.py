"""What must hold of how long things are kept. Rules are given the facts and return the reasons."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from consent.choices.retention import Kind, Unit
from core import clocks

LONGEST = {Unit.DAYS: 3_660, Unit.MONTHS: 240, Unit.YEARS: 100, Unit.FOR_GOOD: 0}
LONGEST_REASON = 300
LONGEST_NAME = 80
LONGEST_HOLD_REASON = 2_000
LONGEST_ID = 200
LONGEST_SHOWN = 60


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


def kept_until(number: int, unit: str, today: date) -> date | None:
    """Return until when something is kept whose time begins today; None for good."""
    if unit == Unit.FOR_GOOD:
        return None
    return today + timedelta(days=number) if unit == Unit.DAYS else clocks.months_after(today, number * (12 if unit == Unit.YEARS else 1))


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
    elif number == 0 and unit not in {Unit.DAYS, Unit.FOR_GOOD}:
        reasons.append("0 means at once: past its time in the moment it comes. Choose 0 days if you mean that, else at least 1.")
    elif (days := in_days(number, unit)) is not None and days < kind.least_days:
        reasons.append(f"This kind is kept for at least {kind.least_days // 365} years by law or for proof. Choose a longer time.")
    if (number, unit) == now:
        reasons.append("That is how long it is kept now. Nothing was changed.")
    return reasons


def why_not_hold(*, name: str, reason: str, code: str, record: str, about_a_person: bool, known: Iterable[str]) -> list[str]:
    """Return why nothing can be held back like this."""
    reasons = []
    if not 0 < len(name) <= LONGEST_NAME:
        reasons.append(f"Give the hold a name of at most {LONGEST_NAME} letters that names nobody, such as “Court case 2026/14”.")
    if not 0 < len(reason) <= LONGEST_HOLD_REASON:
        reasons.append(f"Say why it must not be deleted, in at most {LONGEST_HOLD_REASON:,} letters.")
    if about_a_person and (code or record):
        reasons.append("Hold either a kind of record or a person. For both, place two holds: each is lifted in its own time.")
    elif not about_a_person and code not in set(known):
        reasons.append("Choose which kind of record it is about, or write the code of the person.")
    if len(record) > LONGEST_ID:
        reasons.append("That is no id of a record. Copy it from the record’s own page, or leave it empty for the whole kind.")
    return reasons


def no_such_record(kind: Kind, typed: str) -> str:
    """Return why nothing can be held that is not there."""
    wrong = f"“{kind.name}” has no record “{typed[:LONGEST_SHOWN]}”."
    return f"{wrong} Copy its reference or id from its own page or from the audit trail, and check the kind."


def why_not_lift(*, reason: str, is_lifted: bool) -> list[str]:
    """Return why a hold cannot be lifted."""
    if is_lifted:
        return ["This hold was lifted already."]
    if not 0 < len(reason) <= LONGEST_HOLD_REASON:
        return [f"Say why it need not be held any more, in at most {LONGEST_HOLD_REASON:,} letters: it may be deleted from now on."]
    return []


def why_not_approve(kind: Kind, *, number_due: int, number_held: int, is_as_seen: bool, is_running: bool) -> list[str]:
    """Return why the ending of what is due cannot be approved: what is approved is what the officer saw, and nothing that came since."""
    if is_running:
        return ["This was approved already, and is under way."]
    if number_due == 0:
        return [f"Nothing of “{kind.name}” is past its time today."]
    if number_due == number_held:
        return ["All of it is held back. Lift the hold first."]
    if not is_as_seen:
        number = number_due - number_held
        return [f"The list changed since you looked, so nothing is approved. There are {number:,} now: look again, then approve."]
    return []
