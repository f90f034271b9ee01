"""From a meeting to the money of its panel and on to its claims; and which panel a tab of the browser is of."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.clocks import day_in_words
from core.models import Hub
from panels.models import Attendance, AttendanceSheet, Meeting, Panel
from panels.selectors.meetings import day_of
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.meeting import words
from tests.panels.messaging import make_message
from tests.panels.paneling import make_meeting, make_member, make_panel
from tests.panels.paying import make_claim, meeting_was, paying_panel


@pytest.fixture
def panel(elm: Hub, petra: User) -> Panel:
    return paying_panel(elm, petra)


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def one(meeting: Meeting) -> str:
    return reverse("meeting:one", args=[meeting.pk])


def test_small_sums_are_one_link_from_a_meeting_that_has_begun(desk: Client, hana: User, panel: Panel) -> None:
    been, to_come = meeting_was(panel), make_meeting(panel)
    link = f'href="{reverse("panel_money:give", args=[panel.pk, been.pk])}">Pay small sums</a>'

    assert link in desk.get(one(been)).text
    assert "Pay small sums" not in desk.get(one(to_come)).text
    assert "Pay small sums" not in sign_in(hana).get(one(been)).text


def test_a_panels_money_leads_to_its_claims_alone(desk: Client, panel: Panel, elm: Hub, petra: User) -> None:
    other = paying_panel(elm, petra)
    mine, theirs = (make_claim(make_member(one, make_person(elm, "Ola")), by=petra) for one in (panel, other))
    there = f"{reverse('claims:index')}?panel={panel.pk}"

    assert f'href="{there}">Its claims</a>' in desk.get(reverse("panel_money:one", args=[panel.pk])).text
    found = desk.get(there).text
    assert mine.reference in found
    assert theirs.reference not in found
    assert theirs.reference in desk.get(reverse("claims:index"), {"panel": "x"}).text


def test_a_panel_that_somebody_does_not_see_narrows_nothing(desk: Client, panel: Panel, oak: Hub, petra: User) -> None:
    mine, hidden = make_claim(make_member(panel), by=petra), make_panel(oak, "Hidden")

    page = desk.get(reverse("claims:index"), {"panel": hidden.pk}).text
    assert mine.reference in page
    assert "Hidden" not in page


def test_who_was_not_there_is_marked_where_sums_are_given(desk: Client, panel: Panel, petra: User, elm: Hub) -> None:
    meeting, ola = meeting_was(panel), make_member(panel)
    make_member(panel, make_person(elm, "Sam Green"))
    give = reverse("panel_money:give", args=[panel.pk, meeting.pk])
    assert "Was not there" not in desk.get(give).text, "nobody wrote down who came"

    AttendanceSheet.objects.create(meeting=meeting, kept_by=petra, kept_on=today())
    Attendance.objects.create(meeting=meeting, membership=ola, came="yes")
    page = words(desk.get(give))

    assert page.count("Was not there") == 1
    assert page.index("Sam Green") < page.index("Was not there")


def test_a_tab_says_which_panel_it_is_of(desk: Client, panel: Panel, petra: User) -> None:
    meeting, message = meeting_was(panel), make_message(panel, petra)
    screens = {
        "How the panel works": reverse("terms:one", args=[panel.pk]),
        "Other bodies": reverse("bodies:list", args=[panel.pk]),
        "Dates": reverse("panel_dates:one", args=[panel.pk]),
        "Messages": reverse("panel_messages:list", args=[panel.pk]),
        "Message": reverse("message:one", args=[message.pk]),
    }
    for heading, address in screens.items():
        assert f"<title>{heading}: {panel} - " in desk.get(address).text
    minutes = desk.get(reverse("meeting:minutes", args=[meeting.pk])).text
    assert f"<title>Minutes: {panel}, {day_in_words(day_of(meeting))} - " in minutes
    members = desk.get(reverse("panel_members:list", args=[panel.pk])).text
    assert f"<title>Members of {panel} - " in members
