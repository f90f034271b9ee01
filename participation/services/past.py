"""Keeping what families told the council before."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.base import File
from django.db import transaction

from accounts.models import User
from core import audit, clocks
from core.models import Hub
from core.overtaken import OVERTAKEN
from core.text import normalise
from core.uploads import kind_of_document
from participation.models import PastFinding, PastReport, PastReportFile
from participation.rules import past as rules
from participation.selectors.endings import FILES
from participation.services.keeping import refuse_if_held_back
from participation.services.of_hubs import only, refuse_foreign

TYPES = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
RIGHT = "past_report.edit"


def lines_of(text: str) -> list[str]:
    """Return the findings of a box, one from each line that says something; marks of a list before them are left away."""
    lines = (line.strip().lstrip("•–*").strip() for line in normalise(text).splitlines())
    return [line for line in lines if line]


@transaction.atomic
def save_report(
    *,
    report: PastReport,
    hubs: Iterable[Hub],
    findings: Sequence[str],
    by: User,
    file: "File[bytes] | None" = None,
    seen: int | None = None,
) -> PastReport:
    """Keep a report with its findings, in the place of what it said before, and the file where one came.

    No hubs means the whole council. Raises PermissionDenied for hubs out of reach, and ValidationError by field with every reason; also
    when a colleague changed it since (`seen` is the number of changes that the page knew), and for a file that core.uploads refuses.
    """
    hubs, is_new = list(hubs), report.pk is None
    refuse_foreign(hubs, by, RIGHT)
    reasons = rules.why_not_keep_report(report, findings=findings, today=clocks.today())
    if not is_new:
        stands = PastReport.objects.select_for_update().get(pk=report.pk)
        report.edited_count = stands.edited_count + 1
        if seen is not None and seen != stands.edited_count:
            reasons[NON_FIELD_ERRORS] = [OVERTAKEN]
    if reasons:
        raise ValidationError(reasons)
    report.save()
    report.hubs.set(hubs)
    report.findings.all().delete()
    PastFinding.objects.bulk_create(PastFinding(report=report, number=number, text=text) for number, text in enumerate(findings, 1))
    if file is not None:
        _attach(report, file)
    verb = "participation.past_report.add" if is_new else "participation.past_report.edit"
    audit.record(verb, report, by=by, hub_id=only(hubs), findings=len(findings))
    return report


def _attach(report: PastReport, file: "File[bytes]") -> None:
    kind = kind_of_document(file)
    file.seek(0)
    _delete_file(report)
    PastReportFile.objects.create(report=report, kind=kind, content=file.read(), added_on=clocks.today())


def _delete_file(report: PastReport) -> int:
    rows = PastReportFile.objects.filter(report=report)
    if keys := list(rows.values_list("pk", flat=True)):
        refuse_if_held_back(FILES, keys)
    return rows.delete()[0]


@transaction.atomic
def open_file(*, report: PastReport, by: User) -> tuple[bytes, str]:
    """Return the file of a report and its kind, and write down who took it. Raises ValidationError when there is none."""
    file = PastReportFile.objects.filter(report=report).first()
    if file is None:
        raise ValidationError(["No file was kept with this report."])
    audit.record("participation.past_report.open_file", report, by=by)
    return file.content, file.kind


@transaction.atomic
def remove_file(*, report: PastReport, by: User) -> None:
    """Delete the file of a report; what it found stays. Raises ValidationError when there is none, or when it is held back."""
    if not _delete_file(report):
        raise ValidationError(["No file was kept with this report."])
    audit.record("participation.past_report.remove_file", report, by=by)


@transaction.atomic
def delete_report(*, report: PastReport, by: User) -> None:
    """Delete a report that was put in by mistake, with its findings and its file. Raises ValidationError when that is held back."""
    _delete_file(report)
    audit.record("participation.past_report.delete", report, by=by)
    report.delete()
