"""What was given to somebody under the Freedom of Information Act: frozen, with the words beside it, so that they can end in their time."""

import uuid

from django.conf import settings
from django.db import models

from consent.models.information import InformationRequest
from core.crypto import EncryptedTextField


class InformationLetter(models.Model):
    """What stands beside an answer while it is made: the officer's own `words` in its letter, as a second person was asked to read them,
    and that person's `remark` on what should change. Sealed, and deleted when the answer is finished: the second look stays for good.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(InformationRequest, on_delete=models.CASCADE, related_name="letter")
    words = EncryptedTextField(default="", blank=True)
    remark = EncryptedTextField(default="", blank=True)
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Letter of {self.request_id}"


class InformationExtract(models.Model):
    """That an answer was finished: when, by whom, how many things were given, on which sections the rest was kept back.

    Never changed or deleted (trigger). `digest` is the SHA-256 of the content as it stands in `InformationExtractWords`: whoever got the
    file can show that it is the one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(InformationRequest, on_delete=models.PROTECT, related_name="extract")
    number_given = models.PositiveSmallIntegerField(default=0)
    number_in_part = models.PositiveSmallIntegerField(default=0)
    number_withheld = models.PositiveSmallIntegerField(default=0)
    sections = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField()
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Extract of {self.request_id}"


class InformationExtractWords(models.Model):
    """What went out, as one JSON text (consent/rules/information_extract.py). Sealed, since somebody's words may be in it."""

    # Sealed beside the extract and not in it: a key is changed by sealing everything anew, and a row that nobody changes cannot be.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    extract = models.OneToOneField(InformationExtract, on_delete=models.PROTECT, related_name="words")
    content = EncryptedTextField()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "information extract words"

    def __str__(self) -> str:
        return f"Words of extract {self.extract_id}"
