"""One thing somebody said, in their own words."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from accounts.models import User
from core.crypto import EncryptedTextField
from core.models import Hub
from core.querysets import HubOwnedQuerySet
from feedback.choices import Whose
from feedback.models.answering import Response
from feedback.models.survey import Survey


class VoiceQuerySet(HubOwnedQuerySet["Voice"]):
    """Comments. Every reading goes through `readable_by`."""

    def readable_by(self, user: User) -> Self:
        """Return the comments a member of staff may read: of their own hubs, and only with the right to read."""
        return self.visible_to(user, "voice.view")


class Voice(models.Model):
    """One comment, encrypted, with its hub and week and whose words they are. Families see the word "comment".

    A voice belongs to no person. Later sources (meetings, conversations) have no response. Past their time its words are deleted: then
    `text` is empty in the database itself, and `words_ended_week` says in which week, as fine as all that an answer knows of time.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey(Response, null=True, blank=True, on_delete=models.CASCADE, related_name="voices")
    survey = models.ForeignKey(Survey, null=True, blank=True, on_delete=models.PROTECT, related_name="voices", db_index=False)
    question_id = models.CharField(max_length=36, blank=True)
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="voices", db_index=False)
    week = models.CharField(max_length=8)
    whose = models.CharField(max_length=16, choices=Whose.choices, default=Whose.PARENT)
    language = models.CharField(max_length=8, default="en-gb")
    text = EncryptedTextField(null=True)  # type: ignore[misc]  # a text to whoever asks `words_are_gone` before reading
    words_ended_week = models.CharField(max_length=8, blank=True, default="", editable=False)
    wagtail_reference_index_ignore = True

    objects = VoiceQuerySet.as_manager()

    class Meta:
        # Weeks, then the random id: never the order in which people answered.
        ordering = ("-week", "pk")
        # These begin with the hub and the survey, so the foreign keys need no indexes of their own.
        indexes = [models.Index(fields=["hub", "-week"]), models.Index(fields=["survey", "-week"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(text__isnull=False, words_ended_week="") | Q(text__isnull=True, words_ended_week__regex=r"^\d{4}-W\d{2}$"),
                name="a_comment_has_words_or_says_in_which_week_they_went",
            )
        ]

    def __str__(self) -> str:
        return f"Comment {str(self.pk)[:8]}"

    @property
    def words_are_gone(self) -> bool:
        """Whether its words were deleted when their time was over."""
        return bool(self.words_ended_week)
