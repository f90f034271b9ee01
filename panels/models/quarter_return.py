"""The panel part of the quarterly return: what a person filled in, and what was signed (domain reference 3.8)."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q


class QuarterReturnQuerySet(models.QuerySet["QuarterReturn"]):
    """Returns, which are the whole council's: who reads them holds the right for all of it (core/whole_council.py)."""

    def newest_of(self, begins_on: date) -> Self:
        """Return the versions of a quarter, the newest first."""
        return self.filter(begins_on=begins_on).order_by("-number")


class QuarterReturn(models.Model):
    """One version of a quarter's return. From `signed_on` it is frozen by trigger, with its `figures` as sent: a correction is the next.

    `mapping` is the version of the form (panels/return_mapping.py). `figures` is `{code: {"value", "prefilled", "sources", "remarks"}}`,
    empty until it is signed: before that, they are counted each time they are read. Breakdowns are raw, for this alone (decision 0059).
    """

    begins_on = models.DateField("the first day of its quarter")
    number = models.PositiveSmallIntegerField(default=1)
    mapping = models.CharField(max_length=20)
    figures = models.JSONField(default=dict, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    objects = QuarterReturnQuerySet.as_manager()

    class Meta:
        ordering = ("-begins_on", "-number")
        constraints = [
            models.UniqueConstraint(fields=["begins_on", "number"], name="one_return_of_each_number_in_a_quarter"),
            models.UniqueConstraint(fields=["begins_on"], condition=Q(signed_on__isnull=True), name="one_open_return_of_a_quarter"),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, signed_by__isnull=True) | Q(signed_on__isnull=False, signed_by__isnull=False),
                name="a_signed_return_says_who",
            ),
        ]

    def __str__(self) -> str:
        return f"Return of the quarter from {self.begins_on:%-d %B %Y}, version {self.number}"


class ReturnEntry(models.Model):
    """What a person filled in for one question, and why. Nothing is written over: the newest holds, and one without a value takes it back.

    `prefilled` is what Earshot had counted at that moment. `signed_on` is copied from the return when that is signed, and freezes it too.
    """

    of_return = models.ForeignKey(QuarterReturn, on_delete=models.PROTECT, related_name="entries")
    code = models.CharField(max_length=12)
    value = models.JSONField(null=True, blank=True)
    prefilled = models.JSONField(null=True, blank=True)
    why = models.TextField(max_length=600, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField()
    signed_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("pk",)
        verbose_name_plural = "return entries"

    def __str__(self) -> str:
        return f"{self.code} in return {self.of_return_id}"
