"""What staff key in from slips without a name: one slip, or a pile that was counted."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from panels.choices import Asked
from panels.choices.monitoring import ANSWERS, UNDER_18
from panels.models import MonitoringRound
from panels.rules.monitoring import slips_in_no_band
from panels.selectors.makeup import counted
from participation.models import PriorityGroup

_WHOLE = {"invalid": "Write a whole number, such as 3."}


class SlipForm(forms.Form):
    """One slip: what was ticked on it, and nothing of whose it is."""

    def __init__(self, *args: Any, questions: Sequence[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for asked in questions:
            missing = {"required": "Choose one. “Rather not say” is an answer, too."}
            self.fields[asked.value] = forms.ChoiceField(
                label=asked.label, choices=_answers(asked), widget=forms.RadioSelect, error_messages=missing
            )


class PileForm(forms.Form):
    """How many gave each answer, and how many are of each group that the council looks for. An empty box is nobody, or not counted."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, questions: Sequence[Asked], groups: Sequence[PriorityGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.groups = questions, groups
        for asked in questions:
            for code, label in _answers(asked):
                self.fields[_box(asked, code)] = _number(str(label))
        for group in groups:
            self.fields[f"group_{group.pk}"] = _number(group.name, group.meaning)

    def by_question(self) -> list[tuple[str, list[forms.BoundField], list[str]]]:
        """Return each question with its boxes, and what is wrong with them together."""
        wrong = getattr(self, "wrong", {})
        return [(str(one.label), [self[_box(one, code)] for code, _ in _answers(one)], wrong.get(one.value, [])) for one in self.questions]

    def group_boxes(self) -> list[forms.BoundField]:
        """Return the box of each group."""
        return [self[f"group_{group.pk}"] for group in self.groups]

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many gave each answer, by question."""
        said = self.cleaned_data
        return {one.value: {code: said[_box(one, code)] or 0 for code, _ in ANSWERS[one]} for one in self.questions}

    def number_under_18(self) -> int:
        """Return how many stand in no band of age."""
        return self.cleaned_data.get(_box(Asked.AGE, UNDER_18[0])) or 0

    def counted_groups(self) -> dict[PriorityGroup, int]:
        """Return how many are of each group that was counted."""
        said = {group: self.cleaned_data[f"group_{group.pk}"] for group in self.groups}
        return {group: number for group, number in said.items() if number is not None}

    def say_what_is_wrong(self, problems: Mapping[str, Sequence[str]]) -> None:
        """Put what is wrong beside the question or the box that it is about."""
        self.wrong = {name: list(reasons) for name, reasons in problems.items() if name in Asked.values}
        for name, reasons in problems.items():
            for reason in reasons:
                self.add_error(name if name in self.fields else None, reason)


def _answers(asked: Asked) -> list[tuple[str, Any]]:
    return [*ANSWERS[asked], *([UNDER_18] if asked == Asked.AGE else [])]


def _box(asked: Asked, code: str) -> str:
    return f"{asked.value}_{code}"


def _number(label: str, help_text: str = "") -> forms.IntegerField:
    box = forms.IntegerField(label=label, help_text=help_text, required=False, min_value=0, error_messages=_WHOLE)
    box.widget.attrs |= {"inputmode": "numeric", "min": 0, "step": 1, "autocomplete": "off"}
    return box


def as_typed(row: MonitoringRound) -> dict[str, Any]:
    """Return what the form of a pile shows of what stands, on the screen where it is typed."""
    said: dict[str, Any] = {"seen": row.version}
    for asked, by_answer in counted(row).items():
        said |= {f"{asked}_{code}": number for code, number in by_answer.items()}
    said[_box(Asked.AGE, UNDER_18[0])] = slips_in_no_band(counted(row)) or None
    return said | {f"group_{one.group_id}": one.number_of_people for one in row.makeup.all()}
