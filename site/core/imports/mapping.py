"""Which of somebody's columns is which of ours: guessed by similar names, shown, and changed by hand."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from core.imports.records import Column, Record
from core.imports.tables import Table

NEARLY = 0.82
Chosen = dict[str, int]  # the number of their column, by the name of ours


def guess(columns: Sequence[Column], headings: Sequence[str]) -> Chosen:
    """Return a column of theirs for each of ours that has a name like it; each is used once, the surest first."""
    likeness = sorted(
        ((_likeness(column, heading), -place, -number) for place, column in enumerate(columns) for number, heading in enumerate(headings)),
        reverse=True,
    )
    chosen: Chosen = {}
    for how_like, place, number in likeness:
        name = columns[-place].name
        if how_like >= NEARLY and name not in chosen and -number not in chosen.values():
            chosen[name] = -number
    return chosen


def _likeness(column: Column, heading: str) -> float:
    theirs = _plain(heading)
    ours = [_plain(name) for name in (column.heading, column.name, *column.also)]
    return max(SequenceMatcher(None, one, theirs).ratio() for one in ours) if theirs else 0.0


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def why_not_choose(columns: Sequence[Column], chosen: Mapping[str, int]) -> list[str]:
    """Return what is wrong with a choice of columns: one that is needed and missing, one that is used twice."""
    reasons = [
        f"Say which of your columns is “{column.heading}”." for column in columns if column.is_needed and chosen.get(column.name) is None
    ]
    taken = [number for number in chosen.values() if number is not None]
    if len(taken) != len(set(taken)):
        reasons.append("One of your columns is chosen twice. Choose each only once.")
    return reasons


def records(table: Table, chosen: Mapping[str, int]) -> list[Record]:
    """Return the rows of a table by the names of our columns."""
    width = len(table.headings)
    return [Record(row.number, {name: row.cells[number] for name, number in chosen.items() if 0 <= number < width}) for row in table.rows]
