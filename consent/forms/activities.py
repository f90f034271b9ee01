"""The form of one row of the register."""

from typing import Any

from django import forms

from consent.models import ProcessingActivity
from consent.selectors import sharing
from consent.selectors.activities import COLUMNS
from core.forms.plain_words import PlainWords
from core.long_boxes import LongBox

_LONG = ("purposes", "people", "data", "legal_power", "recipients", "transfers", "kept", "security")


class ActivityForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes no type when the program runs
    """One thing the council does with people's data."""

    policy_link = forms.URLField(
        label="Appropriate policy document",
        assume_scheme="https",
        required=False,
        help_text="Needed where Schedule 1 part 2 is relied on.",
    )

    class Meta:
        model = ProcessingActivity
        fields = COLUMNS
        field_classes = dict.fromkeys(_LONG, LongBox) | dict.fromkeys(("name", "joint", "system"), PlainWords)
        widgets = dict.fromkeys(_LONG, forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = sharing.posts_to_choose()  # type: ignore[attr-defined]  # a choice of rows
        self.fields["owner"].label_from_instance = lambda post: post.with_hub  # type: ignore[attr-defined]  # titles come twice
