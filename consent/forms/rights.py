"""Taking in what somebody asks about their data."""

import secrets
from typing import Any

from django import forms
from wagtail.admin.widgets import AdminAutoHeightTextInput

from consent.choices import HowReceived, RightKind
from consent.rules.rights import LONGEST
from core import clocks
from core.long_boxes import LongBox

HOW_BY_STAFF = [choice for choice in HowReceived.choices if choice[0] not in {HowReceived.DOOR, HowReceived.FORM}]
CODE_HINT = "Such as P-7K3F, where they are among the families we know. Leave it empty where you do not know one."
WHO_HINT = "Only where they have no code: what they are called, and how we can answer them. It is sealed."
ASKED_HINT = "In their own words, as far as you have them. It is sealed."


class TakeInForm(forms.Form):
    """What somebody asks, as a colleague heard or read it. They need no form, no reason and no law to name: it counts all the same."""

    kind = forms.ChoiceField(label="What do they ask for?", choices=[("", "Choose"), *RightKind.choices], required=False)
    how = forms.ChoiceField(label="How did they ask?", choices=[("", "Choose"), *HOW_BY_STAFF], required=False)
    received_on = forms.DateField(
        label="On which day?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=dict.fromkeys(("required", "invalid"), "Write the day on which they asked: the month is counted from it."),
    )
    code = forms.CharField(label="Their code", required=False, help_text=CODE_HINT)
    who = LongBox(
        label="Who they are, and how to reach them",
        required=False,
        max_length=LONGEST["who"],
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        help_text=WHO_HINT,
    )
    asked = LongBox(
        label="What they said",
        required=False,
        max_length=LONGEST["asked"],
        widget=AdminAutoHeightTextInput(attrs={"rows": 4}),
        help_text=ASKED_HINT,
    )

    token = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)  # the button pressed twice is one request

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"received_on": clocks.today(), "token": secrets.token_urlsafe()})
        super().__init__(*args, **kwargs)
