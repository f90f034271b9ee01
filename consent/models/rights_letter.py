"""What stands beside a request about data until its letter is there: how it reaches them, and what was put right."""

import uuid

from django.conf import settings
from django.db import models

from consent.models.rights import RightsRequest
from core.crypto import EncryptedTextField


class LetterWay(models.Model):
    """How the letter of an erasing reaches whoever was erased, and for nothing else (decision 0049).

    Deleted when they have it, and after `until` at the latest: the letter lists it as kept and names that day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(RightsRequest, on_delete=models.CASCADE, related_name="way")
    way = EncryptedTextField()
    until = models.DateField()
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Kept until {self.until}"


class PutRight(models.Model):
    """One thing that was put right because somebody asked, and where, in words that their letter may say."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(RightsRequest, on_delete=models.CASCADE, related_name="put_right")
    what = EncryptedTextField()
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"Put right on {self.on}"
