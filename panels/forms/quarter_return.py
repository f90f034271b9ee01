"""What a person fills in where Earshot cannot know, or knows less than they do."""

from typing import Any

from django import forms

from core.long_boxes import LongBox
from panels.return_mapping import MANY, NUMBER, ONE, PARTS, YES_NO, Asks

_WHOLE = {"invalid": "Write a whole number, such as 3.", "required": "Write a number, 0 where there is nobody."}
_CHOOSE = {"required": "Choose one.", "invalid_choice": "Choose one of these."}


class ReturnForm(forms.Form):
    """One question of the return, whatever its kind, and why it is so. `seen` is the number of the entry that the page showed."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, asks: Asks, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asks = asks
        if asks.kind == PARTS:
            for one in asks.options:
                self.fields[f"part_{one.key}"] = _number(one.label, ", ".join(one.groups))
        else:
            self.fields["value"] = _box(asks)
        self.fields["why"] = LongBox(
            label="Where it comes from",
            help_text="In a sentence, such as: counted by the coordinators on the last day. No names.",
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": "Say where it comes from, in a sentence."},
        )

    @property
    def value(self) -> Any:
        """Return what was filled in, in the shape in which it is kept."""
        if self.asks.kind == PARTS:
            return {one.key: self.cleaned_data[f"part_{one.key}"] for one in self.asks.options}
        return self.cleaned_data["value"]


def _box(asks: Asks) -> forms.Field:
    if asks.kind == NUMBER:
        return _number(asks.asks)
    if asks.kind in {ONE, YES_NO}:
        return forms.ChoiceField(label=asks.asks, choices=asks.choices, widget=forms.RadioSelect, error_messages=_CHOOSE)
    if asks.kind == MANY:
        return forms.MultipleChoiceField(
            label=asks.asks, choices=asks.choices, widget=forms.CheckboxSelectMultiple, required=False, help_text="Tick all that fit."
        )
    return LongBox(label=asks.asks, widget=forms.Textarea(attrs={"rows": 4}), required=False)


def _number(label: str, help_text: str = "") -> forms.IntegerField:
    box = forms.IntegerField(label=label, help_text=help_text, min_value=0, error_messages=_WHOLE)
    box.widget.attrs |= {"inputmode": "numeric", "min": 0, "step": 1, "autocomplete": "off"}
    return box


def as_filled(asks: Asks, value: Any) -> dict[str, Any]:
    """Return what the boxes begin with: what stands there now."""
    if asks.kind == PARTS:
        return {f"part_{key}": number for key, number in (value or {}).items()}
    return {"value": value}
