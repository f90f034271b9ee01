"""Deciding between meetings: one question, its choices, who was asked by letter, and what each said of each choice."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from panels.choices import HowDecided, HowReplied
from panels.models.membership import Membership
from panels.models.panel import OfPanelQuerySet, Panel
from panels.models.reply_link import AskedByLetter


class PanelQuestionQuerySet(OfPanelQuerySet["PanelQuestion"]):
    """Questions that panels decide between meetings."""


class PanelQuestion(models.Model):
    """Members are asked by a link of their own until the end of `closes_on` (decision 0065). It ends with what was decided and why.

    `how` is consent (each choice: can you live with it?) or ranked (the choices in order). All words are sealed until families read them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="questions")
    words = EncryptedTextField()
    how = models.CharField(max_length=8, choices=HowDecided.choices)
    closes_on = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    decided = EncryptedTextField(default="", blank=True)
    reason = EncryptedTextField(default="", blank=True)
    minority_view = EncryptedTextField(default="", blank=True)
    wagtail_reference_index_ignore = True

    objects = PanelQuestionQuerySet.as_manager()

    class Meta:
        ordering = ("-closes_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(how__in=[HowDecided.CONSENT, HowDecided.RANKED]), name="between_meetings_is_decided_by_what_each_says"
            )
        ]

    def __str__(self) -> str:
        return f"Question, {self.pk}"


class QuestionOption(models.Model):
    """One choice of a question."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(PanelQuestion, on_delete=models.CASCADE, related_name="options")
    place = models.PositiveSmallIntegerField()
    words = EncryptedTextField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("place",)
        constraints = [models.UniqueConstraint(fields=["question", "place"], name="a_choice_has_a_place_of_its_own")]

    def __str__(self) -> str:
        return f"Choice {self.place}"


class QuestionAsked(AskedByLetter):
    """One member is asked: when their letter left or why it did not, and how they answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(PanelQuestion, on_delete=models.CASCADE, related_name="asked")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="questions_asked")
    answered_on = models.DateField(null=True, blank=True)
    how = models.CharField(max_length=8, choices=HowReplied.choices, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "membership"], name="a_member_is_asked_a_question_once"),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="for_a_question_each_has_a_link_of_their_own"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, how="") | (Q(answered_on__isnull=False) & ~Q(how="")),
                name="an_answer_to_a_question_says_when_and_how",
            ),
        ]

    def __str__(self) -> str:
        return f"Asked, {self.pk}"


class QuestionAnswer(models.Model):
    """What one member said of one choice: one of `choices.Says`, or its place in their order as a number."""

    asked = models.ForeignKey(QuestionAsked, on_delete=models.CASCADE, related_name="answers")
    option = models.ForeignKey(QuestionOption, on_delete=models.CASCADE, related_name="answers")
    said = models.CharField(max_length=8)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asked", "option"], name="a_member_says_one_thing_of_a_choice")]

    def __str__(self) -> str:
        return f"Answer, {self.pk}"
