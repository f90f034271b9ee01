"""Trying an import, bringing it in, taking it back.

Each may be cut off anywhere: a batch is written with its account, or not at all, and the next turn goes on behind it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from core.imports import feeds, mapping, store, tables
from core.imports.batches import in_batches
from core.imports.choices import UNDER_WAY, ImportState, Outcome
from core.imports.kinds import kind_of
from core.imports.letters import Letters
from core.imports.records import (
    GONE_SINCE,
    OUR_EXAMPLE,
    REFUSED_BY_DATABASE,
    Broken,
    Example,
    Importer,
    Kind,
    Plan,
    Record,
    Remark,
    Unreadable,
)
from core.imports.report import write_lines
from core.models import ImportLine, ImportPiece, ImportRemark, ImportRun

KEEPS_FILES, KEEPS_REPORTS = timedelta(days=1), timedelta(days=90)
GIVES_UP = timedelta(days=4)  # longer than the worker tries
OLD_LETTERS, UNUSED, LEFT_ALONE = "old_letters", "unused", "left_alone"
LONGEST_HEADING = 40
STAYS = "stays"
Found = Record | Broken | Example
CUT_OFF = "This was cut off, and nobody took it up again. Bring the file in once more: what is here already is not doubled."
TAKING_BACK_CUT_OFF = "Taking this back was cut off, and nobody took it up again. Take back the rest."


class _NotOurs(Exception):
    """Somebody has moved the import on while this worker slept: it is being taken back, or was given up."""


def table_of(run: ImportRun) -> tables.Table:
    """Return the table of an import. Raises Unreadable."""
    with store.as_file(run) as file:
        return tables.read_table(file)


def read(run: ImportRun, kind: Kind) -> Iterator[Found]:
    """Yield the records of a kept file, and note whether its letters were old ones, and which columns nobody chose. Raises Unreadable."""
    if kind.is_table:
        table = table_of(run)
        used = set(run.columns.values())
        unused = [heading[:LONGEST_HEADING] for number, heading in enumerate(table.headings) if heading and number not in used]
        run.options = {**run.options, OLD_LETTERS: table.is_old, UNUSED: [] if kind.names_people else unused}
        found: list[Found] = [*mapping.records(table, run.columns), *table.broken]
        found.sort(key=lambda row: row.number)
        if _is_our_example(found[0], kind):
            found[0] = Example(found[0].number, kind.columns[0].example)
        yield from found
    else:
        letters = Letters(store.pieces_of(run))
        yield from feeds.read_feed(letters)
        run.options = {**run.options, OLD_LETTERS: letters.is_old}


def _is_our_example(row: Found, kind: Kind) -> bool:
    """Return whether a row says in every column of our template what the example there says. A part of it may be somebody's own row."""
    return isinstance(row, Record) and row.values == {column.name: column.example for column in kind.columns}


def _planned(importer: Importer, batch: list[Found]) -> list[Plan]:
    """Return the plan for each record, in order; what could not be read is refused, in the reader's words, and our example passed by."""
    plans = importer.plan([one for one in batch if isinstance(one, Record)])
    broken = [Plan(one.number, "", Outcome.REFUSED, [Remark("broken", one.words)]) for one in batch if isinstance(one, Broken)]
    examples = [Plan(one.number, one.name, Outcome.SAME, [OUR_EXAMPLE]) for one in batch if isinstance(one, Example)]
    return sorted([*plans, *broken, *examples], key=lambda plan: plan.number)


def _fail(run: ImportRun, words: str) -> None:
    run.state, run.failed = ImportState.FAILED, words[:400]
    run.save(update_fields=["state", "failed"])
    store.let_go(run)


# --- Trying ---------------------------------------------------------------------------------------------------------------


def try_out(run: ImportRun) -> None:
    """Write the report of what would be made, changed, left alone and refused. Nothing else is written."""
    kind = kind_of(run.kind)
    importer = kind.make(run)
    run.lines.all().delete()
    run.number_read = 0
    try:
        for batch in in_batches(read(run, kind), kind.batch):
            with transaction.atomic():
                write_lines(run, _planned(importer, batch))
                run.number_read, run.moved_at = run.number_read + len(batch), timezone.now()
                run.save(update_fields=["number_read", "moved_at"])
    except Unreadable as error:
        run.lines.all().delete()
        _fail(run, str(error))
    else:
        run.state = ImportState.TRIED
        run.save(update_fields=["state", "options"])


# --- Bringing in ----------------------------------------------------------------------------------------------------------


def bring_in(run: ImportRun) -> None:
    """Write what was tried, batch by batch, each with its lines of the report."""
    try:
        _bring_in(run, kind_of(run.kind))
    except _NotOurs:
        return
    except Unreadable as error:
        _fail(run, str(error))


