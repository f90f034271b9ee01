"""The staff screens of what a panel reads, on a desk and on a phone: sound, and nothing reaches beyond the screen."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from accounts.models import User
from core.models import Hub
from panels.services.readings import say
from tests.builders import today
from tests.journeys.conftest import DESK, PHONE, OpenContext, sticks_out
from tests.journeys.test_every_staff_screen import sound
from tests.panels.paneling import make_member, make_panel
from tests.panels.reading import make_reading

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def screens(elm: Hub, petra: User) -> dict[str, str]:
    """The screens by name: one leaflet that was spoken of, one that nobody read, in a list."""
    member = make_member(make_panel(elm))
    spoken_of, unread = make_reading(member.panel, by=petra), make_reading(member.panel, "W" * 160, by=petra)
    say(reading=spoken_of, member=member, said={1: "x" * 300, 2: "Which bus?"}, today=today())
    return {
        "what they read": reverse("readings:list", args=[member.panel_id]),
        "give something out": reverse("readings:ask", args=[member.panel_id]),
        "what was said": reverse("readings:one", args=[member.panel_id, spoken_of.pk]),
        "nobody read it": reverse("readings:one", args=[member.panel_id, unread.pk]),
    }


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_screen_is_sound_and_fits(
    screens: dict[str, str], petra: User, open_context: OpenContext, sign_in_on: Callable[[Page, User], None], size: dict[str, int]
) -> None:
    page = open_context(viewport=size).new_page()
    sign_in_on(page, petra)

    found = {}
    for name, address in screens.items():
        page.goto(address)
        found[name] = [*sound(page), *sticks_out(page)]

    assert {name: problems for name, problems in found.items() if problems} == {}
