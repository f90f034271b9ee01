"""The earlier reports that somebody may read."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from accounts.models import User
from participation.models import PastReport, PastReportFile

VIEW, ADD, EDIT, DELETE, OPEN = (f"past_report.{act}" for act in ("view", "add", "edit", "delete", "open"))


def reports(user: User) -> "QuerySet[Any]":
    """Return the reports a member of staff may read, newest first, with their hubs and how many findings each has."""
    has_file = Exists(PastReportFile.objects.filter(report=OuterRef("pk")))
    rows: QuerySet[Any] = PastReport.objects.visible_to(user, VIEW).annotate(number_of_findings=Count("findings"), has_file=has_file)
    return rows.prefetch_related("hubs").order_by("-heard_year", "-heard_on", "title", "pk")  # counting drops the model’s own order


def ids_to_change(user: User, ids: "list[int]") -> set[int]:
    """Return which of these reports somebody may change."""
    return set(PastReport.objects.wholly_within(user, EDIT).filter(pk__in=ids).order_by().values_list("pk", flat=True))
