"""Whom the council looks for, and about how many of them live where."""

from django.db import models
from django.db.models import Q

from core.models import Hub


class PriorityGroup(models.Model):
    """A group of families that the council makes sure to hear (domain reference 6.4).

    `key` is what counts and answers to monitoring questions are matched by: made once, from the shipped set or from the first name.
    """

    key = models.SlugField(max_length=60, unique=True, editable=False)
    name = models.CharField(max_length=80, unique=True)
    meaning = models.TextField("who this is, in plain words", max_length=300)
    is_active = models.BooleanField("we look for them now", default=True)
    order = models.PositiveSmallIntegerField("place in the list", default=0)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name


class Population(models.Model):
    """About how many of a group live around a hub, who says so, and when they counted. A newer figure takes the place of the old one."""

    group = models.ForeignKey(PriorityGroup, on_delete=models.PROTECT, related_name="populations")
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="+")
    number_of_people = models.PositiveIntegerField("about how many")
    source = models.CharField("where the figure comes from", max_length=200)
    counted_on = models.DateField("counted on")
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("group", "hub__name")
        constraints = [
            models.UniqueConstraint(fields=["group", "hub"], name="one_figure_of_a_group_at_a_hub"),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="a_figure_says_where_it_comes_from",
                violation_error_message="Say where the figure comes from.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} at {self.hub}"
