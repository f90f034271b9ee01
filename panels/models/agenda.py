"""What is talked about at a meeting."""

from django.db import models
from django.db.models import Q

from panels.choices import ItemPurpose
from panels.models.meeting import Meeting


class AgendaItem(models.Model):
    """One thing on the agenda, after the first that every meeting begins with (`choices.agenda.FIRST_ITEM`, which is no row).

    `presenter` is an office or "a member", never a name. `what_is_open` is what can still change. `place` is its turn: 1 comes next after
    the first. `asked_by_a_member` says that somebody on the panel asked for it, and not who. `is_done`: it was talked about.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    place = models.PositiveSmallIntegerField()
    title = models.CharField("what it is about", max_length=160)
    presenter = models.CharField("who brings it: an office, or “a member”", max_length=120, blank=True)
    purpose = models.CharField("what for", max_length=8, choices=ItemPurpose.choices, default=ItemPurpose.DISCUSS)
    number_of_minutes = models.PositiveSmallIntegerField("how many minutes", default=15)
    what_is_open = models.CharField("what can still change", max_length=300, blank=True)
    is_done = models.BooleanField(default=False, editable=False)
    asked_by_a_member = models.BooleanField("a member asked for it", default=False)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("place", "pk")
        constraints = [models.CheckConstraint(condition=Q(number_of_minutes__gt=0), name="an_item_of_an_agenda_takes_some_time")]

    def __str__(self) -> str:
        return self.title
