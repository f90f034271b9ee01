"""What staff fill in when a panel reads something before others do."""

import uuid
from typing import Any

from django import forms
from wagtail.models import Page, PageQuerySet

from core.forms.plain_words import PlainWords
from core.long_boxes import LongBox
from panels.rules.readings import LONGEST_CHANGED, LONGEST_TITLE, LONGEST_WORDS


class AskForm(forms.Form):
    """What members read, until when, and for which page of the website it is. `key` is made with the form: sent twice it is one."""

    title = PlainWords(max_length=LONGEST_TITLE, label="What it is called", error_messages={"required": "Say what it is called."})
    words = LongBox(
        max_length=LONGEST_WORDS,
        label="What members read",
        help_text="Leave an empty line between two paragraphs: members say something of each. Name nobody in it.",
        error_messages={"required": "Put in what members read."},
    )
    until_on = forms.DateField(
        label="Until when",
        help_text="The last day on which they can say something. Two days at least, twelve weeks at most.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Say until when.", "invalid": "Write the day, such as 30/11/2026."},
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    page = forms.ModelChoiceField(
        queryset=Page.objects.none(),
        required=False,
        label="For which page",
        empty_label="For none: a leaflet or a letter",
        help_text="Once you closed it and the page is published, it says when parents read it. Until then a change of the page waits, "
        "up to two weeks after the last day.",
    )

    def __init__(self, data: Any = None, *, pages: PageQuerySet[Page]) -> None:
        super().__init__(data)
        self.fields["page"].queryset = pages.order_by("title")  # type: ignore[attr-defined]  # a model choice field
        self.fields["key"].initial = uuid.uuid4


class CloseForm(forms.Form):
    """What was changed because of it."""

    changed = LongBox(
        max_length=LONGEST_CHANGED,
        label="What changed because of it",
        help_text="In plain words: members read it. If nothing changed, say why.",
        error_messages={"required": "Say what changed because of it, or why nothing did. Members read it."},
    )
