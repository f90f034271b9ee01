"""Who is on a panel, counted for the national return and beside the groups the council looks for: numbers, and nobody's row."""

from django.db import models
from django.db.models import F, Q

from panels.choices import Asked
from panels.choices.monitoring import ANSWERS
from panels.models.panel import OfPanelQuerySet, Panel
from participation.models import PriorityGroup


class MonitoringRoundQuerySet(OfPanelQuerySet["MonitoringRound"]):
    """Rounds of slips."""


class MonitoringRound(models.Model):
    """One round in which the members of a panel are asked by a slip without a name. Nothing in it has a moment finer than the round."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="monitoring_rounds")
    began_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)  # so that nobody writes over what they have not read
    wagtail_reference_index_ignore = True

    objects = MonitoringRoundQuerySet.as_manager()

    class Meta:
        ordering = ("-began_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["panel"], condition=Q(closed_on__isnull=True), name="one_round_of_slips_at_a_time"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("began_on")), name="a_round_of_slips_closes_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"Round {self.pk} of slips of {self.panel}"


class MonitoringCount(models.Model):
    """How many gave one answer. A count of people: shown only through core.small_numbers, raw to the national return alone."""

    round = models.ForeignKey(MonitoringRound, on_delete=models.CASCADE, related_name="counts")
    question = models.CharField(max_length=10, choices=Asked.choices)
    answer = models.CharField(max_length=10)
    number_of_people = models.PositiveIntegerField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("question", "answer")
        constraints = [
            models.UniqueConstraint(fields=["round", "question", "answer"], name="one_count_of_an_answer_in_a_round"),
            models.CheckConstraint(
                condition=Q(question=Asked.SEX, answer__in=[code for code, _ in ANSWERS[Asked.SEX]])
                | Q(question=Asked.AGE, answer__in=[code for code, _ in ANSWERS[Asked.AGE]])
                | Q(question=Asked.ETHNICITY, answer__in=[code for code, _ in ANSWERS[Asked.ETHNICITY]]),
                name="an_answer_is_one_of_its_question",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} in round {self.round_id}"


class MakeupCount(models.Model):
    """How many of a group that the council looks for are on the panel. Groups overlap. Shown only through core.small_numbers."""

    round = models.ForeignKey(MonitoringRound, on_delete=models.CASCADE, related_name="makeup")
    group = models.ForeignKey(PriorityGroup, on_delete=models.PROTECT, related_name="+")
    number_of_people = models.PositiveIntegerField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("group__order", "group__name")
        constraints = [models.UniqueConstraint(fields=["round", "group"], name="one_count_of_a_group_on_a_panel_in_a_round")]

    def __str__(self) -> str:
        return f"{self.group} in round {self.round_id}"
