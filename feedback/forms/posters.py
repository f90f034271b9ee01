"""A new poster: which survey, and where it hangs."""

from typing import Any

from django import forms

from core.models import Hub
from feedback.choices import EntryKind

KINDS = (
    (EntryKind.POSTER, "A poster on a wall"),
    (EntryKind.SESSION, "One session, today or every week"),
)


class NewPosterForm(forms.Form):
    """What a poster needs. The hub was chosen before, or there is only one."""

    what = forms.ChoiceField(label="What do you want to ask?", widget=forms.RadioSelect)
    kind = forms.ChoiceField(label="Where will families see it?", choices=KINDS, widget=forms.RadioSelect, initial=EntryKind.POSTER)
    label = forms.CharField(
        label="Which wall or which session?",
        max_length=80,
        required=False,
        help_text="For you and your colleagues only, such as “Reception” or “Baby massage, Tuesdays”. Not printed.",
    )

    def __init__(self, *args: Any, hub: Hub, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hub = hub
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = choices
        if len(choices) == 1:
            self.initial["what"] = choices[0][0]
