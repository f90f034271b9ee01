"""A coordinator makes a meeting from the last one, books what members need, and ticks who came: on a phone, with scripts and without."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from core.models import Hub
from core.sync import sync_roles
from home.services.pages import build_page_tree
from panels.models import Attendance, AttendanceSheet, Meeting, MeetingNeed, Panel
from tests.builders import today
from tests.families import make_person
from tests.journeys.conftest import axe_problems, lands, sideways_scroll, sticks_out
from tests.journeys.test_every_staff_screen import WAGTAILS_OWN
from tests.panels.meeting import make_item, make_need, make_paper, make_reply, make_standing_need
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """A panel at Elm with two members, one of whom always needs childcare, that met six weeks ago."""
    build_page_tree()
    sync_roles()
    panel = make_panel(elm, "Parents at Elm")
    ola = make_member(panel)
    make_member(panel, make_person(elm, "Sam Okoro"))
    make_standing_need(ola)
    make_item(make_meeting(panel, starts_at=in_days(-42), state="held"), "The café’s hours")
    return panel


@pytest.fixture(params=["with scripts", "without"])
def phone_of_petra(request: pytest.FixtureRequest, petra: User, sign_in_on: SignIn) -> Page:
    """Petra's phone."""
    page: Page = request.getfixturevalue("phone" if request.param == "with scripts" else "phone_without_scripts")
    sign_in_on(page, petra)
    return page


def press(page: Page, name: str) -> None:
    lands(page, page.get_by_role("button", name=name).first)


def test_from_the_last_meeting_to_who_came(panel: Panel, phone_of_petra: Page) -> None:
    phone, last = phone_of_petra, Meeting.objects.get()
    phone.goto(reverse("meeting:one", args=[last.pk]))

    lands(phone, phone.get_by_role("link", name="Make the next one from this"))
    press(phone, "Make it")
    expect(phone.get_by_text("It is made.")).to_be_visible()
    expect(phone.get_by_text("The café’s hours").first).to_be_visible()

    lands(phone, phone.get_by_role("link", name="What to book: 1 left"))
    phone.get_by_label("Pounds spent").fill("24")
    press(phone, "Booked")
    expect(phone.get_by_text("All is booked.")).to_be_visible()
    assert sideways_scroll(phone) == 0
    need = MeetingNeed.objects.get()
    assert (need.booked_on, str(need.spent)) == (today(), "24.00")

    Meeting.objects.filter(pk=need.meeting_id).update(starts_at=timezone.now() - timedelta(hours=1))
    phone.goto(reverse("meeting:one", args=[need.meeting_id]))
    lands(phone, phone.get_by_role("link", name="Write down who came"))
    phone.get_by_role("group", name="Ola").get_by_label("Came", exact=True).check()
    phone.get_by_role("group", name="Sam").get_by_label("Sent apologies").check()
    phone.get_by_label("People who came for their work").fill("2")
    press(phone, "Keep it")

    expect(phone.get_by_text("Written down: who came, and that the meeting took place.")).to_be_visible()
    assert sorted(Attendance.objects.values_list("came", flat=True)) == ["sorry", "yes"]
    assert AttendanceSheet.objects.get().number_of_staff == 2
    assert sideways_scroll(phone) == 0


def test_the_screens_of_meetings_are_sound_on_a_phone_and_on_a_desk(
    panel: Panel, petra: User, phone: Page, desk: Page, sign_in_on: SignIn
) -> None:
    meeting, been = make_meeting(panel), make_meeting(panel, starts_at=in_days(-1))
    item = make_item(meeting, "x" * 60, what_is_open="y" * 80, number_of_minutes=120)
    paper = make_paper(meeting, words="We will commence the pathway.")
    for member in panel.memberships.all():
        make_need(meeting, member, detail="z" * 90)
        make_reply(meeting, member, "no" if member.standing_needs.exists() else "yes")
    MeetingNeed.objects.filter(meeting=meeting).update(booked_on=today(), booked_by=petra, spent=12)
    addresses = [
        reverse("meeting:index"),
        reverse("meeting:add"),
        reverse("booking:index"),
        *(reverse(f"meeting:{name}", args=[meeting.pk]) for name in ("one", "edit", "next", "needs", "add_need", "add_item", "add_paper")),
        reverse("meeting:edit_item", args=[meeting.pk, item.pk]),
        reverse("meeting:edit_paper", args=[meeting.pk, paper.pk]),
        reverse("meeting:who_came", args=[been.pk]),
    ]
    for page in (phone, desk):
        sign_in_on(page, petra)
        for address in addresses:
            page.goto(address)
            assert sideways_scroll(page) == 0, address
            assert sticks_out(page) == [], address
            assert axe_problems(page, leaving_out=WAGTAILS_OWN) == [], address
