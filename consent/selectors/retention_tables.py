"""Records of this room by kind: of those that nobody can change, which are past their time; of all, at which hub and since when.

What nobody can change is ended by a command under the owner's role alone.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.utils import timezone

from consent.selectors import breaches, ledger_endings, sharing
from consent.selectors.references import ROWS
from core import audit_forgetting
from core.answers import OldRecords
from core.clocks import day_in_words
from core.old_records import gathered

# By kind of record: the ids of the rows whose time began on a day or before it.
DUE: Mapping[str, Callable[[date], list[str]]] = {
    "consent_records": ledger_endings.not_relied_on_until,
    "breaches": breaches.closed_until,
    "sharing_records": sharing.records_until,
    "audit_trail": lambda day: [str(pk) for pk in audit_forgetting.entries_sealed_until(day)],
}


def due_keys(code: str, counted_until: date) -> list[str] | None:
    """Return the ids of the rows of a kind whose time began on this day or before; None where there is no such table yet."""
    return DUE[code](counted_until) if code in DUE else None


def which(code: str, keys: list[str]) -> list[OldRecords] | None:
    """Return at which hubs, and from when to when, records of a kind that is kept here are; None for another kind."""
    if code not in _SINCE:
        return None
    when, where = _SINCE[code]
    return gathered(ROWS[code](), keys, when=when, where=where, say=_day)


def _day(moment: date | str) -> str:
    if isinstance(moment, str):
        try:
            return _day(datetime.fromisoformat(moment))  # as the trail writes it
        except ValueError:  # somebody spoiled it
            return moment
    return day_in_words(timezone.localdate(moment) if isinstance(moment, datetime) else moment)


# By kind: the column that says since when, and the one that says at which hub, where it has one.
_SINCE: Mapping[str, tuple[str, str]] = {
    "audit_trail": ("at", ""),
    "breaches": ("closed_on", ""),
    "chose_nothing": ("added_on", "hub__name"),
    "consent_records": ("given_on", "hub__name"),
    "information_requests": ("received_on", ""),
    "rights_requests": ("received_on", "hub__name"),
    "sharing_records": ("shared_at", ""),
}
