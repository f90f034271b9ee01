"""What the council is asking about, who acts on it and by when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from core.clocks import due_on
from core.models import Hub, Post
from core.querysets import HubOwnedQuerySet
from participation.choices import Size, Stage


class EngagementQuerySet(HubOwnedQuerySet["Engagement"]):
    """Engagements, in the words of the field."""

    hub_path = "hubs"

    def standing(self) -> Self:
        """Return the hubs' everyday engagements, which never close."""
        return self.filter(size=Size.EVERYDAY)


class Engagement(models.Model):
    """One thing the council asks families about: the question, who acts, and by when (domain reference 2.4).

    An everyday engagement is a hub's standing one: it stays open and promises an answer within a number of weeks.
    A standard one promises a day.
    """

    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, unique=True)
    question = models.TextField("the question in plain words", max_length=2_000, blank=True)
    what_can_change = models.TextField(max_length=2_000, blank=True)
    size = models.CharField(max_length=10, choices=Size.choices, default=Size.STANDARD)
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.PLANNING)
    hubs = models.ManyToManyField(Hub, related_name="engagements")
    who_acts = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="engagements_to_act_on")
    answer_by_on = models.DateField("answer families by", null=True, blank=True)
    answer_within_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    # By when families were told they hear back, since it opened, oldest first: [{"told_on", "by_on", "weeks"}], days as ISO text.
    promises = models.JSONField(default=list, editable=False)
    wagtail_reference_index_ignore = True

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering = ("title",)
        constraints = [
            models.CheckConstraint(condition=Q(stage=Stage.PLANNING) | Q(who_acts__isnull=False), name="an_open_engagement_says_who_acts"),
            models.CheckConstraint(
                condition=Q(stage=Stage.PLANNING) | Q(answer_by_on__isnull=False) | Q(answer_within_weeks__isnull=False),
                name="an_open_engagement_says_by_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def promise(self, told_on: date) -> None:
        """Keep what families are told from this day on about by when they hear back. What they were told before stays."""
        by_on = self.answer_by_on.isoformat() if self.answer_by_on else None
        said = {"by_on": by_on, "weeks": self.answer_within_weeks}
        if not self.promises or {**self.promises[-1], **said} != self.promises[-1]:
            self.promises = [*self.promises, {"told_on": told_on.isoformat(), **said}]

    def promised_on(self, heard_on: date) -> date | None:
        """Return the day by which somebody heard on this day was promised an answer.

        A day that was put off does not count: the first one families were told stays. A number of weeks counts for whoever is heard
        after it was said; on the day it changes the earlier one holds.
        """
        if not self.promises:
            return self.expected_on(heard_on)
        first = self.promises[0]
        if first["by_on"]:
            return date.fromisoformat(first["by_on"])
        told = [one for one in self.promises if one["told_on"] < heard_on.isoformat()]
        return _day_of(heard_on, by_on=None, weeks=(told or [first])[-1]["weeks"])

    def expected_on(self, heard_on: date) -> date | None:
        """Return the day by which an answer is expected now for somebody heard on this day: what was promised, or a later one."""
        return _day_of(heard_on, by_on=self.answer_by_on, weeks=self.answer_within_weeks)


def _day_of(heard_on: date, *, by_on: date | None, weeks: int | None) -> date | None:
    if by_on:
        return by_on
    return due_on(heard_on, weeks=weeks) if weeks else None
