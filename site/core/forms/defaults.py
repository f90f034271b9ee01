"""The form for what the council begins with."""

from typing import Any

from django import forms

from core import council_defaults as begins
from core.choices import Mode
from core.models import CouncilDefaults


class DefaultsForm(forms.Form):
    """Every value with its bounds, and why it changes."""

    mode = forms.ChoiceField(label=begins.MODE_SAYS, choices=Mode.choices, widget=forms.RadioSelect)
    reason = forms.CharField(label="Why do you change it?", max_length=300, help_text="One or two sentences. Colleagues read it here.")

    def __init__(self, data: Any = None, *, now: CouncilDefaults) -> None:
        super().__init__(data)
        self.initial["mode"] = now.mode
        for one in begins.DEFAULTS:
            self.fields[one.name] = forms.IntegerField(
                label=f"{one.says} ({one.unit})", min_value=one.least, max_value=one.most, help_text=one.is_in_bounds
            )
            self.initial[one.name] = getattr(now, one.name)
        self.order_fields(["mode", *(one.name for one in begins.DEFAULTS), "reason"])
