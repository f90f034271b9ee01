"""Entries of the audit trail past their time: deleted seal by seal, and written down in the trail itself.

The seals stay, with their hashes: the chain has no hole. `verify_audit` takes a seal without entries as whole only where an entry says
that its time had run out. Done by the role that owns the tables alone (`manage.py end_kept_rows`).
"""

import json
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from core import append_only, audit
from core.models import AuditEntry, AuditSeal, SealedEntry

VERB = "core.audit.forget"
AT_ONCE = 10_000
TABLES = ("core.AuditEntry", "core.SealedEntry")


def entries_sealed_until(day: date) -> list[int]:
    """Return the ids of the entries that were sealed on a day or before it."""
    following = audit.written(timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)))
    sealed = SealedEntry.objects.filter(seal__sealed_at__lt=following).order_by("pk")
    return list(sealed.values_list("pk", flat=True))


def seals_of(entries: Iterable[int]) -> dict[int, list[int]]:
    """Return which of these entries stand under which seal, by the seal's number."""
    found: dict[int, list[int]] = {}
    pks = sorted(entries)
    for first in range(0, len(pks), AT_ONCE):
        rows = SealedEntry.objects.filter(pk__in=pks[first : first + AT_ONCE]).order_by("seal__number", "pk")
        for number, entry in rows.values_list("seal__number", "pk"):
            found.setdefault(number, []).append(entry)
    return found


def forget_seal(number: int) -> int:
    """Delete the entries under one seal, inside the caller's transaction; return how many.

    What a deleted entry said of seals forgotten before is said again: without it those seals would look robbed.
    """
    seal = AuditSeal.objects.get(number=number)
    entries = AuditEntry.objects.filter(sealed__seal=seal)
    pks, said_before = list(entries.values_list("pk", flat=True)), _named_in(entries)
    with append_only.lifted(*TABLES):
        SealedEntry.objects.filter(seal=seal).delete()
        AuditEntry.objects.filter(pk__in=pks).delete()
    audit.record(VERB, seal, by=None, seals=[number, *sorted(said_before)], entries=len(pks))
    return len(pks)


def forgotten_seals() -> frozenset[int]:
    """Return the numbers of the seals whose entries were deleted after their time, as the trail itself says."""
    return frozenset(_named_in(AuditEntry.objects.all()))


def _named_in(entries: "QuerySet[AuditEntry]") -> set[int]:
    return {number for facts in entries.filter(verb=VERB).values_list("facts", flat=True) for number in _numbers(facts)}


def _numbers(facts: str) -> list[int]:
    try:
        return [number for number in json.loads(facts)["seals"] if isinstance(number, int)]
    except (ValueError, KeyError, TypeError):  # somebody spoiled it: its own seal says so, and the seals it named look robbed
        return []
