"""What staff fill in about what a panel pays, small sums at a meeting, and vouchers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from core import clocks
from core.forms.plain_words import PlainWords
from core.long_boxes import LongBox
from panels.choices import MoneyKind, ThanksIn
from panels.choices.money import AT_THE_MEETING
from panels.models import ExpensePolicy, Membership, Voucher
from panels.rules.payouts import Sum
from panels.rules.policy import pays, pounds
from panels.selectors.payouts import Got
from panels.services.policies import COPIED

REFUSED, CASH = "no", "cash"
NOT_A_SUM = {"invalid": "Write a sum in pounds, such as 4.50.", "max_digits": "That is too much. Write a sum such as 4.50."}


def pounds_box(label: str, *, required: bool = False, help_text: str = "") -> forms.DecimalField:
    """Return a box for pounds and pence, with the digits of a phone's keyboard."""
    box = forms.DecimalField(
        label=label, required=required, help_text=help_text, min_value=0, max_digits=7, decimal_places=2, error_messages=NOT_A_SUM
    )
    box.widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "size": 7})
    return box


def day_box(label: str) -> forms.DateField:
    """Return a box for a day."""
    wrong = {"required": "Write the day.", "invalid": "Write the day, such as 30/11/2026."}
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), error_messages=wrong)


class PolicyForm(forms.ModelForm):  # type: ignore[type-arg]  # Django’s takes no type when the program runs
    """A draft of what a panel pays."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    cost_code = PlainWords(max_length=40, required=False, label="Cost code for the finance system")
    receipts = LongBox(max_length=600, label="What counts as a receipt")
    benefits_words = LongBox(max_length=600, label="What members read about benefits before they accept")

    class Meta:
        model = ExpensePolicy
        fields = COPIED


class PutInForceForm(forms.Form):
    """From when a draft holds."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    on = day_box("From which day")


@dataclass(frozen=True)
class Block:
    """One member on the phone: what they got, and the boxes for the rest."""

    got: Got
    boxes: list[forms.BoundField]
    reasons: list[str]

    @property
    def is_open(self) -> bool:
        """Whether something in it was typed or is wrong, so that it is shown unfolded."""
        return bool(self.reasons) or any(box.errors or (box.form.is_bound and box.value()) for box in self.boxes)


class GiveForm(forms.Form):
    """Who got how much at a meeting, made for a thumb: for each member a box for each thing that the policy pays, and the thank-you."""

    given_on = day_box("On which day")
    heard = forms.BooleanField(
        required=False, label="They heard or read the note about benefits", help_text="Needed before anybody takes a thank-you."
    )

    def __init__(self, *args: Any, people: Sequence[Got], policy: ExpensePolicy, vouchers: Sequence[Voucher], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people, self.policy, self.vouchers = people, policy, {str(one.pk): one for one in vouchers}
        self.reasons: dict[str, list[str]] = {}
        for one in people:
            has = {got.kind for got in one.sums}
            for kind in AT_THE_MEETING:
                if kind not in has and pays(policy, kind):
                    self.fields[f"{kind}_{one.member.pk}"] = pounds_box(f"{kind.label}, in pounds")
            if MoneyKind.THANK_YOU not in has and policy.thank_you and policy.thanks_in != ThanksIn.BANK:
                self.fields[f"thank_you_{one.member.pk}"] = forms.ChoiceField(
                    label="Thank-you", required=False, choices=[("", "Not yet"), *self._thanks(), (REFUSED, "They said no, thank you")]
                )

    def _thanks(self) -> list[tuple[str, str]]:
        if self.policy.thanks_in == ThanksIn.CASH:
            return [(CASH, f"{pounds(self.policy.thank_you)} in cash")]
        return [(pk, f"Voucher of {pounds(one.amount)}: {one.serial}") for pk, one in self.vouchers.items()]

    def blocks(self) -> Iterator[Block]:
        """Yield each member with their boxes."""
        for one in self.people:
            boxes = [self[name] for name in self.fields if name.endswith(f"_{one.member.pk}")]
            yield Block(one, boxes, self.reasons.get(str(one.member.pk), []))

    def wanted(self) -> list[tuple[Membership, list[Sum]]]:
        """Return what was typed, by member; who has nothing is left out."""
        found = [(one.member, [*self._sums_of(one.member)]) for one in self.people]
        return [(member, sums) for member, sums in found if sums]

    def _sums_of(self, member: Membership) -> Iterator[Sum]:
        said = self.cleaned_data
        for kind in AT_THE_MEETING:
            if amount := said.get(f"{kind}_{member.pk}"):
                yield Sum(kind, amount)
        thanks = said.get(f"thank_you_{member.pk}") or ""
        if thanks == REFUSED:
            yield Sum(MoneyKind.THANK_YOU, is_refused=True)
        elif thanks == CASH:
            yield Sum(MoneyKind.THANK_YOU, self.policy.thank_you)
        elif voucher := self.vouchers.get(thanks):
            yield Sum(MoneyKind.THANK_YOU, voucher.amount, voucher)

    def refuse(self, error: ValidationError) -> None:
        """Put the reasons of the service beside the members that they are about."""
        for where, reasons in (error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}).items():
            if where == NON_FIELD_ERRORS:
                self.add_error(None, reasons)
            else:
                self.reasons[where] = reasons
        if self.reasons:
            self.add_error(None, "Nothing is written down yet. Look at what is marked below.")


class VouchersForm(forms.Form):
    """Vouchers that were bought."""

    serials = LongBox(max_length=12_000, label="Their serials, one on each line")
    amount = pounds_box("What each is worth, in pounds", required=True)
    bought_on = day_box("Bought on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bought_on"].initial = clocks.today()

    def clean_amount(self) -> Decimal:
        """A voucher is worth something."""
        amount: Decimal = self.cleaned_data["amount"]
        if not amount:
            raise ValidationError("Write what each is worth.")
        return amount
