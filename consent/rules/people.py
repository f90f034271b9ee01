"""What must hold of the people we know. Rules are given the facts and return the reasons, in words for staff."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from consent.choices import OpenReason, SafeThere, Source
from consent.models import Person
from consent.rules.door import may_be_written_to
from core import clocks
from core.text import too_long

LONGEST = {"name": 120, "email": 254, "phone": 40, "post_address": 400, "decided_by": 120}
SEALED = ("name", "email", "phone", "post_address", "decided_by")
NOBODY: Mapping[UUID, date] = {}
# From the most careful answer to the least: of two records of one person the more careful one holds.
MOST_CAREFUL = (SafeThere.IN_PERSON, SafeThere.ONLY_RING, SafeThere.NOT_ASKED, SafeThere.YES)
NOT_YOUNG = "You said who decides for them, or when to ask them. Tick that they are a child or young person."


def safer_of(one: str, other: str) -> str:
    """Return the more careful of two answers to "is it safe to write to you there?"."""
    return min(one, other, key=[str(answer) for answer in MOST_CAREFUL].index)


def more_careful(said: str, before: str) -> str:
    """Return what holds from now on where a list says that it is not safe to write to somebody; empty where that changes nothing.

    `before` is what was said until then. A yes, an empty cell and what nobody can read overrule nothing: of two answers the stricter holds.
    """
    holds = safer_of(said, before)
    return holds if said in {SafeThere.ONLY_RING, SafeThere.IN_PERSON} and holds != before else ""


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
        return {"is_young": NOT_YOUNG} if rest else {}
    if says_may_decide and not decided_by.strip():
        return {"decided_by": "Write who told you that they may decide."}
    return {}


def held_words(person: Person, since: date) -> str:
    """Return what is read where a hold keeps what stands in a record."""
    return (
        f"{person.shown_code} is held back since {clocks.day_in_words(since)}: nothing that stands in their record may be lost. "
        "Ask the data protection officer, who can lift the hold; until then leave it as it is."
    )


def why_not_change_held(person: Person, changed: Collection[str], *, held_since: date | None) -> list[str]:
    """Return why a record that is held back is not corrected so: no name, address or number may be emptied or written over.

    What was missing may be added, and what keeps somebody safe (whether to write there) may always be changed.
    """
    if held_since is None or not any(getattr(person, name) for name in SEALED if name in changed):
        return []
    return [f"{held_words(person, held_since)} What was missing, and whether it is safe to write to them, can be saved."]


def why_be_careful(stays: Person, goes: Person) -> list[str]:
    """Return why two records should not be joined before somebody has asked the person themselves, in words for who is about to.

    Whoever reads somebody's mailbox can fill in the public form with her address, and would be led by the joining into her record.
    """
    found = []
    if stays.safe != goes.safe:
        said = " and ".join(f"{one.shown_code} “{one.get_safe_display()}”" for one in (stays, goes))
        found.append(
            f"The two do not say the same about whether it is safe to write to them there: {said}. "
            "Talk to them face to face before you join anything."
        )
    for one, other in ((stays, goes), (goes, stays)):
        if one.source == Source.FORM and not may_be_written_to(other):
            found.append(
                f"{one.shown_code} came by the public form, and to {other.shown_code} it is not safe to write. "
                "Whoever reads their post can have filled it in. "
                f"Join them only if they told you themselves, to your face, that {one.shown_code} is theirs."
            )
    return found


def why_not_merge(*, stays: Person, goes: Person, held_since: Mapping[UUID, date] = NOBODY) -> list[str]:
    """Return why two records cannot become one. `held_since` says of those that are held back since when, by id."""
    if stays.pk == goes.pk:
        return ["That is the same record. Write the code of the other one."]
    if not (stays.is_here and goes.is_here):
        return ["One of the two is no longer there: it was joined to another or deleted. Look for the person again."]
    return [held_words(one, held_since[one.pk]) for one in (stays, goes) if one.pk in held_since]


def why_not_open(reason: str) -> list[str]:
    """Return why a record is not opened: who opens one without needing it every day says why (security 5.9)."""
    return [] if reason in OpenReason.values else ["Choose why you open this. The audit trail keeps it."]


def after_joining(stays: Person, goes: Person) -> dict[str, Any]:
    """Return what the record that stays holds, by field, once another record of the same person is joined to it.

    What it lacks it takes; where both say something it keeps its own; of two answers about what is safe the more careful one holds, and of
    two months from which a young person is asked themselves the earlier one.
    """
    takes = {name: getattr(stays, name) or getattr(goes, name) for name in ("name", "email", "phone", "post_address", "channel")}
    if goes.is_young or stays.is_young:
        months = [one.ask_again_from for one in (stays, goes) if one.ask_again_from]
        decider = stays if stays.decided_by else goes
        takes |= {"is_young": True, "ask_again_from": min(months, default=None)}
        takes |= {"decided_by": decider.decided_by, "says_may_decide": decider.says_may_decide}
    return {**takes, "safe": safer_of(stays.safe, goes.safe)}
