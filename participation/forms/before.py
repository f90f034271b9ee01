"""The forms of "Before you ask again": the subject to look for, and what the planner says."""

from typing import Any

from django import forms

from accounts.models import User
from core.forms.fields import rows_offered
from core.forms.plain_words import PlainWords
from core.long_boxes import LongBox
from core.models import Hub
from participation.models import Engagement
from participation.rules.before import WORDS
from participation.selectors.past import VIEW


class SubjectForm(forms.Form):
    """What it is about, and where."""

    words = PlainWords(
        label="What do you want to ask about?",
        max_length=200,
        required=False,
        help_text="A few words, such as: opening times, telling your story again, fathers.",
    )
    hubs = forms.ModelMultipleChoiceField(
        queryset=Hub.objects.none(),
        label="At which hubs?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None means all you may read.",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows_offered(self, "hubs").queryset = Hub.objects.visible_to(user, VIEW).order_by("name")
        self.fields["words"].widget.attrs.pop("maxlength", None)  # what is pasted is refused in words, never cut

    @property
    def hub_ids(self) -> frozenset[int] | None:
        """The hubs that were ticked; None for every hub."""
        return frozenset(hub.pk for hub in self.cleaned_data.get("hubs") or ()) or None


def _box(label: str, hint: str, *, most: int, rows: int = 3) -> LongBox:
    return LongBox(label=label, help_text=hint, max_length=most, required=False, widget=forms.Textarea(attrs={"rows": rows}))


class BeforeForm(forms.Form):
    """What is known, why it is still asked, and the three lines that families read first."""

    known_already = _box("We know this already", "Press “Use this” beside a line above, or write it yourself.", most=2_000, rows=6)
    still_to_ask = _box("We still need to ask, because", "What would change with the answer that we do not know yet?", most=2_000)
    you_told_us = _box(
        "Last time you told us", "Families read it before the first question. Leave all three empty to say nothing.", most=600
    )
    we_did_then = _box("We did", "What changed, or why nothing did.", most=600)
    now_we_ask = _box("Now we ask", "What is new this time.", most=600)
    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    @classmethod
    def of(cls, engagement: Engagement, *, seen: str) -> "BeforeForm":
        """Return the form with what stands there now."""
        return cls(initial={**{name: getattr(engagement, name) for name in WORDS}, "seen": seen})

    def words(self) -> dict[str, str]:
        """Return what was said, by field."""
        return {name: self.cleaned_data[name] for name in WORDS}
