"""What staff fill in while a panel meets: one box, and what goes with a decision, an action or a recommendation."""

import uuid
from typing import Any

from django import forms
from django.db.models import Model

from core.forms.seen import seen_field
from core.long_boxes import LongBox
from core.row_numbers import row_number
from feedback.choices import Whose
from panels.choices import HowDecided, OwnerKind
from panels.choices.run_sheet import LONGEST_REASON, LONGEST_WORDS, MOST_HANDS
from panels.models import AgendaItem, Decision, Meeting, MeetingAction, MeetingPoint, Membership, OtherBody
from panels.selectors.run_sheet import Offered
from panels.services.run_sheet import mark_of_row

POINT, DECISION, ACTION, RECOMMENDATION = "point", "decision", "action", "recommendation"
KINDS = (POINT, DECISION, ACTION, RECOMMENDATION)
HANDS = ("number_for", "number_against", "number_abstained")
BOXES = {
    POINT: ("words", "whose"),
    DECISION: ("words", "how", *HANDS, "reason", "minority_view"),
    ACTION: ("words", "owner", "due_on"),
}
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
_SHORT = forms.Textarea(attrs={"rows": 2})
NOBODY_CHOSEN = ("", "Choose")


def _hands(label: str) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_HANDS, required=False, widget=widget)


class WriteDownForm(forms.Form):
    """Something that came of a meeting. Which of the boxes count, the button says; the services say what is missing."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    item = forms.CharField(required=False, widget=forms.HiddenInput)
    words = LongBox(max_length=LONGEST_WORDS, required=False, label="What was said, decided or agreed", widget=_SHORT)
    whose = forms.ChoiceField(label="Whose words", choices=Whose.choices, initial=Whose.PARENT, required=False)
    how = forms.ChoiceField(label="How it was decided", choices=HowDecided.choices, initial=HowDecided.AGREED, required=False)
    number_for = _hands("Hands for it")
    number_against = _hands("Hands against it")
    number_abstained = _hands("Neither")
    reason = LongBox(
        max_length=LONGEST_REASON,
        required=False,
        label="Why",
        widget=_SHORT,
        help_text="It can follow, before the minutes go out.",
    )
    minority_view = LongBox(
        max_length=LONGEST_REASON,
        required=False,
        label="Who saw it otherwise, and why",
        widget=_SHORT,
        help_text="What they think. Not who they are.",
    )
    owner = forms.ChoiceField(label="Who does it", required=False)
    due_on = forms.DateField(label="By when", widget=_DAY, required=False)
    body = forms.ChoiceField(label="To whom", required=False)
    answer_by_on = forms.DateField(label="When they answer by", widget=_DAY, required=False)
    seen = seen_field()

    def __init__(self, *args: Any, offered: Offered, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = forms.ChoiceField(label="Who does it", choices=[NOBODY_CHOSEN, *offered.owners], required=False)
        self.fields["body"] = forms.ChoiceField(label="To whom", choices=[NOBODY_CHOSEN, *offered.bodies], required=False)
        self.fields["key"].initial = uuid.uuid4

    def move_to_first(self) -> None:
        """Let what was typed under a line that is gone stand under the first one, which always is."""
        self.data, self.auto_id = {**{name: self.data[name] for name in self.data}, "item": ""}, "id_first_%s"

    def typed(self) -> list[tuple[str, str]]:
        """Return the words that were typed, with what their boxes are called: to copy, where nothing can be kept any more."""
        boxes = ((str(self[name].label), str(self[name].value() or "").strip()) for name in ("words", "reason", "minority_view"))
        return [(label, words) for label, words in boxes if words]

    def row(self, kind: str, meeting: Meeting, item: AgendaItem | None) -> Any:
        """Return the point, decision or action that was typed, not kept yet."""
        said = self.cleaned_data
        facts: dict[str, Any] = {"pk": said["key"], "meeting": meeting, "item": item}
        if kind == POINT:
            return said_in(MeetingPoint(**facts), said)
        return said_in(Decision(**facts) if kind == DECISION else MeetingAction(**facts), said)


def said_in(row: Any, said: dict[str, Any]) -> Any:
    """Return a row with what was typed. Who does an action is a post or a body here; which member it is the caller asks `row_named`."""
    for name in SAID[type(row)]:
        setattr(row, name, said[name] if said[name] != "" or name not in USUAL else USUAL[name])
    if isinstance(row, MeetingAction):
        owner = said["owner"]
        row.owner_kind = owner.partition(":")[0]
        row.post_id = row_number(owner.removeprefix("post:")) if row.owner_kind == OwnerKind.POST else None
        row.body_id = row_number(owner.removeprefix("body:")) if row.owner_kind == OwnerKind.BODY else None
    return row


SAID: dict[type[Model], tuple[str, ...]] = {
    MeetingPoint: ("words", "whose"),
    Decision: ("words", "how", *HANDS, "reason", "minority_view"),
    MeetingAction: ("words", "due_on"),
}


# What a box that was sent empty, or not at all, means.
USUAL = {"whose": Whose.PARENT, "how": HowDecided.AGREED}


def row_named(choice: str, kind: str, rows: Any) -> Any:
    """Return the row that `kind:id` names among these; None where it names another kind."""
    named, _, pk = choice.partition(":")
    return rows.filter(pk=pk).first() if named == kind and pk else None


def member_named(choice: str, meeting: Meeting) -> Membership | None:
    """Return which member of the panel a choice of an owner names; None for “a member”, a post or a body."""
    member: Membership | None = row_named(choice, OwnerKind.MEMBER, Membership.objects.filter(panel=meeting.panel_id))
    return member


class PutRightForm(WriteDownForm):
    """The same for one that stands there: only its own boxes."""

    def __init__(self, *args: Any, kind: str, instance: Any, **kwargs: Any) -> None:
        initial = {name: getattr(instance, name) for name in SAID[type(instance)]}
        if isinstance(instance, MeetingAction):
            initial["owner"] = owner_of(instance)
        super().__init__(*args, initial={**initial, "seen": mark_of_row(instance)}, **kwargs)
        for name in set(self.fields) - {*BOXES[kind], "seen"}:
            del self.fields[name]
        self.fields["words"].label = {POINT: "What was said", DECISION: "What was decided", ACTION: "What is to be done"}[kind]


def owner_of(action: MeetingAction) -> str:
    """Return who does it as the form's choice names them."""
    if action.owner_kind == OwnerKind.MEMBER:
        return f"member:{action.of_member.membership_id}" if hasattr(action, "of_member") else "member"
    return f"{action.owner_kind}:{action.post_id or action.body_id}"


def body_named(pk: str, meeting: Meeting) -> OtherBody | None:
    """Return the body of this panel that a form chose."""
    return OtherBody.objects.filter(panel=meeting.panel_id, pk=row_number(pk)).first()
