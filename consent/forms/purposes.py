"""Writing down a purpose, and its words."""

from typing import Any

from django import forms

from consent.choices import Basis, Special, UsedIn
from consent.forms.formats import LongWords, OwnWords
from consent.models import Purpose
from consent.rules.purposes import LONGEST, MOST_MONTHS, PARTNER


def _line(name: str, label: str, help_text: str = "", *, required: bool = False) -> OwnWords:
    return OwnWords(most=LONGEST[name], label=label, help_text=help_text, required=required)


def _box(name: str, label: str, help_text: str = "", *, rows: int = 4, required: bool = False) -> LongWords:
    return LongWords(most=LONGEST[name], label=label, help_text=help_text, required=required, widget=forms.Textarea(attrs={"rows": rows}))


class PurposeForm(forms.Form):
    """A purpose, in the order in which an officer thinks about it."""

    title = _line("title", "What is it?", "One thing only, as families read it, such as “Use a photo of you”.", required=True)
    about = _box("about", "What do we do, and why?", "In plain words. Short sentences, short words.", required=True)
    basis = forms.ChoiceField(
        label="On which ground of the law?",
        choices=Basis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the basis."},
    )
    special = forms.ChoiceField(
        label="Facts about health, ethnicity, religion and the like",
        help_text="What lets us use them (Article 9)?",
        choices=Special.choices,
        required=False,
    )
    controllers = _box("controllers", "Who is responsible?", "Every organisation by its whole name, one on each line.", rows=2)
    recipients = _box("recipients", "Who else gets it?", "Write “Nobody else” where it is so.", rows=2)
    channels = forms.MultipleChoiceField(
        label="Where is it used?", choices=UsedIn.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    kept = _line("kept", "How long is it kept?", "Such as: 3 years, or until you change your mind.")
    ends_when = _line("ends_when", "When does it end?", "Such as: when you leave the panel.")
    good_for_months = forms.IntegerField(
        label="For how many months does a yes hold?",
        help_text="After that we ask again. Leave it empty where a yes holds until somebody changes their mind.",
        required=False,
        error_messages={"invalid": f"Write a whole number of months, between 1 and {MOST_MONTHS}."},
    )
    for_a_partner = forms.BooleanField(label="Each yes is about one partner, who is named", required=False)
    stops_in_one_step = forms.BooleanField(
        label="Families can stop it in one step, without a reason", help_text="For what they were never asked about.", required=False
    )

    def __init__(self, data: Any = None, *, purpose: Purpose | None = None) -> None:
        names = self.base_fields
        super().__init__(data, initial={name: getattr(purpose, name) for name in names} if purpose else None)


class WordingForm(forms.Form):
    """The exact words. The heading and the buttons are part of them."""

    question = _line("question", "The heading", "A question, where families are asked.", required=True)
    text = _box(
        "text", "The words", "Who does what, why, who else gets it, and how to stop it. Leave an empty line for a new paragraph.", rows=14
    )
    yes = _line("yes", "The button that says yes", "Such as: Yes, you may use it")
    no = _line("no", "The button that says no", "As plain as the yes, such as: No, do not use it")

    def __init__(self, data: Any = None, *, purpose: Purpose, initial: dict[str, str] | None = None) -> None:
        super().__init__(data, initial=initial)
        if not purpose.is_asked:
            del self.fields["yes"], self.fields["no"]
            self.fields["question"].help_text = ""
        if purpose.for_a_partner:
            self.fields["text"].help_text += f" Write {PARTNER} where the partner’s name shall stand."
