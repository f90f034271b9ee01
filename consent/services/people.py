"""Writing people down, correcting what we know of them, joining two records of one person, and opening who somebody is."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from consent.choices import OpenReason, SafeThere, Source
from consent.models import Person
from consent.models.person import FEWEST_LETTERS, new_code
from consent.rules import people as rules
from consent.selectors import holds
from consent.services import joined, old_addresses, visits
from core import audit, clocks, contact, marks, memory
from core.overtaken import Overtaken
from core.text import normalise

WORDS = rules.SEALED
FACTS = ("hub", "language", "channel", "safe", "is_young", "says_may_decide", "ask_again_from")
TRIES = (
    12  # with half of all four-letter codes taken, twelve tries of two lengths fail once in thousands of times, and then the next is longer
)


@transaction.atomic
def add_person(*, said: Mapping[str, Any], by: User | None, source: str = Source.STAFF) -> Person:
    """Write somebody down. `said` holds words and facts by field. Raises ValidationError with what is wrong, by field."""
    person = write_down(said=said, source=source)
    audit.record("consent.person.add", person, by=by, hub_id=person.hub_id, source=source)
    return person


def write_down(*, said: Mapping[str, Any], source: str) -> Person:
    """Write somebody down without an entry of their own in the trail: where a list is brought in, one entry tells of it."""
    person = Person(source=source, **_checked(dict.fromkeys(WORDS, "") | dict(said)))
    _save_under_a_code(person)
    return person


def _save_under_a_code(person: Person) -> None:
    """Save with a code that nobody has; when many are taken, codes grow by a letter."""
    for turn in range(TRIES):
        person.code = new_code(FEWEST_LETTERS + turn // 4)
        if Person.objects.filter(code=person.code).exists():
            continue
        try:
            with transaction.atomic():
                return person.save(force_insert=True)
        except IntegrityError:
            if turn == TRIES - 1 or not Person.objects.filter(code=person.code).exists():
                raise  # something else than two who took one code at the same moment
    raise RuntimeError("No code is left for another person.")


def mark_of(person: Person) -> str:
    """Return a mark of what a record says, which tells nothing of it: another one when a colleague corrected it."""
    return marks.mark_of(person, (*WORDS, *FACTS))


@transaction.atomic
def change_person(*, person: Person, said: Mapping[str, Any], by: User, seen: str | None = None, tell_old: bool = True) -> Person:
    """Correct what we know of somebody. The trail names the fields that changed and no value. Raises ValidationError, by field.

    An e-mail address that is theirs no more is told so, unless somebody else reads it (`tell_old`). Of who is held back nothing is lost.

    `seen` is the mark of what whoever corrects it saw: where a colleague was quicker nothing is saved, or an old page would take back what
    they learned, such as that it is not safe to write there any more.
    """
    row = _locked(person)
    if not row.is_here:
        raise ValidationError(["This record was joined to another or deleted meanwhile. Look for the person again."])
    if seen is not None and seen != mark_of(row):
        raise Overtaken
    before = {name: getattr(row, name) for name in (*WORDS, *FACTS)}
    checked = _checked(before | dict(said))
    changed = [name for name, value in checked.items() if before[name] != value]
    if reasons := rules.why_not_change_held(row, changed, held_since=holds.keep_record(row) if changed else None):
        raise ValidationError(reasons)
    if changed:
        for name in changed:
            setattr(row, name, checked[name])
        row.save(update_fields=changed)
        if {"email", "safe"} & set(changed):
            visits.end_visits(row)  # whoever came in by the old address, or shares a home that is not safe, reads on no more
            memory.forget_when_saved()  # who shares an address (selectors.door)
        audit.record("consent.person.change", row, by=by, hub_id=row.hub_id, fields=changed)
        if tell_old:
            old_addresses.tell(row, old_addresses.Before(before["email"], before["safe"]))
    return row


@transaction.atomic
def stop_writing(*, person: Person, safe: str, by: User | None = None) -> None:
    """Write to somebody no more because they say that it is not safe. Every visit of theirs ends, and what waits to leave stays here.

    `safe` is one of `SafeThere` that is no yes. What is more careful stays: who may only be met in person is not rung from now on.
    `by` is who brought in a list that says so; None when they say so themselves.
    """
    row = _locked(person)
    if row.is_here and row.safe not in {SafeThere.IN_PERSON, safe}:
        row.safe = safe
        row.save(update_fields=["safe"])
        memory.forget_when_saved()  # who shares an address (selectors.door)
        audit.record("consent.person.change", row, by=by, hub_id=row.hub_id, fields=["safe"])
    visits.end_visits(row)


def _checked(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept, in its one form. Raises ValidationError by field."""
    kept = {name: said[name] for name in (*WORDS, *FACTS) if name in said}
    for name in WORDS:
        kept[name] = normalise(kept[name]).strip()
    problems = rules.why_not_keep(kept)
    for name, as_kept in (("email", contact.as_email), ("phone", contact.as_phone)):
        if kept[name] and name not in problems:
            try:
                kept[name] = as_kept(kept[name])
            except ValidationError as error:
                problems[name] = error.messages[0]
    young = {name: kept.get(name) for name in ("is_young", "decided_by", "says_may_decide", "ask_again_from")}
    problems |= rules.why_not_young(
        is_young=bool(young["is_young"]),
        decided_by=kept["decided_by"],
        says_may_decide=bool(young["says_may_decide"]),
        ask_again_from=young["ask_again_from"],
    )
    if problems:
        raise ValidationError(problems)
    return kept


