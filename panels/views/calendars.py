"""Files and feeds for calendars, behind links alone."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from panels.models import Meeting
from panels.selectors import calendar, feeds, reply_links
from panels.views.by_link import gone


@require_safe
@cache_control(no_store=True, private=True)
def meeting_file(request: HttpRequest, token: str) -> HttpResponse:
    """Return the meeting of an invitation as a file for a calendar."""
    invitation = reply_links.opened(token, now=timezone.now())
    if invitation is None:
        return gone(request)
    return one_meeting(invitation.meeting)


def one_meeting(meeting: Meeting) -> HttpResponse:
    """Return one meeting as a file for a calendar."""
    answer = _calendar([meeting], "")
    answer["Content-Disposition"] = 'attachment; filename="meeting.ics"'
    return answer


@require_safe
@cache_control(no_store=True, private=True)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Return a panel's dates to a calendar that reads them again and again."""
    found = feeds.opened(token)
    if found is None:
        return gone(request)
    called = "" if found.membership_id else found.panel.title
    return _calendar(calendar.meetings_of_feed(found.panel, now=timezone.now()), called)


def _calendar(meetings: Iterable[Meeting], called: str) -> HttpResponse:
    content = calendar.calendar_of(meetings, called=called, now=timezone.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers={"X-Robots-Tag": "noindex"})
