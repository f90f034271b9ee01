"""What staff fill in to find a time."""

from datetime import datetime
from typing import Any

from django import forms

from core.forms.plain_words import PlainWords
from panels.choices import Format
from panels.forms.meetings import CouncilTime
from panels.rules.meetings import LONGEST_MEETING
from panels.rules.polls import MOST
from panels.services.polls import Asked


class PollForm(forms.Form):
    """A poll: a few moments, and what the meeting will be."""

    closes_on = forms.DateField(label="Last day to answer", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    title = PlainWords(label="What the meeting is for, if it has a name", max_length=120, required=False)
    number_of_minutes = forms.IntegerField(label="How many minutes", min_value=15, max_value=LONGEST_MEETING, initial=90)
    format = forms.ChoiceField(label="How we meet", choices=Format.choices)
    place = PlainWords(label="Where: the room and its address", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST + 1):
            self.fields[f"moment_{number}"] = CouncilTime(label=f"Time {number}", required=number == 1)

    def moment_boxes(self) -> list[forms.BoundField]:
        """Return the box of each moment."""
        return [self[f"moment_{number}"] for number in range(1, MOST + 1)]

    def other_boxes(self) -> list[forms.BoundField]:
        """Return the other boxes."""
        return [self[name] for name in ("closes_on", "title", "number_of_minutes", "format", "place")]

    def asked(self) -> Asked:
        """Return what is asked."""
        said = self.cleaned_data
        moments: list[datetime] = [one for number in range(1, MOST + 1) if (one := said.get(f"moment_{number}"))]
        return Asked(
            moments=moments,
            closes_on=said["closes_on"],
            title=said["title"],
            number_of_minutes=said["number_of_minutes"],
            format=said["format"],
            place=said["place"],
        )
