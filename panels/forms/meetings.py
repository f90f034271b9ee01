"""What staff fill in about a meeting."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm

from core.forms.fields import rows_offered
from core.forms.marked import MarkedForm
from core.forms.plain_words import PlainWords
from core.forms.seen import seen_field
from panels.models import Meeting
from panels.rules import meetings as rules
from panels.selectors.meetings import why_not_call
from panels.services.meetings import call_meeting, remind_anew


class DayAndHour(forms.SplitDateTimeWidget):
    """A box for the day and one for the hour, by the council's clock whoever reads it."""

    def __init__(self) -> None:
        day = {"type": "date", "aria-label": "Day"}
        hour = {"type": "time", "aria-label": "From what time"}
        super().__init__(date_attrs=day, time_attrs=hour, date_format="%Y-%m-%d", time_format="%H:%M")

    def decompress(self, value: datetime | None) -> tuple[date | None, time | None]:
        """Return the day and the hour of a moment."""
        if not value:
            return None, None
        shown = rules.by_council_clock(value)
        return shown.date(), shown.time()


class CouncilTime(forms.SplitDateTimeField):
    """A day and an hour of the council's clock. An hour that a change of the clocks leaves out, or shows twice, is refused in words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=DayAndHour(), **kwargs)

    def compress(self, data_list: tuple[date, time] | None) -> datetime | None:
        """Return the moment; of half of one, that the other half is missing."""
        if not data_list:
            return None
        if not all(data_list):
            raise ValidationError("Give a day and an hour.")
        try:
            return rules.moment_of(*data_list)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class MeetingForm(MarkedForm, WagtailAdminModelForm):
    """A meeting of a panel: when, where and for how long."""

    title = PlainWords(max_length=120, required=False)
    place = PlainWords(max_length=200, required=False)
    starts_at = CouncilTime()
    seen = seen_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["panel"]  # a meeting stays its panel's: who was asked to it is on that one
        else:
            panels = rows_offered(self, "panel")
            panels.queryset = panels.queryset.filter(ended_on__isnull=True) if panels.queryset is not None else None

    def clean(self) -> dict[str, Any]:
        """Say what is missing, each beside its box."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        facts = {"format": said.get("format", ""), "place": said.get("place", ""), "number_of_minutes": said.get("number_of_minutes")}
        for name, reason in rules.why_not_keep(**facts).items():
            if name not in self.errors:
                self.add_error(name, reason)
        if said.get("starts_at") and (why_not := rules.why_not_move(self.instance, starts_at=said["starts_at"], now=timezone.now())):
            self.add_error("starts_at", why_not)
        if not self.instance.pk and not self.errors and (panel := said.get("panel")):
            called = Meeting(panel=panel, starts_at=said["starts_at"], **facts)
            for name, reason in why_not_call(called).items():
                self.add_error(name, reason)
        return said

    def save(self, commit: bool = True) -> Meeting:
        """Save; an edit counts one up, so that who had it in a calendar gets the new one."""
        meeting: Meeting = self.instance
        if not meeting.pk and commit:
            return call_meeting(meeting=meeting, by=None)  # the gate let this person in (core.gate)
        meeting.version += 1 if meeting.pk else 0
        if meeting.pk and not Meeting.objects.filter(pk=meeting.pk, starts_at=meeting.starts_at).exists():
            remind_anew(meeting)
        super().save(commit=commit)
        return meeting


class NextMeetingForm(forms.Form):
    """When the next one is: everything else is as it was last time."""

    starts_at = CouncilTime(label="When")
