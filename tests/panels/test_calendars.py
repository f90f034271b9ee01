"""Calendar files and feeds: read back by a parser, in lines that every calendar takes, right on the nights when clocks change."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import User
from core import outbox
from core.models import Hub, Role
from core.querysets import forget_roles
from panels.choices import Format, MeetingState, Stage
from panels.models import CalendarFeed, Meeting, Membership, Panel
from panels.selectors.calendar import calendar_of
from panels.selectors.feeds import address_of
from panels.services.feeds import make_feed
from tests.builders import today
from tests.cast import sign_in
from tests.panels.inviting import add_member, asked, link_of, make_ready
from tests.panels.paneling import in_days, make_meeting

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    """A meeting of Elm's panel, in a week."""
    return make_ready(elm)


def written(*meetings: Meeting) -> bytes:
    """Return a calendar with these meetings."""
    return calendar_of(meetings, called="Parents at Elm", now=timezone.now())


def events(content: bytes) -> list[Any]:
    """Return the events that a parser finds in a calendar."""
    return list(Calendar.from_ical(content.decode()).walk("VEVENT"))


def path_of(feed: CalendarFeed) -> str:
    """Return the path of a feed."""
    return "/" + address_of(feed).partition("://")[2].partition("/")[2]


def test_a_file_holds_the_hour_in_utc_and_no_block_about_time_zones(meeting: Meeting) -> None:
    content = written(meeting)

    (event,) = events(content)
    assert (event.start, event.end) == (meeting.starts_at, meeting.starts_at + timedelta(minutes=90))
    assert str(event["location"]) == "The hall, Elm family hub"
    assert str(event["summary"]) == "Parents at Elm"
    assert event["dtstamp"].dt.tzinfo is not None
    assert b"VTIMEZONE" not in content
    assert b"TZID" not in content
    assert b"VERSION:2.0\r\n" in content
    assert b"PRODID:" in content


def test_every_line_ends_in_crlf_and_is_at_most_75_bytes_long(meeting: Meeting) -> None:
    meeting.title = "Überraschung für ażółć, سب کے لیے; and more " * 2
    meeting.place = "The hall, first floor; ring twice\\knock " * 4

    content = written(meeting)

    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no letter is cut in two
    (event,) = events(content)
    assert str(event["location"]) == meeting.place
    assert meeting.title in str(event["summary"])


def test_a_changed_meeting_is_the_same_one_with_a_higher_number_and_one_called_off_is_cancelled(meeting: Meeting) -> None:
    (before,) = events(written(meeting))
    meeting.starts_at, meeting.version = in_days(9), meeting.version + 1
    (moved,) = events(written(meeting))
    meeting.state = MeetingState.CALLED_OFF
    (off,) = events(written(meeting))

    assert str(before["uid"]) == str(moved["uid"]) == str(off["uid"])
    assert before["sequence"] < moved["sequence"] < off["sequence"]
    assert [str(one["status"]) for one in (before, moved, off)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        (datetime(2026, 3, 28, 10, tzinfo=LONDON), datetime(2026, 3, 28, 10, tzinfo=UTC)),  # the day before clocks go forward
        (datetime(2026, 3, 29, 10, tzinfo=LONDON), datetime(2026, 3, 29, 9, tzinfo=UTC)),
        (datetime(2026, 10, 24, 23, 30, tzinfo=LONDON), datetime(2026, 10, 24, 22, 30, tzinfo=UTC)),  # ends after clocks went back
        (datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=0), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # half past one comes twice
        (datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=1), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    ],
)
def test_hours_are_right_around_the_nights_when_clocks_change(meeting: Meeting, local: datetime, utc: datetime) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=local, number_of_minutes=240)
    (event,) = events(written(Meeting.objects.select_related("panel").get(pk=meeting.pk)))

    assert event.start == utc
    assert event.end - event.start == timedelta(hours=4)
    assert event.start.utcoffset() == timedelta(0)


