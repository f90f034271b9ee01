"""What staff fill in about another body, what goes to it and what comes back."""

from typing import Any

from django import forms

from core import clocks
from core.forms.plain_words import PlainWords
from core.long_boxes import LongBox
from panels.models import OtherBody

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_ROWS = forms.Textarea(attrs={"rows": 3})


class BodyForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes no type when the program runs
    """One body: what it is and when it meets."""

    class Meta:
        model = OtherBody
        fields = ("name", "kind", "chair", "next_meets_on", "papers_by_on")
        field_classes = {"name": PlainWords, "chair": PlainWords}
        labels = {
            "name": "What it is called",
            "kind": "What it is",
            "chair": "Who chairs it",
            "next_meets_on": "When it meets next",
            "papers_by_on": "Papers are due by",
        }
        help_texts = {
            "name": "It stays a body of its own: its people are never counted as the panel’s.",
            "chair": "An office, such as “Director of children’s services”. Not a name.",
        }
        widgets = {"next_meets_on": _DAY, "papers_by_on": _DAY}


class SendForm(forms.Form):
    """Something went to them."""

    what = LongBox(max_length=600, label="What you sent them", widget=_ROWS, error_messages={"required": "Say what you sent them."})
    sent_on = forms.DateField(label="On which day", widget=_DAY, error_messages={"required": "Write the day."})
    reference = PlainWords(max_length=60, label="Its number on their agenda", required=False)
    answer_by_on = forms.DateField(label="When an answer is due", required=False, widget=_DAY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sent_on"].initial = clocks.today()


class CameBackForm(forms.Form):
    """What came back."""

    came_back = LongBox(
        max_length=1_000,
        label="What came back",
        help_text="What they decided, or why not. “Noted” is not an answer. Families may read this.",
        widget=_ROWS,
        error_messages={"required": "Say what came back."},
    )
    came_back_on = forms.DateField(label="On which day", widget=_DAY, error_messages={"required": "Write the day."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came_back_on"].initial = clocks.today()
