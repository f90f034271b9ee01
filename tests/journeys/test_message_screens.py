"""The staff screens of messages to members, on a desk and on a phone: sound, nothing sticks out, and a message is written and sent."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from consent.choices import Channel, SafeThere
from core.models import Hub
from panels.models import Message, Panel
from tests.journeys.conftest import DESK, PHONE, OpenContext, sticks_out
from tests.journeys.test_every_staff_screen import sound
from tests.panels.inviting import add_member
from tests.panels.messaging import make_message, send, writing_panel

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """Elm's panel, with somebody for every way of being reached."""
    panel = writing_panel(elm)
    add_member(panel, language="ar")
    add_member(panel, "Bea Bright", "bea@family.example", channel=Channel.POST, post_address="1 Elm Row")
    add_member(panel, "Cal Crane", "", channel=Channel.TEXT, phone="07700 900123")
    add_member(panel, "Dot Dale", "dot@family.example", safe=SafeThere.NOT_ASKED)
    return panel


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_screen_is_sound_and_fits(
    panel: Panel, petra: User, open_context: OpenContext, sign_in_on: SignIn, size: dict[str, int]
) -> None:
    draft, sent = make_message(panel, petra, heading="A very long heading " * 5), make_message(panel, petra)
    send(sent, petra)
    member = panel.memberships.latest("pk")
    screens = {
        "messages": reverse("panel_messages:list", args=[panel.pk]),
        "new": reverse("panel_messages:new", args=[panel.pk]),
        "draft": reverse("message:one", args=[draft.pk]),
        "as they read it": reverse("message:read_as", args=[draft.pk, member.pk]),
        "sent": reverse("message:one", args=[sent.pk]),
    }
    page = open_context(viewport=size).new_page()
    sign_in_on(page, petra)

    found = {}
    for name, address in screens.items():
        page.goto(address)
        page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
        found[name] = [*sound(page), *sticks_out(page)]

    assert {name: problems for name, problems in found.items() if problems} == {}


def test_a_coordinator_writes_leaves_one_out_sends_and_notes_who_was_told(
    panel: Panel, petra: User, open_context: OpenContext, sign_in_on: SignIn
) -> None:
    page = open_context(viewport=PHONE).new_page()
    sign_in_on(page, petra)
    page.goto(reverse("panel:one", args=[panel.pk]))
    page.get_by_role("link", name="Messages").click()
    page.get_by_role("link", name="Write to members").click()
    page.get_by_label("What it is about").fill("The café opens")
    page.get_by_role("textbox", name="The message").fill("It opens on Monday at ten.")
    page.get_by_role("button", name="Keep it, and see who gets it").click()

    expect(page.get_by_text("Left out, and why: 1")).to_be_visible()
    page.get_by_label("Bea Bright").uncheck()
    page.get_by_role("button", name="Send it", exact=True).click()

    expect(page.get_by_text("1 letter leaves now, one to each person.")).to_be_visible()
    page.get_by_label("Cal Crane").check()
    page.get_by_label("They were told").select_option("text")
    page.get_by_role("button", name="Write it down").click()

    expect(page.get_by_text("Written down for 1 person.")).to_be_visible()
    assert Message.objects.get().to.count() == 3, "Bea was left out"
