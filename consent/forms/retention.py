"""The forms of how long things are kept."""

from typing import Any

from django import forms
from wagtail.admin.widgets import AdminAutoHeightTextInput

from consent.choices.retention import CODES, Unit
from consent.models import LegalHold
from consent.rules.retention import LONGEST_HOLD_REASON, LONGEST_NAME
from consent.selectors.retention import Length
from core.forms.plain_words import PlainWords
from core.long_boxes import LongBox


class RuleForm(forms.Form):
    """For how long a kind of record is kept, and why."""

    number = forms.IntegerField(
        label="How long", min_value=0, max_value=3_660, required=False, help_text="Empty where it is kept for good."
    )
    unit = forms.ChoiceField(label="Counted in", choices=Unit.choices)
    reason = PlainWords(
        label="Why do you change it?", required=False, help_text="One or two sentences. It stays in the list below.", strip=True
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an empty box that is not meant for good: it would read as "at once"."""
        said = super().clean() or self.cleaned_data
        if said.get("number") is None and "number" not in self.errors and said.get("unit") != Unit.FOR_GOOD:
            self.add_error("number", "Say how long. Only what is kept for good has no number.")
        return said

    def __init__(self, data: Any = None, *, length: Length) -> None:
        super().__init__(data)
        self.initial.update(number=length.number, unit=length.unit)


class HoldForm(forms.Form):
    """What must not be deleted for now, and why."""

    name = PlainWords(
        label="What do you call it?", required=False, help_text=f"At most {LONGEST_NAME} letters, and nobody’s name: “Court case 2026/14”."
    )
    code = forms.ChoiceField(label="Which kind of record", choices=[("", "Choose a kind"), *CODES], required=False)
    record = PlainWords(
        label="Only one record?",
        required=False,
        help_text="Its reference, such as R-7K3FQ, or its id or number, from its own page, its address or the audit trail. "
        "Leave it empty to hold the whole kind.",
    )
    person = PlainWords(
        label="Or one person?",
        required=False,
        help_text="Their code, such as P-7K3F. They are not erased, whoever asks, until you lift the hold.",
    )
    reason = LongBox(label="Why must it not be deleted?", required=False, max_length=LONGEST_HOLD_REASON, help_text="Kept encrypted.")


class LiftForm(forms.Form):
    """Why something need not be held back any more."""

    reason = LongBox(
        label="Why need it not be held any more?",
        required=False,
        max_length=LONGEST_HOLD_REASON,
        help_text="Kept encrypted, beside why it was held.",
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, hold: LegalHold) -> None:
        super().__init__(data, auto_id=f"id_{hold.pk.hex}_%s")  # each hold of a list has one
