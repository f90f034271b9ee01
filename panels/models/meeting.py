"""A panel meets."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from panels.choices import Format, MeetingState
from panels.models.panel import OfPanelQuerySet, Panel


class MeetingQuerySet(OfPanelQuerySet["Meeting"]):
    """Meetings of panels."""

    def to_come(self, now: datetime) -> Self:
        """Return what was not called off and has not ended yet by its hour of beginning, the next first."""
        return self.filter(state=MeetingState.PLANNED, starts_at__gte=now).order_by("starts_at", "pk")

    def held(self) -> Self:
        """Return what took place, the last first: what the national return counts (SPCP05)."""
        return self.filter(state=MeetingState.HELD).order_by("-starts_at", "-pk")


class Meeting(models.Model):
    """One meeting. `starts_at` is a moment, shown in the council's time, so that the nights when clocks change move nothing.

    `link` leads to the room online and stands in letters and behind the families' door alone. `version` is for whoever edits at one time.
    """

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField("what it is called, if it has a name", max_length=120, blank=True)
    starts_at = models.DateTimeField("when it starts")
    number_of_minutes = models.PositiveSmallIntegerField("how many minutes", default=90)
    format = models.CharField("how we meet", max_length=8, choices=Format.choices, default=Format.IN_PERSON)
    place = models.CharField("where: the room and its address", max_length=200, blank=True)
    link = models.URLField("link to the room online", max_length=500, blank=True)
    state = models.CharField(max_length=8, choices=MeetingState.choices, default=MeetingState.PLANNED, editable=False)
    called_off_because = models.CharField(max_length=200, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    wagtail_reference_index_ignore = True

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CALLED_OFF) | ~Q(called_off_because=""), name="a_meeting_called_off_says_why"
            ),
            models.CheckConstraint(condition=Q(number_of_minutes__gt=0), name="a_meeting_takes_some_time"),
        ]

    def __str__(self) -> str:
        return self.title or f"Meeting of {self.panel}"

    @property
    def ends_at(self) -> datetime:
        """When it ends."""
        return self.starts_at + timedelta(minutes=self.number_of_minutes)
