"""The alarm can ring: a page that lets typed text through trips it, once for each way in which text becomes more than text.

No server: the pages are put in the browser's way, so that none of what keeps our own pages safe stands between.
"""

import pytest
from django.template import engines
from playwright.sync_api import Browser, Page, Route

from tests.prove.alarm import watched
from tests.prove.payloads import PAYLOADS

pytestmark = [pytest.mark.prove, pytest.mark.journey]

HOST = "http://unsafe.localhost"
# These are text on a bare page, and need another hole: an attribute to break out of, a script, a template, an address.
NEED_ANOTHER_HOLE = 12


def rings(browser: Browser, *pages: str, **headers: str) -> list[list[str]]:
    """Return what rang on each page."""
    found, bodies = [], [f"<!doctype html><meta charset=utf-8><title>Unsafe</title><main>{html}</main>" for html in pages]
    with watched(browser, HOST) as opened:
        alarm = opened()
        _serve(alarm.page, bodies, headers)
        for number in range(len(bodies)):
            alarm.page.goto(f"/{number}/")
            alarm.page.wait_for_timeout(50)
            found.append([*alarm.listen()])
            alarm.raised.clear()
    return found


def _serve(page: Page, bodies: list[str], headers: dict[str, str]) -> None:
    def answer(route: Route) -> None:
        asked = route.request.url.removeprefix(HOST).strip("/")
        body = bodies[int(asked)] if asked.isdecimal() else ""
        route.fulfill(body=body, headers={"Content-Type": "text/html", **headers})

    page.route("**/*", answer)


@pytest.mark.parametrize(
    ("html", "ring"),
    [
        ("<script>alert('hello')</script>", "BOX alert hello"),
        ("<script>confirm('hello')</script>", "BOX confirm hello"),
        ("<script>canary(1)</script>", "RAN canary 1"),
        ("<iframe srcdoc='<script>canary(2)</script>'></iframe>", "RAN canary 2"),
        ("<img src=//canary.example/3.png>", "CALLED http://canary.example/3.png"),
        ("<link rel=stylesheet href=//canary.example/4.css>", "CALLED http://canary.example/4.css"),
        ("<a href='javascript:canary(5)'>read more</a>", "PLANTED A href=javascript:canary(5)"),
        ("<b onclick='canary(6)'>x</b>", "PLANTED B onclick=canary(6)"),
        ("<marquee>seven</marquee>", "PLANTED <marquee>seven</marquee>"),
        ("<style>canary{color:red}</style>", "PLANTED <style>canary{color:red}</style>"),
    ],
)
def test_the_alarm_rings_for_each_way_in(browser: Browser, html: str, ring: str) -> None:
    assert ring in rings(browser, html)[0]


def test_the_alarm_rings_when_only_the_policy_kept_a_script_from_running(browser: Browser) -> None:
    rang = rings(browser, "<script>canary(1)</script>", **{"Content-Security-Policy": "script-src 'none'"})[0]

    assert [one for one in rang if one.startswith("POLICY script-src")]
    assert not [one for one in rang if one.startswith("RAN")]


def test_a_template_that_trusts_what_families_type_rings_for_the_payloads_and_a_sound_one_for_none(browser: Browser) -> None:
    unsafe = engines["django"].from_string("<p>{{ words|safe }}</p>")
    sound = engines["django"].from_string('<p title="{{ words }}">{{ words }}</p><textarea>{{ words }}</textarea>')

    rang = rings(browser, *(unsafe.render({"words": payload}) for payload in PAYLOADS))
    quiet = rings(browser, *(sound.render({"words": payload}) for payload in PAYLOADS))

    silent = [payload for payload, rung in zip(PAYLOADS, rang, strict=True) if not rung]
    assert len(silent) <= NEED_ANOTHER_HOLE, silent
    assert not any(quiet)
