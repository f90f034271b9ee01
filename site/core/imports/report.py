"""The report of an import: its lines, its counts, and the same as a table for a spreadsheet, in which no cell can become a formula."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet

from core.imports.choices import Outcome
from core.imports.records import Plan
from core.models import ImportLine, ImportRemark, ImportRun
from core.text import normalise

if TYPE_CHECKING:
    from _csv import Writer

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# Where the computer's language parts cells by something else than a comma, a cell breaks here, whatever quotes stand around it.
_BREAKS_INTO_A_FORMULA = re.compile(r"([;\t\r\n])(?=[\s\"]*[=+\-@＝＋－＠])")
MOST_REMARKS = 30  # of one record


def write_lines(run: ImportRun, plans: Sequence[Plan]) -> None:
    """Add the lines of these plans to a report, with their remarks."""
    lines = ImportLine.objects.bulk_create(
        ImportLine(
            run=run,
            number=plan.number,
            name=normalise(plan.name)[:120],
            outcome=plan.outcome,
            subject=plan.subject,
            before=plan.before,
            after=plan.after,
        )
        for plan in plans
    )
    ImportRemark.objects.bulk_create(
        ImportRemark(line=line, code=remark.code, words=normalise(remark.words)[:500])
        for line, plan in zip(lines, plans, strict=True)
        for remark in plan.remarks[:MOST_REMARKS]
    )


def outcomes(run: ImportRun) -> dict[str, int]:
    """Return how many records ended how, in the order of the outcomes; those that none had are left out."""
    found = dict(run.lines.order_by().values_list("outcome").annotate(Count("pk")))
    return {outcome: found[outcome] for outcome in Outcome.values if outcome in found}


def problems(run: ImportRun) -> list[tuple[str, int]]:
    """Return (code, number of records) for each kind of remark, the commonest first."""
    remarks = ImportRemark.objects.filter(line__run=run).order_by()
    return list(remarks.values_list("code").annotate(number=Count("line", distinct=True)).order_by("-number", "code"))


def lines(run: ImportRun, *, show: str = "") -> "QuerySet[ImportLine]":
    """Return the lines of a report: all, those of an outcome, those with a kind of remark, or with any (`remarks`)."""
    found = run.lines.prefetch_related("remarks")
    if show in Outcome.values:
        return found.filter(outcome=show)
    if show == "remarks":
        return found.filter(remarks__isnull=False).distinct()
    return found.filter(pk__in=ImportRemark.objects.filter(line__run=run, code=show).values("line")) if show else found


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, nor a part of it where it breaks the cell in two (security row 4)."""
    whole = _BREAKS_INTO_A_FORMULA.sub(r"\1'", cell)
    return f"'{whole}" if whole.startswith(_STARTS_A_FORMULA) else whole


def table_writer(out: Any) -> "Writer":
    """Return what writes a table for a spreadsheet: every cell in quotes, so that a semicolon parts none where a language parts by it."""
    return csv.writer(out, quoting=csv.QUOTE_ALL)


class _Echo:
    """Gives back what is written, so that a table goes out line by line."""

    def write(self, text: str) -> str:
        return text


def as_table(heads: Iterable[object], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield a table as CSV, line by line, with a mark that Excel knows UTF-8 by; no cell of it can become a formula."""
    writer = table_writer(_Echo())
    yield "\ufeff" + writer.writerow([str(head) for head in heads])
    for row in rows:
        yield writer.writerow([guarded(str(cell)) for cell in row])


def as_csv(run: ImportRun, problem_names: dict[str, str]) -> Iterator[str]:
    """Return a report as a table: a line for each remark, or one for a record without any."""
    return as_table(["Row", "Name", "What became of it", "Problem", "In words"], _rows(run, problem_names))


def _rows(run: ImportRun, problem_names: dict[str, str]) -> Iterator[list[str]]:
    for line in lines(run).iterator(chunk_size=500):
        remarks: Iterable[Any] = line.remarks.all() or [None]
        for remark in remarks:
            kind = problem_names.get(remark.code, remark.code) if remark else ""
            yield [str(line.number), line.name, line.get_outcome_display(), kind, remark.words if remark else ""]
