"""The minutes of a meeting: made from its run sheet, with a few plain words in front; out to families, and put right in the open."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.crypto import EncryptedTextField
from panels.models.meeting import Meeting


class Minutes(models.Model):
    """What a meeting's minutes add to its run sheet, and since when families read them.

    `summary` is sealed: a draft may hold words of families before anybody took them out. `first_out_on` stays when they were taken off the
    page and came back. While they are out, the run sheet is closed and what was wrong is a `MinutesCorrection`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    summary = EncryptedTextField(default="", blank=True)
    out_on = models.DateField(null=True, blank=True)
    first_out_on = models.DateField(null=True, blank=True)
    out_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(out_on__isnull=True) | Q(out_by__isnull=False, first_out_on__isnull=False, first_out_on__lte=F("out_on")),
                name="minutes_that_are_out_say_since_when_and_by_whom",
            )
        ]

    def __str__(self) -> str:
        return f"Minutes, {self.pk}"


class MinutesCorrection(models.Model):
    """What was wrong in minutes that were out: it stands below them with its day, and they stay as they were."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="corrections")
    words = EncryptedTextField()
    made_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("made_on", "pk")

    def __str__(self) -> str:
        return f"Correction, {self.pk}"
