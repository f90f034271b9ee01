"""What staff fill in to decide something between meetings."""

import uuid
from typing import Any

from django import forms

from core.long_boxes import LongBox
from panels.choices import HowDecided
from panels.choices.run_sheet import LONGEST_CHOICE, LONGEST_QUESTION, LONGEST_REASON, MOST_CHOICES

_ROWS = forms.Textarea(attrs={"rows": 3})


class QuestionForm(forms.Form):
    """One question, and its choices."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = LongBox(
        max_length=LONGEST_QUESTION,
        label="What is to be decided",
        help_text="One thing, in plain words. Name nobody: links are passed on.",
        widget=_ROWS,
    )
    how = forms.ChoiceField(
        label="How it is decided",
        choices=[
            (HowDecided.CONSENT, "Each says whether they can live with it"),
            (HowDecided.RANKED, "Each puts the choices in order"),
        ],
        widget=forms.RadioSelect,
        initial=HowDecided.CONSENT,
    )
    options = LongBox(
        max_length=MOST_CHOICES * (LONGEST_CHOICE + 20),  # with the ends of lines, and blank ones
        label="The choices, one on each line",
        help_text=f"At most {MOST_CHOICES}. For whether they can live with it, one is enough.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    closes_on = forms.DateField(label="Last day to answer", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4

    def said(self) -> dict[str, Any]:
        """Return what was typed, the choices apart."""
        return {**self.cleaned_data, "options": self.cleaned_data["options"].splitlines()}


class EndForm(forms.Form):
    """What was decided."""

    decided = LongBox(
        max_length=LONGEST_REASON,
        label="What was decided",
        help_text="Members read it, and families under “What came of our meetings”.",
        widget=_ROWS,
    )
    reason = LongBox(max_length=LONGEST_REASON, label="Why", widget=_ROWS)
    minority_view = LongBox(
        max_length=LONGEST_REASON,
        required=False,
        label="Who saw it otherwise, and why",
        widget=_ROWS,
        help_text="What they think. Not who they are.",
    )
