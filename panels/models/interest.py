"""Somebody who would like to join a panel, and what was done so that nobody is forgotten (domain reference 3.4)."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consent.models import Introduction, Person
from core import clocks
from core.models import Post
from panels.choices.joining import CameOf, HeardThrough, HowAsked, HowEnded, Step, Suits, Wants, WhyNoMore
from panels.models.membership import Membership
from panels.models.panel import OfPanelQuerySet, Panel


class InterestQuerySet(OfPanelQuerySet["Interest"]):
    """People who would like to join."""

    def going_on(self) -> Self:
        """Return who waits for a step of ours, the one promised first in front: so what is late leads. What is looked at first is last."""
        return self.filter(ended_on__isnull=True).order_by("look_first", "due_on", "came_on", "pk")

    def over(self) -> Self:
        """Return who joined or does not go on, the last one first."""
        return self.filter(ended_on__isnull=False).order_by("-ended_on", "pk")

    def who_did_not_join(self) -> Self:
        """Return who asked and is not on the panel (yet): retention kind "panel_prospects"."""
        return self.exclude(how_ended=HowEnded.JOINED)


class Interest(models.Model):
    """Somebody would like to join a panel: the step that is next, whose turn it is, and by when.

    Who it is stands in the `Introduction` they gave, then in the `Person` whom staff made of it, then in their `Membership`: in one of the
    three at a time. `key_hash` makes a form sent twice one interest. `ask_again_on` is the day they named themselves: not now.
    `look_first` is a form that came beyond as many as a panel gets in a day: nobody promised a day for it, until one of us acts on it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="interests")
    introduction = models.OneToOneField(Introduction, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="interests")
    membership = models.OneToOneField(Membership, null=True, blank=True, on_delete=models.CASCADE, related_name="interest")
    how_asked = models.CharField(max_length=8, choices=HowAsked.choices)
    heard_through = models.CharField(max_length=10, choices=HeardThrough.choices, blank=True)
    suits = models.JSONField(default=list, blank=True)
    wants = models.CharField(max_length=8, choices=Wants.choices, blank=True)
    step = models.CharField(max_length=5, choices=Step.choices, default=Step.CALL_BACK)
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="interests")
    due_on = models.DateField()
    ask_again_on = models.DateField(null=True, blank=True)
    came_on = models.DateField()
    look_first = models.BooleanField(default=False, editable=False)
    ended_on = models.DateField(null=True, blank=True)
    how_ended = models.CharField(max_length=11, choices=HowEnded.choices, blank=True)
    ended_because = models.CharField(max_length=10, choices=WhyNoMore.choices, blank=True)
    key_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  empty texts would clash as unique
    version = models.PositiveIntegerField(default=1, editable=False)  # so that nobody does a step that a colleague did
    wagtail_reference_index_ignore = True

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        indexes = [models.Index(fields=["ended_on", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(introduction__isnull=False, person__isnull=True, membership__isnull=True)
                | Q(introduction__isnull=True, person__isnull=False, membership__isnull=True)
                | Q(introduction__isnull=True, person__isnull=True, membership__isnull=False),
                name="an_interest_is_somebodys_in_one_place",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, how_ended="") | (Q(ended_on__isnull=False) & ~Q(how_ended="")),
                name="an_interest_that_ended_says_how",
            ),
            models.CheckConstraint(
                condition=Q(membership__isnull=False, how_ended=HowEnded.JOINED)
                | (Q(membership__isnull=True) & ~Q(how_ended=HowEnded.JOINED)),
                name="who_joined_is_a_member",
            ),
            models.CheckConstraint(condition=Q(ended_because="") | Q(how_ended=HowEnded.NO), name="only_who_does_not_go_on_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("came_on")), name="an_interest_ends_after_it_came"
            ),
            models.CheckConstraint(
                condition=Q(ask_again_on__isnull=True) | Q(ended_on__isnull=True), name="nobody_is_asked_again_after_the_end"
            ),
        ]

    def __str__(self) -> str:
        return self.person.shown_code if self.person else f"{self.get_how_asked_display()}, {clocks.day_in_words(self.came_on)}"

    @property
    def goes_on(self) -> bool:
        """Whether a step of ours waits."""
        return self.ended_on is None

    @property
    def says_under_18(self) -> bool:
        """Whether their form, or their record by now, says that they are under 18."""
        return bool((self.introduction and self.introduction.is_young) or (self.person and self.person.is_young))

    @property
    def is_late(self) -> bool:
        """Whether the day of the step has gone by."""
        return self.is_late_on(clocks.today())

    def is_late_on(self, day: date) -> bool:
        """Return the same on a day."""
        return self.goes_on and not self.look_first and clocks.is_late(self.due_on, day)

    @property
    def what_suits(self) -> list[str]:
        """What suits them, in words."""
        return [str(Suits(one).label) for one in self.suits if one in Suits.values]


class InterestStep(models.Model):
    """A step that was done: whose it was, by when, when, and who did it."""

    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="steps")
    step = models.CharField(max_length=5, choices=Step.choices)
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    done_on = models.DateField()
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["interest", "step"], name="a_step_of_joining_is_done_once")]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: done"


class InterestCall(models.Model):
    """That one of us rang somebody on a day, and what came of it."""

    interest = models.ForeignKey(Interest, on_delete=models.CASCADE, related_name="calls")
    on = models.DateField()
    came_of = models.CharField(max_length=9, choices=CameOf.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.get_came_of_display()}, {clocks.day_in_words(self.on)}"
