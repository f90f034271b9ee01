"""What to arrange is ticked behind a member's link: kept whichever button is pressed, and the page says what stands and what goes."""

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.models import AuditEntry, Hub
from panels.choices import NeedKind
from panels.models import CalendarFeed, Invitation, Meeting, MeetingNeed, StandingNeed
from panels.selectors.feeds import address_of
from panels.selectors.needs import to_book
from tests.builders import today
from tests.panels.inviting import add_member, asked, link_of, make_ready
from tests.panels.meeting import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(elm: Hub) -> Meeting:
    """A meeting of Elm's panel, in a week."""
    return make_ready(elm)


@pytest.fixture
def ola(meeting: Meeting, petra: User) -> Invitation:
    """Ola has her letter."""
    return asked(meeting, add_member(meeting.panel), by=petra)


def needs_of(invitation: Invitation) -> dict[str, str]:
    """Return what is to be arranged, by kind."""
    return {need.kind: need.detail for need in MeetingNeed.objects.filter(membership=invitation.membership)}


def always_needs(invitation: Invitation, kind: str, detail: str = "") -> None:
    """Write down what somebody always needs."""
    StandingNeed.objects.create(membership=invitation.membership, kind=kind, detail=detail, confirmed_on=today())


def test_what_somebody_always_needs_is_arranged_with_their_yes_and_not_shown_back(client: Client, ola: Invitation) -> None:
    always_needs(ola, NeedKind.CHILDCARE, "Twins of two, one with asthma")

    client.post(link_of(ola), {"reply": "yes"})
    page = client.get(link_of(ola))

    assert needs_of(ola) == {"childcare": "Twins of two, one with asthma"}
    assert 'value="childcare" checked' in page.text
    assert "asthma" not in page.text


def test_what_to_arrange_is_ticked_with_a_line_that_is_sealed(client: Client, ola: Invitation) -> None:
    always_needs(ola, NeedKind.TRAVEL, "From Station Road")
    client.post(link_of(ola), {"reply": "yes"})

    client.post(link_of(ola), {"need": ["travel", "interpreter"], "line": "Polish, please", "keep": "needs"})
    client.post(link_of(ola), {"need": ["travel", "interpreter"], "line": "Polish, please", "keep": "needs"})

    assert needs_of(ola) == {
        "interpreter": "Came by the link: Polish, please",
        "travel": "From Station Road\nCame by the link: Polish, please",
    }
    assert "Polish" not in client.get(link_of(ola)).text
    assert "Polish" not in str(list(MeetingNeed.objects.values("detail")))
    assert "Polish" not in str(AuditEntry.objects.values())


def test_a_line_about_nothing_is_refused_and_not_lost(client: Client, ola: Invitation) -> None:
    client.post(link_of(ola), {"reply": "yes"})

    page = client.post(link_of(ola), {"line": "Something <soft>", "keep": "needs"})

    assert "Tick what it is about" in page.text
    assert "Something &lt;soft&gt;</textarea>" in page.text
    too_long = client.post(link_of(ola), {"need": ["food"], "line": "x" * 301, "keep": "needs"})
    assert "Please make this shorter" in too_long.text
    assert "x" * 301 in too_long.text
    assert 'value="food" checked' in too_long.text
    assert needs_of(ola) == {}


def test_a_no_takes_away_what_is_not_booked_yet(client: Client, ola: Invitation, petra: User) -> None:
    client.post(link_of(ola), {"reply": "yes"})
    client.post(link_of(ola), {"need": ["travel", "food"], "keep": "needs"})
    MeetingNeed.objects.filter(kind="travel").update(booked_on=today(), booked_by=petra)

    assert "This is booked for you" in client.get(link_of(ola)).text
    client.post(link_of(ola), {"need": [], "keep": "needs"})
    assert set(needs_of(ola)) == {"travel"}
    client.post(link_of(ola), {"need": ["food"], "keep": "needs"})
    assert set(needs_of(ola)) == {"travel", "food"}
    client.post(link_of(ola), {"reply": "no"})

    assert set(needs_of(ola)) == {"travel"}
    page = client.get(link_of(ola)).text
    assert "Anything to arrange?" not in page
    assert "We arrange nothing now, and call off what was booked. If you come after all, tick again what you need." in page
    listed = [line for one in to_book(petra, now=timezone.now()) for kind in one.kinds for line in kind.lines]
    assert [(line.need.kind, line.cancel) for line in listed] == [("travel", True)]  # the page promised it


def test_the_page_says_that_words_are_kept_only_where_they_are(client: Client, ola: Invitation) -> None:
    kept = "What you wrote before is kept, and is not shown here. Take a tick away, and what you wrote about it goes."
    client.post(link_of(ola), {"reply": "yes"})
    assert kept not in client.get(link_of(ola)).text
    client.post(link_of(ola), {"need": ["travel"], "line": "From Station Road", "keep": "needs"})
    assert kept in client.get(link_of(ola)).text

    client.post(link_of(ola), {"reply": "no"})
    client.post(link_of(ola), {"reply": "yes"})

    assert kept not in client.get(link_of(ola)).text
    assert needs_of(ola) == {}


@pytest.mark.parametrize(
    ("button", "place"), [({"reply": "maybe"}, "said"), ({"all_dates": "1"}, "dates"), ({"keep": "needs", "need": "travel"}, "arranged")]
)
def test_each_button_leads_to_its_own_notice(client: Client, ola: Invitation, button: dict[str, str], place: str) -> None:
    client.post(link_of(ola), {"reply": "yes"})

    for _again in range(2):
        sent = client.post(link_of(ola), {"has_needs": "1", "need": "travel", **button})
        assert sent.headers["Location"] == f"{link_of(ola)}#{place}"
        assert client.get(link_of(ola)).text.count(f'id="{place}"') == 1


def test_the_page_says_what_is_arranged_by_its_kinds_and_never_by_their_words(client: Client, ola: Invitation, petra: User) -> None:
    client.post(link_of(ola), {"reply": "yes"})
    assert "So far we arrange nothing for you." in client.get(link_of(ola)).text
    client.post(link_of(ola), {"need": ["travel", "food"], "line": "From Station Road", "keep": "needs"})
    MeetingNeed.objects.filter(kind="food").update(booked_on=today(), booked_by=petra)

    page = client.get(link_of(ola))

    said = words(page)
    assert "We have what to arrange: Help with getting there This is booked for you." in said
    assert "Station Road" not in page.text
    client.post(link_of(ola), {"need": [], "keep": "needs"})
    booked = client.get(link_of(ola)).text
    assert "We have what to arrange" not in booked
    assert booked.count('id="arranged"') == 1


def test_all_dates_open_in_a_calendar_by_one_tap(client: Client, ola: Invitation) -> None:
    client.post(link_of(ola), {"all_dates": "1"})

    page = client.get(link_of(ola)).text

    address = address_of(CalendarFeed.objects.get())
    assert f'href="webcal://{address.partition("://")[2]}"' in page
    assert page.index("webcal://") < page.index(f'href="{address}"')
