"""What staff fill in when a hub does not keep its ordinary week. Days and times are the phone's own fields: no script is needed."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from core.models import Hub
from home.choices import BankHolidays, WhyClosed

UNTIL_TONIGHT, UNTIL_A_TIME, UNTIL_A_DAY = "tonight", "time", "day"


def a_day(**kwargs: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def a_time(**kwargs: Any) -> forms.TimeField:
    """Return a field for a time of day."""
    return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **kwargs)


class _OfHubs(forms.Form):
    """A form about hubs of one's own. Where there is only one, it is ticked already."""

    hubs = forms.ModelMultipleChoiceField(queryset=Hub.objects.none(), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, hubs: "QuerySet[Hub]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["hubs"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = hubs
        if len(hubs) == 1:
            self.initial.setdefault("hubs", [hubs[0].pk])


class ClosedTodayForm(_OfHubs):
    """Which hub, why, until when: three taps."""

    reason = forms.ChoiceField(
        label="Why", choices=WhyClosed.choices, widget=forms.RadioSelect, error_messages={"required": "Choose why. Families read it."}
    )
    until = forms.ChoiceField(
        label="Until when",
        choices=[(UNTIL_TONIGHT, "The end of today"), (UNTIL_A_TIME, "A time today"), (UNTIL_A_DAY, "The end of another day")],
        widget=forms.RadioSelect,
        initial=UNTIL_TONIGHT,
        error_messages={"required": "Choose until when."},
    )
    at = a_time(label="Until what time today", required=False)
    day = a_day(label="The last day it is closed", required=False)

    def clean(self) -> dict[str, Any]:
        """Turn what was chosen into the moment at which it ends; nothing where the time or day was left out."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        found["until_at"] = _ends(found)
        return found


def _ends(found: dict[str, Any]) -> datetime | None:
    today = timezone.localdate()
    if found.get("until") == UNTIL_A_TIME:
        return _moment(today, found["at"]) if found.get("at") else None
    last: date | None = found.get("day") if found.get("until") == UNTIL_A_DAY else today
    return _moment(last + timedelta(days=1), time.min) if last and last < date.max else None


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


class PlannedForm(_OfHubs):
    """A closure, or other times, with a name and its days."""

    name = forms.CharField(
        max_length=60,
        help_text="Families read it, such as Christmas or Staff training.",
        error_messages={"required": "Give it a name that families understand."},
    )
    first = a_day(label="First day", error_messages={"required": "Say on which day it begins."})
    last = a_day(label="Last day", required=False, help_text="Leave it empty for one day.")
    opens = a_time(label="Open from", required=False, help_text="Only for other times than usual. Leave both empty when closed.")
    closes = a_time(label="Open until", required=False)
    for_every_hub = forms.BooleanField(label="Every hub of the council", required=False)
    field_order = ("name", "first", "last", "opens", "closes", "for_every_hub", "hubs")

    def __init__(self, *args: Any, for_the_council: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not for_the_council:
            del self.fields["for_every_hub"]

    def clean(self) -> dict[str, Any]:
        """Let one day end where it begins."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        found["last"] = found.get("last") or found.get("first")
        found.setdefault("for_every_hub", False)
        return found


AS_THE_COUNCIL = ""


class BankHolidaysForm(forms.Form):
    """What the council does on bank holidays (where this person may say so), and each hub of theirs."""

    def __init__(self, *args: Any, hubs: "QuerySet[Hub]", for_the_council: bool, habits: dict[int | None, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if for_the_council:
            self.fields["council"] = forms.ChoiceField(
                label="Every hub that does not differ", choices=BankHolidays.choices, initial=habits[None]
            )
        as_council = f"As the council: {BankHolidays(habits[None]).label}"
        for hub in hubs:
            choices = [(AS_THE_COUNCIL, as_council), *BankHolidays.choices]
            kept = habits.get(hub.pk, AS_THE_COUNCIL)
            self.fields[f"hub-{hub.pk}"] = forms.ChoiceField(label=hub.name, choices=choices, initial=kept, required=False)
