"""What this floor keeps for a time, and which of it is past it (consent/choices/retention.py has how long). One way for each kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, F, Min, QuerySet, Value, When
from django.db.models.functions import Coalesce

from core.answers import OldRecords
from core.clocks import day_in_words
from core.old_records import WHOLE_COUNCIL, gathered
from core.record_ids import id_typed
from participation.models import GroupSentence, LearningNote, PastReportFile, Turnout

FILES, TURNOUTS, NOTES, SENTENCES = "past_report_files", "turnout_words", "learning_notes", "group_sentences"
SEVERAL = "Several hubs"


@dataclass(frozen=True)
class Kept:
    """The rows of a kind that hold something; `since` is the column their time is counted from, `where` the one that names the hub."""

    rows: Callable[[], "QuerySet[Any]"]
    since: str
    where: str


def due(code: str, counted_until: date) -> list[str] | None:
    """Return the ids of what began its time on this day or before; None for a kind that is not kept here. One query."""
    kept = KEPT.get(code)
    if kept is None:
        return None
    rows = kept.rows().filter(**{f"{kept.since}__lte": counted_until}).order_by(kept.since, "pk")
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


def which(code: str, keys: list[str]) -> list[OldRecords] | None:
    """Return at which hubs, and from when to when, these are; None for a kind that is not kept here."""
    kept = KEPT.get(code)
    return gathered(kept.rows(), keys, when=kept.since, where=kept.where, say=day_in_words) if kept else None


def id_of(code: str, typed: str) -> str | None:
    """Return the id of what somebody typed; None where it is no record of a kind that is kept here."""
    kept = KEPT.get(code)
    return id_typed(typed, kept.rows()) if kept else None


def _turnouts() -> "QuerySet[Turnout]":
    return Turnout.objects.exclude(went_well="", to_change="")


def _sentences() -> "QuerySet[GroupSentence]":
    """One that was never agreed to is a draft: its time begins when its question is closed."""
    return GroupSentence.objects.annotate(since_on=Coalesce("agreed_on", "engagement__closed_on"))


def _of_hubs(rows: "QuerySet[Any]", hubs: str) -> "QuerySet[Any]":
    """Say at which hub a row is that may be of several, or of the whole council, so that it is counted once."""
    counted = rows.annotate(number_of_hubs=Count(hubs), one_hub=Min(f"{hubs}__name"))
    named = Case(When(number_of_hubs=0, then=Value(WHOLE_COUNCIL)), When(number_of_hubs=1, then=F("one_hub")), default=Value(SEVERAL))
    found: QuerySet[Any] = counted.annotate(hub_name=named)
    return found


KEPT: Mapping[str, Kept] = {
    FILES: Kept(lambda: _of_hubs(PastReportFile.objects.all(), "report__hubs"), "added_on", "hub_name"),
    TURNOUTS: Kept(_turnouts, "activity__held_on", "activity__hub__name"),
    NOTES: Kept(lambda: _of_hubs(LearningNote.objects.all(), "engagement__hubs"), "written_on", "hub_name"),
    SENTENCES: Kept(_sentences, "since_on", "hub__name"),
}
