"""Which decisions have not been relied on for a time. They are ended by a command alone: nobody can change them."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q

from consent.models import ConsentRecord
from consent.rules.ledger_endings import Around, Decided, not_relied_on_since
from core import clocks

_ROW = ("pk", "decision", "given_by", "given_on", "recorded_at", "until_on", "answers_id", "purpose_id", "partner_id", "collected_by_id")
_JOINED_AT = "person__merged_at"
_AROUND = ("purpose__ended_on", "partner__ended_on")
_LEADS = ("person__merged_into__merged_into", "person__merged_into", "person")  # whose it is now: records are merged at most twice
_OF_A_LEAD = ("pk", "erased_on", "is_young", "ask_again_from")


def not_relied_on_until(day: date) -> list[str]:
    """Return the ids of the decisions that nothing has relied on since a day or before it; one query where none is that old."""
    if not ConsentRecord.objects.filter(given_on__lte=day).exists():
        return []
    found = [one for history, around in _histories() for one in _past(history, around, day)]
    return [str(pk) for _, pk in sorted(found)]


def later_in_their_chains(keys: Collection[str]) -> set[str]:
    """Return the ids of what was said after one of these decisions: by the same person, about the same purpose and partner; one query."""
    found = set[str]()
    for history, _ in _histories():
        said = [str(one.pk) for one in history]
        first = next((place for place, key in enumerate(said) if key in keys), len(said))
        found.update(said[first + 1 :])
    return found


def _past(history: list[Decided], around: Around, day: date) -> Iterable[tuple[date, UUID]]:
    """Yield what nothing has relied on since a day, up to the first that is: were a later one ended before it, that would stand again."""
    since = not_relied_on_since(history, around)
    for one in history:
        if one.pk not in since or since[one.pk] > day:
            return
        yield since[one.pk], one.pk


def _histories() -> Iterable[tuple[list[Decided], Around]]:
    """Yield every person's decisions about each purpose and partner, with what stands around them; one query."""
    used = {"number_in_use": Count("uses", filter=Q(uses__ended_on__isnull=True)), "used_until": Max("uses__ended_on")}
    leads = [f"{lead}__{name}" for lead in _LEADS for name in _OF_A_LEAD]
    histories: dict[tuple[UUID, int, int | None], tuple[list[Decided], Around]] = {}
    for row in ConsentRecord.objects.annotate(**used).oldest_first().values(*_ROW, *_AROUND, _JOINED_AT, *used, *leads):
        lead = next(one for one in _LEADS if row[f"{one}__pk"])
        key = row[f"{lead}__pk"], row["purpose_id"], row["partner_id"]
        histories.setdefault(key, ([], _around(row, lead)))[0].append(_decided(row, lead))
    return histories.values()


def _decided(row: dict[str, Any], lead: str) -> Decided:
    facts = {name: row[name] for name in ("pk", "decision", "given_by", "given_on", "until_on", "answers_id", "used_until")}
    return Decided(
        **facts,
        written_on=clocks.today(row["recorded_at"]),
        is_in_use=row["number_in_use"] > 0,
        is_taken_in=row["collected_by_id"] is not None,
        of=None if lead == "person" else row["person__pk"],
        joined_at=row[_JOINED_AT],
        written_at=row["recorded_at"],
    )


def _around(row: dict[str, Any], lead: str) -> Around:
    asked_from = row[f"{lead}__ask_again_from"] if row[f"{lead}__is_young"] else None
    return Around(row[f"{lead}__erased_on"], row["purpose__ended_on"], row["partner__ended_on"], asked_from)