def test_neither_a_name_nor_the_room_online_stands_in_a_calendar(client: Client, meeting: Meeting, petra: User) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(format=Format.HYBRID, link="https://meet.example/secret")
    invitation = asked(meeting, add_member(meeting.panel), by=petra)
    client.post(link_of(invitation), {"all_dates": "1"})

    files = client.get(f"{link_of(invitation)}meeting.ics"), client.get(path_of(CalendarFeed.objects.get()))

    for file in files:
        assert file["Content-Type"] == "text/calendar; charset=utf-8"
        assert "no-store" in file["Cache-Control"]
        assert len(events(file.content)) == 1
        for hidden in (b"secret", b"Ola", b"family.example", b"Petra"):
            assert hidden not in file.content


def test_the_file_is_linked_from_the_page_and_from_the_letter(client: Client, meeting: Meeting, petra: User, mailoutbox: list[Any]) -> None:
    invitation = asked(meeting, add_member(meeting.panel), by=petra)

    assert f"{link_of(invitation)}meeting.ics" in client.get(link_of(invitation)).text
    assert f"{link_of(invitation)}meeting.ics" in mailoutbox[0].body


def test_a_feed_shows_what_comes_what_was_lately_and_what_was_called_off(client: Client, meeting: Meeting, petra: User) -> None:
    make_meeting(meeting.panel, title="Lately", starts_at=in_days(-10))
    make_meeting(meeting.panel, title="Long ago", starts_at=in_days(-200))
    make_meeting(meeting.panel, title="Off", starts_at=in_days(20), state=MeetingState.CALLED_OFF, called_off_because="Snow")

    found = events(client.get(path_of(make_feed(panel=meeting.panel, by=petra))).content)

    assert [str(one["summary"]) for one in found] == ["Parents at Elm: Lately", "Parents at Elm", "Parents at Elm: Off"]
    assert [str(one["status"]) for one in found] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_staff_make_their_own_address_and_end_it(client: Client, meeting: Meeting, petra: User) -> None:
    desk = sign_in(petra)
    at = {name: reverse(f"panel_dates:{name}", args=[meeting.panel.pk]) for name in ("one", "make_feed", "end_feed")}

    desk.post(at["make_feed"])
    first = path_of(CalendarFeed.objects.get())
    assert first in desk.get(at["one"]).text
    desk.post(at["make_feed"])
    second = path_of(CalendarFeed.objects.get())

    assert client.get(first).status_code == 410
    assert client.get(second).status_code == 200
    desk.post(at["end_feed"])
    assert client.get(second).status_code == 410


def test_a_feed_ends_with_its_readers_right_to_see_the_panel(client: Client, meeting: Meeting, petra: User) -> None:
    address = path_of(make_feed(panel=meeting.panel, by=petra))
    assert client.get(address).status_code == 200

    Role.objects.filter(user=petra).delete()
    forget_roles(petra)

    assert client.get(address).status_code == 410


def test_a_members_feed_ends_when_they_leave(client: Client, meeting: Meeting, petra: User) -> None:
    member = add_member(meeting.panel)
    client.post(link_of(asked(meeting, member, by=petra)), {"all_dates": "1"})
    address = path_of(CalendarFeed.objects.get(membership=member))
    assert client.get(address).status_code == 200

    Membership.objects.filter(pk=member.pk).update(stage=Stage.LEFT, left_on=today())

    assert client.get(address).status_code == 410


def test_reading_a_feed_changes_nothing(client: Client, meeting: Meeting, petra: User) -> None:
    address = path_of(make_feed(panel=meeting.panel, by=petra))
    before = list(CalendarFeed.objects.values()), list(Panel.objects.values())
    client.get(address)
    assert client.post(address).status_code in {403, 405}
    outbox.drain()

    assert (list(CalendarFeed.objects.values()), list(Panel.objects.values())) == before
