"""A coordinator runs a meeting with one thumb: what is said, decided, taken on; with scripts and without."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from core.models import Hub
from core.sync import sync_roles
from home.services.pages import build_page_tree
from panels.models import Decision, Meeting, MeetingAction, MeetingPoint
from tests.builders import make_post, today
from tests.journeys.conftest import axe_problems, lands, sideways_scroll, sticks_out
from tests.journeys.test_every_staff_screen import WAGTAILS_OWN
from tests.panels.meeting import make_item
from tests.panels.paneling import make_panel
from tests.panels.writing_down import held_before, held_today, make_action, make_body

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]


@pytest.fixture
def meeting(elm: Hub, petra: User) -> Meeting:
    """A meeting of today, after one that left something to do."""
    build_page_tree()
    sync_roles()
    panel = make_panel(elm, "Parents at Elm")
    post = make_post("Family hub manager", hub=elm)
    make_action(held_before(panel), petra, "Ask the landlord about the gate.", post=post)
    make_body(panel)
    meeting = held_today(panel)
    make_item(meeting, "The café’s hours", presenter="Hub manager", what_is_open="The day it opens.")
    return meeting


@pytest.fixture(params=["with scripts", "without"])
def phone_of_petra(request: pytest.FixtureRequest, petra: User, sign_in_on: SignIn) -> Page:
    """Petra's phone."""
    page: Page = request.getfixturevalue("phone" if request.param == "with scripts" else "phone_without_scripts")
    sign_in_on(page, petra)
    return page


def test_the_button_of_the_menu_lies_on_nothing_that_was_said(meeting: Meeting, petra: User, phone: Page, sign_in_on: SignIn) -> None:
    """Wagtail puts it below a message; once that is scrolled away it would lie on the page."""
    sign_in_on(phone, petra)
    phone.goto(reverse("meeting:run", args=[meeting.pk]))
    lands(phone, phone.get_by_role("button", name="It is done").first)

    expect(phone.locator(".messages")).to_be_visible()
    box = phone.locator(".sidebar-nav-toggle--mobile").bounding_box()
    assert box is not None
    assert box["y"] == 0


def test_a_meeting_is_written_down_with_one_thumb(meeting: Meeting, phone_of_petra: Page) -> None:
    phone = phone_of_petra
    phone.goto(reverse("meeting:one", args=[meeting.pk]))
    lands(phone, phone.get_by_role("link", name="Run sheet"))
    expect(phone.get_by_text("Ring first, write afterwards.")).to_be_visible()
    assert sideways_scroll(phone) == 0

    lands(phone, phone.get_by_role("button", name="It is done").first)
    part = phone.get_by_role("region", name="The café’s hours")
    part.get_by_label("What was said, decided or agreed").fill("It is shut when we come out of school.")
    lands(phone, part.get_by_role("button", name="It was said"))
    part.get_by_label("What was said, decided or agreed").fill("It opens until four on Tuesdays.")
    lands(phone, part.get_by_role("button", name="We decided it"))
    part.get_by_label("What was said, decided or agreed").fill("Ask the café.")
    part.get_by_text("Somebody does it").click()
    lands(phone, part.get_by_role("button", name="They do it by then"))
    expect(part.get_by_text("Say who does it.")).to_be_visible()
    part.get_by_label("Who does it").select_option("Family hub manager, Elm")
    part.get_by_label("By when").fill(str(today()))
    lands(phone, part.get_by_role("button", name="They do it by then"))
    lands(phone, part.get_by_role("button", name="We talked about it"))

    expect(part.get_by_text("Talked about", exact=True)).to_be_visible()
    assert MeetingPoint.objects.get().words == "It is shut when we come out of school."
    assert Decision.objects.get().how == "agreed"
    assert MeetingAction.objects.filter(done_on=None).get().words == "Ask the café."
    assert sideways_scroll(phone) == 0


def test_everybody_can_read_it_in_light_and_in_the_dark(meeting: Meeting, petra: User, phone: Page, sign_in_on: SignIn) -> None:
    sign_in_on(phone, petra)
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        phone.goto(reverse("meeting:run", args=[meeting.pk]))
        phone.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
        assert axe_problems(phone, leaving_out=WAGTAILS_OWN) == []
        assert sideways_scroll(phone) == 0
        assert sticks_out(phone) == []
