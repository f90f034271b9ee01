"""What the council asks about as a table for a spreadsheet: what the screen shows, and no number of people."""

from collections.abc import Iterable, Iterator
from typing import Any

from core.imports.report import guarded, table_writer
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


class _Echo:
    """Gives back what is written, so that a table goes out line by line."""

    def write(self, text: str) -> str:
        """Return it."""
        return text


def as_csv(lines: Iterable[Line]) -> Iterator[str]:
    """Yield the table as CSV with a mark that Excel knows UTF-8 by; no cell can become a formula."""
    writer = table_writer(_Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for line in lines:
        yield writer.writerow([guarded(str(cell)) for cell in _cells(line)])


def _cells(line: Line) -> list[Any]:
    row = line.row
    days = [day.isoformat() if day else "" for day in (row.decided_on, row.opened_on, row.closed_on)]
    posts = [post.title if post else "" for post in (row.who_acts, row.decided_by)]
    return [row.title, row.get_stage_display(), row.get_size_display(), line.hubs, *posts, *days, line.by_when, line.late, *line.words]
