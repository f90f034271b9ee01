"""Who is asked to a meeting, what they answered, and what is booked so that they can come."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from panels.choices import HowReplied, NeedKind, Reply
from panels.models.meeting import Meeting
from panels.models.membership import Membership
from panels.models.panel import OfPanelQuerySet
from panels.models.reply_link import AskedByLetter


class Invitation(AskedByLetter):
    """One member is asked to one meeting, and what they answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="invitations")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="invitations")
    heard_off = models.BooleanField(default=False)  # the last letter that left said that it is called off
    told_of = models.CharField(max_length=64, blank=True)  # a digest of when and where it was in the last that they heard or saw
    papers_told = models.CharField(max_length=64, blank=True)  # a digest of the papers that were out in the last letter that said so
    reminded_at = models.DateTimeField(null=True, blank=True)
    reply = models.CharField(max_length=8, choices=Reply.choices, default=Reply.NONE, blank=True)
    replied_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=8, choices=HowReplied.choices, blank=True)
    said_for = models.DateTimeField(null=True, blank=True)  # when the meeting was to start as they answered
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "membership"], name="a_member_is_asked_to_a_meeting_once"),
            models.CheckConstraint(
                condition=Q(reply="", replied_on__isnull=True, how="") | (~Q(reply="") & Q(replied_on__isnull=False) & ~Q(how="")),
                name="a_reply_says_when_and_how",
            ),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="an_invitation_has_a_link_of_its_own"),
        ]

    def __str__(self) -> str:
        return f"Invitation, {self.pk}"


class StandingNeedQuerySet(OfPanelQuerySet["StandingNeed"]):
    """What members always need."""

    hub_path = "membership__panel__hub"
    panel_path = "membership__panel"


class StandingNeed(models.Model):
    """What a member needs at every meeting, as they said it: asked again once a year from `confirmed_on`, gone when they leave."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="standing_needs")
    kind = models.CharField(max_length=12, choices=NeedKind.choices)
    detail = EncryptedTextField(default="", blank=True)
    confirmed_on = models.DateField()
    wagtail_reference_index_ignore = True

    objects = StandingNeedQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "pk")

    def __str__(self) -> str:
        return f"Standing need, {self.pk}"


class MeetingNeedQuerySet(OfPanelQuerySet["MeetingNeed"]):
    """What is to be booked for meetings."""

    hub_path = "meeting__panel__hub"
    panel_path = "meeting__panel"

    def to_book(self) -> Self:
        """Return what nobody has booked yet."""
        return self.filter(booked_on__isnull=True)


class MeetingNeed(models.Model):
    """One thing to arrange for one member at one meeting. Deleted 28 days after it, leaving counts (`NeedCount`)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="needs")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="meeting_needs")
    kind = models.CharField(max_length=12, choices=NeedKind.choices)
    detail = EncryptedTextField(default="", blank=True)
    booked_on = models.DateField(null=True, blank=True)
    booked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    spent = models.DecimalField("pounds spent on it", max_digits=8, decimal_places=2, null=True, blank=True)
    wagtail_reference_index_ignore = True

    objects = MeetingNeedQuerySet.as_manager()

    class Meta:
        ordering = ("kind", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(spent__isnull=True) | Q(spent__gte=0), name="what_was_spent_on_a_need_is_no_less_than_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"Need, {self.pk}"


class NeedCount(models.Model):
    """What stays of a meeting's needs when they are deleted: how many of a kind were asked for and booked, and what it cost."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="need_counts")
    kind = models.CharField(max_length=12, choices=NeedKind.choices)
    number_asked = models.PositiveIntegerField()
    number_booked = models.PositiveIntegerField()
    spent = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("kind",)
        constraints = [models.UniqueConstraint(fields=["meeting", "kind"], name="one_count_of_a_kind_of_need_at_a_meeting")]

    def __str__(self) -> str:
        return f"{self.kind} at {self.meeting_id}"
