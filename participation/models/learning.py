"""What was learned from listening: kept where the next question is planned."""

from django.db import models

from participation.models.engagement import Engagement, OfEngagementQuerySet


class LearningNoteQuerySet(OfEngagementQuerySet["LearningNote"]):
    """Learning notes, seen where their engagement is."""


class LearningNote(models.Model):
    """One thing staff learned from an engagement, under one of the questions of participation/reflection.py (domain reference 2.5)."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="learning_notes")
    prompt = models.CharField(max_length=20)
    words = models.TextField(max_length=2_000)
    written_on = models.DateField()
    wagtail_reference_index_ignore = True

    objects = LearningNoteQuerySet.as_manager()

    class Meta:
        ordering = ("engagement", "pk")
        constraints = [
            models.UniqueConstraint(fields=["engagement", "prompt"], name="one_learning_note_for_each_question"),
            models.CheckConstraint(condition=~models.Q(words=""), name="a_learning_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.engagement}: {self.prompt}"
