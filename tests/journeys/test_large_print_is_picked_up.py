"""One whole story: a parent on a small phone without scripts asks for large print, a hub worker makes it and hands it over for the code."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from consent.choices import Given, State
from consent.models import FormatRequest
from core.models import Hub
from tests import builders
from tests.journeys.conftest import axe_problems, sideways_scroll

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def _go_on(page: Page) -> None:
    """Press what goes on, by keyboard: Enter on the visible button."""
    button = page.locator("button.button[name=go][value=on]")
    assert button.bounding_box() is not None
    button.press("Enter")


def test_a_parent_asks_for_large_print_and_picks_it_up_for_a_code(
    phone_without_scripts: Page, desk: Page, sign_in_on: Callable[[Page, User], None], elm: Hub, ben: User
) -> None:
    builders.make_brand(safeguarding_phone="01632 960 001", phone="01632 960 000")
    questions = [builders.one_choice("Was it easy?", {"text": "Yes", "go_to": "end"}, "No"), builders.long_text("What was hard?")]
    builders.make_open_survey(elm, title="After a session at Elm", slug="after", questions=questions)
    phone = phone_without_scripts

    phone.goto("/have-your-say/after/")
    phone.get_by_role("link", name="Ask for this in another way").click()
    phone.get_by_label("In large print").check()
    _go_on(phone)
    _go_on(phone)  # nothing chosen yet
    expect(phone.get_by_role("link", name="Choose how it shall get to you.")).to_be_visible()
    phone.get_by_label("I will pick it up").check()
    _go_on(phone)
    phone.get_by_label("Is there anything else we should know?").fill("Very large, please.")
    assert sideways_scroll(phone) == 0
    _go_on(phone)
    expect(phone.get_by_role("heading", name="Check what you ask for")).to_be_visible()
    phone.locator("button.button[value=send]").click()
    expect(phone.get_by_role("heading", name="We have it")).to_be_visible()
    code = phone.locator("[data-code]").inner_text()
    assert sideways_scroll(phone) == 0
    phone.reload()  # the browser sends it once more
    assert phone.locator("[data-code]").inner_text() == code
    assert FormatRequest.objects.count() == 1
    assert phone.context.cookies() == []

    sign_in_on(desk, ben)
    desk.goto("/admin/")
    desk.get_by_role("link", name="A family asks for “After a session at Elm” in another way").click()
    desk.get_by_role("button", name="Read what they wrote").click()
    expect(desk.get_by_text("Very large, please.")).to_be_visible()
    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="Large print, ready to print").click()
    paper = opened.value
    expect(paper.get_by_text("Then you have finished.")).to_be_visible()
    assert float(paper.locator("p").last.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")) >= 24  # 18 points
    assert axe_problems(paper) == []
    paper.close()
    desk.get_by_role("button", name="I do this").click()

    desk.goto("/admin/another-way/")
    desk.get_by_label("The code that somebody says").fill(code.lower())
    desk.get_by_role("button", name="Find it").click()
    desk.get_by_label("They have it:").select_option(label="They picked it up")
    desk.get_by_role("button", name="Done").click()

    expect(desk.get_by_text("They picked it up, on")).to_be_visible()
    asked = FormatRequest.objects.get()
    assert (asked.state, asked.given) == (State.DONE, Given.PICKED_UP)
