"""A parent on a small phone without JavaScript comes back with the code: adds a thought, then thinks better of all of it and deletes it."""

import pytest
from playwright.sync_api import Page, expect

from core.codes import code_from, code_hash
from core.models import Hub
from feedback.models import Response, Voice
from tests import builders
from tests.journeys.conftest import OpenContext, sideways_scroll

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

CODE = code_from("a parent who comes back")
SAID, MORE = "The door hit my buggy.", "Donaudampfschifffahrtsgesellschaftskapitänswitwe & bins"


def sees(page: Page, heading: str) -> None:
    """Expect a page with this heading, nothing wider than the phone, no code in the address, and nothing of what was said."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    assert sideways_scroll(page) == 0, f"{page.url} scrolls sideways"
    assert CODE not in page.url
    assert page.context.cookies() == []
    assert SAID not in page.content()
    assert MORE not in page.content()


def look_up(page: Page) -> None:
    """Type the code as it is read from a photo, and send it."""
    page.goto("/check-back/")
    page.get_by_label("Your code").fill(f"{CODE[:4]} {CODE[4:8]} {CODE[8:12]} {CODE[12:]}")
    page.get_by_role("button", name="Show me").tap()


def test_a_thought_is_added_and_then_everything_is_deleted_without_scripts(open_context: OpenContext, elm: Hub) -> None:
    builders.make_brand(safeguarding_phone="01632 960 001")
    response = builders.make_response(builders.make_open_survey(elm, title="After a session"), receipt_hash=code_hash(CODE))
    builders.make_voice(elm, SAID, response=response)
    page = open_context(has_touch=True, is_mobile=True, java_script_enabled=False).new_page()

    look_up(page)
    sees(page, "What happened to my answer?")
    page.get_by_role("button", name="Add to it").tap()
    sees(page, "Add to your answer")
    page.get_by_role("button", name="Send it").tap()
    expect(page.get_by_role("alert")).to_contain_text("Write your answer, or a few words of it.")
    page.get_by_label("What do you want to add?").fill(MORE)
    page.get_by_role("button", name="Send it").tap()
    sees(page, "What you added is here")
    page.reload()
    sees(page, "What you added is here")
    assert sorted(voice.text for voice in Voice.objects.all()) == [MORE, SAID]

    page.get_by_role("button", name="Back to what happened to my answer").tap()
    sees(page, "What happened to my answer?")
    page.get_by_role("button", name="Delete it").tap()
    sees(page, "Delete your answer?")
    page.get_by_role("button", name="Keep it").tap()
    sees(page, "What happened to my answer?")
    assert Response.objects.exists()
    page.get_by_role("button", name="Delete it").tap()
    page.get_by_role("button", name="Delete my answer").tap()
    sees(page, "Your answer is deleted")
    assert not Response.objects.exists()
    assert not Voice.objects.exists()

    look_up(page)
    expect(page.locator("main")).to_contain_text("We cannot find an answer with this code")
