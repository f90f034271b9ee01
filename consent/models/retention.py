"""How long things are kept, who decided it, what is held back, and what was deleted: never a copy of the data."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from consent.choices.retention import BY_CODE, CODES, Becomes, Kind, Left, Unit
from consent.models.person import Person
from core.crypto import EncryptedTextField


class RetentionRule(models.Model):
    """One decision of the data protection officer about a kind of record. The newest holds; the earlier ones are its history.

    Never changed or deleted (trigger). Where there is none, the kind's own length holds (consent/choices/retention.py).
    """

    code = models.CharField("kind of record", max_length=24, choices=CODES)
    number = models.PositiveSmallIntegerField("how long")
    unit = models.CharField(max_length=8, choices=Unit.choices)
    reason = models.CharField("why", max_length=300)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chosen_on = models.DateField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_length_has_a_reason"),
            models.CheckConstraint(condition=Q(unit=Unit.FOR_GOOD, number=0) | ~Q(unit=Unit.FOR_GOOD), name="for_good_has_no_number"),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}, since {self.chosen_on}"


class LegalHold(models.Model):
    """What must not be deleted for now, such as for a court: a whole kind of record, one record by its id, or one person.

    Who is held is not erased, whoever asks, until it is lifted.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    reason = EncryptedTextField()
    code = models.CharField("kind of record", max_length=24, choices=CODES, blank=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="holds")
    record = models.CharField("one record", max_length=64, blank=True)
    from_on = models.DateField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    why_lifted = EncryptedTextField(null=True, blank=True)  # type: ignore[misc]  # none while it stands
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-from_on", "name")
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_by__isnull=True) | Q(lifted_on__isnull=False, lifted_by__isnull=False),
                name="a_lifted_hold_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True) | Q(lifted_on__gte=F("from_on")), name="no_hold_is_lifted_before_it_began"
            ),
            models.CheckConstraint(
                condition=(Q(person__isnull=True) & ~Q(code="")) | Q(person__isnull=False, code="", record=""),
                name="a_hold_is_about_a_kind_or_a_person",
            ),
        ]

    def __str__(self) -> str:
        return f"Held back since {self.from_on}: {self.about}"

    @property
    def about(self) -> str:
        """What it is about: a kind of record, or somebody by their code."""
        return self.person.shown_code if self.person else str(self.get_code_display())


class RetentionRun(models.Model):
    """One approved ending of records past their time, and once it has finished its certificate: frozen from then on (trigger).

    Records counted from `counted_until` or earlier are due. `left` names by id what was not ended, and why (`Left`).
    """

    code = models.CharField("kind of record", max_length=24, choices=CODES)
    number = models.PositiveSmallIntegerField("kept for")
    unit = models.CharField(max_length=8, choices=Unit.choices)
    becomes = models.CharField(max_length=10, choices=Becomes.choices)
    counted_until = models.DateField()
    number_due = models.PositiveIntegerField()
    number_done = models.PositiveIntegerField(default=0)
    left = models.JSONField(default=dict)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(fields=["code"], condition=Q(finished_at__isnull=True), name="one_run_at_a_time_for_each_kind"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(finished_at__gte=F("approved_at")), name="no_run_ends_before_it_is_approved"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}, approved on {self.approved_at:%Y-%m-%d}"

    @property
    def kind(self) -> Kind:
        """The kind of record."""
        return BY_CODE[self.code]

    def number_left(self, why: str) -> int:
        """Return how many records were not ended for this reason."""
        return sum(reason == why for reason in self.left.values())

    @property
    def left_in_words(self) -> list[str]:
        """What was not ended and why, as lines with a count."""
        return [f"{label}: {number}" for why, label in Left.choices if (number := self.number_left(why))]


class RetentionCheck(models.Model):
    """One day's count of what is past its time and what soon will be, by kind: the officer's warning, and the sign that somebody looks."""

    ran_at = models.DateTimeField(db_default=Now())
    counts = models.JSONField(default=dict)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-ran_at",)

    def __str__(self) -> str:
        return f"Looked at {self.ran_at}"
