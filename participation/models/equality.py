"""What a decision does to whom, thought through before it is taken (Equality Act 2010, section 149; domain reference 7.1)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core import clocks
from core.models import Hub, Post
from participation.choices import Effect, EqualityOutcome
from participation.equality import BY_KEY, CHOICES, Characteristic
from participation.querysets.of_hubs import OfHubsOrCouncilQuerySet


def _words(label: str) -> "models.TextField[str, str]":
    return models.TextField(label, max_length=4_000, blank=True)


class EqualityRecordQuerySet(OfHubsOrCouncilQuerySet["EqualityRecord"]):
    """Records of hubs, or of the whole council."""


class EqualityRecord(models.Model):
    """One version of the record of one decision, shared by its engagements. From `signed_on` it is frozen by trigger.

    A correction, or a look again, is a new version that supersedes it. Engagements rest on the signed version until the next is signed.
    """

    title = models.CharField(max_length=120)
    decision = _words("what is decided")
    hubs = models.ManyToManyField(Hub, blank=True, related_name="equality_records")
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="equality_records_owned")
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    dated_on = models.DateField("begun on", default=clocks.today, editable=False)
    baseline = _words("what we know about who uses this now")
    families_said = _words("what families said about it")
    cumulative = _words("what it adds up to, with what else changes for the same families")
    outcome = models.CharField("what it comes to", max_length=10, choices=EqualityOutcome.choices, blank=True)
    justification = _words("why it is justified to go on")
    review_on = models.DateField("look at it again by", null=True, blank=True)
    signed_on = models.DateField(null=True, editable=False)
    signed_as = models.ForeignKey(Post, null=True, editable=False, on_delete=models.PROTECT, related_name="equality_records_signed")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+")
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)
    supersedes = models.OneToOneField("self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="superseded_by")
    edited_count = models.PositiveIntegerField(default=0, editable=False)
    wagtail_reference_index_ignore = True

    objects = EqualityRecordQuerySet.as_manager()

    class Meta:
        ordering = ("title", "-version")
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | (Q(signed_by__isnull=False, signed_as__isnull=False) & ~Q(outcome="")),
                name="a_signed_equality_record_says_who_and_what",
            ),
            models.CheckConstraint(
                condition=~Q(signed_on__isnull=False, outcome=EqualityOutcome.CONTINUE, justification=""),
                name="going_on_in_spite_of_harm_is_justified",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"


class EqualityLine(models.Model):
    """What the decision does to one group. `signed_on` is copied from its record when that is signed, and freezes it too."""

    record = models.ForeignKey(EqualityRecord, on_delete=models.CASCADE, related_name="lines")
    characteristic = models.CharField(max_length=12, choices=CHOICES, editable=False)
    effect = models.CharField("what it does to them", max_length=8, choices=Effect.choices, blank=True)
    evidence = models.TextField("how we know", max_length=2_000, blank=True)
    mitigation = models.TextField("what we do about it", max_length=2_000, blank=True)
    owner = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="equality_lines_owned")
    due_on = models.DateField("by when", null=True, blank=True)
    signed_on = models.DateField(null=True, editable=False)
    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "characteristic"], name="one_equality_line_of_a_characteristic"),
        ]

    def __str__(self) -> str:
        return f"{self.about.name}, {self.record_id}"

    @property
    def about(self) -> Characteristic:
        """The group this line is about."""
        return BY_KEY[self.characteristic]
