"""A parent on a phone of 320 pixels without JavaScript says how they were listened to: three taps, counted."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from core.models import Hub
from feedback.models import Draft, EntryPoint, Response, Voice
from feedback.rating_set import NO, SORT_OF, YES, id_of
from tests import builders
from tests.feedback.rating import open_rating
from tests.journeys.conftest import OpenContext, axe_problems, sideways_scroll

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def poster(elm: Hub) -> EntryPoint:
    """A poster on the wall of Elm that leads to the rating at the end."""
    return builders.make_entry_point(open_rating(builders.make_engagement(elm, title="The garden at Elm")), elm, code="CDFH34")


class Thumb:
    """One thumb that counts its taps."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.number_of_taps = 0

    def taps(self, what: Locator) -> None:
        """Tap once."""
        what.tap()
        self.number_of_taps += 1

    def sees(self, heading: str) -> None:
        """Wait for the page with this heading; nothing sticks out of the screen."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        assert sideways_scroll(self.page) == 0, f"{self.page.url} scrolls sideways"

    def presses(self, words: str) -> None:
        """Tap a button."""
        self.taps(self.page.get_by_role("button", name=words, exact=True).last)


@pytest.mark.parametrize("way", ["light", "dark", "ur"])
def test_every_page_of_a_rating_is_for_everybody(open_context: OpenContext, poster: EntryPoint, way: str) -> None:
    page = open_context(has_touch=True, is_mobile=True, color_scheme="dark" if way == "dark" else "light").new_page()
    page.goto(f"/{'ur/' if way == 'ur' else ''}have-your-say/p/{poster.code}/")
    headings = []
    for _ in range(6):
        headings.append(page.get_by_role("heading", level=1).inner_text())
        assert axe_problems(page) == []
        assert sideways_scroll(page) == 0
        before = page.url
        page.locator("main form button:not(.unseen):not([value=back])").first.tap()
        expect(page).not_to_have_url(before)

    assert len(set(headings)) == 6
    assert axe_problems(page) == []
    assert page.url.endswith("/thank-you/")


def test_a_parent_rates_in_three_taps_without_javascript(open_context: OpenContext, poster: EntryPoint) -> None:
    page = open_context(has_touch=True, is_mobile=True, java_script_enabled=False).new_page()
    thumb = Thumb(page)
    page.goto(f"/have-your-say/p/{poster.code}/")
    thumb.sees("How did we listen? The garden at Elm")
    expect(page.locator("main")).to_contain_text("It is fine to skip. It changes nothing about the help you get.")
    thumb.presses("Start")

    for question, answer in (
        ("Did you feel safe to speak?", "Yes"),
        ("Did the right people listen?", "No"),
        ("Were you told what happens next?", "Sort of"),
    ):
        thumb.sees(question)
        expect(page.locator("main svg.face")).to_have_count(3)
        thumb.taps(page.locator("label").filter(has_text=re.compile(rf"^\s*{answer}\s*$")))
        thumb.presses("Continue")

    thumb.sees("How was this done?")
    thumb.presses("Continue")  # it may be left out
    thumb.sees("Check your answers")
    thumb.presses("Send my answers")

    thumb.sees("Thank you")
    expect(page.locator("main")).to_contain_text("We cannot find, change or delete your answer later.")
    expect(page.locator("[data-receipt]")).to_have_count(0)
    # Start, three answers, three times Continue, once past the last question, Send.
    assert thumb.number_of_taps == 1 + 3 + 3 + 1 + 1
    response = Response.objects.get()
    where = (poster.survey.engagement_id or 0, "end")
    assert response.answers == {
        id_of(*where, code): id_of(*where, code, answer) for code, answer in (("safe", YES), ("listened", NO), ("told", SORT_OF))
    }
    assert (response.receipt_hash, Voice.objects.count(), Draft.objects.count()) == (None, 0, 0)
