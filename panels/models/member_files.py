"""What is held of a member beside the membership: what they learned, notes, a support log apart, and what they said when they left."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from core.crypto import EncryptedTextField
from panels.choices import ExitReason, Topic
from panels.models.membership import Membership
from panels.models.panel import OfPanelQuerySet


class TrainingQuerySet(OfPanelQuerySet["Training"]):
    """What members learned."""

    hub_path = "membership__panel__hub"
    panel_path = "membership__panel"


class Training(models.Model):
    """That a member took part in induction or training about a topic, on a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="trainings")
    topic = models.CharField(max_length=10, choices=Topic.choices)
    done_on = models.DateField()
    wagtail_reference_index_ignore = True

    objects = TrainingQuerySet.as_manager()

    class Meta:
        ordering = ("-done_on", "topic")
        constraints = [models.UniqueConstraint(fields=["membership", "topic", "done_on"], name="a_training_is_written_down_once")]

    def __str__(self) -> str:
        return f"Training, {self.pk}"


class MemberNoteQuerySet(OfPanelQuerySet["MemberNote"]):
    """Notes about members."""

    hub_path = "membership__panel__hub"
    panel_path = "membership__panel"


class MemberNote(models.Model):
    """A short, factual note about a member, who may ask to read it: sealed, in the copy of what we hold, deleted with the rest."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="notes")
    words = EncryptedTextField()
    written_on = models.DateField()
    written_at = models.DateTimeField(default=timezone.now, editable=False)  # keeps those of one day in order
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    objects = MemberNoteQuerySet.as_manager()

    class Meta:
        ordering = ("-written_on", "-written_at", "pk")

    def __str__(self) -> str:
        return f"Note, {self.pk}"


class SupportNoteQuerySet(OfPanelQuerySet["SupportNote"]):
    """Entries of support logs."""

    hub_path = "membership__panel__hub"
    panel_path = "membership__panel"


class SupportNote(models.Model):
    """An entry of the restricted support log: read by who holds `support_log.view` alone, each reading written down, in no list."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="support_notes")
    words = EncryptedTextField()
    written_on = models.DateField()
    written_at = models.DateTimeField(default=timezone.now, editable=False)  # keeps those of one day in order
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    objects = SupportNoteQuerySet.as_manager()

    class Meta:
        ordering = ("-written_on", "-written_at", "pk")

    def __str__(self) -> str:
        return f"Support note, {self.pk}"


class ExitNote(models.Model):
    """What somebody said when they left, only where they offered it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="exit_note")
    reason = models.CharField(max_length=10, choices=ExitReason.choices, blank=True)
    words = EncryptedTextField(default="", blank=True)
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"What they said on leaving, {self.pk}"
