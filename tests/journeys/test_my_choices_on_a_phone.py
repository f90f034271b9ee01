"""My choices on the smallest phone: a few screens long, and on them every question, what stands, and the way to change it in one tap."""

from datetime import timedelta

import pytest
from django.conf import settings as live
from django.utils import timezone
from playwright.sync_api import Page, expect

from consent.models import FamilyVisit, Partner, Person
from consent.selectors.door import cookie_name, token_hash
from consent.selectors.my_choices import choices_of
from consent.services import choosing, purposes
from core.models import Hub
from tests import builders
from tests.families import make_person, make_rights_request
from tests.journeys.conftest import OpenContext, lands, sideways_scroll

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

VISIT = "a visit on a small phone"
OF_A_CHOICE = 195  # with what was said of it, and its two ways on
AROUND = 1_745  # it was 6,415 in all, with nine choices and three partners
MORE_AT_FIRST = 400  # where nothing is decided yet, each choice has two buttons


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, in a council with three partners, who asked for a copy."""
    purposes.begin()
    builders.make_brand(phone="01632 960 000", phone_hours="9 to 5 on weekdays", safeguarding_phone="01632 960 001")
    for name in ("Ashmere Health Visitors", "Ashmere Libraries", "Elmshire Parent Carer Forum"):
        Partner.objects.create(name=name, about="x")
    person = make_person(elm, "Ola Nowak", email="ola.nowak@family.example", phone="07700 900123")
    make_rights_request(person, how="door")
    FamilyVisit.objects.create(person=person, token_hash=token_hash(VISIT), expires_at=timezone.now() + timedelta(hours=3))
    return person


def decide(person: Person) -> None:
    """Say yes to every second thing and no to the others."""
    today = builders.today()
    for number, one in enumerate(choices_of(person, language="en-gb", today=today)):
        if number % 2:
            choosing.say_no(person=person, one=one, shown=None, today=today)
        else:
            choosing.say_yes(person=person, one=one, today=today)


def opened(open_context: OpenContext, address: str = "/my-choices/") -> Page:
    """Return the page as it lies on a phone without scripts."""
    page = open_context(has_touch=True, is_mobile=True, java_script_enabled=False).new_page()
    page.goto("/my-choices/")
    page.context.add_cookies([{"name": cookie_name(), "value": VISIT, "url": page.url}])
    page.goto(address)
    return page


def height(page: Page) -> int:
    """Return how tall a page is, read by the browser itself: its own scripts run where the page's may not."""
    return int(page.evaluate("document.documentElement.scrollHeight"))


@pytest.mark.parametrize("has_decided", [True, False])
def test_it_is_a_few_screens_long_and_hides_nothing_that_must_be_seen(ola: Person, open_context: OpenContext, has_decided: bool) -> None:
    if has_decided:
        decide(ola)
    page = opened(open_context)

    mine = choices_of(ola, language="en-gb", today=builders.today())
    assert len(mine) == 9  # and two more for who is on a panel (tests/panels/test_asked_of_members.py)
    assert height(page) <= AROUND + OF_A_CHOICE * len(mine) + (0 if has_decided else MORE_AT_FIRST)
    assert sideways_scroll(page) == 0
    for one in mine:
        section = page.locator(f"#{one.purpose.key}{f'-{one.partner.pk}' if one.partner else ''}")
        expect(section.get_by_role("heading", name=one.words["question"])).to_be_visible()
        stands = "You said yes" if one.is_yes else "You said no" if one.is_no else "You have not said yet."
        expect(section.get_by_text(stands)).to_be_visible()
        ways = ["no"] if one.is_yes else ["yes"] if one.is_no else ["yes", "no"]
        assert section.locator("button[name=say]:visible").evaluate_all("all => all.map(one => one.value)") == ways


def test_the_exact_words_and_what_was_said_before_open_in_one_tap(ola: Person, open_context: OpenContext) -> None:
    decide(ola)
    page = opened(open_context)
    section = page.locator("#told")
    said_before = section.get_by_text("What you said before:")
    expect(said_before).to_be_hidden()
    section.locator("summary").tap()
    expect(said_before).to_be_visible()
    assert sideways_scroll(page) == 0
    page.locator("summary", has_text="What we hold about you").tap()
    expect(page.get_by_text("07700 900123")).to_be_visible()


def test_a_tap_changes_one_thing_and_stays_there(ola: Person, open_context: OpenContext) -> None:
    page = opened(open_context)
    lands(page, page.locator("#photo button[value=no]"))
    expect(page.locator("#photo")).to_contain_text("You said no")
    assert page.url.endswith("#photo")
    lands(page, page.locator("#photo button[value=yes]"))
    expect(page.locator("#photo")).to_contain_text("You said yes")


@pytest.mark.parametrize("language", [code for code, _ in live.LANGUAGES if code != live.LANGUAGE_CODE])
def test_it_fits_in_every_language(ola: Person, open_context: OpenContext, language: str) -> None:
    decide(ola)
    for address in ("/my-choices/", "/my-choices/one-by-one/?n=2", "/my-choices/begin/", "/my-choices/one-by-one/?n=99"):
        page = opened(open_context, f"/{language}{address}")
        assert sideways_scroll(page) == 0, address


def test_on_a_large_screen_the_two_buttons_of_a_choice_are_of_one_size(ola: Person, open_context: OpenContext) -> None:
    for width in (320, 1280):
        page = open_context(viewport={"width": width, "height": 800}).new_page()
        page.goto("/my-choices/")
        page.context.add_cookies([{"name": cookie_name(), "value": VISIT, "url": page.url}])
        for number in range(1, 10):
            page.goto(f"/my-choices/one-by-one/?n={number}")
            boxes = page.locator(".pair .button").evaluate_all(
                "all => all.map(one => one.getBoundingClientRect()).map(b => [b.width, b.height])"
            )
            assert len(boxes) == 2
            assert boxes[0] == boxes[1], (width, number)
