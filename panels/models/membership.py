"""Somebody on a panel."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from consent.models import Person
from core.crypto import EncryptedTextField
from core.models import Hub
from panels.choices import Capacity, MemberKind, Stage
from panels.choices.members import COMES, ON_THE_PANEL, PARENTS_AND_CARERS, ChildsAge
from panels.models.panel import OfPanelQuerySet, Panel

FORGOTTEN = "Somebody who was forgotten"
WORDS = ("speaks_for", "ring_first", "childrens_ages")  # what goes when they leave


class MembershipQuerySet(OfPanelQuerySet["Membership"]):
    """People on panels."""

    def of(self, people: Iterable[Person]) -> Self:
        """Return what these people are on, also under a record that was merged into theirs later."""
        merged = Q(person__merged_into__in=people) | Q(person__merged_into__merged_into__in=people)
        return self.filter(Q(person__in=people) | merged)

    def on_the_panel(self) -> Self:
        """Return who has not left, those who take a break too."""
        return self.filter(stage__in=ON_THE_PANEL)

    def in_sight(self) -> Self:
        """Leave out who was forgotten, or is set aside: no list and no page shows them (consent.models.Person)."""
        return self.filter(person__isnull=False, person__erased_on__isnull=True, person__set_aside_on__isnull=True)

    def who_come(self) -> Self:
        """Return who is asked to meetings: nobody who left or takes a break, no reader."""
        return self.filter(stage__in=COMES).exclude(kind=MemberKind.READER)

    def of_families(self) -> Self:
        """Return the parents and carers: not who comes for their work, to translate or to support."""
        return self.filter(kind__in=PARENTS_AND_CARERS)

    def active_on(self, day: date) -> Self:
        """Return the parents and carers who were on the panel on a day: SPCP07 of the national return (domain reference 3.8)."""
        return self.of_families().filter(Q(left_on__isnull=True) | Q(left_on__gt=day), joined_on__lte=day)


class Membership(models.Model):
    """One person on one panel, for a term. Who they are stands in `consent.Person` alone; here they are that record's code.

    `person` is empty once they were forgotten: that somebody was here, and came, stays counted. `speaks_for` is what they have lived, or
    whom they represent, sealed. `knows_best` is the hub that they know best. `ring_first` is whom to ring if something happens to them at a
    meeting, sealed: somebody else, who was asked. Both are gone when they leave, and so is how old their children are, in bands.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=12, choices=MemberKind.choices, default=MemberKind.MEMBER)
    capacity = models.CharField(max_length=10, choices=Capacity.choices, default=Capacity.LIVED)
    speaks_for = EncryptedTextField(default="", blank=True)
    ring_first = EncryptedTextField(default="", blank=True)
    childrens_ages = models.JSONField(default=list, blank=True)
    knows_best = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.INDUCTION)
    joined_on = models.DateField()
    term_until_on = models.DateField("until when they are on the panel", null=True, blank=True)
    break_until_on = models.DateField(null=True, blank=True)
    is_still_new = models.BooleanField(default=False, editable=False)  # of who rests: whether they go back to induction
    left_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)  # so that nobody writes over what they have not read
    wagtail_reference_index_ignore = True

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("-joined_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["panel", "person"], condition=Q(left_on__isnull=True), name="somebody_is_on_a_panel_once"),
            models.CheckConstraint(
                condition=Q(stage=Stage.LEFT, left_on__isnull=False) | (~Q(stage=Stage.LEFT) & Q(left_on__isnull=True)),
                name="who_left_a_panel_says_when",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")), name="nobody_leaves_a_panel_before_they_joined"
            ),
            models.CheckConstraint(condition=Q(break_until_on__isnull=True) | Q(stage=Stage.BREAK), name="only_a_break_has_an_end"),
            models.CheckConstraint(condition=Q(is_still_new=False) | Q(stage=Stage.BREAK), name="only_who_rests_is_new_again_afterwards"),
        ]

    def __str__(self) -> str:
        return self.person.shown_code if self.person else FORGOTTEN

    @property
    def ages_in_words(self) -> list[str]:
        """How old their children are, as people read it, in the order of the bands."""
        return [str(band.label) for band in ChildsAge if band in self.childrens_ages]

    def empty_words(self) -> None:
        """Take away what stands here in their words or about their family; the caller saves `WORDS`."""
        self.speaks_for, self.ring_first, self.childrens_ages = "", "", []
