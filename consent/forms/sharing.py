"""The forms of agreements with partners."""

from typing import Any

from django import forms

from consent.choices.sharing import AgreementStepKind, DataItem
from consent.models import ConsentRecord, Partner, SharingAgreement
from consent.rules.sharing import LONGEST_REASON
from consent.selectors import sharing as selectors
from core.forms.plain_words import PlainWords
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


class PartnerForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes no type when the program runs
    """One organisation beside the council."""

    website = forms.URLField(assume_scheme="https", required=False)

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

    def clean_name(self) -> str:
        """Refuse another name where families agreed to this one: what they read must stay what they agreed to."""
        name: str = self.cleaned_data["name"]
        was = Partner.objects.filter(pk=self.instance.pk).values_list("name", flat=True).first()
        if was not in (None, name) and ConsentRecord.objects.filter(partner=self.instance.pk).exists():
            raise forms.ValidationError(
                f"Families decided about “{was}”, so its name stays. Add a partner of the new name, and ask them again."
            )
        return name


class AgreementForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes no type when the program runs
    """What is agreed. A draft may have gaps: what is missing is said before it is signed."""

    data_items = forms.MultipleChoiceField(
        label="Exactly which data", choices=DataItem.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    dpia_link = forms.URLField(label="Data protection impact assessment", assume_scheme="https", required=False)
    privacy_notice = forms.URLField(label="Privacy notice", assume_scheme="https", required=False)

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
            "purpose_code": "Small letters and dashes, as consent and exports call it: parent-forum.",
            "review_on": "On the day after, nothing is shared under it any more. A year is usual.",
            "owner": "This post is reminded 60, 30 and 7 days before.",
        }
        widgets = {
            "starts_on": forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
            "review_on": forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
            **dict.fromkeys(_LONG, forms.Textarea(attrs={"rows": 2})),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = selectors.partners().filter(ended_on__isnull=True)  # type: ignore[attr-defined]  # a choice of rows
        self.fields["owner"].queryset = selectors.posts_to_choose()  # type: ignore[attr-defined]  # a choice of rows
        self.fields["owner"].label_from_instance = lambda post: post.with_hub  # type: ignore[attr-defined]  # titles come twice
        self.label_suffix = ""


class StepForm(forms.Form):
    """Looked at again, or ended."""

    kind = forms.ChoiceField(label="What happened?", choices=AgreementStepKind.choices, widget=forms.RadioSelect, required=False)
    review_on = forms.DateField(label="Next time by", required=False, widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"))
    reason = PlainWords(label="Why?", required=False, max_length=LONGEST_REASON)


class RemarkForm(forms.Form):
    """What should change before it is signed."""

    remark = LongBox(label="What should change?", max_length=2_000, required=False)


class DocumentForm(forms.Form):
    """The signed paper."""

    file = forms.FileField(label="PDF or Word file, at most 10 MB")
