"""Days, hours and places of meetings in words, in the language of the page or letter and by the council's clock."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language, gettext

from core import clocks
from panels.choices import Format
from panels.models import Meeting

NOON = 12


def hour_in_words(moment: datetime) -> str:
    """Return an hour as families read it: `10am`, `1:30pm`, `midday`; `13:30` in other languages than English."""
    local = timezone.localtime(moment)
    if not (get_language() or "en").startswith("en"):
        return f"{local:%H:%M}"
    if (local.hour, local.minute) == (NOON, 0):
        return "midday"
    minutes = f":{local:%M}" if local.minute else ""
    return f"{local.hour % NOON or NOON}{minutes}{'am' if local.hour < NOON else 'pm'}"


def when_in_words(starts_at: datetime, number_of_minutes: int) -> str:
    """Return when somebody comes: `Tuesday 4 August 2026, 10am to 11:30am`."""
    day = clocks.day_in_words(timezone.localdate(starts_at), weekday=True)
    ends_at = starts_at + timedelta(minutes=number_of_minutes)
    return gettext("%(day)s, %(from)s to %(until)s") % {"day": day, "from": hour_in_words(starts_at), "until": hour_in_words(ends_at)}


def where(meeting: Meeting) -> str:
    """Return where to come; nothing for a meeting online."""
    return "" if meeting.format == Format.ONLINE else meeting.place
