"""What staff fill in about minutes."""

import uuid
from typing import Any

from django import forms

from core.forms.seen import seen_field
from core.long_boxes import LongBox
from panels.rules.minutes import LONGEST_CORRECTION, LONGEST_SUMMARY


class SummaryForm(forms.Form):
    """What you talked about, in a few plain words."""

    summary = LongBox(
        max_length=LONGEST_SUMMARY,
        required=False,
        label="What you talked about, in a few plain words",
        help_text=f"What was said stands above. Say it in your own words, and name nobody. At most {LONGEST_SUMMARY:,} letters.",
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    seen = seen_field()


class CorrectionForm(forms.Form):
    """What was wrong in minutes that are out."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = LongBox(
        max_length=LONGEST_CORRECTION,
        label="What was wrong, and how it was",
        help_text=f"It stands below the minutes with today’s day. At most {LONGEST_CORRECTION} letters.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what was wrong, and how it was."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
