"""Every page that families read, in a real browser: sound for screen readers, narrow, light, plain, and talking to nobody else.

One server, one browser and one set of rows for all of them. A failure names the page and how it was looked at.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import Template
from django.test import RequestFactory
from django.test.signals import template_rendered
from django.utils.translation import override
from playwright.sync_api import Browser, BrowserContext, Page, Request
from pytest_django.live_server_helper import LiveServer

from core.views import errors
from home.middleware import holding_page
from tests.core.test_words import house_words_in
from tests.feedback.family import Parent
from tests.journeys.conftest import DESK, PHONE, Watch, axe_problems, sideways_scroll
from tests.journeys.public_pages import PAGES, PublicPage, furnish
from tests.journeys.standing import standing_db

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("every public page")]  # one server and its rows: one process

KB = 1024
db = standing_db
Contexts = dict[tuple[str, str], BrowserContext]
MODES: dict[str, dict[str, Any]] = {
    "light": {"viewport": PHONE},
    "dark": {"viewport": PHONE, "color_scheme": "dark"},
    "right-to-left": {"viewport": PHONE, "locale": "ur"},
    # 1280 by 1024 at 400 %: a quarter of the room, each of our pixels drawn with four (WCAG 1.4.10).
    "zoom-400": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
    "desk": {"viewport": DESK},
}
# What is the same page in the same words is opened once and then looked at in other light, or from a wider desk. Each visit begins as its
# first mode says, from nothing.
VISITS = {"phone and desk": ["light", "dark", "desk"], "right-to-left": ["right-to-left"], "zoom-400": ["zoom-400"]}


SHOWN: set[str] = set()  # which of PAGES were, so far
# The first is drawn for no reader: it leads out to the weather at once. The second stands where no other page does, and is among FAULTS.
NEVER_SEEN = {"left.html", "home/holding.html"}
FAULTS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "400": errors.bad_request,
    "403": errors.forbidden,
    "403, a form open too long": errors.csrf_failure,
    "429": lambda request: errors.too_many(request, minutes=5, typed="The door is <b>heavy</b>."),
    "500": errors.server_error,
    "503, a council that gets ready": holding_page,
}


@dataclass
class House:
    """What stands for all tests of this module: the server's address and the phones."""

    url: str
    phones: dict[str, Parent]


@pytest.fixture(scope="module")
def house(db: LiveServer) -> House:
    """A served council with a row behind every page."""
    return House(db.url, furnish())


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[Contexts]:
    """The contexts opened so far, by mode and phone."""
    opened: Contexts = {}
    yield opened
    for context in opened.values():
        context.close()


@pytest.fixture(scope="module", autouse=True)
def drawn() -> Iterator[set[str]]:
    """The names of the templates drawn so far."""
    names: set[str] = set()

    def note(template: Template, **_more: Any) -> None:
        names.add(str(template.name))

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


@dataclass
class Shown:
    """A page as it is on the screen now, and what went wrong on the way."""

    page: Page
    status: int
    watch: Watch


def phone_of(browser: Browser, house: House, asked: PublicPage, mode: str) -> BrowserContext:
    """Open a phone with the cookies that a page needs."""
    context = browser.new_context(base_url=house.url, **MODES[mode])
    context.set_default_timeout(10_000)
    if asked.jar:
        jar = house.phones[asked.jar].client.cookies.values()
        context.add_cookies([{"name": one.key, "value": one.value, "url": house.url, "httpOnly": True} for one in jar])
    return context


def show(browser: Browser, contexts: Contexts, house: House, asked: PublicPage, mode: str) -> Shown:
    """Open a page in a mode, with the cookies of its phone, and do there what its line says."""
    if (mode, asked.jar) not in contexts:
        contexts[mode, asked.jar] = phone_of(browser, house, asked, mode)
    context = contexts[mode, asked.jar]
    page, watch = context.new_page(), Watch(own_host=urlsplit(house.url).netloc)
    if asked.status != 200:
        watch.allow(f"status of {asked.status}")  # the browser's own word about the page we asked for
    page.on("console", watch.console)
    page.on("pageerror", watch.error)
    page.on("request", watch.request)
    response = page.goto(f"/ur{asked.address}" if mode == "right-to-left" else asked.address)
    assert response is not None
    if asked.act:
        asked.act(page)
    SHOWN.add(asked.name)
    return Shown(page, response.status, watch)


def look_in(page: Page, mode: str) -> list[str]:
    """Look at what is on the screen, in a mode; return what is wrong with it."""
    found = axe_problems(page) if mode != "zoom-400" else []  # the same page as on a phone, only drawn bigger
    if page.locator("html").get_attribute("dir") != ("rtl" if mode == "right-to-left" else "ltr"):
        found.append("runs in the wrong direction")
    if wide := sideways_scroll(page):
        found.append(f"scrolls sideways by {wide}")
    if (headings := page.locator("h1").count()) != 1:
        found.append(f"{headings} h1")
    return found + house_words_in(page.content())


