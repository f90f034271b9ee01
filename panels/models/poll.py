"""Finding a time that suits many: moments, who was asked, and what suits each of them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from panels.choices import Format, HowReplied, TimeSuits
from panels.models.meeting import Meeting
from panels.models.membership import Membership
from panels.models.panel import OfPanelQuerySet, Panel
from panels.models.reply_link import AskedByLetter


class TimePollQuerySet(OfPanelQuerySet["TimePoll"]):
    """Polls for a time."""


class TimePoll(models.Model):
    """Members are asked which moments suit them, until the end of `closes_on`. It ends with a meeting at one of them, or is called off."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="polls")
    title = models.CharField("what the meeting is for, if it has a name", max_length=120, blank=True)
    number_of_minutes = models.PositiveSmallIntegerField("how many minutes", default=90)
    format = models.CharField("how we meet", max_length=8, choices=Format.choices, default=Format.IN_PERSON)
    place = models.CharField("where: the room and its address", max_length=200, blank=True)
    closes_on = models.DateField("last day to answer")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField(null=True, blank=True)
    meeting = models.OneToOneField(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="poll")
    wagtail_reference_index_ignore = True

    objects = TimePollQuerySet.as_manager()

    class Meta:
        ordering = ("-closes_on", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(meeting__isnull=True) | Q(ended_on__isnull=False), name="a_poll_with_a_meeting_has_ended"),
            models.CheckConstraint(condition=Q(number_of_minutes__gt=0), name="what_a_poll_is_for_takes_some_time"),
        ]

    def __str__(self) -> str:
        return self.title or f"When {self.panel} meets"


class TimeOption(models.Model):
    """One moment of a poll."""

    poll = models.ForeignKey(TimePoll, on_delete=models.CASCADE, related_name="options")
    starts_at = models.DateTimeField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("starts_at",)
        constraints = [models.UniqueConstraint(fields=["poll", "starts_at"], name="a_moment_stands_in_a_poll_once")]

    def __str__(self) -> str:
        return f"Moment {self.pk} of poll {self.poll_id}"


class TimeAsked(AskedByLetter):
    """One member is asked in a poll: when their letter left or why it did not, and how they answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    poll = models.ForeignKey(TimePoll, on_delete=models.CASCADE, related_name="asked")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="polls")
    answered_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=8, choices=HowReplied.choices, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "membership"], name="a_member_is_asked_in_a_poll_once"),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="in_a_poll_each_has_a_link_of_their_own"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, how="") | (Q(answered_on__isnull=False) & ~Q(how="")),
                name="an_answer_to_a_poll_says_when_and_how",
            ),
        ]

    def __str__(self) -> str:
        return f"Asked, {self.pk}"


class TimeAnswer(models.Model):
    """What one member said of one moment."""

    asked = models.ForeignKey(TimeAsked, on_delete=models.CASCADE, related_name="answers")
    option = models.ForeignKey(TimeOption, on_delete=models.CASCADE, related_name="answers")
    suits = models.CharField(max_length=8, choices=TimeSuits.choices)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asked", "option"], name="a_member_answers_about_a_moment_once")]

    def __str__(self) -> str:
        return f"{self.suits} to {self.option_id}"
