"""The forms of sharing under an agreement: what and about whom, then why now."""

from typing import Any

from django import forms

from consent.choices.sharing import DataItem
from consent.choices.sharing_exports import HERE, WhyNow
from consent.models import SharingAgreement
from core.models import Hub


class ShareForm(forms.Form):
    """Which items, and the people of which hub: nothing is ticked beforehand, so that no more goes than is needed. Only what the agreement
    names is on offer, and only what a person's record holds.
    """

    data_items = forms.MultipleChoiceField(label="Which data", widget=forms.CheckboxSelectMultiple, required=False)
    hub = forms.ModelChoiceField(Hub.objects.order_by("name"), label="Whose", required=False, empty_label="Everybody")

    def __init__(self, data: Any = None, *, agreement: SharingAgreement) -> None:
        super().__init__(data)
        offered = [(item, DataItem(item).label) for item in DataItem.values if item in agreement.data_items and item in HERE]
        self.fields["data_items"].choices = offered  # type: ignore[attr-defined]  # a field of choices
        self.fields["data_items"].error_messages["invalid_choice"] = "The agreement does not cover all of that. Tick what is offered here."
        self.label_suffix = ""


class MakeForm(forms.Form):
    """Why a file is made now; `seen` is what was looked at before."""

    why_now = forms.ChoiceField(label="Why does it go now?", choices=WhyNow.choices, widget=forms.RadioSelect, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