def turn_to(page: Page, mode: str) -> None:
    """Change the light and the window of a page that is open. Colours would fade from one light to the other, so motion is reduced."""
    page.emulate_media(color_scheme=MODES[mode].get("color_scheme", "light"), reduced_motion="reduce")
    page.set_viewport_size(MODES[mode]["viewport"])


def looks(page: Page, visit: str) -> dict[str, list[str]]:
    """Look in each mode of a visit, which began in the first; return what is wrong by mode, and only where something is."""
    first, *others = VISITS[visit]
    found = {first: look_in(page, first)}
    for mode in others:
        turn_to(page, mode)
        found[mode] = look_in(page, mode)
    return {mode: wrong for mode, wrong in found.items() if wrong}


def test_every_mode_is_looked_in() -> None:
    assert sorted(mode for modes in VISITS.values() for mode in modes) == sorted(MODES)


@pytest.mark.parametrize("visit", VISITS)
@pytest.mark.parametrize("asked", PAGES, ids=lambda one: one.name)
def test_a_page_is_sound_narrow_and_keeps_to_itself(
    browser: Browser, contexts: Contexts, house: House, asked: PublicPage, visit: str
) -> None:
    shown = show(browser, contexts, house, asked, VISITS[visit][0])
    try:
        assert shown.status == asked.status
        assert looks(shown.page, visit) == {}
        assert shown.watch.unexpected() == []
    finally:
        shown.page.close()


def _templates_of_pages() -> set[str]:
    """Return every template that is a page of families: not the parts of one, whose names begin with _ or lie in folders."""
    root = Path(settings.ROOT) / "templates"
    pages = [page for folder in ("feedback/public", "home") for page in (root / folder).glob("*.html")]
    return {str(page.relative_to(root)) for page in pages if not page.name.startswith("_")}


def test_no_page_is_left_out(browser: Browser, contexts: Contexts, house: House, drawn: set[str]) -> None:
    """A page whose template none of PAGES shows would be looked at by nobody above."""
    for asked in PAGES:
        if asked.name not in SHOWN:  # somebody runs this test alone
            show(browser, contexts, house, asked, "light").page.close()

    assert sorted(_templates_of_pages() - drawn - NEVER_SEEN) == [], "Add a line to PAGES."


@pytest.mark.parametrize("visit", VISITS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_for_when_something_went_wrong_is_sound_too(
    browser: Browser, contexts: Contexts, house: House, fault: str, visit: str
) -> None:
    shown = show(browser, contexts, house, PAGES[0], VISITS[visit][0])
    page = shown.page
    with override("ur" if visit == "right-to-left" else "en-gb"):
        drawn = FAULTS[fault](RequestFactory().get("/fault/"))
    try:
        page.route("**/fault/", lambda route: route.fulfill(status=drawn.status_code, body=drawn.content, content_type="text/html"))
        shown.watch.allow(f"status of {drawn.status_code}")
        page.goto("/fault/")
        assert looks(page, visit) == {}
        assert shown.watch.unexpected() == []
    finally:
        page.close()


def weigh(browser: Browser, house: House, asked: PublicPage) -> dict[str, int]:
    """Return the bytes of every answer to a cold phone, heads and all, by address.

    Static files go out unpacked here, packed at a council: the real count of the script is lower.
    """
    context = phone_of(browser, house, asked, "light")
    try:
        page = context.new_page()
        answers: list[Request] = []
        page.on("requestfinished", lambda one: answers.append(one))
        page.goto(asked.address, wait_until="networkidle")
        sizes = {one.url: one.sizes() for one in answers if one.url.startswith("http")}
    finally:
        context.close()
    return {address: size["responseBodySize"] + size["responseHeadersSize"] for address, size in sizes.items()}


@pytest.mark.parametrize("asked", [one for one in PAGES if not one.act], ids=lambda one: one.name)
def test_a_page_is_light(browser: Browser, house: House, asked: PublicPage) -> None:
    weighed = weigh(browser, house, asked)

    assert sum(weighed.values()) <= asked.budget * KB, weighed
    assert len(weighed) <= 4, weighed  # the goal of a survey's first screen (DESIGN 9), held for every page
    stays = 3 * KB if any(address.endswith("/stay.js") for address in weighed) else 0  # forms of panels that stay without a signal
    assert sum(size for address, size in weighed.items() if address.endswith(".js")) <= 6 * KB + stays, weighed
    assert not [address for address in weighed if address.endswith((".woff", ".woff2", ".ttf", ".otf"))]
