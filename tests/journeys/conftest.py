"""A real browser against a real server: phones of 320 pixels, with JavaScript and without.

    def test_a_parent_answers(phone, elm): phone.goto("/have-your-say/"); …

Every page is watched: an error in the console, a script error, or a request to another host fails the test when it ends.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request
from pytest_django.live_server_helper import LiveServer

from accounts.models import User

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 800}


@dataclass
class Watch:
    """What went wrong on the pages of one context. `allow` takes patterns of console lines that a test expects."""

    own_host: str
    problems: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Expect a console line, such as the browser's own word about a 404 that the test asks for."""
        self.allowed.append(pattern)

    def console(self, message: ConsoleMessage) -> None:
        """Note an error in the console: the content policy speaks there too."""
        if message.type == "error":
            self.problems.append(f"console: {message.text}")

    def error(self, error: Any) -> None:
        """Note an uncaught error of a script."""
        self.problems.append(f"script: {error}")

    def request(self, request: Request) -> None:
        """Note a request that leaves our host (promise 16)."""
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.own_host:
            self.problems.append(f"another host: {request.url}")

    def unexpected(self) -> list[str]:
        """Return what no test allowed."""
        return [one for one in self.problems if not any(re.search(pattern, one) for pattern in self.allowed)]


OpenContext = Callable[..., BrowserContext]


@pytest.fixture
def watch(live_server: LiveServer) -> Iterator[Watch]:
    """What went wrong on the test's pages; checked when the test ends."""
    watching = Watch(own_host=urlsplit(live_server.url).netloc)
    yield watching
    assert watching.unexpected() == []


@pytest.fixture
def open_context(browser: Browser, live_server: LiveServer, watch: Watch) -> Iterator[OpenContext]:
    """Return a function that opens a watched context; options are Playwright's own (`color_scheme="dark"`, `locale="ur"`)."""
    opened: list[BrowserContext] = []

    def open_one(**options: Any) -> BrowserContext:
        context = browser.new_context(**({"base_url": live_server.url, "viewport": PHONE, "locale": "en-GB"} | options))
        context.set_default_timeout(10_000)
        context.on("console", watch.console)
        context.on("weberror", lambda error: watch.error(error.error))
        context.on("request", watch.request)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def phone(open_context: OpenContext) -> Page:
    """A page on a small phone."""
    return open_context(has_touch=True, is_mobile=True).new_page()


@pytest.fixture
def phone_without_scripts(open_context: OpenContext) -> Page:
    """The same phone with JavaScript off."""
    return open_context(has_touch=True, is_mobile=True, java_script_enabled=False).new_page()


@pytest.fixture
def desk(open_context: OpenContext) -> Page:
    """A page on a desk, as staff have it."""
    return open_context(viewport=DESK).new_page()


@pytest.fixture
def sign_in_on(live_server: LiveServer) -> Callable[[Page, User], None]:
    """Return a function that signs a member of staff in on a page, without the sign-in form."""

    def sign_in(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url, "httpOnly": True}])

    return sign_in


def lands(page: Page, pressed: Locator) -> None:
    """Press what leads to another page, and wait until that one is there and styled: a click by itself waits for nothing."""
    with page.expect_navigation(wait_until="load"):
        pressed.click()


# Every rule runs. Writing out what each rule found good, which nobody reads, took more than half of the time.
# What fades in has other colours on its way; what turns for ever is not waited for.
_STANDS_STILL = """() => Promise.allSettled(document.getAnimations()
  .filter((one) => one.playState === "running" && one.effect.getComputedTiming().endTime !== Infinity).map((one) => one.finished))"""
_RUN_AXE = """async asked => (await axe.run({include: [['html']], exclude: asked.exclude},
  {resultTypes: ['violations'], runOnly: {type: 'tag', values: asked.tags}})).violations"""


def axe_problems(page: Page, *, leaving_out: Sequence[str] = ()) -> list[str]:
    """Return what axe finds on a page, one line for each element: the rule, how grave, where.

    The source goes in through the debugger, as the content policy lets no other script run; no rule is switched off. `leaving_out`
    names by selector what is not ours on a page; families' pages leave nothing out.
    """
    page.wait_for_load_state("load")
    page.evaluate(_STANDS_STILL)
    if not page.evaluate("() => 'axe' in window"):  # half a megabyte, which stays while the page does
        page.evaluate(AXE)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    asked = {"tags": tags, "exclude": [[one] for one in leaving_out if page.locator(one).count()]}
    return [
        f"{violation['id']} ({violation['impact']}): {' '.join(map(str, node['target']))}"
        for violation in page.evaluate(_RUN_AXE, asked)
        for node in violation["nodes"]
    ]


def sideways_scroll(page: Page) -> int:
    """Return by how many pixels a page is wider than the screen it was opened on; 0 is what we want.

    Not than `window.innerWidth` alone: on a phone that grows with whatever sticks out, and the difference is 0 all the same.
    """
    page.wait_for_load_state("load")  # else a page without its styles is measured
    screen = page.viewport_size
    wide: list[int] = page.evaluate("() => [document.documentElement.scrollWidth, window.innerWidth]")
    return max(0, wide[0] - min(wide[1], screen["width"] if screen else wide[1]))


_LOOKED_AT = "main :is(input, select, textarea, button, a, iframe, p, label, h1, h2, [contenteditable])"
_STICKS_OUT = """([lookedAt, leftOut]) => [...document.querySelectorAll(lookedAt)]
  .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest(leftOut))
  .map(one => [one.tagName + '#' + one.id + '.' + one.className, one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.left < -1 || box.right > window.innerWidth + 1))
  .map(([name, box]) => `${name}: ${Math.round(box.left)} to ${Math.round(box.right)}`)"""


def sticks_out(page: Page) -> list[str]:
    """Return what of a staff page reaches beyond the screen, where the page itself is cut off there and does not scroll."""
    return list(page.evaluate(_STICKS_OUT, [_LOOKED_AT, ".w-sr-only, .form-side:not(.form-side--open)"]))
