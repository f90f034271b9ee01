"""What must hold of the people we know. Rules are given the facts and return the reasons, in words for staff."""

from datetime import date
from typing import Any

from consent.choices import OpenReason, SafeThere
from consent.models import Person
from core.text import too_long

LONGEST = {"name": 120, "email": 254, "phone": 40, "post_address": 400, "decided_by": 120}
# From the most careful answer to the least: of two records of one person the more careful one holds.
MOST_CAREFUL = (SafeThere.IN_PERSON, SafeThere.ONLY_RING, SafeThere.NOT_ASKED, SafeThere.YES)
NOT_YOUNG = "You said who decides for them, or when to ask them. Tick that they are a child or young person."


def safer_of(one: str, other: str) -> str:
    """Return the more careful of two answers to "is it safe to write to you there?"."""
    return min(one, other, key=[str(answer) for answer in MOST_CAREFUL].index)


def why_not_keep(said: dict[str, str]) -> dict[str, str]:
    """Return what is wrong with what is to be kept of somebody, by field."""
    found = {}
    if not said.get("name", "").strip():
        found["name"] = "Write what they are called. A first name will do."
    for name, most in LONGEST.items():
        if problem := too_long(said.get(name, ""), most):
            found[name] = problem
    return found


def why_not_young(*, is_young: bool, decided_by: str, says_may_decide: bool, ask_again_from: date | None) -> dict[str, str]:
    """Return what is wrong with what is said of a young person, by field (domain 5.3)."""
    if not is_young:
        rest = decided_by.strip() or says_may_decide or ask_again_from
        return (
            {"is_young": "You said who decides for them, or when to ask them. Tick that they are a child or young person."} if rest else {}
        )
    if says_may_decide and not decided_by.strip():
        return {"decided_by": "Write who told you that they may decide."}
    return {}


def why_not_merge(*, stays: Person, goes: Person) -> list[str]:
    """Return why two records cannot become one."""
    if stays.pk == goes.pk:
        return ["That is the same record. Write the code of the other one."]
    if not (stays.is_here and goes.is_here):
        return ["One of the two is no longer there: it was joined to another or deleted. Look for the person again."]
    return []


def why_not_open(reason: str) -> list[str]:
    """Return why a record is not opened: who opens one without needing it every day says why (security 5.9)."""
    return [] if reason in OpenReason.values else ["Choose why you open this. The audit trail keeps it."]


def after_joining(stays: Person, goes: Person) -> dict[str, Any]:
    """Return what the record that stays holds, by field, once another record of the same person is joined to it.

    What it lacks it takes; where both say something it keeps its own; of two answers about what is safe the more careful one holds.
    """
    takes = {name: getattr(stays, name) or getattr(goes, name) for name in ("name", "email", "phone", "post_address", "channel")}
    if goes.is_young and not stays.is_young:
        takes |= {name: getattr(goes, name) for name in ("is_young", "decided_by", "says_may_decide", "ask_again_from")}
    return {**takes, "safe": safer_of(stays.safe, goes.safe)}
