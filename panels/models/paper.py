"""What is read before a meeting. It never has a public address: it leaves as a download, behind the gate."""

import uuid

from django.db import models
from django.db.models import Q

from core.crypto import EncryptedBytesField, EncryptedTextField
from panels.choices import PaperFormat, PaperKind
from panels.models.meeting import Meeting


class MeetingPaper(models.Model):
    """One paper: words typed here, or a PDF or Word file, sealed, since a draft may hold words of families.

    `content` is empty for words, `words` for a file. `out_on` is the day on which members had it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField("what it is called", max_length=160)
    kind = models.CharField(max_length=8, choices=PaperKind.choices)
    words = EncryptedTextField(default="", blank=True)
    content = EncryptedBytesField(null=True)  # type: ignore[misc]  # None for words typed here, which the field's types do not say
    added_on = models.DateField()
    out_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("added_on", "title", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=PaperKind.WORDS, content__isnull=True) | (~Q(kind=PaperKind.WORDS) & Q(content__isnull=False)),
                name="a_paper_is_words_or_a_file",
            )
        ]

    def __str__(self) -> str:
        return f"Paper, {self.pk}"


class FormatSent(models.Model):
    """That a paper went out in another form, and when. Who needed it stands nowhere here."""

    paper = models.ForeignKey(MeetingPaper, on_delete=models.CASCADE, related_name="formats")
    format = models.CharField(max_length=10, choices=PaperFormat.choices)
    sent_on = models.DateField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("format",)
        constraints = [models.UniqueConstraint(fields=["paper", "format"], name="a_paper_goes_out_in_a_form_once")]

    def __str__(self) -> str:
        return f"{self.format} of {self.paper_id}"
