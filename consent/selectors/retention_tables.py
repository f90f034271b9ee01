"""Records that nobody can change: which of them are past their time. They are ended by a command under the owner's role alone."""

from collections.abc import Callable, Mapping
from datetime import date

from consent.selectors import breaches, sharing
from core import audit_forgetting

# By kind of record: the ids of the rows whose time began on a day or before it.
DUE: Mapping[str, Callable[[date], list[str]]] = {
    "breaches": breaches.closed_until,
    "sharing_records": sharing.records_until,
    "audit_trail": lambda day: [str(pk) for pk in audit_forgetting.entries_sealed_until(day)],
}


def due_keys(code: str, counted_until: date) -> list[str] | None:
    """Return the ids of the rows of a kind whose time began on this day or before; None where there is no such table yet."""
    return DUE[code](counted_until) if code in DUE else None
