"""What may be filled in and sent in the quarterly return (domain reference 3.8), and how an answer is said in words."""

from collections.abc import Mapping as MappingOf
from datetime import date
from typing import Any

from core.private_details import private_details_in
from panels.return_mapping import MANY, NUMBER, ONE, PARTS, WORDS, YES, YES_NO, Asks, Mapping

MOST = 100_000
LONGEST = 2_000
LONGEST_WHY = 600
NOT_SAID = "Nobody has said yet"


def why_not_value(asks: Asks, value: Any) -> list[str]:
    """Return why this is no answer to a question: the kind of answer is another, a number is odd, or nothing is said."""
    keys = [key for key, _ in asks.choices]
    wrong = {
        ONE: lambda: [] if value in keys else ["Choose one of the answers."],
        YES_NO: lambda: [] if value in keys else ["Choose yes or no."],
        MANY: lambda: [] if isinstance(value, list) and set(value) <= set(keys) else ["Choose among the answers."],
        NUMBER: lambda: _why_not_number(value),
        PARTS: lambda: _why_not_parts(keys, value),
        WORDS: lambda: _why_not_words(value),
    }
    return wrong[asks.kind]()


def _why_not_number(value: Any) -> list[str]:
    is_number = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST
    return [] if is_number else [f"Write a whole number from 0 to {MOST:,}."]


def _why_not_parts(keys: list[str], value: Any) -> list[str]:
    if not isinstance(value, dict) or set(value) != set(keys):
        return ["Write a number for each answer, 0 where there is nobody."]
    return next((reasons for number in value.values() if (reasons := _why_not_number(number))), [])


def _why_not_words(value: Any) -> list[str]:
    if not isinstance(value, str):
        return ["Write it in words."]
    return [f"This is longer than {LONGEST:,} letters. Say it shorter."] if len(value) > LONGEST else _why_private(value)


def _why_private(text: str) -> list[str]:
    """Return what could point at one person: what is signed cannot be put right any more."""
    hints = private_details_in(text)
    return [f"It seems to hold {' and '.join(hints)}. Take out what could point at one person."] if hints else []


def why_not_why(why: str) -> list[str]:
    """Return why a reason is none: whoever reads the return next year needs it."""
    if not why:
        return ["Say where it comes from, in a sentence. Whoever fills in the next quarter reads it."]
    return [f"This is longer than {LONGEST_WHY} letters. Say it shorter."] if len(why) > LONGEST_WHY else _why_private(why)


def what_is_wrong(mapping: Mapping, values: MappingOf[str, Any]) -> dict[str, list[str]]:
    """Return what must be mended before the return is signed, by code: what is not answered, and breakdowns that cannot be right."""
    found: dict[str, list[str]] = {}
    members = values.get(mapping.members)
    for asks in mapping.questions:
        value, reasons = values.get(asks.code), list[str]()
        after = values.get(asks.needed_after) if asks.needed_after else YES
        if value is None and not asks.optional and after == YES:
            reasons.append("Not answered yet. Fill it in.")
        if asks.kind == PARTS and isinstance(value, dict):
            reasons += _why_not_breakdown(asks, mapping.members, sum(value.values()), members, is_held=after)
        if reasons:
            found[asks.code] = reasons
    return found


def _why_not_breakdown(asks: Asks, code: str, number: int, members: Any, *, is_held: Any) -> list[str]:
    reasons = []
    if isinstance(members, int) and number > members:
        reasons.append(f"These add up to {number}, and {code} says {members}. Begin a new round of slips, or fill in what holds now.")
    if is_held != YES and number:
        reasons.append(f"{asks.needed_after} does not say yes, and there are figures here. Mend one of the two.")
    return reasons


def why_not_sign(*, is_signed: bool, last_on: date, today: date, wrong: MappingOf[str, list[str]]) -> list[str]:
    """Return every reason why a quarter cannot be signed off today."""
    if is_signed:
        return ["This version is signed off already. A correction is a new version."]
    reasons = [f"The quarter goes on until {last_on:%-d %B %Y}. Sign it off after that."] if today <= last_on else []
    return reasons + [f"{code}: {reason}" for code, why in wrong.items() for reason in why]


def said(asks: Asks, value: Any) -> str:
    """Return an answer in words: "Yes", "12", "Panel meetings; Community drop-ins". A breakdown is said part by part (`parts_of`)."""
    if value is None:
        return NOT_SAID
    labels = dict(asks.choices)
    if asks.kind == MANY:
        return "; ".join(labels.get(one, one) for one in value) or "None"
    if asks.kind == PARTS:
        return "; ".join(f"{label}: {number}" for label, number in parts_of(asks, value))
    return labels.get(value, str(value)) if asks.kind in {ONE, YES_NO} else str(value)


def parts_of(asks: Asks, value: Any) -> list[tuple[str, int]]:
    """Return the numbers of a breakdown with their labels; none where nothing is said."""
    return [(one.label, value.get(one.key, 0)) for one in asks.options] if asks.kind == PARTS and isinstance(value, dict) else []
