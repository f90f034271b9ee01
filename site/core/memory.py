"""What nearly every page needs, remembered in the process and read anew within seconds: it costs families' pages no query."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import DatabaseError, transaction

T = TypeVar("T")
SECONDS = 10  # how long a process trusts its memory: a save elsewhere shows after this

_kept: dict[str, tuple[float, Any]] = {}


def recall(name: str, read: Callable[[], T], *, when_away: T, seconds: float | None = None) -> T:
    """Return what `read` read within the last ten seconds, or within as many as are said, or read it now.

    A page never fails because the database is away: it shows what was last known, or `when_away`. What changes with the clock (has it
    begun? is it over?) is reckoned from what is remembered, at each page.
    """
    known = _kept.get(name)
    if known and time.monotonic() - known[0] < (SECONDS if seconds is None else seconds):
        return known[1]  # type: ignore[no-any-return]  # what this name remembers is what its one caller reads
    try:
        fresh = read()
    except DatabaseError:
        return known[1] if known else when_away
    _kept[name] = (time.monotonic(), fresh)
    return fresh


def forget() -> None:
    """Read everything anew at the next page: after a save, and between tests."""
    _kept.clear()


def forget_when_saved() -> None:
    """Forget now, and once more when the act in hand is committed: a page in between remembers what stood before."""
    forget()
    transaction.on_commit(forget)
