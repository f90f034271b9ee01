"""What families are answering and have answered. No row here holds a name, an address, a user, a session or an exact time of sending."""

import uuid

from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from core.models import Hub
from feedback.models.survey import EntryPoint, Survey, SurveyVersion


class Draft(models.Model):
    """Answers being written, kept on the server for a short time. The phone holds one opaque token; we keep its keyed hash.

    `answers` is encrypted JSON: {question id: value}. `passed` are the ids of the questions the family went past, answered or not.
    Deleted when sent, cleared or expired. Few stand here at a time and a phone asks by token only, so nothing else has an index:
    each would be written at every answer, while a family waits.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="drafts", db_index=False)
    version = models.ForeignKey(SurveyVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    entry_point = models.ForeignKey(EntryPoint, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    hub = models.ForeignKey(Hub, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    answers = EncryptedTextField(default="{}")
    passed = models.JSONField(default=list)
    changed_count = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField()
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Draft {self.pk}"


class Response(models.Model):
    """One family's sent answer: closed answers as JSON {question id: value}; each free text is a `Voice`.

    The time is an ISO week ("2026-W47") and nothing finer. `receipt_hash` is set in code-linked mode only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="responses", db_index=False)
    version = models.ForeignKey(SurveyVersion, on_delete=models.PROTECT, related_name="responses", db_index=False)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="responses", db_index=False)
    week = models.CharField(max_length=8)
    answers = models.JSONField(default=dict)
    language = models.CharField(max_length=8, default="en-gb")
    receipt_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  empty texts would clash as unique
    wagtail_reference_index_ignore = True

    class Meta:
        # The one index that readings use: it begins with the survey, and its foreign keys need none of their own (make bench).
        indexes = [models.Index(fields=["survey", "hub", "week"])]
        constraints = [models.CheckConstraint(condition=Q(week__regex=r"^\d{4}-W\d{2}$"), name="a_response_knows_only_its_week")]

    def __str__(self) -> str:
        return f"Response {self.pk}"


class SubmissionKey(models.Model):
    """Makes every retry of a sent answer harmless. Holds no way to the response; deleted after 14 days (DESIGN promise 4).

    It knows that an answer came, and nothing of what it said: a digest of the answers would be a way from the key to the response
    (decision 0019).
    """

    key_hash = models.CharField(max_length=64, primary_key=True)
    week = models.CharField(max_length=8)
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return "A key of a sent answer"
