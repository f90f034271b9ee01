"""Meetings as a calendar file (RFC 5545): one meeting, or a feed that a calendar reads again and again.

Hours stand in UTC, without a block about time zones: every calendar moves them into its reader's own, and the nights when clocks change are
right without a rule of ours. Neither a name nor the link to a room online stands here: calendars are shared, and feeds lie about.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext
from icalendar import Calendar, Event

from core import brand
from panels.choices import Format, MeetingState
from panels.models import Meeting, Panel

KEPT_SHOWN = timedelta(days=90)  # how long a feed shows what has been
READ_AGAIN = timedelta(hours=4)


def calendar_of(meetings: Iterable[Meeting], *, called: str, now: datetime) -> bytes:
    """Return a calendar with these meetings, in lines of at most 75 bytes that end in CRLF. `called` is the panel's name, for
    staff; empty for a member, whose calendar others see: then no title stands in it, neither of the panel nor of a meeting.

    A meeting keeps its UID for ever; SEQUENCE counts its changes, so that a calendar takes a moved hour for the same meeting.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Earshot//Panels//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", called or gettext("A date for you"))
    calendar.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    for meeting in meetings:
        calendar.add_component(_event(meeting, called, now))
    return bytes(calendar.to_ical())


def _event(meeting: Meeting, called: str, now: datetime) -> Event:
    is_off = meeting.state == MeetingState.CALLED_OFF
    event = Event()
    event.add("uid", f"panel-meeting-{meeting.pk}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("sequence", max(meeting.version - 1, 0) + is_off)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    named = f"{called}: {meeting.title}" if meeting.title else called
    event.add("summary", named if called else gettext("A date for you"))
    if meeting.place and meeting.format != Format.ONLINE:
        event.add("location", meeting.place)
    if phone := brand.stored().phone:
        event.add("contact", phone)
    return event


def meetings_of_feed(panel: Panel, *, now: datetime) -> list[Meeting]:
    """Return what a feed of a panel shows: what is to come, what was lately, and what was called off, so that it goes from the calendar."""
    return list(Meeting.objects.filter(panel=panel, starts_at__gte=now - KEPT_SHOWN).select_related("panel").order_by("starts_at", "pk"))
