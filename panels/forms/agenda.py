"""What staff fill in about an agenda, its papers, what is to be arranged, and who came."""

from typing import Any
from uuid import UUID

from django import forms

from core.forms.plain_words import PlainWords
from core.forms.seen import seen_field
from core.long_boxes import LongBox
from panels.choices import Came, NeedKind, PaperFormat
from panels.models import AgendaItem, MeetingPaper
from panels.rules.needs import LONGEST_DETAIL
from panels.selectors.coming import Member
from panels.selectors.papers import mark_of_paper
from panels.services.agenda import SAYS, mark_of_item
from panels.services.attendance import MOST, Sheet


class ItemForm(forms.ModelForm[AgendaItem]):
    """One thing on the agenda."""

    title = PlainWords(max_length=160, label="What it is about")
    presenter = PlainWords(
        max_length=120, required=False, label="Who brings it", help_text="An office, such as “Health visiting”, or “a member”. Name nobody."
    )
    what_is_open = PlainWords(
        max_length=300, required=False, label="What can still change", help_text="Be honest. When nothing can, it is to tell them."
    )
    seen = seen_field()

    class Meta:
        model = AgendaItem
        fields = SAYS
        labels = {"purpose": "What for", "number_of_minutes": "Minutes", "asked_by_a_member": "A member asked for it"}
        help_texts = {"asked_by_a_member": "Any member may ask for an item. Who it was is not kept."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = mark_of_item(self.instance) if self.instance.pk else ""


class PaperForm(forms.Form):
    """A paper: typed here, or a file."""

    title = PlainWords(max_length=160, label="What it is called")
    words = LongBox(max_length=20_000, required=False, label="The paper, typed here", help_text="Name no family.")
    file = forms.FileField(required=False, label="Or a PDF or Word file", help_text="At most 10 MB. Take names of families out first.")
    seen = seen_field()

    def __init__(self, *args: Any, paper: MeetingPaper | None = None, **kwargs: Any) -> None:
        if paper is not None:
            kwargs.setdefault("initial", {"title": paper.title, "words": paper.words, "seen": mark_of_paper(paper)})
        super().__init__(*args, **kwargs)
        if paper is not None:
            del self.fields["file"]
            if not paper.words:
                del self.fields["words"]


class GivenOutForm(forms.Form):
    """Whether members had a paper, and in which other forms."""

    is_out = forms.BooleanField(required=False)
    formats = forms.MultipleChoiceField(choices=PaperFormat.choices, required=False)


class NeedForm(forms.Form):
    """Something to arrange for a member: what, never why."""

    member = forms.ChoiceField(label="For whom")
    kind = forms.ChoiceField(label="What", choices=NeedKind.choices)
    detail = LongBox(
        max_length=LONGEST_DETAIL,
        required=False,
        label="What exactly",
        help_text="What to arrange, never why: “a quiet seat by the door”. Deleted 28 days after the meeting.",
    )

    def __init__(self, *args: Any, members: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = forms.ChoiceField(label="For whom", choices=[(str(one.pk), one.called) for one in members])


class AttendanceForm(forms.Form):
    """Who took part, ticked with a thumb: three choices for each member, and two numbers."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    staff = forms.IntegerField(label="People who came for their work", min_value=0, max_value=MOST, required=False)
    guests = forms.IntegerField(label="Guests", min_value=0, max_value=MOST, required=False)

    def __init__(self, *args: Any, members: list[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        for one in members:
            choices = [*Came.choices, ("", "Was not there")]
            box = forms.ChoiceField(label=one.called, choices=choices, required=False, widget=forms.RadioSelect, initial=one.came)
            self.fields[_name(one.pk)] = box
        for name in ("staff", "guests"):
            self.fields[name].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def rows(self) -> list[tuple[Member, forms.BoundField]]:
        """Return each member with their choices."""
        return [(one, self[_name(one.pk)]) for one in self.members]

    def sheet(self) -> Sheet:
        """Return what was ticked."""
        said = self.cleaned_data
        ticked: dict[UUID, str] = {one.pk: said[_name(one.pk)] for one in self.members}
        return Sheet(ticked, said["staff"] or 0, said["guests"] or 0)


def _name(pk: UUID) -> str:
    return f"member_{pk.hex}"
