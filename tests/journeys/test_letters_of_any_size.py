"""Letters that somebody made larger cover nothing and widen nothing: whatever stands beside the way out makes room for it."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from consent.models import FamilyVisit, Person
from consent.selectors.door import token_hash
from core.models import Hub
from home.services.pages import build_page_tree
from tests import builders
from tests.consent.doorway import EMAIL
from tests.families import make_person
from tests.journeys.conftest import PHONE, OpenContext, sideways_scroll, sticks_out
from tests.journeys.test_my_choices_on_a_phone import VISIT, opened

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

LONG_EMAIL = f"{'ola.nowak.' * 4}{EMAIL}"


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, whose address is longer than a line."""
    person = make_person(elm, email=LONG_EMAIL)
    FamilyVisit.objects.create(person=person, token_hash=token_hash(VISIT), expires_at=timezone.now() + timedelta(hours=3))
    return person


def letters(page: Page, percent: int) -> None:
    """Make the letters of a page larger, as somebody's phone does: no media query hears of it."""
    page.evaluate("percent => document.documentElement.style.fontSize = `${17 * percent / 100}px`", percent)


def over(page: Page) -> list[str]:
    """Return what the way out covers, and what is cut off at the edge of the screen."""
    found: list[str] = page.evaluate(
        """() => {
          const exit = document.querySelector('.exit').getBoundingClientRect();
          const seen = [...document.querySelectorAll('.help, .home, .home span, .tongues a, .tongues span, .menu summary')];
          const boxes = seen.filter(one => one.checkVisibility()).map(one => [one.className || one.tagName, one.getBoundingClientRect()]);
          const onExit = ([, box]) => box.left < exit.right - 1 && box.right > exit.left + 1
            && box.top < exit.bottom - 1 && box.bottom > exit.top + 1;
          const off = ([, box]) => box.left < -1 || box.right > screen.width + 1;
          const told = (which, words) => boxes.filter(which).map(([name]) => `${name} ${words}`);
          return [...told(onExit, 'under the way out'), ...told(off, 'cut')];
        }"""
    )
    return found


@pytest.mark.parametrize("percent", [100, 130, 150, 200])
@pytest.mark.parametrize("language", ["", "/ur", "/ro"])
def test_nothing_lies_under_the_way_out(elm: Hub, phone: Page, language: str, percent: int) -> None:
    build_page_tree(site_name="Ashmere family hubs", council_name="Ashmere County Council")
    survey = builders.make_open_survey(elm, questions=[builders.faces()])
    for address in ("/", "/my-choices/", "/my-choices/begin/", f"/have-your-say/{survey.slug}/", f"/another-way/survey/{survey.slug}/"):
        phone.goto(f"{language}{address}")
        letters(phone, percent)
        assert over(phone) == [], address
        assert sideways_scroll(phone) == 0, f"{address}: {sticks_out(phone)}"


def test_what_we_hold_fits_letters_of_twice_the_size(ola: Person, open_context: OpenContext) -> None:
    page = opened(open_context)
    letters(page, 200)
    page.locator("summary", has_text="What we hold about you").tap()
    page.get_by_text(LONG_EMAIL).wait_for()

    assert sideways_scroll(page) == 0
    assert over(page) == []


def test_a_page_that_is_too_wide_is_seen_to_be(phone: Page) -> None:
    phone.goto("/my-choices/")
    phone.evaluate("document.querySelector('main').style.minWidth = '500px'")
    wide: Any = sideways_scroll(phone)
    assert wide >= 500 - PHONE["width"]
