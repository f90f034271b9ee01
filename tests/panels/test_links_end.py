"""A link that went astray ends, and with it every other of that person; one that is old ends by itself; one that is hammered rests."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accounts.models import User
from core import limits, outbox
from core.models import AuditEntry, Hub
from panels.choices import HowReplied, Reply
from panels.models import CalendarFeed, Invitation, Meeting, MeetingNeed, TimeAsked, TimePoll
from panels.selectors.feeds import address_of
from panels.selectors.reply_links import token_of
from panels.services.feeds import make_feed
from panels.services.invitations import end_link
from panels.services.polls import ask_members
from panels.services.replies import answer, arrange
from tests.builders import today
from tests.cast import sign_in
from tests.panels.inviting import add_member, asked, link_of, make_poll, make_ready
from tests.panels.paneling import make_meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    """A meeting of Elm's panel, in a week, with a name."""
    found = make_ready(elm)
    found.title = "Autism assessments"
    found.save()
    return found


@pytest.fixture
def ola(meeting: Meeting, petra: User) -> Invitation:
    """Ola has her letter."""
    return asked(meeting, add_member(meeting.panel), by=petra)


def poll_link(ola: Invitation, by: User) -> str:
    """Ask Ola which times suit her, and return the path of her link."""
    poll = make_poll(ola.meeting.panel)
    ask_members(poll=poll, who=[str(ola.membership_id)], by=by, now=timezone.now())
    outbox.drain()
    return f"/panels/times/{token_of(TimeAsked.objects.get(poll=poll))}/"


def feed_link(client: Client, ola: Invitation) -> str:
    """Press the button that makes Ola's calendar address, and return its path."""
    client.post(link_of(ola), {"all_dates": "1"})
    return "/" + address_of(CalendarFeed.objects.get(membership=ola.membership)).partition("://")[2].partition("/")[2]


def test_no_letter_holds_the_address_of_all_dates(ola: Invitation, mailoutbox: list[EmailMultiAlternatives]) -> None:
    assert "/panels/calendar/" not in mailoutbox[0].body
    assert f"{link_of(ola)}meeting.ics" in mailoutbox[0].body
    assert not CalendarFeed.objects.exists()


def test_the_address_of_all_dates_is_made_by_a_button_behind_the_link(client: Client, ola: Invitation) -> None:
    assert "Put all dates into my calendar" in client.get(link_of(ola)).text
    assert not CalendarFeed.objects.exists()

    address = feed_link(client, ola)

    assert client.get(address).status_code == 200
    assert address in client.get(link_of(ola)).text
    client.post(link_of(ola), {"all_dates": "1"})
    assert AuditEntry.objects.filter(verb="panels.feed.make").count() == 1


def test_ending_ends_every_link_of_that_person(client: Client, ola: Invitation, petra: User) -> None:
    later = asked(make_meeting(ola.meeting.panel), ola.membership, by=petra)
    addresses = [link_of(ola), f"{link_of(ola)}meeting.ics", link_of(later), poll_link(ola, petra), feed_link(client, ola)]
    other = asked(ola.meeting, add_member(ola.meeting.panel, "Bea Bright", "bea@family.example"), by=petra)
    assert [client.get(one).status_code for one in addresses] == [200] * 5

    desk, page = sign_in(petra), reverse("meeting_invitation:one", args=[ola.meeting_id])
    assert "End all links of this person" in desk.get(page).text
    said = desk.post(f"{page}end-link/", {"member": str(ola.membership_id)}, follow=True).text

    assert "Every link that was sent to them opens nothing any more" in said
    assert [client.get(one).status_code for one in addresses] == [410] * 5
    assert client.get(link_of(other)).status_code == 200


def test_a_calendar_address_alone_is_ended_too(client: Client, ola: Invitation, petra: User) -> None:
    address = feed_link(client, ola)
    Invitation.objects.update(salt="", token_hash="")

    end_link(meeting=ola.meeting, member=ola.membership, by=petra)

    assert client.get(address).status_code == 410


