"""How the panel works: versions of its terms of reference, and who agreed to them."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from panels.choices import HowAgreed
from panels.models.membership import Membership
from panels.models.panel import OfPanelQuerySet, Panel


class TermsQuerySet(OfPanelQuerySet["Terms"]):
    """Versions of terms of reference."""

    def adopted(self) -> Self:
        """Return the versions that a panel adopted, the newest first."""
        return self.filter(adopted_on__isnull=False).order_by("-number")


class Terms(models.Model):
    """One version of how a panel works: what stands under each heading of `terms_template.py`, by its key.

    Frozen by trigger once the panel adopted it (core/append_only.py): a change is the next version.
    """

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField(default=1)
    words = models.JSONField(default=dict, blank=True)
    review_on = models.DateField("when we look at it again", null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)  # so that nobody writes over what they have not read
    adopted_on = models.DateField("adopted on", null=True, blank=True)
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    objects = TermsQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        verbose_name_plural = "terms"
        constraints = [
            models.UniqueConstraint(fields=["panel", "number"], name="one_version_of_terms_of_each_number"),
            models.UniqueConstraint(fields=["panel"], condition=Q(adopted_on__isnull=True), name="one_draft_of_terms"),
        ]

    def __str__(self) -> str:
        return f"How {self.panel} works, version {self.number}"

    @property
    def mark(self) -> str:
        """What a page carries of the words it showed: which version, and how often it was saved."""
        return f"{self.number}.{self.version}"


class TermsAgreement(models.Model):
    """That a member agreed to a version, on a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    terms = models.ForeignKey(Terms, on_delete=models.PROTECT, related_name="agreements")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="agreements")
    agreed_on = models.DateField()
    how = models.CharField(max_length=8, choices=HowAgreed.choices)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["terms", "membership"], name="a_member_agrees_to_a_version_once")]

    def __str__(self) -> str:
        return f"Agreement, {self.pk}"
