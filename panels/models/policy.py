"""What a panel pays back, and how it thanks: said beforehand, so that nobody is left worse off (domain reference 3.6)."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from panels.choices.money import ThanksIn
from panels.models.panel import OfPanelQuerySet, Panel

BENEFITS = (
    "Money and vouchers that you get from us can change your benefits and your tax, also when it is only a little. "
    "Before you say yes, ask Citizens Advice or your work coach. You can always say no, and you are just as welcome."
)
RECEIPTS = (
    "A ticket, a receipt or a note from whoever looked after your child. A photo of it is enough. Cover what shows more than the sum."
)


class ExpensePolicyQuerySet(OfPanelQuerySet["ExpensePolicy"]):
    """Versions of what panels pay."""


class ExpensePolicy(models.Model):
    """One version of what a panel pays. Sums are pounds.

    Frozen by trigger from the moment it has a day from which it holds (core/append_only.py): a change is the next version, and each claim
    stays under the one that it was sent under. A limit that is empty means that this is not paid. `cost_code` is for the finance system.
    """

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="expense_policies")
    number = models.PositiveSmallIntegerField(default=1)
    pays_fares = models.BooleanField("fares", default=True)
    pence_a_mile = models.PositiveSmallIntegerField("pence for each mile by car", null=True, blank=True, default=45)
    childcare_an_hour = models.DecimalField(
        "childcare: at most so many pounds an hour",
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    pays_carer = models.BooleanField("somebody who cares for an adult meanwhile", default=True)
    pays_data = models.BooleanField("phone and data", default=True)
    thank_you = models.DecimalField(
        "thank-you for each meeting, in pounds", max_digits=6, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    thanks_in = models.CharField("how it thanks", max_length=8, choices=ThanksIn.choices, default=ThanksIn.NONE, blank=True)
    small_sum_limit = models.DecimalField(
        "paid at the meeting: up to so many pounds to one person",
        max_digits=6,
        decimal_places=2,
        default=20,
        validators=[MinValueValidator(0)],
    )
    pay_within_days = models.PositiveSmallIntegerField("claims are paid within so many working days", default=10)
    receipt_over = models.DecimalField(
        "a receipt is asked for above so many pounds", max_digits=6, decimal_places=2, default=5, validators=[MinValueValidator(0)]
    )
    receipts = models.TextField("what counts as a receipt", max_length=600, default=RECEIPTS)
    benefits_words = models.TextField("what members read about benefits before they accept", max_length=600, default=BENEFITS)
    cost_code = models.CharField("cost code for the finance system", max_length=40, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)  # so that nobody writes over what they have not read
    in_force_from = models.DateField("in force from", null=True, blank=True, editable=False)
    put_in_force_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    wagtail_reference_index_ignore = True

    objects = ExpensePolicyQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        verbose_name_plural = "expense policies"
        constraints = [
            models.UniqueConstraint(fields=["panel", "number"], name="one_expense_policy_of_each_number"),
            models.UniqueConstraint(fields=["panel"], condition=Q(in_force_from__isnull=True), name="one_draft_of_an_expense_policy"),
            models.CheckConstraint(
                condition=Q(in_force_from__isnull=True) | Q(put_in_force_by__isnull=False),
                name="a_policy_in_force_was_put_there_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(thanks_in=ThanksIn.NONE, thank_you=0) | (~Q(thanks_in=ThanksIn.NONE) & Q(thank_you__gt=0)),
                name="a_thank_you_has_a_sum_and_a_way",
                violation_error_message="Say both how much a thank-you is and how it is given, or neither.",
            ),
            models.CheckConstraint(condition=Q(pay_within_days__gt=0), name="claims_are_paid_within_some_days"),
        ]

    def __str__(self) -> str:
        return f"What {self.panel} pays, version {self.number}"
