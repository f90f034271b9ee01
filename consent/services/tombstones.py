"""Remembering outside of the database what was erased, and erasing it again in a restored copy (DESIGN promise 15)."""

import logging
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from consent.models import Person
from consent.selectors import tombstones as selectors
from consent.selectors.tombstones import ANSWERS, PEOPLE, Tombstone
from consent.services import erasing
from core import audit, memory, outbox
from core.answers import HeldBack
from core.questions import receipt_erase

log = logging.getLogger("earshot.erasing")

KEPT_FOR = timedelta(days=400)  # backups live 35 days; a yearly copy that somebody forgot is caught all the same


def remember_answer(*, receipt_hash: str, today: date) -> None:
    """Have it remembered that the answer of a code was deleted, inside the transaction that deletes it."""
    outbox.put(erasing.BURY, ANSWERS, receipt_hash, today.isoformat(), key=receipt_hash)


def bury(stone: Tombstone) -> None:
    """Put a tombstone where it belongs. Once more changes nothing."""
    store = selectors.store()
    if store.exists(stone.name) and not selectors.is_sealed(stone):
        store.delete(stone.name)  # cut off while it was written: nothing could be erased again by it
    if not store.exists(stone.name):
        store.save(stone.name, ContentFile(stone.seal.encode()))
    memory.forget()


def tend(today: date) -> None:
    """Take away what no backup can hold any more, and bury whoever was erased and is not remembered: a store that was lost fills again."""
    oldest, there = today - KEPT_FOR, set[str]()
    for stone in selectors.every():
        if stone.on < oldest:
            selectors.store().delete(stone.name)
            memory.forget()
        elif stone.what == PEOPLE:
            there.add(stone.key)
    for pk, on in Person.objects.filter(erased_on__gte=oldest).values_list("pk", "erased_on"):
        if on and str(pk) not in there:
            bury(Tombstone(PEOPLE, str(pk), on))


@dataclass(frozen=True)
class Replayed:
    """What came of one tombstone whose person or answer had come back; `why_not` in words where it is there still."""

    stone: Tombstone
    why_not: str = ""


def replay() -> list[Replayed]:
    """Erase again what a restored copy of the database brought back, one after another; what fails is said, and the rest goes on.

    A hold that stands in the copy is heeded: that it was lifted may be lost with the days since, and only the officer knows.
    """
    return [Replayed(stone, _why_not_again(stone)) for stone in selectors.came_back(selectors.every())]


def _why_not_again(stone: Tombstone) -> str:
    try:
        if not selectors.is_sealed(stone):
            return "Its file was not made by Earshot with these keys. Find out who put it there."
        _erase_again(stone)
    except HeldBack:
        return "A hold stands on it in this copy. Let the data protection officer lift it, then run this once more."
    except Exception as error:  # whatever its owner raises, the others are erased
        log.warning("not erased again", exc_info=True, extra={"item": stone.what, "kind": type(error).__name__})
        return "It could not be done. The log says more."
    return ""


@transaction.atomic
def _erase_again(stone: Tombstone) -> None:
    if stone.what == ANSWERS:
        receipt_erase.answers(receipt_hash=stone.key)
        return
    person = Person.objects.get(pk=UUID(stone.key))
    erasing.erase_everywhere(person, stone.on)
    audit.record("consent.person.erase_again", person, by=None)
