"""How an engagement begins: what it is called, what it starts from, and three plain questions that say how heavy it is."""

from typing import Any

from django import forms

from core.models import Hub
from participation.rules.sizes import QUESTIONS
from participation.starters import STARTERS

YES_NO = (("yes", "Yes"), ("no", "No"))


class SizeForm(forms.Form):
    """The three questions. Each must be answered, none is answered beforehand."""

    def __init__(self, *args: Any, answers: dict[str, bool] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for asked in QUESTIONS:
            self.fields[asked.name] = forms.ChoiceField(
                choices=YES_NO,
                label=asked.words,
                help_text=asked.help,
                widget=forms.RadioSelect,
                error_messages={"required": "Answer yes or no. If you are not sure, yes is the safer answer."},
            )
            if answers and asked.name in answers:
                self.initial[asked.name] = "yes" if answers[asked.name] else "no"

    def answers(self) -> dict[str, bool]:
        """Return what was answered, once it is valid."""
        return {asked.name: self.cleaned_data[asked.name] == "yes" for asked in QUESTIONS}


class BeginForm(SizeForm):
    """A title, hubs, a ready-made plan or none, and the three questions."""

    title = forms.CharField(
        label="What is it about?",
        help_text="A short title that families would understand. They see it.",
        max_length=120,
        error_messages={"required": "Give it a title that families would understand."},
    )
    hubs = forms.ModelMultipleChoiceField(
        queryset=Hub.objects.none(),
        label="At which hubs?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one hub."},
    )
    starter = forms.ChoiceField(
        label="Begin with",
        required=False,
        choices=[("", "Nothing: I write it myself"), *((one.code, f"{one.name}: {one.says}") for one in STARTERS)],
        widget=forms.RadioSelect,
        help_text="The words are a first draft. Make them yours.",
    )


class MoveForm(forms.Form):
    """Why an engagement goes a step back."""

    reason = forms.CharField(max_length=300, label="Why does it go a step back?", help_text="It stands in the audit trail. Name nobody.")
