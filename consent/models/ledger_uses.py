"""Where something is used that rests on somebody's yes, and what has to be called back when they change their mind."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from consent.choices import TaskState, UsedAs, UsedIn
from consent.models.ledger import ConsentRecord
from core import clocks
from core.models import Hub, Post
from core.querysets import HubOwnedQuerySet


class ConsentUse(models.Model):
    """One place where something is used that a yes allows: a page, a picture, a leaflet, a partner.

    `title` says what and where in a few words, never whose it is; `channel` is the place that their yes has to cover; `key` is how the part
    of Earshot that uses it finds it again, such as `home.Picture:12`. Who uses something writes it down by
    `services.ledger_uses.begin_use` and ends it when it is taken away.
    """

    record = models.ForeignKey(ConsentRecord, on_delete=models.PROTECT, related_name="uses")
    used_as = models.CharField(max_length=8, choices=UsedAs.choices)
    channel = models.CharField(max_length=8, choices=UsedIn.choices, blank=True)
    title = models.CharField(max_length=200)
    href = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=80, blank=True)
    can_be_called_back = models.BooleanField()
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("began_on", "pk")

    def __str__(self) -> str:
        return f"{self.get_used_as_display()}, {self.pk}"


class TakeDownTaskQuerySet(HubOwnedQuerySet["TakeDownTask"]):
    """What has to be called back."""

    def waiting(self) -> "TakeDownTaskQuerySet":
        """Return what nobody has ended yet, what was promised first in front."""
        return self.filter(state=TaskState.OPEN).order_by("due_on", "pk")


class TakeDownTask(models.Model):
    """Somebody changed their mind, and a copy is still out: a person calls it back, or says honestly why that could not be done."""

    use = models.ForeignKey(ConsentUse, on_delete=models.PROTECT, related_name="tasks")
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="who acts")
    opened_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    words = models.CharField(max_length=500, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    objects = TakeDownTaskQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["use"], condition=Q(state=TaskState.OPEN), name="one_open_task_for_each_use"),
            models.CheckConstraint(
                condition=Q(state=TaskState.OPEN, ended_on__isnull=True) | (~Q(state=TaskState.OPEN) & Q(ended_on__isnull=False)),
                name="a_task_that_ended_says_when",
            ),
            models.CheckConstraint(condition=~Q(state=TaskState.COULD_NOT) | ~Q(words=""), name="what_could_not_be_called_back_says_why"),
        ]

    def __str__(self) -> str:
        return f"Call back: {self.use}"

    @property
    def is_late(self) -> bool:
        """Whether its day has gone by and nobody has ended it."""
        return self.state == TaskState.OPEN and clocks.is_late(self.due_on, clocks.today())