@transaction.atomic
def merge_people(*, stays: Person, goes: Person, by: User) -> Person:
    """Make two records of one person one. What the record that stays lacks it takes from the other, which is emptied and leads on.

    What was agreed or shared under the other's id stays as it is written: `selectors.people.ids_of` finds it. A no of either stands, and
    how we know who asks about their data is asked anew (decision 0047). Raises ValidationError, also for who is held back.
    """
    rows = {row.pk: row for row in Person.objects.select_for_update(of=("self",)).filter(pk__in=[stays.pk, goes.pk]).order_by("pk")}
    stays, goes = rows[stays.pk], rows[goes.pk]
    if reasons := why_not_merge(stays=stays, goes=goes):
        raise ValidationError(reasons)
    for name, value in rules.after_joining(stays, goes).items():
        setattr(stays, name, value)
    for one in (stays, goes):
        visits.end_visits(one)  # who came in by the one has proved a mailbox, and not that the other is theirs
    _empty(goes)
    goes.merged_into, goes.merged_at = stays, timezone.now()
    goes.save()
    stays.save()
    # so that the way to the living record stays one step long
    Person.objects.filter(merged_into=goes).update(merged_into=stays, merged_at=goes.merged_at)
    audit.record("consent.person.merge", stays, by=by, hub_id=stays.hub_id, other=goes.shown_code)
    memory.forget_when_saved()  # who shares an address (selectors.door)
    joined.ask_anew_who_asks(stays, by=by, today=clocks.today())
    joined.stop_what_a_no_overcomes(stays, by=by, today=clocks.today())
    return stays


def why_not_merge(*, stays: Person, goes: Person) -> list[str]:
    """Return why two records cannot become one, also where one of them is held back."""
    held = {one.pk: found[0].from_on for one in (stays, goes) if (found := holds.on_person(one))}
    return rules.why_not_merge(stays=stays, goes=goes, held_since=held)


def _empty(person: Person) -> None:
    for name in WORDS:
        setattr(person, name, "")
    person.is_young, person.says_may_decide, person.ask_again_from = False, False, None


def open_contact(*, person: Person, by: User) -> Person:
    """Return the person with how to reach them, and write down who looked."""
    audit.record("consent.person.open_contact", person, by=by, hub_id=person.hub_id)
    return person


def look_for(*, reason: str, by: User) -> None:
    """Write down that somebody searches names whose role does not need them every day, and why. Raises ValidationError without a reason."""
    if reasons := rules.why_not_open(reason):
        raise ValidationError(reasons)
    audit.record("consent.person.look_for", by, by=by, reason=OpenReason(reason).value)


def open_person(*, person: Person, reason: str, by: User) -> Person:
    """Open who somebody is, for who does not need it every day, and write down why. Raises ValidationError without a reason."""
    if reasons := rules.why_not_open(reason):
        raise ValidationError(reasons)
    audit.record("consent.person.open", person, by=by, hub_id=person.hub_id, reason=OpenReason(reason).value)
    return person


def lock_all(people: Any) -> set[UUID]:
    """Lock these people, always in one order, until the transaction ends; return the ids of those who are in the tables still."""
    return set(Person.objects.select_for_update(of=("self",)).filter(pk__in=people).order_by("pk").values_list("pk", flat=True))


def _locked(person: Person) -> Person:
    return Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
