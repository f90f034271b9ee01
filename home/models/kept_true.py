"""What keeps a service page true: who was reminded when, and what families say is wrong."""

import uuid

from django.db import models
from django.db.models import Q

from core import clocks
from core.crypto import EncryptedTextField
from home.choices import WrongSaidBy, WrongState
from home.models.service_page import ServicePage


class CheckReminder(models.Model):
    """When somebody was last asked to check a service. Not on the page: a draft that is published later would bring old days back."""

    page = models.OneToOneField(ServicePage, on_delete=models.CASCADE, related_name="reminder")
    keeper_reminded_on = models.DateField(null=True, blank=True)
    provider_asked_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Reminder for page {self.page_id}"


class WrongReport(models.Model):
    """Somebody says that something on a service page is wrong, and is promised a look by a day.

    It holds a day and no moment, like every family's word that could lie beside an answer (decision 0024). `key_hash` makes a report
    sent twice one report. Who keeps the page is written to by the next daily turn (`told_on`): a letter in the queue would keep the minute.
    `is_for_editors`: who keeps the page may not change it, and passed it on. `words` are deleted some weeks after somebody has looked;
    the row stays, as a count.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  empty texts would clash as unique
    page = models.ForeignKey(ServicePage, on_delete=models.CASCADE, related_name="wrong_reports")
    said_by = models.CharField(max_length=8, choices=WrongSaidBy.choices)
    words = EncryptedTextField(default="")
    language = models.CharField(max_length=8, default="en-gb")
    said_on = models.DateField()
    due_on = models.DateField()
    told_on = models.DateField(null=True, blank=True)
    is_for_editors = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=WrongState.choices, default=WrongState.WAITING)
    ended_on = models.DateField(null=True, blank=True)
    forgotten_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("due_on", "pk")
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=WrongState.WAITING, ended_on__isnull=True) | (~Q(state=WrongState.WAITING) & Q(ended_on__isnull=False)),
                name="a_report_that_ended_says_when",
            ),
            models.CheckConstraint(
                condition=Q(forgotten_on__isnull=True) | Q(ended_on__isnull=False, key_hash__isnull=True),
                name="only_a_report_that_ended_is_forgotten",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_said_by_display()}, {self.said_on}"

    @property
    def is_late(self) -> bool:
        """Whether its promised day has gone by and nobody has looked."""
        return self.state == WrongState.WAITING and clocks.is_late(self.due_on, clocks.today())
