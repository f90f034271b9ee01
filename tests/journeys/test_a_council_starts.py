"""A Monday and an empty database: one person gets to a poster on a wall within fifteen minutes, and a parent answers it on a phone."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.test import override_settings
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from core import brand, qr
from feedback.models import Response
from feedback.services.ready_made import READY_MADE
from tests.core.signing_in import fresh_code
from tests.home.starting import start, way_in
from tests.journeys.conftest import Watch, axe_problems, sideways_scroll

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "elmshire is a long way from here"
SECONDS_FOR_A_STEP = 12  # to find the next button or box, and press it or fill it in
RINGING = 60  # to ring a number and listen who answers


@pytest.fixture(autouse=True)
def live() -> Iterator[None]:
    """As a live council has it: no staff page without a second step, and a look that nobody remembers."""
    caches["tries"].clear()
    brand.forget()
    with override_settings(SECOND_STEP_REQUIRED=True):
        yield
    brand.forget()


class Kim:
    """The one person there, who counts what it costs her."""

    def __init__(self, page: Page) -> None:
        self.page, self.steps, self.calls = page, 0, 0

    def presses(self, there: Locator) -> None:
        """Press something."""
        self.steps += 1
        there.click()

    def button(self, name: str) -> None:
        """Press a button by its name."""
        self.presses(self.page.get_by_role("button", name=name, exact=True))

    def link(self, name: str) -> None:
        """Follow a link by its name."""
        self.presses(self.page.get_by_role("link", name=name))

    def fills(self, label: str, words: str) -> None:
        """Fill in a box."""
        self.steps += 1
        self.page.get_by_label(label, exact=True).fill(words)

    @property
    def minutes(self) -> float:
        """How long it took her."""
        return (self.steps * SECONDS_FOR_A_STEP + self.calls * RINGING) / 60


def come_in(kim: Kim, link: str) -> None:
    """Choose a password, sign in, set up a second step."""
    kim.page.goto(link)
    kim.fills("New password", PASSWORD)
    kim.fills("The new password again", PASSWORD)
    kim.button("Set my password")
    kim.link("Sign in with it")
    kim.fills("E-mail address", "kim@elmshire.example")
    kim.fills("Password", PASSWORD)
    kim.button("Sign in")
    kim.link("Set up an app")
    kim.fills("Password", PASSWORD)  # asked again before something that matters
    kim.button("Carry on")
    secret = kim.page.locator("code.secret").inner_text()
    kim.fills("Code", fresh_code(secret))
    kim.button("Set up")
    kim.link("I have them")


def make_ready(kim: Kim) -> None:
    """From the front page through the list: the two numbers that are missing, the calls, the three pages, and open the site."""
    page = kim.page
    kim.link("Urgent numbers, rung and checked")
    kim.fills("Worried about a child: phone", "01632 960 009")
    kim.fills("Data protection officer: how people reach them", "dpo@elmshire.example, or County Hall")
    kim.button("Save")
    kim.link("Back to getting ready")
    expect(page.get_by_role("heading", name="Getting ready", level=1)).to_be_visible()  # a click waits for no page
    expect(page.get_by_role("link", name="Try every urgent number")).to_be_visible()
    page.wait_for_load_state()
    assert axe_problems(page) == []
    kim.link("Try every urgent number")
    expect(page.get_by_role("heading", name="Urgent numbers", exact=True)).to_be_visible()
    while (left := page.locator("li", has_text="Nobody has tried it yet.")).count():
        number = left.count()
        kim.calls += 1
        kim.presses(left.first.get_by_role("button"))
        expect(left).to_have_count(number - 1)
    for title in ("Help now", "Your privacy", "Can everyone use this website?"):
        kim.link(f"“{title}”: read it, make it true for you, and publish it.")
        kim.button("Publish")
        expect(page.get_by_text(f"“{title}” is published.")).to_be_visible()  # and the list stands below
    kim.button("Open the site to families")
    expect(page.get_by_text("Families see the site now.")).to_be_visible()


def put_up_a_poster(kim: Kim) -> str:
    """Open the questions after a session by making their poster, print it, and return the address that stands on it."""
    page = kim.page
    kim.link("Put up a poster")
    kim.presses(page.get_by_label("After a session: liked, did not like, change next time (ready to use)"))
    kim.presses(page.get_by_label("One session, today or every week"))
    kim.button("Make the poster")
    expect(page.get_by_role("heading", name="After a session at Elm Road")).to_be_visible()
    kim.steps += 1  # the browser's own way of printing
    assert page.pdf(format="A4")
    [printed] = page.locator(".sheet-address").all_inner_texts()
    return printed.split("Or go to")[1].strip()


def test_from_an_empty_database_to_an_answered_poster(
    desk: Page, phone: Page, watch: Watch, live_server: LiveServer, settings: Settings
) -> None:
    watch.allow("Failed to load resource")  # Wagtail asks for a favicon, and the holding page is a 503
    kim, settings.BASE_URL = Kim(desk), live_server.url
    come_in(kim, way_in(start()))
    phone.goto("/")
    expect(phone.get_by_role("heading", name="We are getting this website ready")).to_be_visible()
    assert sideways_scroll(phone) == 0
    assert axe_problems(phone) == []

    make_ready(kim)
    address = put_up_a_poster(kim)

    assert kim.minutes <= 15, f"{kim.steps} steps and {kim.calls} calls"
    square = desk.get_by_role("img", name="Scan this with your phone’s camera to answer").locator("path")
    assert square.get_attribute("d") == qr.picture(f"http://{address}/").path  # what a camera reads is what stands beside it

    brand.forget()
    phone.goto(f"http://{address}/")
    expect(phone.get_by_role("heading", name="After a session at Elm Road")).to_be_visible()
    assert sideways_scroll(phone) == 0
    phone.get_by_role("button", name="Start").click()
    for kind, question, _ in READY_MADE[0].questions:
        expect(phone.get_by_role("heading", name=question)).to_be_visible()  # the page of this question has come
        if kind == "faces":
            phone.get_by_text("Happy", exact=True).click()
        phone.get_by_role("button", name="Continue").click()
    phone.get_by_role("button", name="Send my answers").click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Response.objects.get().hub.name == "Elm Road"

    desk.goto("/admin/getting-ready/")
    for done in ("Urgent numbers, rung and checked", "Open the site to families", "The first questions are open", "The first poster hangs"):
        expect(desk.locator("li.is-done", has_text=done)).to_be_visible()
