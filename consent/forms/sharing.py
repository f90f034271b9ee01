"""The forms of agreements with partners."""

from datetime import date
from typing import Any

from django import forms

from consent.choices.sharing import AgreementStepKind, DataItem
from consent.models import Partner, SharingAgreement
from consent.rules import sharing as rules
from consent.selectors import sharing as selectors
from core import clocks
from core.forms.plain_words import PlainWords
from core.forms.seen import seen_field
from core.long_boxes import LongBox

_LONG = (
    "purpose",
    "why_needed",
    "people",
    "legal_power",
    "access",
    "rights_by",
    "notice",
    "security",
    "retention",
    "breach_steps",
    "foi",
    "onward",
    "termination",
)
_SHORT = ("title", "our_contact", "their_contact", "our_officer", "their_officer", "file_format", "route")
_DAY = {"type": "date"}
_PURPOSE = "Who is shared about is read from it. Is it not there? Add it under “Purposes and wordings” first."


class PartnerForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes no type when the program runs
    """One organisation beside the council."""

    website = forms.URLField(assume_scheme="https", required=False)
    seen = seen_field()

    class Meta:
        model = Partner
        fields = ("name", "about", "website", "email", "ended_on")
        field_classes = {"name": PlainWords, "about": PlainWords}
        labels = {
            "about": "What it does, as families read it",
            "email": "E-mail of an office, nobody’s own",
            "ended_on": "We share no more since",
        }
        widgets = {"ended_on": forms.DateInput(attrs=_DAY, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = selectors.mark_of_partner(self.instance) if self.instance.pk else ""

    def clean_ended_on(self) -> date | None:
        """A day that has come: from then on nothing is shared, and no family is asked about it any more."""
        ended_on: date | None = self.cleaned_data["ended_on"]
        if ended_on and ended_on > clocks.today():
            raise forms.ValidationError("That day has not come yet. Write it down on the day, or end the agreement from then on.")
        return ended_on


class AgreementForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes no type when the program runs
    """What is agreed. A draft may have gaps: what is missing is said before it is signed."""

    data_items = forms.MultipleChoiceField(
        label="Exactly which data", choices=DataItem.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    dpia_link = forms.URLField(label="Data protection impact assessment", assume_scheme="https", required=False)
    privacy_notice = forms.URLField(label="Privacy notice", assume_scheme="https", required=False)
    seen = seen_field()

    class Meta:
        model = SharingAgreement
        fields = (
            "partner",
            "title",
            "our_role",
            "their_role",
            "our_contact",
            "their_contact",
            "our_officer",
            "their_officer",
            "purpose_code",
            "purpose",
            "why_needed",
            "data_items",
            "people",
            "lawful_basis",
            "legal_power",
            "special",
            "how_often",
            "file_format",
            "route",
            "access",
            "rights_by",
            "notice",
            "security",
            "retention",
            "breach_steps",
            "foi",
            "onward",
            "termination",
            "dpia_link",
            "privacy_notice",
            "owner",
            "starts_on",
            "review_on",
        )
        field_classes = dict.fromkeys(_LONG, LongBox) | dict.fromkeys(_SHORT, PlainWords)
        help_texts = {
            "our_contact": "An office, nobody’s name: hubs@elmshire.example.",
            "their_contact": "An office, nobody’s name.",
            "review_on": "On the day after, nothing is shared under it any more. A year is usual, two the most.",
            "owner": "This post is reminded 60, 30 and 7 days before.",
        }
        widgets = {
            "starts_on": forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
            "review_on": forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
            **dict.fromkeys(_LONG, forms.Textarea(attrs={"rows": 2})),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = selectors.mark_of(self.instance) if self.instance.pk else ""
        self.fields["partner"].queryset = selectors.partners().filter(ended_on__isnull=True)  # type: ignore[attr-defined]  # a choice of rows
        self.fields["owner"].queryset = selectors.posts_to_choose()  # type: ignore[attr-defined]  # a choice of rows
        self.fields["owner"].label_from_instance = lambda post: post.with_hub  # type: ignore[attr-defined]  # titles come twice
        named = [("", "Choose a purpose"), *selectors.purposes_to_choose(self.instance.purpose_code)]
        self.fields["purpose_code"] = forms.ChoiceField(label="For which purpose", choices=named, required=False, help_text=_PURPOSE)
        self.label_suffix = ""

    def clean(self) -> dict[str, Any]:
        """Say beside the box that nobody agrees to more than two years at once."""
        said = super().clean() or self.cleaned_data
        for reason in rules.why_not_days(starts_on=said.get("starts_on"), review_on=said.get("review_on")):
            self.add_error("review_on", reason)
        return said


class StepForm(forms.Form):
    """Looked at again, or ended."""

    kind = forms.ChoiceField(label="What happened?", choices=AgreementStepKind.choices, widget=forms.RadioSelect, required=False)
    review_on = forms.DateField(
        label="Next time by", required=False, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"), help_text="Within two years."
    )
    reason = PlainWords(label="Why?", required=False, max_length=rules.LONGEST_REASON)


class RemarkForm(forms.Form):
    """What should change before it is signed."""

    remark = LongBox(label="What should change?", max_length=2_000, required=False)


class DocumentForm(forms.Form):
    """The signed paper."""

    file = forms.FileField(label="PDF or Word file, at most 10 MB")
