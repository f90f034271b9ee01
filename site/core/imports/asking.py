"""What somebody asks of an import: keep this file, these are the columns, try it, bring it in, take it back.

What is small is done at once, in the transaction of the asking; the rest goes to the worker. A command does it `here`, batch by batch.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit, outbox
from core.imports import mapping, steps, store, tables
from core.imports.choices import ImportState, Outcome
from core.imports.kinds import kind_of
from core.imports.records import Kind
from core.models import ImportRemark, ImportRun

MOST_OF_A_FEED = 60 * 1024 * 1024
SMALL_FILE = 300_000  # bytes; smaller ones are tried at once
A_LIST_OF_PEOPLE = "A list of people"
FEW = 100  # records; fewer are written, or taken back, at once
TOO_LATE = ["Somebody has done this already, or the file is gone. Look at the list again."]
IN_WORK = (
    "This list is being brought in, or was brought in already. Its columns can no longer be changed. Bring the file in once more instead."
)
WAITS_FOR_COLUMNS = {ImportState.UPLOADED, ImportState.TRIED}
STANDS_STILL = timedelta(hours=1)  # a batch takes seconds: whoever wrote it is gone
_STEPS: dict[str, Callable[[ImportRun], None]] = {
    "core.try_import": steps.try_out,
    "core.bring_in": steps.bring_in,
    "core.take_back_import": steps.take_back,
}


@transaction.atomic
def begin(*, kind: Kind, by: User | None, name: str, chunks: Iterable[bytes], source: str = "", options: Any = None) -> ImportRun:
    """Keep a file that somebody wants to bring in, with a first guess at its columns. Raises Unreadable for one that will not do."""
    called = A_LIST_OF_PEOPLE if kind.names_people else store.safe_name(name)  # "Ola Nowak.xlsx" is a name, too
    run = ImportRun.objects.create(kind=kind.name, by=by, file_name=called, source=source[:80], options=options or {})
    store.keep(run, chunks, most=tables.MOST_BYTES if kind.is_table else MOST_OF_A_FEED, sealed=kind.names_people)
    if kind.is_table:
        run.columns = mapping.guess(kind.columns, steps.table_of(run).headings)
        run.save(update_fields=["columns"])
    return run


def earlier_of_the_same(run: ImportRun) -> ImportRun | None:
    """Return the last import that brought in this very file."""
    same = ImportRun.objects.filter(kind=run.kind, digest=run.digest, state=ImportState.APPLIED)
    return same.exclude(pk=run.pk).first()


@transaction.atomic
def choose(*, run: ImportRun, columns: mapping.Chosen) -> None:
    """Say which of their columns is which of ours; what was tried with others counts no longer.

    Raises ValidationError with what is wrong, or when the list waits for its columns no more.
    """
    now = ImportRun.objects.select_for_update().get(pk=run.pk)
    if now.state not in WAITS_FOR_COLUMNS:
        raise ValidationError(IN_WORK)
    if reasons := mapping.why_not_choose(kind_of(run.kind).columns, columns):
        raise ValidationError(reasons)
    run.columns, run.state = columns, ImportState.UPLOADED
    run.save(update_fields=["columns", "state"])


def ask_to_try(run: ImportRun, *, here: bool = False) -> None:
    """Have the report written of what would happen."""
    with transaction.atomic():
        _move(run, {ImportState.UPLOADED, ImportState.TRIED}, ImportState.READING)
        _go("core.try_import", run, is_small=run.size <= SMALL_FILE, here=here)
    if here:
        steps.try_out(run)


def ask_to_bring_in(run: ImportRun, *, by: User | None, here: bool = False) -> None:
    """Bring in what was tried. Raises ValidationError when it was done already."""
    with transaction.atomic():
        _move(run, {ImportState.TRIED}, ImportState.APPLYING)
        made, changed = (run.lines.filter(outcome=outcome).count() for outcome in (Outcome.MADE, Outcome.CHANGED))
        audit.record("core.import.bring_in", run, by=by, list=run.kind, new=made, altered=changed)
        _go("core.bring_in", run, is_small=run.number_read <= FEW, here=here)
    if here:
        steps.bring_in(run)


def may_be_taken_back(run: ImportRun) -> bool:
    """Return whether an import may have left something, and nobody works at it: it was done, or was cut off midway."""
    if run.state == ImportState.APPLYING:
        return timezone.now() - run.moved_at > STANDS_STILL
    return run.state in {ImportState.APPLIED, ImportState.UNDONE} or (run.state == ImportState.FAILED and run.done_to > 0)


def ask_to_take_back(run: ImportRun, *, by: User | None) -> None:
    """Take back what an import brought in, as far as nobody changed it since; what had to stay may be asked for again."""
    with transaction.atomic():
        now = ImportRun.objects.select_for_update().get(pk=run.pk)
        if not may_be_taken_back(now):
            raise ValidationError(TOO_LATE)
        _move(run, {ImportState(now.state)}, ImportState.UNDOING)
        ImportRemark.objects.filter(line__run=run, code=steps.STAYS).delete()
        audit.record("core.import.take_back", run, by=by, list=run.kind)
        _go("core.take_back_import", run, is_small=run.number_read <= FEW, here=False)


def _move(run: ImportRun, states: set[ImportState], to: ImportState) -> None:
    """Move an import on, once: two who press the button at the same time start one piece of work."""
    if not ImportRun.objects.filter(pk=run.pk, state__in=states).update(state=to, moved_at=timezone.now()):
        raise ValidationError(TOO_LATE)
    run.refresh_from_db()  # what a colleague chose meanwhile counts, and not what stood on the screen


def _go(task: str, run: ImportRun, *, is_small: bool, here: bool) -> None:
    """Do a small step now: cut off, it is as if nobody had asked. Leave a large one to the worker."""
    if here:
        return
    if is_small:
        _STEPS[task](run)
    else:
        outbox.put(task, run.pk, key=str(run.pk))
