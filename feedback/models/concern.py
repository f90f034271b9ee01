"""A worry about a child or somebody else, put in front of a person who can act. Thin: Earshot is no case system (DESIGN promise 12)."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from core.models import Hub
from core.querysets import HubOwnedQuerySet
from feedback.choices import ConcernEnd, ConcernSource


class ConcernQuerySet(HubOwnedQuerySet["Concern"]):
    """Worries. Those of no hub are the whole council's."""

    def waiting(self) -> Self:
        """Return those that nobody has handed over yet, the longest waiting first."""
        return self.filter(ended_at__isnull=True).order_by("raised_at", "pk")


class Concern(models.Model):
    """What somebody on staff worries about, sealed: read by who raised it and by the safeguarding lead and deputy, and by nobody else.

    Its words are deleted at the moment when the hand-over is recorded (unless a legal hold keeps them): from then on the case system holds
    them. `reference` is that system's own, so that somebody can be asked. `key` makes a second sending harmless.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="concerns")
    source = models.CharField(max_length=8, choices=ConcernSource.choices)
    words = EncryptedTextField(null=True)  # type: ignore[misc]  # a text to whoever asks `words_are_gone` before reading
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="concerns_raised")
    raised_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    end = models.CharField(max_length=8, choices=ConcernEnd.choices, blank=True)
    reference = models.CharField("its number in the case system", max_length=60, blank=True)
    wagtail_reference_index_ignore = True

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ("-raised_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end="", words__isnull=False) | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="a_worry_keeps_its_words_until_it_is_handed_over",
            ),
            models.CheckConstraint(condition=~Q(end=ConcernEnd.TAKEN_OVER) | ~Q(reference=""), name="what_was_taken_over_says_where"),
        ]

    def __str__(self) -> str:
        return f"Worry W-{str(self.pk)[:4].upper()}"

    @property
    def words_are_gone(self) -> bool:
        """Whether its words were deleted when it was handed over."""
        return self.words is None
