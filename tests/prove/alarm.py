"""An alarm on a page in a real browser: it rings when typed text runs, opens a box, plants an element, breaks the policy or calls out.

`tests/prove/test_alarm.py` shows that it rings for each.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, Request

# Runs before any script of the page, in every frame: a payload that calls `canary` says so in the console. A box (alert, prompt,
# confirm) is left to the browser, which tells of it itself.
CANARY = """window.canary = (said) => console.error("RAN canary " + said);
document.addEventListener("securitypolicyviolation", (one) => console.error("POLICY " + one.violatedDirective + " " + one.blockedURI));"""
# What has not run but stands there as an element: one that no page of ours has, a script or style of the payload's own words, or a
# handler, a frame, a style or an address that waits for a finger.
PLANTED = r"""() => [...document.querySelectorAll("*")].flatMap((one) => {
  const made = one.matches("marquee, embed, object, base, math, mglyph, video, audio, [src='x'], [src='x:x'], svg a, svg animate")
    || (one.matches("script:not([type='application/json']), style, noscript") && /canary/.test(one.textContent));
  const waits = [...one.attributes].filter(({name, value}) => /canary/.test(value) && !/^(value|content|title|alt)$/.test(name)
    && (/^on|^(srcdoc|style|data)$/.test(name) || /^\s*(javascript|data|vbscript|https?:|\/\/canary)/i.test(value)));
  return [...(made ? [one.outerHTML.slice(0, 120)] : []), ...waits.map(({name, value}) => `${one.tagName} ${name}=${value}`)];
})"""
SUBMIT = """([address, fields]) => { const form = Object.assign(document.createElement("form"), {method: "post", action: address});
  for (const [name, value] of Object.entries(fields)) {
    const box = document.createElement("textarea"); box.name = name; box.value = value; form.append(box); }
  document.body.append(form); form.submit(); }"""


@dataclass
class Alarm:
    """A page that is watched. `raised` holds what rang, in words; `must_be_there` makes a page that is not found a failure too."""

    page: Page
    host: str
    raised: list[str] = field(default_factory=list)
    must_be_there: bool = False

    def __post_init__(self) -> None:
        """Begin to watch."""
        self.page.add_init_script(CANARY)
        self.page.on("console", self._console)
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.text.startswith(("RAN", "POLICY")) or "Content Security Policy" in message.text:
            self.raised.append(message.text)

    def _dialog(self, dialog: Dialog) -> None:
        self.raised.append(f"BOX {dialog.type} {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme.startswith("http") and parts.netloc != self.host:
            self.raised.append(f"CALLED {request.url}")

    def listen(self) -> list[str]:
        """Return everything that rang on this page so far, with what is planted there now, frames and all."""
        for frame in self.page.frames:
            self.raised += [f"PLANTED {one}" for one in frame.evaluate(PLANTED)]
        return self.raised

    def look(self) -> None:
        """Say where the page is, if anything rang there."""
        assert self.listen() == [], f"{self.page.url}: {self.raised}"

    def open(self, *addresses: str) -> None:
        """Open addresses, one after the other, and look at each."""
        for address in addresses:
            shown = self.page.goto(address)
            assert not self.must_be_there or (shown and shown.ok), f"{address} did not open"
            self.look()

    def post(self, address: str, fields: dict[str, str]) -> None:
        """Send fields as a form of our own page does, and look at what comes back."""
        with self.page.expect_navigation():
            self.page.evaluate(SUBMIT, [address, fields])
        self.look()

    def press(self, selector: str) -> None:
        """Press a button that leads to another page, and look at what comes."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()
        self.look()


@contextmanager
def watched(browser: Browser, url: str) -> Iterator[Callable[..., Alarm]]:
    """Give a function that opens a watched page of this server, with the cookies of a test client."""
    contexts: list[BrowserContext] = []

    def open_one(cookies: Any = ()) -> Alarm:
        contexts.append(browser.new_context(base_url=url))
        jar: list[Any] = [{"name": one.key, "value": one.value, "url": url, "httpOnly": True} for one in cookies]
        contexts[-1].add_cookies(jar)
        return Alarm(contexts[-1].new_page(), urlsplit(url).netloc)

    yield open_one
    for context in contexts:
        context.close()
