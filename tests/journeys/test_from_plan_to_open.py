"""From a ready-made plan to open to families: in fewer presses and letters than ten minutes hold, counted as they are made."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.test import override_settings
from playwright.sync_api import Locator, Page

from accounts.models import User
from core.models import Hub, Post
from participation.choices import Stage
from participation.models import Engagement
from tests import builders
from tests.journeys.conftest import PHONE, Watch, axe_problems, sideways_scroll

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SignIn = Callable[[Page, User], None]
# Of somebody who is not quick: to find and press one thing, to read a page that is new to them, and to type one letter. Seconds.
A_PRESS, A_PAGE, A_LETTER = 4, 40, 0.5


@dataclass
class Counted:
    """What a person does with a page, counted: presses, letters, and pages they have not seen before."""

    presses: int = 0
    letters: int = 0
    pages: set[str] = field(default_factory=set)

    def look(self, page: Page) -> None:
        """Read a page."""
        self.pages.add(page.url.split("?")[0])

    def press(self, there: Locator) -> None:
        """Press something."""
        there.click()
        self.presses += 1

    def write(self, there: Locator, words: str) -> None:
        """Type some words."""
        there.fill(words)
        self.presses += 1
        self.letters += len(words)

    def choose(self, there: Locator, label: str) -> None:
        """Choose one of a list."""
        there.select_option(label=label)
        self.presses += 2

    @property
    def seconds(self) -> float:
        """Return how long that takes somebody who is not quick."""
        return self.presses * A_PRESS + self.letters * A_LETTER + len(self.pages) * A_PAGE


@override_settings(SECOND_STEP_REQUIRED=False)
@pytest.mark.parametrize("width", [PHONE["width"], 1280])
def test_a_standard_engagement_opens_within_ten_minutes_from_a_plan(
    width: int, desk: Page, sign_in_on: SignIn, asha: User, elm: Hub, elm_manager: Post, watch: Watch
) -> None:
    watch.allow("Failed to load resource")  # Wagtail asks for a favicon
    builders.make_brand(safeguarding_phone="01632 960 001")
    page, did = desk, Counted()
    sign_in_on(page, asha)
    page.set_viewport_size({"width": width, "height": 900})

    page.goto("/admin/engagement/")
    did.look(page)
    did.press(page.get_by_role("link", name="Ask about something new").first)
    did.look(page)
    assert sideways_scroll(page) == 0
    assert axe_problems(page) == []
    did.write(page.get_by_label("What is it about?"), "A leaflet about the new café")
    did.press(page.get_by_label("A leaflet, a page or a letter"))
    for question in ("could_lose", "must_consult", "people_here_decide"):
        did.press(page.locator(f"input[name={question}][value=no]"))
    did.press(page.get_by_role("button", name="Save draft and go on"))

    did.look(page)
    did.choose(page.locator("#id_who_acts"), "Family hub manager, Elm")
    did.press(page.get_by_role("button", name="Save", exact=True).last)
    did.press(page.get_by_role("link", name="Open to families").first)
    did.look(page)
    did.press(page.get_by_role("button", name="Open to families"))
    page.wait_for_url("**/edit/**")

    assert Engagement.objects.get().stage == Stage.OPEN
    assert did.presses <= 14
    assert did.seconds < 5 * 60, f"{did.seconds:.0f} seconds"
