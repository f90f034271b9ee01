"""Letters to members, whatever they ask: queued for one person each, and what came of it kept for staff beside the member."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from consent.models import Person
from core import outbox
from panels.models.reply_link import AskedByLetter
from panels.selectors.letters import key_of
from panels.services.reply_links import see_to_link

CHANGED = "Their record was joined to another, or they asked to be forgotten. Ask them anew."


def queue(row: AskedByLetter, person: Person, *, name: str, kind: str, now: datetime) -> None:
    """Queue one letter to one person inside the act that asks for it. Its handler asks whether it is too late, so that staff read so."""
    see_to_link(row, person)
    row.queued_at, row.held_back = now, ""
    row.save(update_fields=["queued_at", "held_back"])
    outbox.put(name, str(row.pk), str(person.pk), kind, key=key_of(row, kind))


@transaction.atomic
def note_sent(*, row: AskedByLetter, now: datetime) -> None:
    """Write down that a letter left."""
    kept = _held(row)
    kept.asked_at, kept.queued_at, kept.held_back = kept.asked_at or now, None, ""
    kept.save(update_fields=["asked_at", "queued_at", "held_back"])


@transaction.atomic
def note_held_back(*, row: AskedByLetter, reasons: Iterable[str]) -> str:
    """Write down why a letter did not leave, for staff to read, and return it. The reasons name nobody."""
    kept = _held(row)
    why = " ".join(reasons)[: AskedByLetter._meta.get_field("held_back").max_length]
    kept.queued_at, kept.held_back = None, why
    kept.save(update_fields=["queued_at", "held_back"])
    return why


def _held(row: AskedByLetter) -> Any:
    return type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
