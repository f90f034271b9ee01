"""Whose data went to a partner, and the file it goes in, which does not stay."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from consent.choices.sharing import DataItem
from consent.choices.sharing_exports import LeftOut, WhyNow
from consent.models.person import Person
from consent.models.sharing import SharingAgreement, SharingRecord
from core.crypto import EncryptedBytesField
from core.models import Hub

OPEN_FOR = timedelta(minutes=15)
GONE_AFTER = timedelta(hours=24)


class SharedAbout(models.Model):
    """That one time of sharing was about this person: an id and nothing else. Append-only (trigger); it ends with its record."""

    record = models.ForeignKey(SharingRecord, on_delete=models.PROTECT, related_name="about")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="shared")
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["record", "person"], name="a_sharing_is_about_somebody_once")]

    def __str__(self) -> str:
        return f"About somebody, {self.pk}"


class SharingFile(models.Model):
    """A file that was made for a partner: sealed, for who made it alone, for a quarter of an hour.

    Its bytes go after that, the row a day after. `people` are ids; `digest` is the SHA-256 of the bytes. `record` is what was written down
    when it was first fetched: until then nothing was shared.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(SharingAgreement, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    why_now = models.CharField(max_length=8, choices=WhyNow.choices)
    data_items = models.JSONField(default=list)
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    people = models.JSONField(default=list)
    left_out = models.JSONField(default=dict)
    content = EncryptedBytesField(null=True)  # type: ignore[misc]  # None once it is deleted, which the field's types do not say
    digest = models.CharField(max_length=64)
    record = models.OneToOneField(SharingRecord, null=True, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-made_at",)
        indexes = [models.Index(fields=["made_at"])]

    def __str__(self) -> str:
        return f"File for a partner, {self.pk}"

    @property
    def open_until(self) -> datetime:
        """Until when it can be fetched."""
        return self.made_at + OPEN_FOR

    @property
    def items_in_words(self) -> list[str]:
        """The data items as people call them."""
        return [str(DataItem(code).label) for code in self.data_items if code in DataItem.values]

    @property
    def left_out_in_words(self) -> list[str]:
        """How many people were left out for which reason."""
        return [f"{LeftOut(code).label}: {number}" for code, number in self.left_out.items() if code in LeftOut.values]