def test_neither_file_nor_feed_of_a_member_names_the_panel_or_the_meeting(client: Client, ola: Invitation, petra: User) -> None:
    for address in (f"{link_of(ola)}meeting.ics", feed_link(client, ola)):
        content = client.get(address).content.decode()
        (event,) = Calendar.from_ical(content).walk("VEVENT")
        assert str(event["summary"]) == "A date for you"
        for hidden in ("Parents at Elm", "Autism"):
            assert hidden not in content

    own = "/" + address_of(make_feed(panel=ola.meeting.panel, by=petra)).partition("://")[2].partition("/")[2]
    assert "Parents at Elm: Autism" in client.get(own).content.decode()


def test_one_day_after_the_meeting_the_link_opens_nothing(client: Client, ola: Invitation) -> None:
    meeting = Meeting.objects.filter(pk=ola.meeting_id)
    meeting.update(starts_at=timezone.now() - timedelta(hours=20))
    assert "This meeting is over" in client.get(link_of(ola)).text

    meeting.update(starts_at=timezone.now() - timedelta(days=1, hours=2))

    for address in (link_of(ola), f"{link_of(ola)}meeting.ics"):
        assert client.get(address).status_code == 410


@pytest.mark.parametrize("field", ["closes_on", "ended_on"])
def test_a_polls_link_opens_nothing_one_day_after_it_closed(client: Client, ola: Invitation, petra: User, field: str) -> None:
    address = poll_link(ola, petra)
    TimePoll.objects.update(**{field: today() - timedelta(days=1)})
    assert "We have what we need" in client.get(address).text

    TimePoll.objects.update(**{field: today() - timedelta(days=2)})

    assert client.get(address).status_code == 410


def test_the_same_sent_again_writes_nothing(client: Client, ola: Invitation) -> None:
    client.post(link_of(ola), {"reply": "yes"})
    said = {"need": ["travel"], "line": "From Station Road", "keep": "needs"}
    client.post(link_of(ola), said)
    before = AuditEntry.objects.count()

    client.post(link_of(ola), said)

    assert AuditEntry.objects.count() == before


def test_what_is_said_about_one_thing_has_an_end_and_is_not_lost(client: Client, ola: Invitation) -> None:
    client.post(link_of(ola), {"reply": "yes"})
    pages = [client.post(link_of(ola), {"need": ["travel"], "line": letter * 290, "keep": "needs"}) for letter in "abcd"]

    assert [page.status_code for page in pages] == [302, 302, 200, 200]
    assert "Please ring us to tell us more" in pages[-1].text
    assert "d" * 290 in pages[-1].text
    assert len(MeetingNeed.objects.get().detail) <= 900


def test_staff_read_what_came_by_the_link_and_what_they_wrote_themselves(ola: Invitation, petra: User) -> None:
    answer(invitation=ola, reply=Reply.YES, how=HowReplied.RANG, by=petra, now=timezone.now())
    arrange(invitation=ola, kinds=["travel"], line="From Station Road", by=petra, now=timezone.now())
    arrange(invitation=ola, kinds=["travel"], line="No,\nfrom Mill Lane", by=None, now=timezone.now())

    assert MeetingNeed.objects.get().detail == "From Station Road\nCame by the link: No, from Mill Lane"


def test_who_sends_again_and_again_by_one_link_waits_and_nothing_typed_is_lost(
    client: Client, ola: Invitation, petra: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert limits.ANSWERED_BY_LINK.rate == "30/h"
    address = poll_link(ola, petra)
    monkeypatch.setattr(limits, "try_answer_by_link", lambda request, token: limits.Tried(False, minutes=4))

    for at in (link_of(ola), address):
        page = client.post(at, {"line": "Something soft"})
        assert (page.status_code, page["Retry-After"]) == (429, "240")
    assert "Something soft" in client.post(link_of(ola), {"line": "Something soft"}).text
