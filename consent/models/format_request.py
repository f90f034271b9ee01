"""The one room for how to reach a family. So far it holds requests for something in another way."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q

from consent.choices import WAITING, Given, How, Safe, State, Way, WhyNot
from core import clocks
from core.crypto import EncryptedTextField
from core.models import Hub, Post
from core.querysets import HubOwnedQuerySet


class FormatRequestQuerySet(HubOwnedQuerySet["FormatRequest"]):
    """Requests for something in another way."""

    def waiting(self) -> "FormatRequestQuerySet":
        """Return the requests that nobody has ended yet, the one promised first in front: so what is late leads."""
        return self.filter(state__in=WAITING).order_by("due_on", "pk")

    def ended(self) -> "FormatRequestQuerySet":
        """Return the requests that were given or could not be, the last one first."""
        return self.exclude(state__in=WAITING).order_by("-ended_on", "pk")

    def to_forget(self, ended_by: date) -> "FormatRequestQuerySet":
        """Return the requests that ended on a day or before it and still say whom to reach."""
        return self.filter(ended_on__lte=ended_by, forgotten_on__isnull=True)


class FormatRequest(models.Model):
    """Somebody asks for a survey, a service or an answer in another way, such as large print, and is promised a day.

    `kind` and `key` say what it is about in the words of `core.questions.format_about`; `title` is how it was called on that day. Nothing
    here leads to an answer to a survey: no draft, no session, no moment, only a day (decision 0024). Who picks it up gives no name at all
    and says `code`. `key_hash` makes a request sent twice one request. What could tell who asked stands in `WhoAsked`; this row stays,
    as a count.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001  empty texts would clash as unique
    code = models.CharField(max_length=8, null=True, unique=True)  # noqa: DJ001  empty texts would clash as unique
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=255)
    way = models.CharField(max_length=12, choices=Way.choices)
    how = models.CharField(max_length=8, choices=How.choices)
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="format_requests")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="who acts")
    language = models.CharField(max_length=8, default="en-gb", blank=True)
    safe = models.CharField(max_length=10, choices=Safe.choices, blank=True)
    asked_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    given = models.CharField(max_length=10, choices=Given.choices, blank=True)
    why_not = models.CharField(max_length=12, choices=WhyNot.choices, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    forgotten_on = models.DateField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    objects = FormatRequestQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "pk")
        indexes = [models.Index(fields=["state", "due_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=WAITING, ended_on__isnull=True) | (~Q(state__in=WAITING) & Q(ended_on__isnull=False)),
                name="a_request_that_ended_says_when",
            ),
            models.CheckConstraint(condition=~Q(state=State.DONE) | ~Q(given=""), name="what_was_given_says_how"),
            models.CheckConstraint(condition=~Q(state=State.COULD_NOT) | ~Q(why_not=""), name="what_could_not_be_given_says_why"),
            models.CheckConstraint(
                condition=Q(forgotten_on__isnull=True) | Q(ended_on__isnull=False, key_hash__isnull=True),
                name="only_what_ended_is_forgotten",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_way_display()}: {self.title}"

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has ended it yet."""
        return self.state in WAITING

    @property
    def is_late(self) -> bool:
        """Whether its promised day has gone by and it still waits."""
        return self.is_waiting and clocks.is_late(self.due_on, clocks.today())

    @property
    def spoken_code(self) -> str:
        """The code as it is shown and read out: `K7H 4PQ`; empty once it was forgotten."""
        return f"{self.code[:3]} {self.code[3:]}" if self.code else ""


class WhoAsked(models.Model):
    """What could tell who asked: how to reach them and their own words. Encrypted, opened on purpose, deleted when it has served.

    `which` is the language or the other way they wrote down, `offered` what staff offered where it could not be given.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(FormatRequest, on_delete=models.CASCADE, related_name="who_asked")
    which = EncryptedTextField(default="")
    name = EncryptedTextField(default="")
    contact = EncryptedTextField(default="")
    best_time = EncryptedTextField(default="")
    words = EncryptedTextField(default="")
    offered = EncryptedTextField(default="")
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Who asked, {self.pk}"
