"""What the one script adds, in a real browser: nothing that a page would miss without it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Route

SCRIPT = Path(settings.ROOT) / "site" / "static" / "js" / "earshot.js"
FORM = '<form method="get" action="/sent/"><input id="name" name="name"><button>Send</button></form>'
EXIT = '<a class="exit" href="http://out.example/" data-exit="http://out.example/">Leave this page</a>'

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def browser_page(browser: Browser) -> Iterator[Page]:
    """A page of a made-up site that nothing leaves: every address is answered here."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def opened(browser_page: Page) -> Iterator["Opener"]:
    """Open a piece of HTML with the script."""
    opener = Opener(browser_page)
    yield opener
    browser_page.unroute_all()


class Opener:
    """Shows HTML at http://hub.example/ and remembers every address asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: list[str] = []

    def __call__(self, html: str) -> Page:
        whole = f"<!doctype html><title>Hub</title><body>{html}<script src='/earshot.js'></script>"
        self.page.route("**/*", lambda route: self._answer(route, whole))
        self.page.goto("http://hub.example/")
        self.asked.clear()
        return self.page

    def _answer(self, route: Route, whole: str) -> None:
        url = route.request.url
        self.asked.append(url)
        if url.endswith("earshot.js"):
            route.fulfill(path=SCRIPT)
        elif "/sent/" in url:
            route.fulfill(status=204)
        else:
            route.fulfill(body="<title>Weather</title>" if "out.example" in url else whole, content_type="text/html")


def test_a_page_with_mistakes_starts_at_the_list_of_them(opened: Opener) -> None:
    page = opened('<div id="wrong" tabindex="-1" data-focus>Please check this</div>')

    assert page.evaluate("document.activeElement.id") == "wrong"


def test_a_second_tap_sends_nothing_more(opened: Opener) -> None:
    page = opened(FORM)
    for _ in range(3):
        page.get_by_role("button").click()
    page.wait_for_timeout(200)

    assert len([url for url in opened.asked if "/sent/" in url]) == 1


def test_letters_are_counted_down_as_people_see_them(opened: Opener) -> None:
    page = opened(
        '<textarea id="more" name="more" data-most="5"></textarea>'
        '<p id="more-count" class="count" data-left="Letters left:" data-over="Letters too many:">You can write up to 5 letters.</p>'
    )
    assert page.locator("#more-count").inner_text() == "You can write up to 5 letters."
    page.fill("#more", "ok👍")

    assert page.locator("#more-count").inner_text() == "Letters left: 2"
    page.fill("#more", "far too long")
    assert page.locator("#more-count").inner_text() == "Letters too many: 7"


def test_escape_three_times_leaves_and_back_does_not_return(opened: Opener) -> None:
    page = opened(FORM + EXIT)
    page.fill("#name", "what nobody may see")
    steps = page.evaluate("history.length")
    for _ in range(3):
        page.keyboard.press("Escape")
    page.wait_for_url("http://out.example/")

    assert page.title() == "Weather"
    assert page.evaluate("history.length") == steps


def test_two_presses_or_other_keys_between_do_not_leave(opened: Opener) -> None:
    page = opened(FORM + EXIT)
    for key in ("Escape", "Escape", "a", "Escape"):
        page.keyboard.press(key)
    page.wait_for_timeout(200)

    assert page.url == "http://hub.example/"


def test_the_exit_link_leaves_without_a_step_in_the_history(opened: Opener) -> None:
    page = opened(EXIT)
    steps = page.evaluate("history.length")
    page.get_by_text("Leave this page").click()
    page.wait_for_url("http://out.example/")

    assert page.evaluate("history.length") == steps


def left_after_two_pages(opened: Opener) -> Page:
    """Read one page, go on to another, and leave in a hurry."""
    page = opened(FORM + EXIT + '<a href="/second/">On</a>')
    page.fill("#name", "what nobody may see")
    page.get_by_text("On", exact=True).click()
    page.wait_for_url("http://hub.example/second/")
    page.get_by_text("Leave this page").click()
    page.wait_for_url("http://out.example/")
    return page


def test_back_after_leaving_shows_nothing_of_what_was_read_before(opened: Opener) -> None:
    page = left_after_two_pages(opened)

    page.go_back(wait_until="commit")
    page.wait_for_url("http://out.example/")

    assert page.title() == "Weather"


def test_who_opens_the_site_again_after_leaving_finds_it_and_can_go_back_in_it(opened: Opener) -> None:
    page = left_after_two_pages(opened)

    page.goto("http://hub.example/later/")
    page.get_by_text("On", exact=True).click()
    page.wait_for_url("http://hub.example/second/")
    page.go_back()
    page.reload()

    assert page.url == "http://hub.example/later/"
    assert page.get_by_role("button").is_visible()
    page.go_back()  # the weather
    page.go_back(wait_until="commit")  # what was read before leaving
    page.wait_for_url("http://out.example/")


def test_a_second_leaving_hides_what_was_read_since_the_first(opened: Opener) -> None:
    page = left_after_two_pages(opened)
    page.goto("http://hub.example/later/")
    page.get_by_text("On", exact=True).click()
    page.wait_for_url("http://hub.example/second/")

    page.get_by_text("Leave this page").click()
    page.wait_for_url("http://out.example/")
    page.go_back(wait_until="commit")
    page.wait_for_url("http://out.example/")


def test_a_page_out_of_the_browsers_memory_is_hidden_until_it_is_known_to_be_wanted(opened: Opener) -> None:
    page = opened(FORM + EXIT)
    leave = "sessionStorage.left = Number(sessionStorage.left || 0) + 1"  # the tab is that of the tests before: it may remember leaving
    go = f"({{kind, out}}) => {{ if (out) {leave}; dispatchEvent(new PageTransitionEvent(kind, {{persisted: true}})); }}"

    page.evaluate(go, {"kind": "pagehide", "out": False})
    assert not page.get_by_role("button").is_visible()
    page.evaluate(go, {"kind": "pageshow", "out": False})
    assert page.get_by_role("button").is_visible()
    page.evaluate(go, {"kind": "pagehide", "out": False})
    page.evaluate(go, {"kind": "pageshow", "out": True})
    page.wait_for_url("http://out.example/")


def test_a_tab_that_may_remember_nothing_still_leaves(opened: Opener) -> None:
    page = opened(EXIT)
    page.evaluate("Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('not allowed'); }})")
    page.get_by_text("Leave this page").click()
    page.wait_for_url("http://out.example/")
