"""What is written down while a panel meets: what was raised, what was decided, and what was recommended to another body."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.crypto import EncryptedTextField
from feedback.choices import Whose
from feedback.models import Voice
from panels.choices import HowDecided
from panels.models.agenda import AgendaItem
from panels.models.bodies import BodyItem
from panels.models.meeting import Meeting


class OnRunSheet(models.Model):
    """Laid below what is written down at a meeting. Its id is made with the form, so that a second tap makes no second row.

    `item` is empty for what was said to the first item, which is no row (decision 0060).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="%(class)ss")
    item = models.ForeignKey(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="%(class)ss")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
        ordering = ("written_at", "pk")


class MeetingPoint(OnRunSheet):
    """Something that was raised, as near to the words as the hand could follow, and sealed. Who raised it is kept nowhere.

    `voice` is the comment that it became, and is answered as (decision 0065): then its words stand there alone. Read `said`.
    """

    words = EncryptedTextField(blank=True)
    whose = models.CharField(max_length=16, choices=Whose.choices, default=Whose.PARENT)
    voice = models.OneToOneField(Voice, null=True, blank=True, on_delete=models.SET_NULL, related_name="meeting_point")
    wagtail_reference_index_ignore = True

    class Meta(OnRunSheet.Meta):
        pass

    def __str__(self) -> str:
        return f"Point, {self.pk}"

    @property
    def said(self) -> str:
        """What was said; empty once it became a comment whose words were deleted after their time."""
        return (self.voice.text or "") if self.voice else self.words


class Decision(OnRunSheet):
    """What a panel decided, how and why, and what those thought who saw it otherwise. Hands are counted where hands were shown."""

    words = EncryptedTextField()
    how = models.CharField(max_length=8, choices=HowDecided.choices, default=HowDecided.AGREED)
    number_for = models.PositiveSmallIntegerField(null=True, blank=True)
    number_against = models.PositiveSmallIntegerField(null=True, blank=True)
    number_abstained = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = EncryptedTextField(default="", blank=True)
    minority_view = EncryptedTextField(default="", blank=True)
    wagtail_reference_index_ignore = True

    class Meta(OnRunSheet.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(how=HowDecided.HANDS, number_for__isnull=False, number_against__isnull=False, number_abstained__isnull=False)
                | ~Q(how=HowDecided.HANDS) & Q(number_for__isnull=True, number_against__isnull=True, number_abstained__isnull=True),
                name="hands_are_counted_where_hands_were_shown",
            )
        ]

    def __str__(self) -> str:
        return f"Decision, {self.pk}"


class Recommendation(OnRunSheet):
    """What the panel recommends to another body. What went there, and by when an answer is due, is the body's own item."""

    sent = models.OneToOneField(BodyItem, on_delete=models.PROTECT, related_name="recommendation")
    wagtail_reference_index_ignore = True

    class Meta(OnRunSheet.Meta):
        pass

    def __str__(self) -> str:
        return f"Recommendation, {self.pk}"
