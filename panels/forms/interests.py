"""What staff fill in about somebody who would like to join a panel."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from accounts.models import User
from consent.choices import SafeThere
from consent.rules.introductions import LONGEST
from core.forms.plain_words import PlainWords
from core.long_boxes import LongBox
from core.workbench import add_errors
from panels.choices.joining import THEMSELVES, HeardThrough, HowAsked, Suits, Wants
from panels.models import Panel
from panels.selectors import joining as selectors

_BY_HAND = [(one.value, one.label) for one in HowAsked if one not in THEMSELVES]


class AskedByHand(forms.Form):
    """Somebody asked on the phone, in person or on paper: as little as the form asks a family for."""

    panel = forms.ModelChoiceField(queryset=Panel.objects.none(), label="Which panel", empty_label="Choose")
    how_asked = forms.ChoiceField(choices=_BY_HAND, label="How they asked")
    name = PlainWords(max_length=LONGEST["name"], required=False, label="What to call them", help_text="A first name will do.")
    phone = PlainWords(max_length=LONGEST["phone"], required=False, label="Phone")
    email = PlainWords(max_length=LONGEST["email"], required=False, label="E-mail")
    safe = forms.ChoiceField(
        choices=SafeThere.choices,
        required=False,
        label="Is it safe to ring them or to write to them there?",
        help_text="Ask it as it stands here.",
    )
    best_time = PlainWords(max_length=LONGEST["best_time"], required=False, label="A good time to ring")
    language = forms.ChoiceField(choices=settings.LANGUAGES, initial=settings.LANGUAGE_CODE, label="They read")
    is_young = forms.BooleanField(required=False, label="They are under 18")
    through_adult = forms.BooleanField(required=False, label="The number or address is of a grown-up who looks after them")
    wants = forms.ChoiceField(choices=[("", "They did not say"), *Wants.choices], required=False, label="How they would like to take part")
    suits = forms.MultipleChoiceField(choices=Suits.choices, required=False, label="What suits them", widget=forms.CheckboxSelectMultiple)
    heard_through = forms.ChoiceField(
        choices=[("", "They did not say"), *HeardThrough.choices], required=False, label="Where they heard of it"
    )
    words = LongBox(
        max_length=LONGEST["words"],
        required=False,
        label="Anything else they said",
        help_text="Only what helps them to come. Never why somebody needs something, or about a child.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        panels = selectors.panels_joined_by_form(user)
        field = self.fields["panel"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Panel.objects.filter(pk__in=[panel.pk for panel in panels])
        if len(panels) == 1:
            field.initial = panels[0].pk

    def said(self) -> dict[str, Any]:
        """Return what is kept, by field."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"panel", "how_asked"}}

    def say_why_not(self, error: ValidationError) -> None:
        """Put the reasons beside the fields they are about."""
        add_errors(self, error)
