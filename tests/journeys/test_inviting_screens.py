"""The staff screens about who comes, on a desk and on a phone: sound, and nothing reaches beyond the screen."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from consent.choices import Channel
from consent.models import index_of
from core.models import Hub
from panels.choices import Reply
from panels.models import Invitation, TimeAnswer
from tests.journeys.conftest import DESK, PHONE, OpenContext, sticks_out
from tests.journeys.test_every_staff_screen import sound
from tests.panels.deciding import make_question
from tests.panels.inviting import add_member, asked, make_poll, make_ready

SignInOn = Callable[[Page, User], None]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def screens(elm: Hub, petra: User) -> dict[str, str]:
    """The screens by name, with somebody who was asked, somebody who is rung, and a poll."""
    meeting = make_ready(elm)
    asked(meeting, add_member(meeting.panel), by=petra)
    add_member(meeting.panel, "Bea Bright", "bea@family.example", channel=Channel.PHONE)
    add_member(meeting.panel, "Cal Crane", "cal@family.example", phone="07700 900123")
    poll = make_poll(meeting.panel)
    return {
        "who comes": reverse("meeting_invitation:one", args=[meeting.pk]),
        "dates": reverse("panel_dates:one", args=[meeting.panel.pk]),
        "find a time": reverse("panel_dates:new_poll", args=[meeting.panel.pk]),
        "a poll": reverse("time_poll:one", args=[poll.pk]),
        "decide between meetings": reverse("panel_dates:new_question", args=[meeting.panel.pk]),
        "a question": reverse("panel_question:one", args=[make_question(meeting.panel).pk]),
        "an order": reverse("panel_question:one", args=[make_question(meeting.panel, how="ranked").pk]),
    }


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_screen_is_sound_and_fits(
    screens: dict[str, str], petra: User, open_context: OpenContext, sign_in_on: SignInOn, size: dict[str, int]
) -> None:
    page = open_context(viewport=size).new_page()
    sign_in_on(page, petra)

    found = {}
    for name, address in screens.items():
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
        found[name] = [*sound(page), *sticks_out(page)]

    assert {name: problems for name, problems in found.items() if problems} == {}


def test_they_rang_me_is_two_taps(screens: dict[str, str], petra: User, open_context: OpenContext, sign_in_on: SignInOn) -> None:
    page = open_context(viewport=PHONE).new_page()
    sign_in_on(page, petra)

    page.goto(screens["who comes"])
    row = page.locator("tr", has_text="Bea Bright")
    row.get_by_text("They rang me").click()
    row.get_by_role("button", name="Coming", exact=True).click()
    row = page.locator("tr", has_text="Bea Bright")
    row.get_by_text("Coming (they rang)").wait_for()

    page.goto(screens["a poll"])
    row = page.locator("tr", has_text="Bea Bright")
    row.get_by_text("They rang me").click()
    row.get_by_role("radio").first.check()
    row.get_by_role("button", name="Keep it").click()
    page.get_by_text("Written down.").wait_for()

    assert Invitation.objects.get(membership__person__email_index=index_of("email", "bea@family.example")).reply == Reply.YES
    assert TimeAnswer.objects.count() == 1
