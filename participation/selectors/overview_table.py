"""What the council asks about as a table for a spreadsheet: what the screen shows, and no number of people."""

from collections.abc import Iterable, Iterator
from typing import Any

from core.imports.report import as_table
from participation.choices import Element
from participation.selectors.overview import Line

COLUMNS = (
    *(
        "Title",
        "Stage",
        "Size",
        "Hubs",
        "Who acts",
        "Who decides",
        "Decided on",
        "Opened on",
        "Closed on",
        "Families are answered by",
        "Late",
    ),
    *(element.label for element in Element),
)


def as_csv(lines: Iterable[Line]) -> Iterator[str]:
    """Return the table, line by line."""
    return as_table(COLUMNS, map(_cells, lines))


def _cells(line: Line) -> list[Any]:
    row = line.row
    days = [day.isoformat() if day else "" for day in (row.decided_on, row.opened_on, row.closed_on)]
    posts = [post.title if post else "" for post in (row.who_acts, row.decided_by)]
    return [row.title, row.get_stage_display(), row.get_size_display(), line.hubs, *posts, *days, line.by_when, line.late, *line.words]
