"""A list of members as columns: on the screen, on paper and in a spreadsheet the same ones, those that its reader chose."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from core.clocks import day_in_words
from core.imports.report import as_table
from panels.models import Panel
from panels.rules.needs import destroy_by
from panels.selectors.member_waits import NEEDS_ASK
from panels.selectors.members import Line


def _day(day: date | None) -> str:
    return day_in_words(day) if day else ""


def _needs(line: Line) -> str:
    if line.needs_since is None:
        return "Nothing"
    return "Ask again" if NEEDS_ASK in line.waits else f"Confirmed {_day(line.needs_since)}"


COLUMNS: dict[str, tuple[str, Callable[[Line], str]]] = {
    "kind": ("What they are", lambda line: line.member.get_kind_display()),
    "stage": ("Where they stand", lambda line: line.member.get_stage_display()),
    "hub": ("Hub", lambda line: line.person.hub.name if line.person.hub else "The whole council"),
    "knows": ("Knows best", lambda line: line.member.knows_best.name if line.member.knows_best else ""),
    "since": ("Since", lambda line: _day(line.member.joined_on)),
    "until": ("Until", lambda line: _day(line.member.term_until_on)),
    "reads": ("Reads", lambda line: line.language),
    "reach": ("Likes to be reached", lambda line: line.person.get_channel_display() if line.person.channel else ""),
    "safe": ("Safe to write there", lambda line: line.person.get_safe_display()),
    "needs": ("What to arrange", _needs),
}
PRIVATE = {"safe", "needs"}  # for who looks after members: `selectors.members.reads_needs`
TO_BEGIN_WITH = ("kind", "stage", "hub", "until", "needs")


def columns_for(*, reads_needs: bool) -> list[str]:
    """Return the columns that a reader can choose from, in their order."""
    return [one for one in COLUMNS if reads_needs or one not in PRIVATE]


def heads(columns: Sequence[str]) -> list[str]:
    """Return the headings of the chosen columns."""
    return [COLUMNS[one][0] for one in columns]


def cells(line: Line, columns: Sequence[str]) -> list[tuple[str, str]]:
    """Return what stands in the chosen columns of a line, each with its heading."""
    return [(COLUMNS[one][0], COLUMNS[one][1](line)) for one in columns]


def marked(panel: Panel, today: date) -> str:
    """Return what stands above every list that is taken out."""
    return f"{panel}, taken out on {day_in_words(today)}. Destroy by {day_in_words(destroy_by(today))}."


def as_csv(panel: Panel, rows: Iterable[Line], columns: Sequence[str], today: date) -> Iterator[str]:
    """Return a list as a table for a spreadsheet, its mark in the first line; no cell can become a formula."""
    empty = [""] * len(columns)
    body = ([line.called, *(words for _, words in cells(line, columns))] for line in rows)
    yield from as_table([marked(panel, today), *empty], _with_heads(["Who", *heads(columns)], body))


def _with_heads(first: list[str], body: Iterable[list[str]]) -> Iterator[list[str]]:
    yield first
    yield from body
