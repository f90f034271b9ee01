"""What staff fill in about how a panel works, and about who agreed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from core import clocks
from core.forms.seen import seen_field
from core.long_boxes import LongBox
from panels.choices import HowAgreed
from panels.models import Terms
from panels.terms_template import HEADINGS

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TermsForm(forms.Form):
    """A box for each heading. Nothing is required to save: what is missing is said when the panel adopts it."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in HEADINGS:
            self.fields[one.key] = LongBox(label=one.title, help_text=one.asks, required=False, widget=forms.Textarea(attrs={"rows": 4}))
        self.fields["review_on"] = forms.DateField(
            label="When you look at it again",
            help_text="A year after it is adopted, when you leave this empty.",
            required=False,
            widget=_DAY,
        )

    @property
    def words(self) -> Mapping[str, str]:
        """Return what was written, by the key of its heading."""
        return {one.key: self.cleaned_data[one.key] for one in HEADINGS}


def as_kept(terms: Terms | None, draft: Terms | None) -> dict[str, Any]:
    """Return what the form shows: the draft, else the words that hold, from which the next version is written."""
    shown = draft or terms
    begun: dict[str, Any] = dict(shown.words) if shown else {}
    return begun | {"seen": draft.version if draft else 0, "review_on": draft.review_on if draft else None}


class AdoptForm(forms.Form):
    """On which day the panel adopted it."""

    seen = seen_field()
    on = forms.DateField(label="On which day the panel adopted it", widget=_DAY, error_messages={"required": "Write the day."})


class AgreeForm(forms.Form):
    """Who agreed, on which day, and how. `number` is the version that the page named."""

    number = forms.IntegerField(required=False, widget=forms.HiddenInput)
    who = forms.MultipleChoiceField(
        label="Who agreed", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Tick who agreed."}
    )
    on = forms.DateField(label="On which day", widget=_DAY, error_messages={"required": "Write the day."})
    how = forms.ChoiceField(
        label="How they said it",
        choices=[(one.value, one.label) for one in HowAgreed if one != HowAgreed.THEMSELVES],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how they agreed."},
    )

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], number: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["who"]
        who.choices = list(people)
        self.fields["on"].initial = clocks.today()
        self.fields["number"].initial = number
