"""Seals over the audit trail: each is a hash of some entries and of the seal before it, so that a change anywhere shows.

What sealing can show: an entry edited, taken out or slipped into a seal, a seal missing, an entry that claims to be older than the seals
before it. What it cannot: the last seals cut off together with their entries, unless somebody kept the head elsewhere
(`manage.py verify_audit` prints it and takes it back with `--head`); and entries not sealed yet.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from core import audit_forgetting
from core.audit import canonical, written
from core.models import AuditEntry, AuditSeal, SealedEntry

BATCH = 1000
BEGINNING = "0" * 64
_LOCK = 0x4541525348
_HASHED = ("pk", "at", "actor", "verb", "subject", "hub_id", "facts")
_LATE = timedelta(hours=1)  # no honest transaction stays open for longer


def hash_of(seal: AuditSeal, entries: Iterable[tuple[Any, ...]]) -> str:
    """Return the hash of a seal over its entries, each the values of `_HASHED`."""
    sealed = [seal.number, seal.sealed_at, seal.number_of_entries, seal.previous, list(entries)]
    return sha256(canonical(sealed).encode()).hexdigest()


def seal_new_entries() -> int:
    """Seal every entry that no seal holds yet, and return how many. Any number of workers may ask at once."""
    sealed = 0
    while number := _seal_a_batch():
        sealed += number
    return sealed


@transaction.atomic
def _seal_a_batch() -> int:
    if connection.vendor == "postgresql":  # on SQLite the transaction itself lets one writer in at a time
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    entries = list(AuditEntry.objects.filter(sealed__isnull=True).order_by("pk").values_list(*_HASHED)[:BATCH])
    if not entries:
        return 0
    last = AuditSeal.objects.order_by("-number").first()
    seal = AuditSeal(
        number=last.number + 1 if last else 1,
        sealed_at=written(datetime.now(UTC)),
        number_of_entries=len(entries),
        previous=last.hash if last else BEGINNING,
    )
    seal.hash = hash_of(seal, entries)
    seal.save(force_insert=True)
    SealedEntry.objects.bulk_create([SealedEntry(entry_id=entry[0], seal=seal) for entry in entries])
    return len(entries)


@dataclass
class Report:
    """What reading the whole trail found."""

    number_of_entries: int = 0
    number_of_seals: int = 0
    number_not_sealed: int = 0
    head: str = BEGINNING
    faults: list[str] = field(default_factory=list)


def verify(*, known_head: str = "") -> Report:
    """Read the whole trail again and compare it with its seals. `known_head` is "number:hash" as printed on another day."""
    report, heads, previous, expected, newest = Report(), {}, BEGINNING, 1, ""
    last = AuditSeal.objects.aggregate(last=Max("number"))["last"] or 0  # what is sealed while we read is left for next time
    past = audit_forgetting.forgotten_seals()
    groups = _entries_by_seal(last)
    group = next(groups, None)
    for seal in AuditSeal.objects.filter(number__lte=last).order_by("number").iterator():
        entries: list[tuple[Any, ...]] = []
        if group and group[0] == seal.number:
            entries, group = group[1], next(groups, None)
        report.faults += _faults_of(seal, entries, expected=expected, previous=previous, is_past=seal.number in past)
        report.faults += _slipped_in(entries, newest)
        expected, previous = seal.number + 1, seal.hash
        newest = max([newest, *(entry[1] for entry in entries)])
        heads[seal.number] = seal.hash
        report.number_of_entries += len(entries)
    report.number_of_seals, report.head = len(heads), f"{last}:{previous}"
    report.faults += _faults_of_head(known_head, heads)
    unsealed = list(AuditEntry.objects.filter(sealed__isnull=True).values_list("pk", "at"))
    report.number_not_sealed = len(unsealed)
    report.faults += _slipped_in(unsealed, newest)
    return report


def _entries_by_seal(last: int) -> Iterator[tuple[int, list[tuple[Any, ...]]]]:
    rows = AuditEntry.objects.filter(sealed__seal__number__lte=last).order_by("sealed__seal__number", "pk")
    for number, group in groupby(rows.values_list("sealed__seal__number", *_HASHED).iterator(), key=lambda row: row[0]):
        yield number, [row[1:] for row in group]


def _faults_of(seal: AuditSeal, entries: list[tuple[Any, ...]], *, expected: int, previous: str, is_past: bool) -> list[str]:
    """Return what is wrong with one seal, in words. One whose entries were deleted after their time has only its place in the chain."""
    faults: list[str] = []
    if seal.number != expected:
        faults.append(f"Seal {expected} is missing.")
    elif seal.previous != previous:
        faults.append(f"Seal {seal.number} does not follow the seal before it: one of the two was changed.")
    if is_past and not entries:
        return faults
    if len(entries) < seal.number_of_entries:
        faults.append(f"Seal {seal.number} held {seal.number_of_entries} entries; {len(entries)} are left: something was removed.")
    elif len(entries) > seal.number_of_entries:
        faults.append(f"Seal {seal.number} held {seal.number_of_entries} entries; there are {len(entries)}: something was put in.")
    elif hash_of(seal, entries) != seal.hash:
        which = f"its entries {entries[0][0]} to {entries[-1][0]}" if entries else "itself"
        faults.append(f"Seal {seal.number} does not match {which}: something was changed.")
    return faults


def _slipped_in(entries: Iterable[tuple[Any, ...]], newest: str) -> list[str]:
    """Return a fault for each entry that says it is much older than `newest`, the newest entry of the seals before its own."""
    try:
        oldest = written(datetime.fromisoformat(newest) - _LATE)
    except ValueError:  # no seal yet, or a time that somebody spoiled: its seal says so
        return []
    return [
        f"Entry {pk} says it was written at {at}, but was put in after what was written at {newest}."
        for pk, at, *_ in entries
        if at < oldest  # all times are written alike, so they sort as text
    ]


def _faults_of_head(known_head: str, heads: dict[int, str]) -> list[str]:
    if not known_head:
        return []
    number, _, digest = known_head.partition(":")
    if number.isdecimal() and heads.get(int(number)) == digest:
        return []
    return [f"Seal {number} is not the one you kept a note of: the end of the trail was cut off or written anew."]
