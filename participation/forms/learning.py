"""Looking back: how it was done, and what was learned. Nothing is required to save; looking at it again asks for two things (rules)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy

from core.long_boxes import LongBox
from participation.choices import HOW_IT_WAS_DONE, Degree
from participation.reflection import PROMPTS
from participation.rules.looking_again import TOO_LONG


class LookBackForm(forms.Form):
    """The degree that was reached, and a box for each question of participation/reflection.py."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    degree = forms.ChoiceField(
        label="How was it done, as you see it?",
        choices=[(degree.value, format_lazy("{}: {}", degree.label, HOW_IT_WAS_DONE[degree])) for degree in Degree],
        widget=forms.RadioSelect,
        required=False,
        help_text="None of them is better than another: say which one it was. Families say it for themselves.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for prompt in PROMPTS:
            self.fields[prompt.code] = LongBox(
                label=prompt.question,
                help_text=prompt.hint,
                max_length=TOO_LONG,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def notes(self) -> Mapping[str, str]:
        """Return what was written, by the code of its question."""
        return {prompt.code: self.cleaned_data[prompt.code] for prompt in PROMPTS}
