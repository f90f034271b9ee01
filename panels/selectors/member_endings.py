"""What is kept of who left a panel, for a time (consent/choices/retention.py, the kind `panel_files`)."""

from datetime import date

from django.db.models import QuerySet

from core.clocks import day_in_words
from core.old_records import gathered
from core.questions import OldRecords
from core.record_ids import id_typed
from panels.models import Membership

CODE = "panel_files"


def _kept() -> "QuerySet[Membership]":
    """Return who left and is not forgotten: as long as it says who it was, there is something to end."""
    return Membership.objects.filter(person__isnull=False, left_on__isnull=False)


def due(code: str, counted_until: date) -> list[str] | None:
    """Return the ids of who left on this day or before; None for a kind that is not kept here. One query."""
    if code != CODE:
        return None
    rows = _kept().filter(left_on__lte=counted_until).order_by("left_on", "pk")
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


def which(code: str, keys: list[str]) -> list[OldRecords] | None:
    """Return at which hubs, and from when to when, these left; None for a kind that is not kept here."""
    return gathered(_kept(), keys, when="left_on", where="panel__hub__name", say=day_in_words) if code == CODE else None


def id_of(code: str, typed: str) -> str | None:
    """Return the id of what somebody typed; None where it is none of ours."""
    return id_typed(typed, _kept()) if code == CODE else None
