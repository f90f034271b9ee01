"""Whom an engagement means to hear at a hub, how, and who closes the gap; and what a small group says in its own words."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from core.models import Hub, Post
from participation.models.engagement import Engagement, OfEngagementQuerySet
from participation.models.groups import PriorityGroup


class AimQuerySet(OfEngagementQuerySet["Aim"]):
    """Aims: seen where the engagement is seen, and changed by who may change it."""


class Aim(models.Model):
    """How many of a group an engagement means to hear at a hub, how it reaches them, and what is done about the gap.

    An aim is what the council set itself, so it is no count of people. A plan names who sees to it, and by when.
    """

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="aims")
    group = models.ForeignKey(PriorityGroup, on_delete=models.PROTECT, related_name="aims")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    aim_from = models.PositiveIntegerField("we aim to hear", null=True, blank=True)
    aim_to = models.PositiveIntegerField("up to", null=True, blank=True)
    approach = models.TextField("how we reach them", max_length=600)
    plan = models.TextField("what we do about the gap", max_length=600, blank=True)
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="aims_owned")
    due_on = models.DateField("by when", null=True, blank=True)
    wagtail_reference_index_ignore = True

    objects = AimQuerySet.as_manager()

    class Meta:
        ordering = ("group__order", "group__name", "hub__name")
        constraints = [
            models.UniqueConstraint(fields=["engagement", "group", "hub"], name="one_aim_for_a_group_at_a_hub"),
            models.CheckConstraint(
                condition=Q(aim_to__isnull=True) | Q(aim_from__isnull=False, aim_to__gte=F("aim_from")), name="an_aim_goes_upwards"
            ),
            models.CheckConstraint(
                condition=Q(plan="") | Q(owner__isnull=False, due_on__isnull=False), name="a_plan_for_a_gap_says_who_and_by_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} at {self.hub}"


class GroupSentenceQuerySet(OfEngagementQuerySet["GroupSentence"]):
    """Sentences: seen and changed where the engagement is."""

    def agreed(self) -> Self:
        """Return those that their group agreed to; nobody else reads any other."""
        return self.filter(agreed_on__isnull=False)


class GroupSentence(models.Model):
    """What a small group says of itself where its number may not be shown, agreed with them and dated. By how many is not kept."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="sentences")
    group = models.ForeignKey(PriorityGroup, on_delete=models.PROTECT, related_name="sentences")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    words = models.TextField("their sentence", max_length=300)
    agreed_on = models.DateField("they agreed to it on", null=True, blank=True)
    how_agreed = models.CharField("how they agreed", max_length=200, blank=True)
    # The last day on which they agreed to words of it, also to words that no longer stand: other words are agreed to later.
    last_agreed_on = models.DateField(null=True, editable=False)
    wagtail_reference_index_ignore = True

    objects = GroupSentenceQuerySet.as_manager()

    class Meta:
        ordering = ("group__order", "group__name", "hub__name")
        constraints = [
            models.UniqueConstraint(fields=["engagement", "group", "hub"], name="one_sentence_of_a_group_at_a_hub"),
            models.CheckConstraint(condition=Q(agreed_on__isnull=True) | ~Q(how_agreed=""), name="an_agreed_sentence_says_how"),
        ]

    def __str__(self) -> str:
        return f"What group {self.group_id} says at hub {self.hub_id}"
