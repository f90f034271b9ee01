"""Asking a panel to read something before others do, what members say of it, and closing it with what was changed."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.models import Page

from accounts.models import User
from consent.selectors.ledger import as_now
from core import audit, memory
from core.overtaken import USED_BEFORE
from core.text import normalise
from panels.models import HasRead, Membership, Panel, Reading, ReadingNote
from panels.rules import readings as rules
from panels.rules.invitations import is_of_a_child
from panels.services.holding_members import held_member, is_held, refuse_if_held
from panels.services.panels import held


@transaction.atomic
def ask_to_read(
    *, panel: Panel, title: str, words: str, until: date | None, page: Page | None, by: User, today: date, key: UUID | None = None
) -> Reading:
    """Ask every member of a panel to read something. `key` is made with the form: however often it is sent, they read it once.

    Raises PermissionDenied, and ValidationError by field.
    """
    row, title, words = held(panel, by), " ".join(normalise(title).split()), normalise(words).strip()
    if found := Reading.objects.filter(pk=key).first() if key else None:
        return _asked_before(found, row, by)
    if problems := rules.why_not_ask(title=title, words=words, until=until, today=today, has_ended=row.ended_on is not None):
        raise ValidationError(problems)
    assert until is not None  # one without a last day was refused
    facts: dict[str, Any] = {"pk": key} if key else {}
    facts |= {"panel": row, "title": title, "words": words, "page": page, "asked_on": today, "until_on": until, "asked_by": by}
    reading = Reading.objects.create(**facts)
    audit.record("panels.reading.ask", reading, by=by, hub_id=row.hub_id)
    return reading


def _asked_before(found: Reading, panel: Panel, by: User) -> Reading:
    if found.panel_id != panel.pk or found.asked_by_id != by.pk:
        raise ValidationError([USED_BEFORE])
    return found


@transaction.atomic
def say(*, reading: Reading, member: Membership, said: Mapping[int, str], today: date) -> None:
    """Keep that a member read it, and what they say of its paragraphs (counted from 1); an empty word takes theirs back.

    Said again it is written over. Raises PermissionDenied for who left, a child and another panel; ValidationError when it is over, a word
    is too long, or a legal hold keeps what stood there.
    """
    row = held_member(member, None, deletes=True)
    reading = _again(reading)
    person = as_now(row.person) if row.person else None
    if reading.panel_id != row.panel_id or is_of_a_child(row.panel, person):
        raise PermissionDenied
    words = {number: normalise(text).strip() for number, text in said.items()}
    last = len(rules.paragraphs_of(reading.words))
    is_well = all(1 <= number <= last and len(text) <= rules.LONGEST_NOTE for number, text in words.items())
    if not (is_well and rules.is_open(until=reading.until_on, closed_on=reading.closed_on, today=today)):
        raise ValidationError(["It is over, or a word is too long."])
    HasRead.objects.get_or_create(reading=reading, membership=row, defaults={"read_on": today})
    for number, text in words.items():
        _keep(reading, row, number, text, today)
    audit.record("panels.reading.say", reading, by=None, hub_id=row.panel.hub_id)


def _keep(reading: Reading, member: Membership, number: int, text: str, today: date) -> None:
    note = ReadingNote.objects.filter(reading=reading, membership=member, paragraph=number).first()
    if (note.words if note else "") == text:
        return
    if note and is_held(member):
        refuse_if_held(member)
    if not text:
        ReadingNote.objects.filter(reading=reading, membership=member, paragraph=number).delete()
    elif note:
        note.words, note.written_on = text, today
        note.save(update_fields=["words", "written_on"])
    else:
        ReadingNote.objects.create(reading=reading, membership=member, paragraph=number, words=text, written_on=today)


@transaction.atomic
def close(*, reading: Reading, changed: str, by: User, today: date) -> None:
    """Close a reading with what was changed because of it: members read it, and its page says that parents read it.

    Raises PermissionDenied, and ValidationError with why not.
    """
    panel, changed = held(reading.panel, by), normalise(changed).strip()
    row = _again(reading)
    if reasons := rules.why_not_close(changed=changed, closed_on=row.closed_on, has_readers=row.readers.exists()):
        raise ValidationError(reasons)
    row.closed_on, row.changed = today, changed
    row.save(update_fields=["closed_on", "changed"])
    memory.forget_when_saved()
    audit.record("panels.reading.close", row, by=by, hub_id=panel.hub_id)


@transaction.atomic
def take_back(*, reading: Reading, by: User) -> None:
    """Take something back that nobody has read yet. Raises ValidationError once somebody has: what they said stays."""
    panel, row = held(reading.panel, by), _again(reading)
    if row.readers.exists():
        raise ValidationError(["Somebody has read it, so it stays. Close it with what changed."])
    audit.record("panels.reading.take_back", row, by=by, hub_id=panel.hub_id)
    row.delete()


def _again(reading: Reading) -> Reading:
    row = Reading.objects.select_for_update(of=("self",)).filter(pk=reading.pk).first()
    if row is None:
        raise ValidationError(["A colleague took it back."])
    return row
