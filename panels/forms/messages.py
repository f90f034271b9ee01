"""What staff fill in to write to members, and when it leaves."""

import uuid
from collections.abc import Mapping
from typing import Any

from django import forms

from core.forms.plain_words import PlainWords
from core.forms.seen import seen_field
from core.long_boxes import LongBox
from panels.forms.meetings import CouncilTime
from panels.models import Message, Panel
from panels.rules.messages import LONGEST_FOR_PHONES, LONGEST_WORDS
from panels.selectors.messages import Whom, choices_of
from panels.services.messages import Said

NAME_NOBODY = "In plain words. Name nobody: others may open somebody’s mail."


class MessageForm(forms.Form):
    """A message, and whom it is for. How long a box may be is asked by its service, so that nothing is cut."""

    seen = seen_field()
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)  # of a new one: sent twice it is one message
    heading = PlainWords(label="What it is about", help_text="The first line of the letter. The subject says “A message for you”, no more.")
    words = LongBox(label="The message", max_length=LONGEST_WORDS, help_text=NAME_NOBODY)
    phone_words = LongBox(
        label="The same for a phone, in few words",
        max_length=LONGEST_FOR_PHONES,
        required=False,
        help_text=f"At most {LONGEST_FOR_PHONES} letters, without the panel’s name: a phone shows them locked. Empty: the message itself.",
    )

    def __init__(self, *args: Any, panel: Panel, kept: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4
        self.fields["phone_words"].widget.attrs["rows"] = 2
        self.choosers = []
        for name, label, values in choices_of(panel, kept):
            self.fields[name] = forms.ChoiceField(label=label, choices=[("", "All"), *values], required=False)
            self.choosers.append(name)

    def word_boxes(self) -> list[forms.BoundField]:
        """Return the boxes for words."""
        return [self[name] for name in ("heading", "words", "phone_words")]

    def whom_boxes(self) -> list[forms.BoundField]:
        """Return what narrows down who gets it."""
        return [self[name] for name in self.choosers]

    def said(self) -> Said:
        """Return what was typed."""
        typed = self.cleaned_data
        return Said(typed["heading"], typed["words"], typed["phone_words"], Whom(**{name: typed[name] for name in self.choosers}))


def as_kept(message: Message) -> dict[str, Any]:
    """Return what the form shows of a message."""
    words = {name: getattr(message, name) for name in ("heading", "words", "phone_words")}
    return {**message.whom, **words, "seen": str(message.version)}


class WhenForm(forms.Form):
    """When a message leaves: empty is at once."""

    leaves_at = CouncilTime(required=False)


class KeyForm(forms.Form):
    """What makes one message of a button that is pressed twice."""

    key = forms.UUIDField(required=False)
