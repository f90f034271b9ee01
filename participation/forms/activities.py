"""What staff fill in about an activity, and about who came."""

from collections.abc import Sequence
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from core import clocks
from core.forms.fields import PostChoice, rows_offered
from core.forms.plain_words import PlainWords
from core.long_boxes import LongBox
from core.models import Post
from participation.choices import ENDED, Size
from participation.models import Activity, PriorityGroup, Turnout
from participation.rules.activities import why_not_held_at, why_not_move
from participation.services.activities import Counted

_WHOLE = {"invalid": "Write a whole number, such as 3.", "required": "How many came? Write 0 when nobody did."}


class ActivityForm(WagtailAdminModelForm):
    """One occasion on which families are heard."""

    title = PlainWords(max_length=120)
    place = PlainWords(max_length=120, required=False)
    ran_by = PostChoice(queryset=Post.objects.select_related("hub"), required=False)
    ran_with = PlainWords(max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        going_on = rows_offered(self, "engagement")
        if going_on.queryset is not None and self.instance.pk is None:
            going_on.queryset = going_on.queryset.exclude(stage__in=ENDED)
            self.initial.setdefault("held_on", clocks.today())

    def begin_here(self) -> None:
        """Suggest the everyday listening of the only hub that somebody serves: most sessions are part of it."""
        hub = self.initial.get("hub")
        offered = rows_offered(self, "engagement").queryset
        if hub and offered is not None and not self.initial.get("engagement"):
            everyday = offered.filter(size=Size.EVERYDAY, hubs=hub).first()
            self.initial["engagement"] = everyday.pk if everyday else None

    def clean(self) -> dict[str, Any]:
        """See that the hub is one of those where this is asked about."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        engagement, hub = said.get("engagement"), said.get("hub")
        is_moved = self.instance.pk is None or bool({"engagement", "hub"} & set(self.changed_data))
        if engagement and hub and is_moved:
            for problem in why_not_held_at(engagement, hub, hubs=engagement.hubs.all()):
                self.add_error(problem.where, problem.text)
        if self.instance.pk:
            self.stay(self.instance, is_counted=Turnout.objects.filter(activity=self.instance.pk).exists())
        return said

    def stay(self, stands: Activity, *, is_counted: bool) -> None:
        """Say why it cannot stand elsewhere or on another day, when somebody wrote down who came."""
        chosen = {name: self.cleaned_data.get(name) for name in ("engagement", "hub", "held_on")}
        for problem in why_not_move(stands, **chosen, is_counted=is_counted, today=clocks.today()):
            self.add_error(problem.where, problem.text)


class TurnoutForm(forms.Form):
    """Who came, made for a thumb at the end of a session: a number for everybody, one for each group, and two boxes for what was learnt.

    A group whose box stays empty was not counted, which is not the same as nobody.
    """

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    people = forms.IntegerField(label="Parents, carers and children, in all", error_messages=_WHOLE)
    practitioners = forms.IntegerField(label="People who were there for their work", required=False, error_messages=_WHOLE)
    went_well = LongBox(max_length=1_000, required=False, label="What went well?", help_text="A few words. Name nobody.")
    to_change = LongBox(max_length=1_000, required=False, label="What would you change next time?", help_text="A few words. Name nobody.")

    def __init__(self, *args: Any, groups: Sequence[PriorityGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        for group in groups:
            box = forms.IntegerField(required=False, error_messages=_WHOLE, label=group.name, help_text=group.meaning)
            self.fields[f"group_{group.pk}"] = box
        for field in self.fields.values():
            if field.widget.is_hidden:
                continue
            if isinstance(field, forms.IntegerField):
                field.widget.attrs |= {"inputmode": "numeric", "min": 0, "step": 1, "autocomplete": "off"}
            else:
                field.widget.attrs["rows"] = 2

    def group_boxes(self) -> list[forms.BoundField]:
        """Return the box of each group."""
        return [self[f"group_{group.pk}"] for group in self.groups]

    def counted(self) -> Counted:
        """Return what was counted."""
        said = self.cleaned_data
        by_group = {group: said[f"group_{group.pk}"] for group in self.groups}
        return Counted(
            people=said["people"],
            practitioners=said["practitioners"] or 0,
            groups={group: number for group, number in by_group.items() if number is not None},
            went_well=said["went_well"],
            to_change=said["to_change"],
        )


def as_typed(turnout: Turnout | None) -> dict[str, Any]:
    """Return what the form shows of what was written down before."""
    if turnout is None:
        return {"seen": 0}
    said = {"seen": turnout.version, "people": turnout.number_of_people, "practitioners": turnout.number_of_practitioners or None}
    said |= {f"group_{one.group_id}": one.number_of_people for one in turnout.counts.all()}
    return {**said, "went_well": turnout.went_well, "to_change": turnout.to_change}
