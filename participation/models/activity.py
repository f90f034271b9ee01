"""What was done to hear families, and how many came."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models

from core.models import Hub, Post
from core.querysets import HubOwnedQuerySet
from participation.choices import Method
from participation.models.engagement import Engagement
from participation.models.groups import PriorityGroup


class ActivityQuerySet(HubOwnedQuerySet["Activity"]):
    """Activities: of the hub where they are held, whoever owns the engagement they are part of."""

    def without_turnout(self, day: date) -> Self:
        """Return what was held up to a day, was not called off, and of which nobody has said yet who came."""
        return self.filter(held_on__lte=day, called_off_because="", turnout__isnull=True)


class Activity(models.Model):
    """One occasion on which families are heard: a workshop, a drop-in, an art session, a round of calls (DESIGN floor 2).

    Those who work at its hub write it down and say who came, also where the engagement is the whole council's and not theirs to edit.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="activities")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="activities")
    title = models.CharField("what it is called", max_length=120)
    kind = models.CharField("what it is", max_length=10, choices=Method.choices)
    held_on = models.DateField("on which day")
    starts_at = models.TimeField("from what time", null=True, blank=True)
    place = models.CharField("where, if not at the hub", max_length=120, blank=True)
    ran_by = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="activities_run")
    ran_with = models.CharField("together with whom", max_length=120, blank=True)
    adaptations = models.TextField("what was adapted", max_length=600, blank=True)
    support = models.TextField("support that was offered", max_length=600, blank=True)
    safeguarding_plan = models.TextField("what we do if somebody is upset, or says that a child is not safe", max_length=600, blank=True)
    called_off_because = models.CharField("why it did not happen", max_length=200, blank=True, editable=False)
    wagtail_reference_index_ignore = True

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = ("-held_on", "-pk")
        verbose_name_plural = "activities"

    def __str__(self) -> str:
        return self.title


class Turnout(models.Model):
    """How many came to an activity, and what was learnt. Counts of people: shown only through core.small_numbers.

    Practitioners who were there are counted apart: they never count as families heard.
    """

    activity = models.OneToOneField(Activity, on_delete=models.PROTECT, related_name="turnout")
    number_of_people = models.PositiveIntegerField("parents, carers and children who came, in all")
    number_of_practitioners = models.PositiveIntegerField("people who were there for their work", default=0)
    went_well = models.TextField("what went well", max_length=1_000, blank=True)
    to_change = models.TextField("what to change next time", max_length=1_000, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField()
    version = models.PositiveIntegerField(default=1, editable=False)  # so that nobody writes over what they have not read
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Who came to activity {self.activity_id}"


class TurnoutCount(models.Model):
    """How many of those who came are of a group. Somebody may be of several, so these do not add up to the whole."""

    turnout = models.ForeignKey(Turnout, on_delete=models.CASCADE, related_name="counts")
    group = models.ForeignKey(PriorityGroup, on_delete=models.PROTECT, related_name="+")
    number_of_people = models.PositiveIntegerField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("group__order", "group__name")
        constraints = [models.UniqueConstraint(fields=["turnout", "group"], name="one_count_of_a_group_at_an_activity")]

    def __str__(self) -> str:
        return f"{self.group} at {self.turnout.activity}"
