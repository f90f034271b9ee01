"""Things that went wrong with somebody's data: the log that Article 33(5) asks for, with its clock of 72 hours."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from consent.choices.breaches import HowBad, HowLikely, MustTell, StepKind, WhatData, WhoseData
from core.crypto import EncryptedTextField
from core.models import Hub


class Breach(models.Model):
    """Something went wrong with somebody's data. What was written about it is encrypted and names nobody.

    The 72 hours run from `found_at`: what somebody who works for the council knows, the council knows. `whose` and `what_data` are lists of
    codes (consent/choices/breaches.py); `number_of_people` is a rough count, None where nobody knows.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    what_happened = EncryptedTextField()
    found_at = models.DateTimeField()
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    whose = models.JSONField(default=list)
    what_data = models.JSONField(default=list)
    number_of_people = models.PositiveIntegerField(null=True, blank=True)
    hubs = models.ManyToManyField(Hub, blank=True, related_name="breaches")
    likelihood = models.PositiveSmallIntegerField("how likely is harm", choices=HowLikely.choices, null=True, blank=True)
    severity = models.PositiveSmallIntegerField("how bad would it be", choices=HowBad.choices, null=True, blank=True)
    risk_reasons = EncryptedTextField(default="", blank=True)
    regulator = models.CharField(max_length=8, choices=MustTell.choices, default=MustTell.NOT_DECIDED, blank=True)
    regulator_reasons = EncryptedTextField(default="", blank=True)
    told_regulator_at = models.DateTimeField(null=True, blank=True)
    regulator_reference = models.CharField(max_length=40, blank=True)
    late_reasons = EncryptedTextField(default="", blank=True)
    people = models.CharField(max_length=8, choices=MustTell.choices, default=MustTell.NOT_DECIDED, blank=True)
    people_reasons = EncryptedTextField(default="", blank=True)
    told_people_on = models.DateField(null=True, blank=True)
    lessons = EncryptedTextField(default="", blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "breaches"
        ordering = ("-found_at", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(found_at__lte=F("reported_at")), name="a_breach_is_found_before_it_is_reported"),
            models.CheckConstraint(
                condition=Q(told_regulator_at__isnull=True) | Q(told_regulator_at__gte=F("found_at")), name="the_regulator_is_told_after"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_by__isnull=True)
                | (Q(closed_on__isnull=False, closed_by__isnull=False, likelihood__isnull=False) & ~Q(regulator="") & ~Q(people="")),
                name="a_breach_that_is_closed_was_judged",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What staff and the regulator call it: `DB-2026-3F9A1C`."""
        return f"DB-{self.found_at:%Y}-{self.pk.hex[:6].upper()}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has closed it."""
        return self.closed_on is None

    @property
    def risk(self) -> int | None:
        """Likelihood times severity, 1 to 9; None while nobody judged it."""
        return self.likelihood * self.severity if self.likelihood and self.severity else None

    @property
    def whose_in_words(self) -> list[str]:
        """Whose data it was."""
        return [str(WhoseData(code).label) for code in self.whose if code in WhoseData.values]

    @property
    def what_data_in_words(self) -> list[str]:
        """What of them it was."""
        return [str(WhatData(code).label) for code in self.what_data if code in WhatData.values]


class BreachStep(models.Model):
    """One thing that was done about it, and when. Never changed or deleted (trigger); its words are sealed beside it.

    The words stand in a row of their own, because a key is changed by sealing everything anew; `digest` shows that they are the same.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=8, choices=StepKind.choices)
    done_at = models.DateTimeField()
    written_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("done_at", "written_at", "pk")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.done_at:%Y-%m-%d}"


class BreachStepWords(models.Model):
    """What was done, in the officer's words: sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    step = models.OneToOneField(BreachStep, on_delete=models.CASCADE, related_name="words")
    text = EncryptedTextField()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name_plural = "breach step words"

    def __str__(self) -> str:
        return f"Words of step {self.step_id}"
