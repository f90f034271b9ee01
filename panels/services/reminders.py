"""Reminders that leave by themselves, three days before a meeting."""

from datetime import datetime

from panels.models import Meeting
from panels.rules.invitations import REMIND_AHEAD, why_nobody_is_asked
from panels.selectors.invitations import reply_to_of
from panels.services.invitations import remind


def remind_of_coming(now: datetime) -> int:
    """Queue one reminder for each member who was asked to a meeting of the next days, and return how many. Asked again, it does nothing."""
    soon = Meeting.objects.to_come(now).filter(starts_at__lte=now + REMIND_AHEAD, invitations__asked_at__isnull=False)
    coming = [one for one in soon.select_related("panel").distinct() if not why_nobody_is_asked(one, reply_to=reply_to_of(one), now=now)]
    return sum(remind(meeting=one, by=None, now=now) for one in coming)
