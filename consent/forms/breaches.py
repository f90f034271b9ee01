"""The forms of what went wrong with somebody's data: one screen for whoever found it, short ones for the officer."""

import uuid
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.admin.widgets import AdminAutoHeightTextInput

from consent.choices.breaches import HowBad, HowLikely, MustTell, StepKind, WhatData, WhoseData
from consent.models import Breach
from consent.rules.breaches import LONGEST
from core.forms.plain_words import PlainWords
from core.long_boxes import LongBox
from core.models import Hub

_DECIDED = [(MustTell.MUST, "Yes"), (MustTell.NEED_NOT, "No")]
_ODD = "Something of this form got lost. Open it anew in another tab, and copy over what you typed here."
_NO_NAMES = "No names: the officer asks you for them if they are needed."


def _moment(**kwargs: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    return forms.DateTimeField(widget=widget, **kwargs)


def _words(*, rows: int = 4, **kwargs: Any) -> LongBox:
    return LongBox(widget=AdminAutoHeightTextInput(attrs={"rows": rows}), required=False, max_length=LONGEST, **kwargs)


def _number(label: str, choices: list[tuple[int, str]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=[("", "Choose"), *choices], coerce=int, required=False)


class ReportForm(forms.Form):
    """What somebody who knows no law can say at once."""

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": _ODD, "required": _ODD})
    what = _words(label="What happened?", rows=5, help_text=f"Such as: a letter went to the wrong family. {_NO_NAMES}")
    found_at = _moment(label="When did you notice?", help_text="The law gives 72 hours from this moment.")
    whose = forms.MultipleChoiceField(
        label="Whose data is it?", choices=WhoseData.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    what_data = forms.MultipleChoiceField(
        label="What of them is it?", choices=WhatData.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    number = forms.IntegerField(label="About how many people?", required=False, help_text="Leave it empty when you do not know.")
    hubs = forms.ModelMultipleChoiceField(
        label="At which hubs?", queryset=Hub.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, data: Any = None, *, hubs: "QuerySet[Hub]") -> None:
        super().__init__(data)
        self.fields["hubs"].queryset = hubs  # type: ignore[attr-defined]  # the field above
        self.initial.update(key=uuid.uuid4(), found_at=timezone.localtime().replace(second=0, microsecond=0))


class _OfMany(forms.Form):
    """One of several short forms on a screen: its boxes have ids of their own, so that a label leads to the box of its own form."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id=f"id_{type(self).__name__.lower()}_%s")


class _About(_OfMany):
    """A short form about one breach, which begins with what stands there."""

    def __init__(self, data: Any = None, *, breach: Breach) -> None:
        super().__init__(data)
        self.initial.update(
            {name: value for name in self.fields if (value := getattr(breach, self.held.get(name, name), None)) is not None}
        )

    held: dict[str, str] = {}


class RiskForm(_About):
    """How likely harm is, how bad it would be, and why."""

    likelihood = _number("How likely is it that somebody is harmed?", HowLikely.choices)
    severity = _number("How bad would it be for them?", HowBad.choices)
    reasons = _words(label="Why do you think so?")
    held = {"reasons": "risk_reasons"}


class RegulatorForm(_About):
    """Whether the regulator must be told."""

    must = forms.ChoiceField(label="Must the regulator be told?", choices=_DECIDED, widget=forms.RadioSelect, required=False)
    reasons = _words(label="Why?")
    held = {"must": "regulator", "reasons": "regulator_reasons"}


class ToldForm(_About):
    """When the regulator was told."""

    told_at = _moment(label="When did you tell the regulator?")
    reference = PlainWords(label="Their reference", required=False)
    late_reasons = _words(label="If it was later than 72 hours: why?", rows=3)
    held = {"told_at": "told_regulator_at", "reference": "regulator_reference"}


class PeopleForm(_About):
    """Whether the people are told, how, and when they were."""

    must = forms.ChoiceField(label="Must the people be told?", choices=_DECIDED, widget=forms.RadioSelect, required=False)
    reasons = _words(
        label="How are they told, or why not?", help_text="Where a letter could put somebody in danger, tell them face to face."
    )
    told_on = forms.DateField(label="They were told on", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    held = {"must": "people", "reasons": "people_reasons", "told_on": "told_people_on"}


class StepForm(_OfMany):
    """One thing that was done."""

    kind = forms.ChoiceField(label="What kind of step?", choices=StepKind.choices)
    text = _words(label="What was done?", rows=3, help_text="It cannot be changed later. No names.")
    done_at = _moment(label="When?")

    def __init__(self, data: Any = None, *, breach: Breach) -> None:
        super().__init__(data)
        self.initial.update(done_at=timezone.localtime().replace(second=0, microsecond=0))


class CloseForm(_About):
    """What was learned."""

    lessons = _words(label="What did you learn, and what changes?")
