"""What families told the council before Earshot, or beside it: a report, and what it found, so that nobody has to say it again."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format

from core.crypto import EncryptedBytesField
from core.models import Hub
from participation.querysets.of_hubs import OfHubsOrCouncilQuerySet

EARLIEST_YEAR = 1990


class PastReportQuerySet(OfHubsOrCouncilQuerySet["PastReport"]):
    """Reports of hubs, or of the whole council."""


class PastReport(models.Model):
    """One earlier piece of listening. Without hubs it is about the whole council. `heard_on` is the last day of it, where anybody knows."""

    title = models.CharField(max_length=120)
    heard_year = models.PositiveSmallIntegerField("the year in which families were heard")
    heard_on = models.DateField("the last day of it, if you know it", null=True, blank=True)
    who_was_asked = models.CharField(max_length=200)
    method = models.CharField("how they were asked", max_length=120, blank=True)
    hubs = models.ManyToManyField(Hub, blank=True, related_name="past_reports")
    edited_count = models.PositiveIntegerField(default=0, editable=False)
    wagtail_reference_index_ignore = True

    objects = PastReportQuerySet.as_manager()

    class Meta:
        ordering = ("-heard_year", "-heard_on", "title", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(heard_on__isnull=True) | Q(heard_on__year=F("heard_year")),
                name="the_day_of_a_past_report_is_of_its_year",
                violation_error_message="The day is of another year. Mend the day or the year, or leave the day empty.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def heard_until_on(self) -> date:
        """The last day on which families can have said it."""
        return self.heard_on or date(self.heard_year, 12, 31)

    @property
    def heard_in_words(self) -> str:
        """The day, or the year where nobody knows the day."""
        return date_format(self.heard_on, "j F Y") if self.heard_on else str(self.heard_year)


class PastFinding(models.Model):
    """One thing families told the council then, in one plain sentence of staff. It names nobody."""

    report = models.ForeignKey(PastReport, on_delete=models.CASCADE, related_name="findings")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("report", "number")
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="each_finding_has_its_place")]

    def __str__(self) -> str:
        return self.text


class PastReportFile(models.Model):
    """The report itself: a PDF or Word file, sealed, since it may hold words of families. It leaves as a download alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.OneToOneField(PastReport, on_delete=models.CASCADE, related_name="file")
    kind = models.CharField(max_length=4, choices=[("pdf", "PDF"), ("docx", "Word")])
    content = EncryptedBytesField()
    added_on = models.DateField()
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"File of report {self.report_id}"
