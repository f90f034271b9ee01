"""What families said of how they were listened to, kept in words once nobody can answer any more."""

from django.db import models

from feedback.choices import HowMany
from feedback.models.survey import Survey


class RatingResult(models.Model):
    """What was said to one question of a rating that is over: which way families leaned, about how many answered, and no number of them.

    Written once and never worked out again: it outlives the answers and does not move when they end (decision 0054). `line` is below
    how many nothing was said when it was written: a setting of the council, no count. `degree` is one of participation.choices.Degree.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="results")
    question = models.CharField(max_length=20)  # its code in feedback/rating_set.py
    leaning = models.CharField(max_length=5, blank=True)
    degree = models.CharField(max_length=10, blank=True)
    how_many = models.CharField(max_length=9, choices=HowMany.choices)
    line = models.PositiveSmallIntegerField()
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "question"], name="one_result_of_each_question")]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.question}"
