"""A time of day as people say it."""

from datetime import time

from django.conf import settings
from django.utils.translation import get_language


def clock(moment: time) -> str:
    """Return a time as people say it: 9am, 9:30am, midday. In other languages as their clocks show it: 9:00, 13:30."""
    if get_language() != settings.LANGUAGE_CODE:
        return f"{moment.hour}:{moment.minute:02}"
    if moment == time(12):
        return "midday"
    hour, half = moment.hour % 12 or 12, "am" if moment.hour < 12 else "pm"
    return f"{hour}:{moment.minute:02}{half}" if moment.minute else f"{hour}{half}"
