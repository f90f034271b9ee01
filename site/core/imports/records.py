"""What is read from a list, and what is planned with it: plain values that travel between the reader, the kinds and the report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from core.models import ImportLine, ImportRun


class Unreadable(Exception):
    """A file that cannot be read at all, or not safely. Its text is for the person who brought it."""


@dataclass(frozen=True)
class Record:
    """One row of a table (`values` by the name of our column) or one record of a feed; `number` is where it stands there, from 1."""

    number: int
    values: dict[str, Any]


@dataclass(frozen=True)
class Broken:
    """A record that could not be read, and why. The rest goes on."""

    number: int
    words: str


@dataclass(frozen=True)
class Example:
    """The row of our own template that shows how, come back as it went out. Nothing is made of it."""

    number: int
    name: str


@dataclass(frozen=True)
class Remark:
    """One thing that somebody should know about a record: a code to filter by, and what it is and what was done, in words."""

    code: str
    words: str


OUR_EXAMPLE = Remark("example", "This is the example of our template, so it is passed by.")
GONE_SINCE = Remark("gone", "Here when this list was tried, and not here now, so left out. Ask them before you write them down again.")
REFUSED_BY_DATABASE = Remark("not-written", "The database refused this record, so it was left out. Bring it in by hand.")


@dataclass
class Plan:
    """What will become of a record. `given` is what writing it needs; writing fills in what the record became."""

    number: int
    name: str
    outcome: str
    remarks: list[Remark] = field(default_factory=list)
    given: Any = None
    subject: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    after: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a template: what we call it, what goes in, and what others call it."""

    name: str
    heading: str
    example: str
    also: tuple[str, ...] = ()
    is_needed: bool = False


@dataclass(frozen=True)
class Option:
    """Something to choose before an import. With `choices` a list to choose from, without one a box to tick."""

    name: str
    label: str
    hint: str = ""
    choices: Callable[[], Sequence[tuple[str, str]]] | None = None


class Importer(Protocol):
    """Knows one kind of list. It is made anew for each reading of a file, and sees the records in batches, in order.

    What it remembers of the tables holds only while nothing it wrote is rolled back: then it is thrown away, and another made. `seen` is
    what it knows of the list alone, and so outlives it: where a record with this id, or name, stood first.
    """

    @property
    def seen(self) -> dict[str, int]:
        """Where each id or name stood first in the list."""

    def hold(self) -> None:
        """Hold what a batch is written below, so that nobody else writes there until the transaction ends."""

    def plan(self, records: Sequence[Record]) -> list[Plan]:
        """Return what would become of each record. Writes nothing."""

    def write(self, plans: Sequence[Plan]) -> None:
        """Write what was planned in this batch, and fill in `subject`, `before` and `after`."""

    def finish(self) -> None:
        """Do what is done once, after the last batch."""

    def take_back(self, lines: "Sequence[ImportLine]") -> dict[int, str]:
        """Take back what these lines wrote; return the reason for each that must stay, by the line's id."""


@dataclass(frozen=True)
class Kind:
    """One kind of list that can be brought in. Without columns it is a feed of JSON records.

    `problems` names each code of a remark for the report. A record that will not do is left out and the rest goes on (decision 0022).
    With `names_people` the file is sealed while it waits, and neither its name nor a heading nor a cell of it is kept in the report.
    """

    name: str
    title: str
    says: str
    right: str
    make: "Callable[[ImportRun], Importer]"
    problems: Mapping[str, str]
    where: Callable[[str], str]
    columns: tuple[Column, ...] = ()
    options: tuple[Option, ...] = ()
    batch: int = 100
    after: str = ""
    names_people: bool = False

    @property
    def is_table(self) -> bool:
        """Whether it is read from a spreadsheet."""
        return bool(self.columns)
