"""A list that somebody brings in from their desk: tried, brought in, and what its report says."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core.models import ImportRun


def tried(desk: Client, kind: str, head: str, *rows: str) -> ImportRun:
    """Choose a list of a kind and take its columns as they are guessed, so that it is tried. Nothing is written."""
    desk.post(reverse("imports:start", args=[kind]), {"file": SimpleUploadedFile("list.csv", "\n".join((head, *rows)).encode())})
    run = ImportRun.objects.latest("pk")
    desk.post(reverse("imports:columns", args=[run.pk]), {name: str(number) for name, number in run.columns.items()})
    run.refresh_from_db()
    return run


def bring_in(desk: Client, run: ImportRun) -> ImportRun:
    """Bring in what was tried."""
    desk.post(reverse("imports:bring_in", args=[run.pk]))
    run.refresh_from_db()
    return run


def report(run: ImportRun, *, without: str = "") -> list[tuple[str, list[str]]]:
    """Return what became of each row: the outcome, and the codes of what is remarked, but for one that is not asked about."""
    lines = run.lines.order_by("number")
    return [(line.outcome, [one.code for one in line.remarks.order_by("pk") if one.code != without]) for line in lines]
