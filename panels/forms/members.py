"""What staff fill in about a member."""

from typing import Any

from django import forms

from core.forms.plain_words import PlainWords
from core.long_boxes import LongBox
from core.models import Hub
from panels.choices import Capacity, ExitReason, MemberKind
from panels.choices.members import ChildsAge
from panels.models import Membership
from panels.models.membership import WORDS
from panels.rules.members import LONGEST_EXIT, LONGEST_RING, LONGEST_SPEAKS_FOR
from panels.services.leaving import Goodbye


def day_box(label: str, *, required: bool = False, help_text: str = "") -> forms.DateField:
    """Return a box for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget, help_text=help_text)


class MemberForm(forms.Form):
    """What stands about a member. Who they are is changed where it stands: under “Families we know”."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(label="What they are", choices=MemberKind.choices)
    capacity = forms.ChoiceField(label="For whom they speak", choices=Capacity.choices, widget=forms.RadioSelect)
    speaks_for = LongBox(
        label="What they have lived, or whom they represent",
        max_length=LONGEST_SPEAKS_FOR,
        required=False,
        help_text="In their own words, and only what they want us to know. It is deleted when they leave.",
    )
    childrens_ages = forms.MultipleChoiceField(
        label="How old their children are",
        choices=ChildsAge.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only if they want to say. It helps to know whom we hear from; it is deleted when they leave.",
    )
    ring_first = PlainWords(
        label="Whom to ring if something happens to them at a meeting",
        max_length=LONGEST_RING,
        required=False,
        help_text="A name and a number, of somebody whom they asked first. It is deleted when they leave.",
    )
    knows_best = forms.ModelChoiceField(label="The hub they know best", queryset=Hub.objects.order_by("name"), required=False)
    joined_on = day_box("Since when they are on the panel", required=True)
    term_until_on = day_box("Until when", help_text="Leave it empty where the panel has no terms.")

    def said(self) -> dict[str, Any]:
        """Return what was said, without the mark of the page."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


def as_kept(member: Membership) -> dict[str, Any]:
    """Return what the form shows of a member."""
    names = ("kind", "capacity", *WORDS, "knows_best", "joined_on", "term_until_on")
    return {name: getattr(member, name) for name in names} | {"seen": member.version}


class LeaveForm(forms.Form):
    """The day, and what they said: only where they offered it."""

    on = day_box("On which day", required=True)
    reason = forms.ChoiceField(label="Why, only if they said so", choices=ExitReason.choices, required=False)
    words = LongBox(
        label="What they said, in their own words",
        max_length=LONGEST_EXIT,
        required=False,
        help_text="Only what they want us to keep. Nobody has to say anything.",
    )

    def goodbye(self) -> Goodbye:
        """Return what they said."""
        return Goodbye(self.cleaned_data["reason"], self.cleaned_data["words"])
