"""An exception: a gate was passed although something was missing, for a reason that everybody can read."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participation.choices import Gate
from participation.models.engagement import Engagement, OfEngagementQuerySet


class GateOverrideQuerySet(OfEngagementQuerySet["GateOverride"]):
    """Exceptions, seen and changed with their engagement."""


class GateOverride(models.Model):
    """Opening or closing without all that is asked: what was missing, why, who asked. A second person agrees before it is used.

    `missing` are the words of what was missing when it was asked for. Once used it is frozen (core/append_only.py): it stays public.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="overrides")
    gate = models.CharField(max_length=8, choices=Gate.choices)
    missing = models.JSONField(default=list)
    public_reason = models.TextField(max_length=600)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    used_at = models.DateTimeField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    objects = GateOverrideQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(fields=["engagement", "gate"], condition=Q(used_at__isnull=True), name="one_exception_asked_at_a_time"),
            models.CheckConstraint(condition=~Q(public_reason=""), name="an_exception_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_gate_display()} without all that is asked: {self.engagement}"
