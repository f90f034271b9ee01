"""What is held back: by kind, by one record, and by the person whom a record is about. Asked wherever something is about to be deleted."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from consent.choices import Source, UsedAs
from consent.choices.retention import Left
from consent.models import ConsentRecord, ConsentUse, LegalHold, Person, RightsRequest, SharedAbout
from consent.selectors.chose_nothing import CODE as CHOSE_NOTHING
from consent.selectors.ledger_endings import later_in_their_chains
from consent.selectors.people import ids_of, led_on
from core.audit import name_of
from core.models import AuditEntry


def standing() -> "QuerySet[LegalHold]":
    """Return the holds that nobody has lifted."""
    return LegalHold.objects.filter(lifted_on__isnull=True)


def on_person(person: Person) -> list[LegalHold]:
    """Return the holds that forbid to erase somebody, the oldest first; also those on records that were joined to theirs.

    On them, on a record that erasing would empty (the names and the signed form behind a decision, the words of a request), or on the
    whole kind where there is such a record of theirs.
    """
    return on_people([person])[led_on(person).pk]


def on_people(people: Iterable[Person]) -> dict[UUID, list[LegalHold]]:
    """Return the same for many, by the id of the record that each stands under now; four queries, however many they are."""
    living = {led_on(person).pk for person in people}
    joined = Person.objects.filter(merged_into__in=living).values_list("pk", "merged_into")
    whose = {pk: pk for pk in living} | {pk: into for pk, into in joined if into}
    found, owners = {pk: list[LegalHold]() for pk in living}, dict[str, dict[str, UUID]]()
    for hold in standing().order_by("from_on", "name"):
        if hold.code in EMPTIED_BY_ERASING and hold.code not in owners:
            rows = EMPTIED_BY_ERASING[hold.code].objects.filter(person__in=whose).values_list("pk", "person")
            owners[hold.code] = {str(pk): whose[person] for pk, person in rows}
        theirs = owners.get(hold.code, {})
        if hold.person_id:
            held = {pk for one, pk in whose.items() if one == hold.person_id}
        else:
            held = {pk for record, pk in theirs.items() if hold.record in {"", record}}
        for pk in held:
            found[pk].append(hold)
    return found


def keep_record(person: Person) -> date | None:
    """Return since when holds keep what stands in somebody's own record, or in one that was joined to theirs; None where none does.

    A hold on what they agreed to, or asked, keeps that, and not how to reach them: a family moves while a court reads.
    """
    ids = ids_of(person)
    mine = Q(person__in=ids) | Q(code=CHOSE_NOTHING, record__in=["", *(str(pk) for pk in ids)] if person.source == Source.FORM else [])
    first = standing().filter(mine).order_by("from_on").first()
    return first.from_on if first else None


def held_back(code: str, due: Collection[str], among: Iterable[LegalHold] | None = None) -> dict[str, str]:
    """Return, by id, which of these records of a kind are held back; in one query where nothing is.

    A hold on a decision holds what was said after it, too: were a later no ended before the yes that is held, that yes would stand again.
    `among` are the holds that stand, for who has read them already.
    """
    holds = list(standing() if among is None else among)
    records = {hold.record for hold in holds if hold.code == code}
    if "" in records:
        return dict.fromkeys(due, Left.HELD)
    if code == "consent_records" and records:
        records |= later_in_their_chains(records)
    return dict.fromkeys((key for key in due if key in records), Left.HELD) | _of_people(code, due, {one.person_id for one in holds})


def is_held(records: Mapping[str, Iterable[str]]) -> bool:
    """Return whether any of these records is held back, by kind and id; one query. Who deletes something on a family's word asks this."""
    holds = standing().filter(code__in=records).values_list("code", "record")
    return any(not record or record in set(records[code]) for code, record in holds)


def _of_people(code: str, due: Collection[str], held: "set[UUID | None]") -> dict[str, str]:
    """Return which of these records are about somebody who is held, for the kinds that know whom they are about."""
    people = [pk for pk in held if pk]
    if not people or not due or code not in _ABOUT:
        return {}
    whole = Person.objects.filter(pk__in=people) | Person.objects.filter(merged_into__in=people)
    return dict.fromkeys(_ABOUT[code](list(whole)) & set(due), Left.HELD)


def _decisions(people: list[Person]) -> set[str]:
    return {str(pk) for pk in ConsentRecord.objects.of(people).values_list("pk", flat=True)}


def _requests(people: list[Person]) -> set[str]:
    return {str(pk) for pk in RightsRequest.objects.filter(person__in=people).values_list("pk", flat=True)}


def _entries(people: list[Person]) -> set[str]:
    about = [name_of(person) for person in people]
    return {str(pk) for pk in AuditEntry.objects.filter(subject__in=about).values_list("pk", flat=True)}


def _sharings(people: list[Person]) -> set[str]:
    return {str(pk) for pk in SharedAbout.objects.filter(person__in=people).values_list("record", flat=True)}


def _pictures(people: list[Person]) -> set[str]:
    """Return the pictures that rest, or rested, on a yes of theirs: the key of a use ends with the id of what is used."""
    uses = ConsentUse.objects.filter(record__in=ConsentRecord.objects.of(people), used_as=UsedAs.PICTURE)
    return {key.rpartition(":")[2] for key in uses.values_list("key", flat=True)}


EMPTIED_BY_ERASING: Mapping[str, Any] = {"consent_records": ConsentRecord, "rights_requests": RightsRequest}
_ABOUT: Mapping[str, Callable[[list[Person]], set[str]]] = {
    "consent_records": _decisions,
    "rights_requests": _requests,
    "audit_trail": _entries,
    "sharing_records": _sharings,
    "photos": _pictures,
}
