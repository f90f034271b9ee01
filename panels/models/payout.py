"""Small sums given at a meeting, the vouchers among them, and the month's sign-off."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from core.crypto import EncryptedTextField
from panels.choices.money import GivenAs, MoneyKind
from panels.models.meeting import Meeting
from panels.models.membership import Membership
from panels.models.panel import OfPanelQuerySet, Panel


class PayoutQuerySet(OfPanelQuerySet["Payout"]):
    """Small sums."""

    hub_path = "membership__panel__hub"
    panel_path = "membership__panel"

    def of_month(self, panel: Panel, month: date) -> Self:
        """Return a panel's sums of the month that a day is in, in the order in which they were given."""
        of = self.filter(membership__panel=panel, given_on__year=month.year, given_on__month=month.month)
        return of.order_by("given_on", "written_at", "pk")


class Payout(models.Model):
    """What one member got at one meeting, in pounds, or that they said no to a thank-you.

    Whoever got it is their code (`payee_code`), which stays when they are forgotten. Until the month is signed a slip of the finger is
    deleted; from then on `amount` cannot change (core/append_only.py, through `SignedPayout`), and a correction is a new row that takes
    the whole sum back (`corrects`), of a month that is not signed yet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="payouts")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="payouts")
    payee_code = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=MoneyKind.choices)
    amount = models.DecimalField(max_digits=7, decimal_places=2)
    given_as = models.CharField(max_length=8, choices=GivenAs.choices, blank=True)
    was_refused = models.BooleanField(default=False)
    heard_of_benefits = models.BooleanField(default=False)
    given_on = models.DateField()
    written_at = models.DateTimeField(default=timezone.now, editable=False)  # keeps those of one day in order
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="correction")
    was_taken_back = models.BooleanField(default=False)
    wagtail_reference_index_ignore = True

    objects = PayoutQuerySet.as_manager()

    class Meta:
        ordering = ("-given_on", "-written_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "membership", "kind"],
                condition=Q(corrects__isnull=True, was_taken_back=False),
                name="one_sum_of_a_kind_for_a_member_at_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(was_refused=True, amount=0, given_as="", kind=MoneyKind.THANK_YOU, corrects__isnull=True)
                | (Q(was_refused=False, corrects__isnull=True, amount__gt=0) & ~Q(given_as=""))
                | (Q(was_refused=False, corrects__isnull=False, amount__lt=0) & ~Q(given_as="")),
                name="a_sum_is_given_refused_or_taken_back",
            ),
            models.CheckConstraint(
                condition=~Q(kind=MoneyKind.THANK_YOU) | Q(heard_of_benefits=True) | Q(was_refused=True),
                name="nobody_is_thanked_unwarned_about_benefits",
            ),
        ]

    def __str__(self) -> str:
        return f"Sum given, {self.pk}"


class VoucherQuerySet(OfPanelQuerySet["Voucher"]):
    """Vouchers."""

    def left(self) -> Self:
        """Return those that nobody got yet, the oldest first."""
        return self.filter(payout__isnull=True).order_by("bought_on", "pk")


class Voucher(models.Model):
    """One voucher of a panel's stock. Whoever reads its serial can spend it, so it is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="vouchers")
    serial = EncryptedTextField()
    serial_index = models.CharField(max_length=64, unique=True)
    amount = models.DecimalField(max_digits=6, decimal_places=2)
    bought_on = models.DateField()
    bought_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    payout = models.OneToOneField(Payout, null=True, blank=True, on_delete=models.CASCADE, related_name="voucher")
    wagtail_reference_index_ignore = True

    objects = VoucherQuerySet.as_manager()

    class Meta:
        ordering = ("bought_on", "pk")
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="a_voucher_is_worth_something")]

    def __str__(self) -> str:
        return f"Voucher, {self.pk}"


class MonthlySignOff(models.Model):
    """That somebody who gave none of it out looked at a panel's small sums of a month: what they came to, and a digest of the rows.

    Append-only (core/append_only.py), and names nobody, so it stays when the rows are past their time. `totals` are pounds by kind.
    """

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="sign_offs")
    month = models.DateField("the first day of the month")
    totals = models.JSONField(default=dict)
    number_of_sums = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ("-month",)
        constraints = [
            models.UniqueConstraint(fields=["panel", "month"], name="a_month_of_a_panel_is_signed_once"),
            models.CheckConstraint(condition=Q(signed_on__gt=F("month")), name="a_month_is_signed_after_it_began"),
        ]

    def __str__(self) -> str:
        return f"Sign-off {self.pk}"


class SignedPayout(models.Model):
    """That a sum is among those of a sign-off. While this row stands, the database keeps the sum as it is."""

    sign_off = models.ForeignKey(MonthlySignOff, on_delete=models.PROTECT, related_name="signed")
    payout = models.OneToOneField(Payout, on_delete=models.CASCADE, related_name="signed")
    signed_on = models.DateField()
    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Signed, {self.pk}"
