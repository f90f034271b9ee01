"""What staff fill in about the groups that the council looks for."""

from typing import Any

from django import forms

from core.forms.plain_words import PlainWords
from core.long_boxes import LongBox
from core.models import Hub
from participation.models import PriorityGroup

_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class GroupForm(forms.Form):
    """One group: what it is called, who it is, whether we look for it now."""

    name = PlainWords(max_length=80, label="What the group is called", error_messages={"required": "Give the group a name."})
    meaning = LongBox(
        max_length=300,
        label="Who this is, in plain words",
        help_text="So that everybody counts the same.",
        error_messages={"required": "Say in plain words who this is, so that everybody counts the same."},
    )
    order = forms.IntegerField(min_value=0, max_value=999, required=False, label="Place in the list", help_text="1 comes first.")
    is_active = forms.BooleanField(
        required=False, label="We look for them now", help_text="Without it the group is on no screen any more. What was counted stays."
    )

    def fill(self, group: PriorityGroup) -> PriorityGroup:
        """Put what was said into the group."""
        said = self.cleaned_data
        group.name, group.meaning, group.is_active = said["name"], said["meaning"], said["is_active"]
        group.order = said["order"] or group.order  # an empty box moves nobody; a new group comes last (services/groups.py)
        return group


def as_kept(group: PriorityGroup) -> dict[str, Any]:
    """Return what the form shows of a group."""
    return {"name": group.name, "meaning": group.meaning, "order": group.order or None, "is_active": group.is_active}


class FigureForm(forms.Form):
    """About how many of a group live around a hub. Every figure says who counted, and when."""

    hub = forms.ModelChoiceField(queryset=Hub.objects.all(), empty_label="Choose", label="Hub")
    number = forms.IntegerField(min_value=0, max_value=9_999_999, label="About how many people")
    source = PlainWords(
        max_length=200,
        label="Where the figure comes from",
        help_text="Such as “Census 2021, wards of Elm”.",
        error_messages={"required": "Say where the figure comes from, such as “Census 2021” or “School census”."},
    )
    counted_on = forms.DateField(widget=_DAY, label="Counted on")
