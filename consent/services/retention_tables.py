"""Ending records that nobody can change, once they are past their time: under the role that owns the tables, as an operator's command."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db import connection, transaction

from consent.choices.retention import KINDS, Left
from consent.models import Breach, BreachStep, ConsentRecord, ConsentUse, RetentionRun, SharedAbout, SharingRecord, TakeDownTask
from consent.selectors import holds
from consent.services import retention as services
from consent.services.holding import wait_for_holds
from core import append_only, audit_forgetting
from core.database_roles import could_edit_the_trail

Ending = Callable[[list[str], list[str]], tuple[int, dict[str, str]]]


class NotTheOwner(Exception):
    """The role we are connected as owns no tables, so it ends nothing that nobody can change."""


def approved_runs() -> "list[RetentionRun]":
    """Return the approved runs that wait for this command."""
    codes = [kind.code for kind in KINDS if kind.by_command]
    return list(RetentionRun.objects.filter(finished_at__isnull=True, code__in=codes).order_by("pk"))


def may_end_rows() -> bool:
    """Return whether we are connected as who owns the tables. SQLite has no roles."""
    return connection.vendor != "postgresql" or could_edit_the_trail()


def number_to_end(run: RetentionRun, today: date) -> int:
    """Return how many records an approval would end now; those held back are left out."""
    due = services.due_now(run, today)
    return len(due) - len(holds.held_back(run.code, due))


@transaction.atomic
def carry_out(run: RetentionRun, today: date) -> RetentionRun:
    """End what was approved, all or nothing of it at once; each record that fails alone stays and is counted. Raises NotTheOwner."""
    if not may_end_rows():
        raise NotTheOwner
    run = RetentionRun.objects.select_for_update().get(pk=run.pk)
    wait_for_holds()
    due = services.due_now(run, today)
    run.left.update(holds.held_back(run.code, due))
    run.number_done, left = ENDINGS[run.code]([key for key in due if key not in run.left], list(run.left))
    run.left.update(left)
    services.finish(run)
    run.save()
    return run


def _end_audit_trail(keys: list[str], held: list[str]) -> tuple[int, dict[str, str]]:
    """End whole seals: one of whose entries is held back stays whole, or its hash could not be checked any more."""
    done, left = 0, dict[str, str]()
    keep = {int(key) for key in held}
    for number, entries in audit_forgetting.seals_of({int(key) for key in keys} | keep).items():
        if keep.intersection(entries):
            left |= {str(entry): str(Left.HELD) for entry in entries}
        else:
            done += audit_forgetting.forget_seal(number)
    return done, left


def _end_decisions(keys: list[str], held: list[str]) -> tuple[int, dict[str, str]]:
    """End decisions with where they were used. One that stays and answers one that goes says no more which that was."""
    with append_only.lifted("consent.ConsentRecord"):
        found = ConsentRecord.objects.filter(pk__in=keys)
        number = found.count()
        ConsentRecord.objects.filter(answers__in=found).update(answers=None)
        TakeDownTask.objects.filter(use__record__in=found).delete()
        ConsentUse.objects.filter(record__in=found).delete()
        found.delete()
    return number, {}


def _end_breaches(keys: list[str], held: list[str]) -> tuple[int, dict[str, str]]:
    """End closed breaches with what was done about them."""
    with append_only.lifted("consent.BreachStep"):
        found = Breach.objects.filter(pk__in=keys)
        number = found.count()
        BreachStep.objects.filter(breach__in=found).delete()
        found.delete()
    return number, {}


def _end_sharing_records(keys: list[str], held: list[str]) -> tuple[int, dict[str, str]]:
    """End records of sharing with whom they were about; their agreements stay."""
    with append_only.lifted("consent.SharingRecord", "consent.SharedAbout"):
        found = SharingRecord.objects.filter(pk__in=[int(key) for key in keys])
        number = found.count()
        SharedAbout.objects.filter(record__in=found).delete()
        found.delete()
    return number, {}


ENDINGS: Mapping[str, Ending] = {
    "audit_trail": _end_audit_trail,
    "breaches": _end_breaches,
    "consent_records": _end_decisions,
    "sharing_records": _end_sharing_records,
}
