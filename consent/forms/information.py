"""The forms of a request under the Freedom of Information Act."""

from typing import Any

from django import forms
from wagtail.admin.widgets import AdminAutoHeightTextInput

from consent.choices.information import Exemption, Giving, InformationStepKind
from consent.rules import information as rules
from core import clocks
from core.forms.plain_words import PlainWords
from core.long_boxes import LongBox
from core.models import Hub

MARKS = (
    "Put [[ and ]] around what is blacked out, and change no letter: [[Ola]] came on Monday. Where a mark stands, nothing of it goes out."
)
REASON = "Who asked reads it. Section 36 needs the opinion of the council’s qualified person, who is usually the monitoring officer."


def _day(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def _words(*, rows: int, most: int, **kwargs: Any) -> LongBox:
    return LongBox(widget=AdminAutoHeightTextInput(attrs={"rows": rows}), required=False, max_length=most, **kwargs)


class TakeInForm(forms.Form):
    """What was asked, without who asked."""

    reference = PlainWords(
        label="The council’s reference",
        required=False,
        help_text="The case number of the council’s own system, where who asked stands. Their name and address are not kept here.",
    )
    asked = _words(label="What was asked?", rows=5, most=rules.LONGEST_ASKED, help_text="Leave out who asked. It goes into the answer.")
    received_on = _day(
        label="When did it come?",
        help_text="The day it came to anybody at the council: twenty working days are counted from the day after.",
        error_messages=dict.fromkeys(("required", "invalid"), "Write the day on which it came."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"received_on": clocks.today()})
        super().__init__(*args, **kwargs)


class StepForm(forms.Form):
    """What moves the clock."""

    kind = forms.ChoiceField(label="What happened?", choices=[("", "Choose"), *InformationStepKind.choices], required=False)
    on = _day(label="When?", error_messages=dict.fromkeys(("required", "invalid"), "Write the day on which it happened."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": clocks.today()})
        super().__init__(*args, **kwargs)


class SearchForm(forms.Form):
    """What to look for."""

    words = PlainWords(
        label="Words to look for",
        required=False,
        help_text="What has all of them is found; capitals and accents do not count. The beginning of a word finds all its endings.",
    )
    since = _day(label="From", required=False)
    until = _day(label="Up to", required=False)
    hubs = forms.ModelMultipleChoiceField(
        label="Only at these hubs",
        queryset=Hub.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Tick none to look at all. What is of the whole council is found in any case.",
    )


class DecideForm(forms.Form):
    """What becomes of one thing."""

    words = _words(label="Its words", rows=8, most=rules.LONGEST_ITEM + 4_000, help_text=MARKS)
    decision = forms.ChoiceField(
        label="What becomes of it?", choices=[one for one in Giving.choices if one[0]], widget=forms.RadioSelect, required=False
    )
    exemption = forms.ChoiceField(label="Under which section?", choices=[("", "None"), *Exemption.choices], required=False)
    reason = _words(label="Why does that section apply?", rows=3, most=rules.LONGEST_REASON, help_text=REASON)


class LetterForm(forms.Form):
    """The officer's own words in the letter."""

    words = _words(
        label="Anything else to say in the letter?",
        rows=4,
        most=rules.LONGEST_REASON,
        help_text="Such as: how to read the table. Where a second person reads the answer, write it before you ask them.",
    )


class FinishForm(LetterForm):
    """Those words, and what else is needed to finish it."""

    hours = forms.IntegerField(
        label="Refuse the whole: how many hours would it take?",
        required=False,
        help_text=f"Only where it is more than {rules.HOURS_AT_MOST} hours (section 12). Else leave it empty. Nothing chosen goes out.",
    )
    is_sure = forms.BooleanField(
        label="I have read each place where something that is blacked out also stands elsewhere. It may stand there.", required=False
    )
