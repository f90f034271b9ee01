"""Bringing lists in, in a test: from bytes to what became of each record."""

from typing import Any

from accounts.models import User
from core.imports import asking, report
from core.imports.choices import ImportState
from core.models import ImportLine, ImportRun
from home.services.imports.kinds import DIRECTORY, HUBS, SERVICES
from tests.core.lists import as_feed

TABLES = {"hubs": HUBS, "services": SERVICES}


def try_feed(*services: dict[str, Any], by: User | None = None, source: str = "County", body: bytes = b"", **options: Any) -> ImportRun:
    """Try a directory's records, or a whole file."""
    run = asking.begin(kind=DIRECTORY, by=by, name="feed.json", chunks=[body or as_feed(*services)], source=source, options=options)
    asking.ask_to_try(run)
    return run


def try_table(kind: str, text: str, *, by: User | None = None, **options: Any) -> ImportRun:
    """Try a table with guessed columns."""
    run = asking.begin(kind=TABLES[kind], by=by, name=f"{kind}.csv", chunks=[text.encode()], options=options)
    asking.ask_to_try(run)
    return run


def bring_in(run: ImportRun) -> ImportRun:
    """Bring in what was tried."""
    asking.ask_to_bring_in(run, by=run.by)
    assert run.state == ImportState.APPLIED
    return run


def take_back(run: ImportRun) -> ImportRun:
    """Take it back."""
    asking.ask_to_take_back(run, by=run.by)
    assert run.state == ImportState.UNDONE
    return run


def told(run: ImportRun) -> list[tuple[int, str]]:
    """Return (number, outcome) of every line of a report."""
    return [(line.number, line.outcome) for line in run.lines.all()]


def remarks(run: ImportRun, number: int = 1) -> str:
    """Return what was remarked about a record."""
    lines = ImportLine.objects.filter(run=run, number=number)
    return " ".join(remark.words for line in lines for remark in line.remarks.all())


def codes(run: ImportRun) -> dict[str, int]:
    """Return how many records have which problem."""
    return dict(report.problems(run))
