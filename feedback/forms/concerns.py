"""What staff fill in about a worry, and about what became of it."""

import uuid
from typing import Any

from django import forms

from core.forms.plain_words import PlainWords
from core.long_boxes import LongBox
from core.models import Hub
from feedback.choices import ConcernEnd, ConcernSource
from feedback.rules.concerns import LONGEST


class RaiseForm(forms.Form):
    """What somebody saw or heard. One box; nothing else is needed."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    words = LongBox(
        max_length=LONGEST,
        label="What did you see or hear?",
        help_text="In your own words, and theirs. Only the safeguarding lead and deputy read it, and you until they take it over.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": "Say what you saw or heard, in your own words. If it cannot wait, ring first.",
            "max_length": f"This is longer than {LONGEST:,} letters. Say what you saw and heard; the rest you tell the lead.",
        },
    )
    source = forms.ChoiceField(label="Where?", choices=ConcernSource.choices, widget=forms.RadioSelect, initial=ConcernSource.SESSION)
    hub = forms.ModelChoiceField(
        queryset=Hub.objects.none(), label="At which hub?", required=False, empty_label="At none, or I am not sure"
    )

    def __init__(self, *args: Any, hubs: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hub: Any = self.fields["hub"]
        hub.queryset = hubs
        self.fields["key"].initial = uuid.uuid4


class HandOverForm(forms.Form):
    """What became of it."""

    end = forms.ChoiceField(
        label="What became of it?",
        choices=ConcernEnd.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say what became of it."},
    )
    reference = PlainWords(max_length=60, label="Its number in the case system", required=False)
