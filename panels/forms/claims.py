"""What staff fill in about a claim: writing it down in a minute, looking at it, paying it."""

import uuid
from collections.abc import Mapping, Sequence
from copy import copy
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from core import clocks
from core.forms.plain_words import PlainWords
from core.forms.seen import seen_anew
from core.long_boxes import LongBox
from core.uploads import clean_scan
from panels.choices import MoneyKind
from panels.forms.money import day_box, pounds_box
from panels.models import Claim, ClaimLine, ExpensePolicy, Meeting
from panels.rules.bank_details import why_not_these_words
from panels.rules.claims import LONGEST_NOTE, Asked
from panels.rules.policy import pays
from panels.selectors.meetings import day_of
from panels.selectors.payouts import Got
from panels.services.claims import Receipt, Said

PLAIN_SUMS = (MoneyKind.FARES, MoneyKind.CHILDCARE, MoneyKind.CARER, MoneyKind.DATA, MoneyKind.OTHER, MoneyKind.THANK_YOU)

NO_RECEIPT = "You wrote what a receipt is for, and no receipt came. Choose the photo, or empty the box below it."


class ByDay(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django’s takes no type when the program runs
    """A meeting, told from the others by its day: most of them have no name of their own."""

    def label_from_instance(self, obj: Any) -> str:
        """Return its day and what it is called."""
        return f"{clocks.day_in_words(day_of(obj))}: {obj}"


class ClaimForm(forms.Form):
    """A claim, as somebody hands it in on paper or says it on the phone: a box for each thing that the policy pays."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)  # of a new one: sent twice it is one claim
    member = forms.ChoiceField(label="Whose claim it is", error_messages={"required": "Choose who claims."})
    meeting = ByDay(queryset=Meeting.objects.none(), required=False, label="For which meeting", empty_label="For none")
    miles = forms.DecimalField(label="Miles by car, there and back", required=False, min_value=0, max_digits=6, decimal_places=1)
    hours = forms.DecimalField(label="Hours of childcare", required=False, min_value=0, max_digits=4, decimal_places=1)
    note = LongBox(
        max_length=LONGEST_NOTE,
        required=False,
        label="A few words about it",
        help_text="Only what helps to check it. No reasons of health or family, and no bank details: finance asks for those itself.",
    )
    scan = forms.FileField(label="A photo or scan of a receipt", required=False, help_text="JPEG, PNG, WebP or PDF, at most 10 MB.")
    receipt_note = PlainWords(max_length=LONGEST_NOTE, required=False, label="What the receipt is for")
    heard = forms.BooleanField(
        required=False, label="They heard or read the note about benefits", help_text="Before they take a thank-you."
    )

    def __init__(self, *args: Any, policy: ExpensePolicy, people: Sequence[Got], meetings: Any, claim: Claim | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.policy = policy
        self.fields["member"].choices = [("", "Choose"), *((str(one.member.pk), one.called) for one in people)]  # type: ignore[attr-defined]  # a choice field
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]  # a model choice field
        self.fields["key"].initial = uuid.uuid4
        if claim:
            del self.fields["member"], self.fields["key"]
        if not pays(policy, MoneyKind.MILEAGE):
            del self.fields["miles"]
        if not pays(policy, MoneyKind.CHILDCARE):
            del self.fields["hours"]
        for kind in PLAIN_SUMS:
            if pays(policy, kind):
                self.fields[kind] = pounds_box(f"{kind.label}, in pounds")
        if not pays(policy, MoneyKind.THANK_YOU):
            del self.fields["heard"]
        front = ["seen", "member", "meeting", "fares", "miles", "childcare", "hours", "carer", "data", "other", "thank_you", "heard"]
        self.order_fields([*front, "note", "scan", "receipt_note"])

    def clean_note(self) -> str:
        """Refuse bank details beside the box."""
        return _without_bank_details(self.cleaned_data["note"])

    def clean_receipt_note(self) -> str:
        """Refuse bank details beside the box."""
        return _without_bank_details(self.cleaned_data["receipt_note"])

    def clean(self) -> dict[str, Any]:
        """Refuse words about a receipt that did not come: they would be lost. They stay in their box."""
        typed = super().clean() or {}
        if typed.get("receipt_note") and not typed.get("scan") and "scan" not in self.errors:
            self.add_error("scan", NO_RECEIPT)
        return typed

    def clean_scan(self) -> Receipt | None:
        """Return the receipt, drawn anew; what it says stands in the other box."""
        file = self.cleaned_data.get("scan")
        return Receipt(*clean_scan(file)) if file else None

    def said(self) -> Said:
        """Return what the claim says."""
        typed = self.cleaned_data
        scan: Receipt | None = typed["scan"]
        receipts = [Receipt(scan.kind, scan.content, typed["receipt_note"])] if scan else []
        return Said(lines_of(typed), typed["meeting"], typed["note"], bool(typed.get("heard")), receipts)


def lines_of(typed: Mapping[str, Any]) -> list[Asked]:
    """Return the lines of a claim from what was typed by kind: miles first, and the hours with childcare. An empty box is no line."""
    hours = typed.get("hours") or None
    lines = [Asked(kind, typed[kind], hours=hours if kind == MoneyKind.CHILDCARE else None) for kind in PLAIN_SUMS if typed.get(kind)]
    miles = typed.get("miles")
    return [Asked(MoneyKind.MILEAGE, miles=miles), *lines] if miles else lines


def as_typed(claim: Claim) -> dict[str, Any]:
    """Return what the form shows of a claim."""
    said: dict[str, Any] = {"seen": claim.version, "meeting": claim.meeting_id, "note": claim.note, "heard": claim.heard_of_benefits}
    for line in claim.lines.all():
        if line.kind == MoneyKind.MILEAGE:
            said["miles"] = line.miles
        else:
            said[line.kind] = line.amount
        if line.kind == MoneyKind.CHILDCARE:
            said["hours"] = line.hours
    return said


LETTER_ASKS = "A letter only asks the member to ring: whoever answers reads it out to them."


class LookForm(forms.Form):
    """The second look: what of each line is agreed to, and a word to the member."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    answer = LongBox(
        max_length=LONGEST_NOTE,
        required=False,
        label="What the member reads about it",
        help_text="Needed when you agree to less, or send it back. In plain words. " + LETTER_ASKS,
    )

    def __init__(self, *args: Any, lines: Sequence[ClaimLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            box = pounds_box(f"{line.get_kind_display()}: of £{line.amount} agree to, in pounds")
            box.initial = line.amount
            self.fields[f"line_{line.pk}"] = box
        self.order_fields(["seen", *(f"line_{line.pk}" for line in lines), "answer"])

    def anew(self, lines: Sequence[ClaimLine], version: int) -> "LookForm":
        """Return this form for what a colleague made of the claim meanwhile: the word stays, and so does each sum whose line stands."""
        said: Any = copy(self.data)  # it keeps a list of each box, which `{**data}` would show as one
        for line in lines:
            said.setdefault(f"line_{line.pk}", str(line.amount))
        form = LookForm(said, lines=lines)
        seen_anew(form, version)
        form.full_clean()
        return form

    def agreed(self) -> dict[int, Decimal]:
        """Return the pounds by line; an empty box is nothing."""
        return {line.pk: self.cleaned_data.get(f"line_{line.pk}") or Decimal(0) for line in self.lines}


class PayForm(forms.Form):
    """That it was paid."""

    on = day_box("Paid on")
    reference = PlainWords(
        max_length=40, label="Reference of the payment", help_text="As it stands in the finance system. No bank details."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clocks.today()


class CannotPayForm(forms.Form):
    """That it could not be paid."""

    answer = LongBox(
        max_length=LONGEST_NOTE,
        label="Why not, in words that the member reads",
        help_text="No bank details. " + LETTER_ASKS,
    )


def _without_bank_details(words: str) -> str:
    if reasons := why_not_these_words(words):
        raise ValidationError(reasons)
    return words
