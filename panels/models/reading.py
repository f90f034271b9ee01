"""What a panel reads before others do: a leaflet or a page, and what members said of it, paragraph by paragraph."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from wagtail.models import Page

from core.crypto import EncryptedTextField
from panels.models.membership import Membership
from panels.models.panel import OfPanelQuerySet, Panel


class ReadingQuerySet(OfPanelQuerySet["Reading"]):
    """What panels read."""


class Reading(models.Model):
    """Words that members are asked to read until a day. `words` are sealed: a draft may hold what is not public yet.

    They stay as they were given out, so that a paragraph stays the one that somebody spoke of. `page` is the page of the website that
    they are for. `changed` is what was changed because of it, in words that members read; a reading that is closed says so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="readings")
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField("what it is called", max_length=160)
    words = EncryptedTextField()
    asked_on = models.DateField()
    until_on = models.DateField("until when")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True, blank=True)
    changed = models.TextField("what we changed because of it", max_length=600, blank=True)
    wagtail_reference_index_ignore = True

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ("-asked_on", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("asked_on")), name="a_reading_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, changed="") | (Q(closed_on__isnull=False) & ~Q(changed="")),
                name="a_reading_that_is_closed_says_what_changed",
            ),
        ]

    def __str__(self) -> str:
        return f"Reading, {self.pk}"


class HasRead(models.Model):
    """That a member read it, and when. No word of theirs: it stays counted when somebody is forgotten."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="readers")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="has_read")
    read_on = models.DateField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("read_on", "pk")
        constraints = [models.UniqueConstraint(fields=["reading", "membership"], name="a_member_has_read_a_thing_once")]

    def __str__(self) -> str:
        return f"Read, {self.pk}"


class ReadingNote(models.Model):
    """What a member said of one paragraph, sealed. Goes with who it was."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="notes")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="reading_notes")
    paragraph = models.PositiveSmallIntegerField()
    words = EncryptedTextField()
    written_on = models.DateField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("paragraph", "pk")
        constraints = [models.UniqueConstraint(fields=["reading", "membership", "paragraph"], name="one_note_of_a_member_on_a_paragraph")]

    def __str__(self) -> str:
        return f"Note on a reading, {self.pk}"
