"""What somebody asks of the council under the Freedom of Information Act 2000: where was looked, and what was found."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from consent.choices.information import KINDS_OF_RECORD, Exemption, Giving, InformationStepKind
from core.crypto import EncryptedTextField
from core.models import Hub


class InformationRequest(models.Model):
    """One request. Who asked stands in the council's own system alone: here is its reference there, and what was asked, sealed.

    `answered_on` is the day its extract was finished. `ended_on` is the day from which its words are gone (retention): that it came, its
    days and the sections relied on stay, for the council's yearly figures.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    council_reference = models.CharField(max_length=30, unique=True)
    asked = EncryptedTextField(default="", blank=True)
    received_on = models.DateField()
    taken_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    # Who chose what answers it, or took something off: what is not there shows no hand, and they are no second pair of eyes.
    chosen_by = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-received_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=models.F("received_on")),
                name="information_is_given_after_asking",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(answered_on__isnull=False), name="only_an_answered_request_loses_its_words"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What Earshot calls it, in the trail and in letters to staff: `FOI-2026-3F9A1C`."""
        return f"FOI-{self.received_on:%Y}-{self.pk.hex[:6].upper()}"

    @property
    def is_open(self) -> bool:
        """Whether it waits for its answer."""
        return self.answered_on is None


class InformationStep(models.Model):
    """One thing that moves the clock of a request. Ids and days; never changed or deleted (trigger)."""

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=InformationStepKind.choices)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.on}"


class InformationSearch(models.Model):
    """Where was looked: with which words (sealed: somebody's name may be among them), by whom, and how much of each kind was found."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="searches")
    words = EncryptedTextField()
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    hubs = models.JSONField(default=list)
    found = models.JSONField(default=dict)
    number_left_off = models.PositiveIntegerField(default=0)
    number_not_read = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "information searches"
        ordering = ("done_at", "pk")

    def __str__(self) -> str:
        return f"Search {str(self.pk)[:8]}"

    @property
    def number_found(self) -> int:
        """How much was found of all kinds."""
        return sum(self.found.values())


class InformationItem(models.Model):
    """One thing that was found and chosen, with a copy of its words in which [[double brackets]] stand around what is blacked out.

    `kind` and `key` say where it stands in Earshot. What is of a family begins as withheld. When the answer is finished the copy is
    emptied: what went out stands in the extract, and what was blacked out nowhere but where it came from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(null=True, blank=True)
    published_href = models.CharField(max_length=500, blank=True)
    has_family_words = models.BooleanField(default=False)
    words = EncryptedTextField(default="", blank=True)
    decision = models.CharField(max_length=8, choices=Giving.choices, default=Giving.NOT_DECIDED, blank=True)
    exemption = models.CharField("section", max_length=2, choices=Exemption.choices, blank=True)
    reason = EncryptedTextField(default="", blank=True)
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("number", "pk")
        constraints = [
            models.UniqueConstraint(fields=["request", "kind", "key"], name="each_record_is_chosen_once"),
            models.CheckConstraint(
                condition=Q(looked_at__isnull=True, looked_by__isnull=True)
                | (Q(looked_at__isnull=False, looked_by__isnull=False) & ~Q(decision="")),
                name="who_looked_at_an_item_decided",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["part", "withhold"]) | ~Q(exemption=""), name="what_is_kept_back_names_a_section"
            ),
        ]

    def __str__(self) -> str:
        return f"Item {self.number} of {self.request_id}"

    @property
    def kind_in_words(self) -> str:
        """What kind of record it is, as the list of what was given calls it."""
        return KINDS_OF_RECORD.get(self.kind, "A record")
