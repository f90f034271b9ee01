"""A member asks for money back that they spent to take part. There is no field for a bank's details, and there never will be."""

import secrets
import uuid
from datetime import date
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.codes import POSTER_ALPHABET
from core.crypto import EncryptedBytesField, EncryptedTextField
from panels.choices.money import OVER, TO_ANSWER, WERE_PAID, ClaimState, MoneyKind
from panels.models.meeting import Meeting
from panels.models.membership import Membership
from panels.models.panel import OfPanelQuerySet
from panels.models.policy import ExpensePolicy

LETTERS_OF_A_REFERENCE = 6


def new_reference() -> str:
    """Return what a claim is called to members and in the finance system, such as C7K3F9D: of it nobody reads whose it is."""
    return "C" + "".join(secrets.choice(POSTER_ALPHABET) for _ in range(LETTERS_OF_A_REFERENCE))


class ClaimQuerySet(OfPanelQuerySet["Claim"]):
    """Claims, in the words of the field."""

    hub_path = "membership__panel__hub"
    panel_path = "membership__panel"

    def to_check(self) -> Self:
        """Return what was sent and nobody looked at yet."""
        return self.filter(state=ClaimState.SENT)

    def to_pay(self) -> Self:
        """Return what was agreed and is not paid yet."""
        return self.filter(state=ClaimState.CHECKED)

    def late(self, day: date) -> Self:
        """Return what is not paid although its day has gone by."""
        return self.filter(state__in=TO_ANSWER, pay_by_on__lt=day)

    def back_or_late(self, day: date) -> Self:
        """Return what came back, and what should have been paid: both are asked of who looks after the panel."""
        return self.filter(Q(state=ClaimState.BACK) | Q(state__in=sorted(TO_ANSWER), pay_by_on__lt=day))


class Claim(models.Model):
    """One claim of one member. Its sums stand in its lines; whose it is stands in the membership, and here as a code that stays.

    `note` is what the member says about it, `answer` what they read when it is sent back or agreed in part: both sealed, neither for who
    pays. `entered_by` is empty when the member sent it themselves. The clock (`pay_by_on`) is the policy's, set when it is sent.
    `ended_on` is the day it was paid, taken back or refused.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="claims")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    policy = models.ForeignKey(ExpensePolicy, on_delete=models.PROTECT, related_name="+")
    payee_code = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=ClaimState.choices, default=ClaimState.DRAFT)
    note = EncryptedTextField(default="", blank=True)
    answer = EncryptedTextField(default="", blank=True)
    heard_of_benefits = models.BooleanField(default=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField()
    written_at = models.DateTimeField(default=timezone.now, editable=False)  # keeps those of one day in order
    sent_on = models.DateField(null=True, blank=True)
    pay_by_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_on = models.DateField(null=True, blank=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    paid_reference = models.CharField("reference of the payment", max_length=40, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)  # so that nobody decides about what they have not read
    wagtail_reference_index_ignore = True

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ("-entered_on", "-written_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(OVER), ended_on__isnull=False) | (~Q(state__in=sorted(OVER)) & Q(ended_on__isnull=True)),
                name="a_claim_that_is_over_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(TO_ANSWER | WERE_PAID)) | Q(sent_on__isnull=False, pay_by_on__gte=F("sent_on")),
                name="a_claim_that_was_sent_has_a_clock",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(WERE_PAID | {ClaimState.CHECKED})) | Q(checked_by__isnull=False, checked_on__isnull=False),
                name="no_claim_is_paid_without_a_second_look",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | Q(entered_by__isnull=True) | ~Q(checked_by=F("entered_by")),
                name="nobody_checks_a_claim_that_they_entered",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(WERE_PAID)) | (Q(paid_by__isnull=False) & ~Q(paid_reference="")),
                name="a_claim_that_was_paid_says_by_whom_and_how",
            ),
        ]

    def __str__(self) -> str:
        return f"Claim {self.reference}"

    @property
    def asked(self) -> Decimal:
        """What was asked for, in pounds. Reads its lines."""
        return sum((line.amount for line in self.lines.all()), Decimal(0))

    @property
    def agreed(self) -> Decimal:
        """What was agreed to, in pounds; as long as nobody looked, nothing. Reads its lines."""
        return sum((line.agreed or Decimal(0) for line in self.lines.all()), Decimal(0))


class ClaimLine(models.Model):
    """What one kind of thing cost, in pounds, and what of it was agreed to. Miles and hours where the policy counts in them."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=10, choices=MoneyKind.choices)
    amount = models.DecimalField(max_digits=7, decimal_places=2)
    miles = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    hours = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    agreed = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["claim", "kind"], name="one_line_of_a_kind_in_a_claim"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_line_of_a_claim_asks_for_something"),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True) | Q(agreed__gte=0, agreed__lte=F("amount")), name="no_more_is_agreed_than_was_asked"
            ),
            models.CheckConstraint(condition=Q(miles__isnull=True) | Q(kind=MoneyKind.MILEAGE, miles__gt=0), name="only_mileage_has_miles"),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(kind__in=[MoneyKind.CHILDCARE, MoneyKind.CARER], hours__gt=0),
                name="only_care_has_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"Line {self.pk}"


class ClaimReceipt(models.Model):
    """A photo or scan of a receipt, its bytes sealed: opened by who checks, one at a time, and each look is in the trail."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="receipts")
    kind = models.CharField(max_length=4, choices=[("jpg", "Photo"), ("png", "Picture"), ("pdf", "PDF")])
    content = EncryptedBytesField()
    note = EncryptedTextField(default="", blank=True)
    added_on = models.DateField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("added_on", "pk")

    def __str__(self) -> str:
        return f"Receipt, {self.pk}"
