"""Which records are past their time, as whoever approves their end needs to see it: at which hub, and from when to when."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet

from core.answers import OldRecords

AT_ONCE = 1_000  # ids in one query
WHOLE_COUNCIL = "The whole council"


def gathered(rows: "QuerySet[Any]", keys: Sequence[str], *, when: str, where: str = "", say: Callable[[Any], str]) -> list[OldRecords]:
    """Return the rows with these ids by hub, in the order of names, each with the first and the last `when` in words.

    `where` and `when` are columns; without `where` all are the whole council's.
    """
    found: dict[str, list[Any]] = {}
    for at in range(0, len(keys), AT_ONCE):
        columns = (where, when) if where else (when,)
        for *place, moment in rows.filter(pk__in=keys[at : at + AT_ONCE]).order_by().values_list(*columns):
            found.setdefault(place[0] if place and place[0] else WHOLE_COUNCIL, []).append(moment)
    return [OldRecords(name, len(moments), say(min(moments)), say(max(moments))) for name, moments in sorted(found.items())]
