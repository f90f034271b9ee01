"""What people call a record instead of its id: P-7K3F, R-7K3FQ, FOI-2026-3F9A1C, DB-2026-3F9A1C. Found by it, and told by it."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from consent.models import Breach, ConsentRecord, InformationRequest, LegalHold, Person, RightsRequest, SharingRecord
from consent.selectors.people import ids_of
from core.audit import name_of
from core.codes import tidy
from core.models import AuditEntry
from core.questions import Coded
from core.record_ids import id_typed

_SHORT = re.compile(r"(?P<of>P|R)(?P<code>[A-Z0-9]{4,8})")
_DATED = re.compile(r"(?P<of>FOI|DB)(?P<year>[12][0-9]{3})(?P<id>[0-9A-F]{6})")
_OF_YEAR: Mapping[str, tuple[Any, str]] = {"FOI": (InformationRequest, "received_on"), "DB": (Breach, "found_at")}


def with_reference(typed: str) -> list[Any]:
    """Return the records that have this code or reference, however it is typed; of a person also those joined to theirs.

    Also of who was erased or set aside: their rows keep their code. Three queries at most.
    """
    said = tidy(typed).upper()
    if found := _DATED.fullmatch(said):
        model, day = _OF_YEAR[found["of"]]
        return [row for row in model.objects.filter(**{f"{day}__year": int(found["year"])}) if tidy(row.reference) == said]
    if (found := _SHORT.fullmatch(said)) is None:
        return []
    if found["of"] == "R":
        return list(RightsRequest.objects.filter(reference=found["code"]))
    person = Person.objects.select_related("merged_into").filter(code=found["code"]).first()
    return list(Person.objects.filter(pk__in=ids_of(person))) if person else []


def led_to_by(typed: str) -> Coded:
    """Return what the trail calls whatever a code leads to: of a person also their decisions and what they asked. Five queries at most."""
    rows = with_reference(typed)
    people = [row for row in rows if isinstance(row, Person)]
    about = [*ConsentRecord.objects.of(people), *RightsRequest.objects.filter(person__in=people)] if people else []
    return Coded(tuple(name_of(row) for row in [*rows, *about]), tuple(str(row) for row in rows))


def called(names: Iterable[str]) -> dict[str, str]:
    """Return the code of each record, by the name that the trail gives it; one query for each kind that is among them."""
    ids: dict[str, set[UUID]] = {}
    for name in names:
        label, _, pk = name.partition(":")
        if label in _CALLED and (known := _uuid(pk)):
            ids.setdefault(label, set()).add(known)
    found = dict[str, str]()
    for label, pks in ids.items():
        rows, say = _CALLED[label]
        found |= {name_of(row): say(row) for row in rows().filter(pk__in=pks)}
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:  # an entry that somebody spoiled
        return None


_CALLED: Mapping[str, tuple[Callable[[], Any], Callable[[Any], str]]] = {
    "consent.Person": (Person.objects.all, str),
    "consent.ConsentRecord": (lambda: ConsentRecord.objects.select_related("person"), lambda row: row.person.shown_code),
    "consent.RightsRequest": (RightsRequest.objects.all, str),
    "consent.InformationRequest": (InformationRequest.objects.all, str),
    "consent.Breach": (Breach.objects.all, str),
}
# By kind of record (choices/retention.py) that is kept here: its rows.
ROWS: Mapping[str, Callable[[], Any]] = {
    "audit_trail": AuditEntry.objects.all,
    "breaches": Breach.objects.all,
    "chose_nothing": Person.objects.known,
    "consent_records": ConsentRecord.objects.all,
    "information_requests": InformationRequest.objects.all,
    "rights_requests": RightsRequest.objects.all,
    "sharing_records": SharingRecord.objects.all,
}


def id_of(code: str, typed: str) -> str | None:
    """Return the id of one record of a kind that is kept here, by its id, its reference, or as the trail names it; None for any other."""
    if code not in ROWS:
        return None
    rows = ROWS[code]()
    if (known := id_typed(typed, rows)) is not None:
        return known
    by_reference = [row.pk for row in with_reference(typed) if isinstance(row, rows.model)]
    if code == "information_requests":
        by_reference += rows.filter(council_reference__iexact=typed.strip()).values_list("pk", flat=True)
    here = list(rows.filter(pk__in=by_reference[:2]).values_list("pk", flat=True))
    return str(here[0]) if len(here) == 1 else None


def of_holds(holds: Iterable[LegalHold]) -> dict[UUID, str]:
    """Return, by hold, what the one record that it is about is called, or else its id; empty for a whole kind."""
    holds = list(holds)
    names = {hold.pk: f"{ROWS[hold.code]().model._meta.label}:{hold.record}" for hold in holds if hold.code in _HAVE_REFERENCES}
    known = called(names.values())
    return {hold.pk: known.get(names.get(hold.pk, ""), hold.record) for hold in holds}


_HAVE_REFERENCES = {"breaches", "chose_nothing", "information_requests", "rights_requests"}
