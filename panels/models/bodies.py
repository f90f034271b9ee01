"""Other voice groups, and the boards that a panel reports to: what was sent to them, and what came back (domain reference 3.7)."""

from django.db import models
from django.db.models import F, Q

from panels.choices import BodyKind
from panels.models.panel import OfPanelQuerySet, Panel


class OtherBodyQuerySet(OfPanelQuerySet["OtherBody"]):
    """Bodies that a panel works with."""


class OtherBody(models.Model):
    """One other body: it is never part of the panel, and its people are never counted as the panel's."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="bodies")
    name = models.CharField("what it is called", max_length=120)
    kind = models.CharField("what it is", max_length=12, choices=BodyKind.choices)
    chair = models.CharField("who chairs it: an office, not a name", max_length=120, blank=True)
    next_meets_on = models.DateField("when it meets next", null=True, blank=True)
    papers_by_on = models.DateField("papers are due by", null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True, editable=False)
    wagtail_reference_index_ignore = True

    objects = OtherBodyQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "other bodies"
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "name"],
                name="one_body_of_a_name_beside_a_panel",
                violation_error_message="This body is in the list already.",
            ),
            models.CheckConstraint(
                condition=Q(papers_by_on__isnull=True) | Q(next_meets_on__isnull=True) | Q(papers_by_on__lte=F("next_meets_on")),
                name="papers_are_due_before_a_board_meets",
                violation_error_message="Papers are due before the meeting. Mend one of the two days.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BodyItem(models.Model):
    """Something that went to another body, and what came back. `reference` is the other body's own, such as "Item 7"."""

    body = models.ForeignKey(OtherBody, on_delete=models.PROTECT, related_name="items")
    what = models.TextField("what was sent", max_length=600)
    sent_on = models.DateField()
    reference = models.CharField("its number on their agenda", max_length=60, blank=True)
    answer_by_on = models.DateField("when an answer is due", null=True, blank=True)
    came_back = models.TextField("what came back", max_length=1_000, blank=True)
    came_back_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-sent_on", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(came_back="", came_back_on__isnull=True) | (~Q(came_back="") & Q(came_back_on__gte=F("sent_on"))),
                name="what_came_back_has_its_day",
                violation_error_message="Say what came back and on which day: not before it was sent.",
            ),
        ]

    def __str__(self) -> str:
        return f"Item {self.pk} for {self.body}"
