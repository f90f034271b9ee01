"""How a row of a list of members is read: every cell with care, and a remark in words where one could not be used."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from consent.models import Person
from consent.rules.people import LONGEST
from consent.rules.people_lists import how_to_write
from core import contact
from core.clocks import day_in_words
from core.imports.days import day_written
from core.models import Hub
from core.text import folded, normalise
from panels.choices import Capacity, MemberKind

_KINDS = {
    "": MemberKind.MEMBER,
    "member": MemberKind.MEMBER,
    "parent": MemberKind.MEMBER,
    "active member": MemberKind.MEMBER,
    "co-chair": MemberKind.CO_CHAIR,
    "chair": MemberKind.CO_CHAIR,
    "reader": MemberKind.READER,
    "virtual": MemberKind.READER,
    "virtual member": MemberKind.READER,
    "guest": MemberKind.GUEST,
    "visitor": MemberKind.GUEST,
    "professional": MemberKind.PROFESSIONAL,
    "comes for their work": MemberKind.PROFESSIONAL,
    "supporter": MemberKind.SUPPORTER,
    "translator": MemberKind.SUPPORTER,
}
_CAPACITIES = {
    "": Capacity.LIVED,
    "lives it": Capacity.LIVED,
    "lived": Capacity.LIVED,
    "lived experience": Capacity.LIVED,
    "represents": Capacity.REPRESENTING,
    "representing": Capacity.REPRESENTING,
    "representative": Capacity.REPRESENTING,
}
_Remarks = list[tuple[str, str]]


def read(values: Mapping[str, Any], *, hubs: Mapping[str, Hub], began_on: date | None, today: date) -> tuple[dict[str, Any], _Remarks]:
    """Return what a row says by field, and what to know about it. No remark repeats a cell. `began_on` is the panel's first day."""
    cells = {name: " ".join(normalise(str(value or "")).split()) for name, value in values.items()}
    remarks: _Remarks = []
    said: dict[str, Any] = {"name": cells.get("name", ""), "hub": hubs.get(folded(cells.get("hub", "")))}
    if not said["name"] or len(said["name"]) > LONGEST["name"]:
        said["name"] = ""
        remarks.append(("name", f"This row has no name of up to {LONGEST['name']} letters, so it is left out."))
    if cells.get("hub") and said["hub"] is None:
        remarks.append(("hub", "There is no hub of this name, so the panel's own is taken."))
    said |= _reach(cells, remarks)
    said["joined_on"] = _since(cells.get("joined_on", ""), began_on, today, remarks)
    said["term_until_on"] = _until(cells.get("term_until_on", ""), said["joined_on"], remarks)
    how, not_clear = how_to_write(cells)
    said |= how
    remarks += not_clear
    said["kind"] = _one_of(_KINDS, cells.get("kind", ""), MemberKind.MEMBER, "They become a member.", remarks)
    said["capacity"] = _one_of(_CAPACITIES, cells.get("capacity", ""), Capacity.LIVED, "They speak for themselves.", remarks)
    return said, remarks


def _reach(cells: Mapping[str, str], remarks: _Remarks) -> dict[str, str]:
    found = {}
    for name, as_kept in (("email", contact.as_email), ("phone", contact.as_phone)):
        try:
            found[name] = as_kept(cells[name]) if cells.get(name) else ""
        except ValidationError:
            found[name] = ""
    if not any(found.values()):
        remarks.append(("reach", "No e-mail address or phone number can be used. Write it down by hand."))
    return found


def _since(text: str, began_on: date | None, today: date, remarks: _Remarks) -> date:
    day = day_written(text) if text else None
    if day is None or day > today:
        remarks.append(("since", "It does not say clearly since when, so today is taken."))
        return today
    if began_on and day < began_on:
        remarks.append(
            ("since", f"The panel began on {day_in_words(began_on)}, so that day is taken. Did it begin before? Change the panel.")
        )
        return began_on
    return day


def _until(text: str, joined_on: date, remarks: _Remarks) -> date | None:
    day = day_written(text) if text else None
    if text and (day is None or day <= joined_on):
        remarks.append(("until", "It does not say clearly until when, so their time has no end yet. Ask them, and write it down."))
        return None
    return day


def _one_of(words: Mapping[str, Any], typed: str, else_: Any, then: str, remarks: _Remarks) -> Any:
    if folded(typed) in words:
        return words[folded(typed)]
    remarks.append(("kind", f"We do not know this word. {then}"))
    return else_


def known_as(person: Person, name: str) -> str:
    """Return what is said of a row whose address is known; where the names differ somebody looks."""
    same = folded(person.name) == folded(name)
    return f"Known already as {person.shown_code}{'' if same else ', under another name: is it the same person?'}."