def _bring_in(run: ImportRun, kind: Kind) -> None:
    importer = kind.make(run)
    if not run.done_to:
        if kind.names_people:
            here = run.lines.filter(outcome__in=[Outcome.SAME, Outcome.CHANGED]).order_by("number").values_list("number", flat=True)
            run.options = {**run.options, LEFT_ALONE: list(here)}
            run.save(update_fields=["options"])
        run.lines.all().delete()
    for batch in in_batches(read(run, kind), kind.batch):
        if known := [one for one in batch if isinstance(one, Record) and one.number <= run.done_to]:
            importer.plan(known)  # so that what stands twice in a file is still known
        if fresh := [one for one in batch if one.number > run.done_to]:
            importer = _bring_in_batch(run, importer, fresh)
    with transaction.atomic():
        importer.finish()
        run.state, run.applied_at = ImportState.APPLIED, timezone.now()
        run.save(update_fields=["state", "applied_at"])
        store.let_go(run)


def _bring_in_batch(run: ImportRun, importer: Importer, batch: list[Found]) -> Importer:
    """Write one batch with its account. Where the database refuses it, write record by record, and report the one that will not go.

    Return who reads on: another one when something was rolled back, because the first remembers rows that are gone.
    """
    try:
        with transaction.atomic():
            importer.hold()
            plans = _planned(importer, batch)
            _leave_out_who_is_gone(run, plans)
            importer.write([plan for plan in plans if plan.outcome in {Outcome.MADE, Outcome.CHANGED}])
            _account_for(run, plans, batch[-1].number)
    except (IntegrityError, DataError):
        importer = _start_over(run, importer, before=batch[0].number)
        if len(batch) > 1:
            for one in batch:
                importer = _bring_in_batch(run, importer, [one])
            return importer
        with transaction.atomic():
            _account_for(run, [Plan(batch[0].number, "", Outcome.REFUSED, [REFUSED_BY_DATABASE])], batch[0].number)
    return importer


def _leave_out_who_is_gone(run: ImportRun, plans: list[Plan]) -> None:
    """Refuse who was here when the list was tried and is not here now: an old list brings nobody back who was forgotten meanwhile."""
    left_alone = set(run.options.get(LEFT_ALONE, ()))
    for plan in plans:
        if plan.outcome == Outcome.MADE and plan.number in left_alone:
            plan.outcome, plan.remarks = Outcome.REFUSED, [GONE_SINCE]


def _start_over(run: ImportRun, importer: Importer, *, before: int) -> Importer:
    """Return an importer that remembers no row, and of the list only what stood before a record."""
    fresh = kind_of(run.kind).make(run)
    fresh.seen.update({key: number for key, number in importer.seen.items() if number < before})
    return fresh


def _account_for(run: ImportRun, plans: list[Plan], done_to: int) -> None:
    write_lines(run, plans)
    run.done_to, run.moved_at = done_to, timezone.now()
    still_ours = ImportRun.objects.filter(pk=run.pk, state=ImportState.APPLYING)
    if not still_ours.update(done_to=run.done_to, moved_at=run.moved_at):
        raise _NotOurs


# --- Taking back ----------------------------------------------------------------------------------------------------------


def take_back(run: ImportRun) -> None:
    """Take back what an import wrote, last first. What must stay is reported with the reason."""
    kind = kind_of(run.kind)
    importer = kind.make(run)
    while lines := list(_still_standing(run)[: kind.batch]):
        with transaction.atomic():
            ImportRun.objects.filter(pk=run.pk).update(moved_at=timezone.now())
            importer.hold()
            reasons = importer.take_back(lines)
            ImportLine.objects.filter(pk__in=[line.pk for line in lines if line.pk not in reasons]).update(outcome=Outcome.UNDONE)
            ImportRemark.objects.bulk_create(ImportRemark(line_id=pk, code=STAYS, words=words[:500]) for pk, words in reasons.items())
    with transaction.atomic():
        importer.finish()
        run.state, run.undone_at = ImportState.UNDONE, timezone.now()
        run.save(update_fields=["state", "undone_at"])


def _still_standing(run: ImportRun) -> Any:
    wrote = run.lines.filter(outcome__in=[Outcome.MADE, Outcome.CHANGED]).exclude(subject="")
    return wrote.exclude(remarks__code=STAYS).order_by("-number", "-pk")


def forget(now: datetime) -> None:
    """Delete what is kept no longer: uploads a day old that nobody brought in, reports after 90 days, what was cut off for good."""
    cut_off = ImportRun.objects.filter(state__in=UNDER_WAY, moved_at__lt=now - GIVES_UP)
    cut_off.filter(state=ImportState.UNDOING).update(state=ImportState.FAILED, failed=TAKING_BACK_CUT_OFF)
    cut_off.update(state=ImportState.FAILED, failed=CUT_OFF)
    left = ImportRun.objects.exclude(state__in=UNDER_WAY).filter(begun_at__lt=now - KEEPS_FILES)
    ImportPiece.objects.filter(run__in=left).delete()
    left.filter(state__in=[ImportState.UPLOADED, ImportState.TRIED]).update(state=ImportState.LEFT)
    ImportLine.objects.filter(run__begun_at__lt=now - KEEPS_REPORTS).exclude(run__state__in=UNDER_WAY).delete()
