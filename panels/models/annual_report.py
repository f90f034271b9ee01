"""What a panel did in a year, for everybody to read (domain reference 3.7)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from panels.models.panel import OfPanelQuerySet, Panel


class AnnualReportQuerySet(OfPanelQuerySet["AnnualReport"]):
    """Reports of panels, one for a year from April."""

    def published(self) -> Self:
        """Return those that everybody may read, the newest first."""
        return self.filter(published_on__isnull=False).order_by("-begins_on")


class AnnualReport(models.Model):
    """One year of one panel. `words` is what people wrote, by the keys of `panels/report_template.py`.

    `figures` is empty while it is a draft and is counted each time it is read; publishing writes it down as families may read it, so that a
    report which was read stays as it was. Taken off its page it is a draft again, because a name can slip in.
    """

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="annual_reports")
    begins_on = models.DateField("the first day of its year")
    words = models.JSONField(default=dict, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)  # so that nobody writes over what they have not read
    published_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    objects = AnnualReportQuerySet.as_manager()

    class Meta:
        ordering = ("-begins_on",)
        constraints = [
            models.UniqueConstraint(fields=["panel", "begins_on"], name="one_report_of_a_panel_in_a_year"),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True, published_by__isnull=True)
                | Q(published_on__isnull=False, published_by__isnull=False),
                name="a_published_report_says_who",
            ),
        ]

    def __str__(self) -> str:
        return f"Report of {self.panel}, {self.years}"

    @property
    def years(self) -> str:
        """Its year as people say it: 2025 to 2026."""
        return f"{self.begins_on.year} to {self.ends_in}"

    @property
    def ends_in(self) -> int:
        """The calendar year in which it ends."""
        return self.begins_on.year + 1
