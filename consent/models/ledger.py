"""What people decided about a purpose: rows that are only ever added. What can tell who somebody is stands apart and can be deleted."""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from consent.choices import WITHOUT_PROOF, Decision, GivenBy, Method
from consent.models.partner import Partner
from consent.models.person import Person
from consent.models.purposes import Purpose, Wording
from core.crypto import EncryptedBytesField, EncryptedTextField
from core.models import Hub


class ConsentRecordQuerySet(models.QuerySet["ConsentRecord"]):
    """Decisions."""

    def of(self, people: "Iterable[Person] | models.QuerySet[Person]") -> "ConsentRecordQuerySet":
        """Return what these people decided, also under a record that was merged into theirs later."""
        merged_once = Q(person__merged_into__in=people)
        return self.filter(Q(person__in=people) | merged_once | Q(person__merged_into__merged_into__in=people))

    def oldest_first(self) -> "ConsentRecordQuerySet":
        """Return decisions by the day they were said, then as they were written down; `rules.standing.standing_of` says which holds."""
        return self.order_by("given_on", "recorded_at", "pk")


class ConsentRecord(models.Model):
    """One decision of one person about one purpose (domain 5.2). Never changed, never deleted: a change of mind is another row.

    Ids only. `wording` is the exact version that was shown or read out; `given_on` the day they said it, `recorded_at` the moment it was
    written down. `answers` is the earlier row that this one confirms or contradicts. `channels` are those they said yes to, none
    meaning all of the purpose; from the day after `until_on` the yes does not hold any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consent_records")
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="records")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="records")
    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="consent_records")
    decision = models.CharField(max_length=10, choices=Decision.choices)
    given_by = models.CharField(max_length=8, choices=GivenBy.choices)
    is_explicit = models.BooleanField(default=False)
    method = models.CharField(max_length=8, choices=Method.choices)
    collected_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    hub = models.ForeignKey(Hub, null=True, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    recorded_at = models.DateTimeField(default=timezone.now)
    channels = models.JSONField(default=list)
    until_on = models.DateField(null=True)
    answers = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="answered_by")
    wagtail_reference_index_ignore = True

    objects = ConsentRecordQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "purpose"])]
        constraints = [
            models.CheckConstraint(condition=Q(until_on__isnull=True) | Q(decision=Decision.GRANTED), name="only_a_yes_ends_on_a_day"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("given_on")), name="a_yes_does_not_end_before_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}, {self.pk}"

    @property
    def how_in_words(self) -> str:
        """How it was said; of a proof only where it is a yes, which needs one."""
        without = "" if self.decision == Decision.GRANTED else WITHOUT_PROOF.get(self.method, "")
        return without or str(self.get_method_display())


class ConsentDetail(models.Model):
    """The names behind a decision: who says that they may decide for a child, who heard it said, where the sheet is kept. Deletable."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(ConsentRecord, on_delete=models.CASCADE, related_name="detail")
    decided_by = EncryptedTextField(default="", blank=True)
    witness = EncryptedTextField(default="", blank=True)
    kept_at = EncryptedTextField(default="", blank=True)
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Names behind a decision, {self.pk}"


class ConsentScan(models.Model):
    """A photo or PDF of a signed form, its bytes sealed. It may show names, so it can be deleted; the decision stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    record = models.OneToOneField(ConsentRecord, on_delete=models.CASCADE, related_name="scan")
    kind = models.CharField(max_length=4, choices=[("jpg", "Photo"), ("png", "Picture"), ("pdf", "PDF")])
    content = EncryptedBytesField()
    added_on = models.DateField()
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Scan, {self.pk}"
