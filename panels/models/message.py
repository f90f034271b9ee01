"""What staff write to the members of a panel, and what came of it for each of them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from core.crypto import EncryptedTextField
from panels.choices import MessageState, ToldHow, Way
from panels.models.membership import Membership
from panels.models.panel import OfPanelQuerySet, Panel


class MessageQuerySet(OfPanelQuerySet["Message"]):
    """Messages to members of panels."""


class Message(models.Model):
    """One message, sealed. `whom` is what narrows down who gets it (`selectors.messages.Whom`), chosen from lists of ours.

    `phone_words` are the same in few words for a phone. `leaves_at` is the earliest moment; None is at once. On a panel of under-18s
    `released_by` is the second person, who read it before anybody else does. `number_left` stays when who got it is forgotten.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="messages")
    heading = EncryptedTextField()
    words = EncryptedTextField()
    phone_words = EncryptedTextField(default="", blank=True)
    whom = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=8, choices=MessageState.choices, default=MessageState.DRAFT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    leaves_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    number_left = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)  # so that nobody sends what they have not read
    wagtail_reference_index_ignore = True

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ("-written_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(state=MessageState.DRAFT, sent_at__isnull=True, sent_by__isnull=True)
                | ~Q(state=MessageState.DRAFT) & Q(sent_at__isnull=False, sent_by__isnull=False),
                name="a_message_that_was_sent_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("sent_by")) & ~Q(released_by=F("written_by")),
                name="a_message_is_released_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Message, {self.pk}"


class MessageTo(models.Model):
    """One member beside one message: how they are reached, and when it left or was passed on, or why not. No words of it stand here.

    `why_not` names nobody. `came_back_on` is when the office heard that an e-mail did not arrive.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="to")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="messages")
    way = models.CharField(max_length=8, choices=Way.choices)
    why_not = models.CharField(max_length=300, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)
    came_back_on = models.DateField(null=True, blank=True)
    told_how = models.CharField(max_length=8, choices=ToldHow.choices, blank=True)
    told_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "membership"], name="a_message_goes_to_a_member_once"),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_how="") | (Q(told_on__isnull=False) & ~Q(told_how="")),
                name="who_was_told_of_a_message_says_when_and_how",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(way=Way.LETTER), name="only_who_is_reached_by_e_mail_has_a_letter_that_left"
            ),
            models.CheckConstraint(
                condition=Q(came_back_on__isnull=True) | Q(left_at__isnull=False), name="only_a_letter_that_left_comes_back"
            ),
        ]

    def __str__(self) -> str:
        return f"Message to, {self.pk}"
