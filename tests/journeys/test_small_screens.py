"""What a parent sees first on the smallest screens: the words themselves, not what stands above them, and nothing that sticks out."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from core.models import Hub
from feedback.questionnaire import MOST_THAT_WAITS
from home.services.pages import build_page_tree, make_hub_page
from tests import builders
from tests.browsers import chromium
from tests.journeys.conftest import OpenContext, Watch, lands, sideways_scroll

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter"
SIDEWAYS = {"width": 640, "height": 320}
KINDS = (builders.one_choice, builders.several_choices, builders.faces, builders.short_text, builders.long_text, builders.about_family)


def top_of(page: Page, selector: str) -> float:
    """Return how far below the top of the screen something begins."""
    box: Any = page.locator(selector).first.bounding_box()
    return float(box["y"])


@pytest.mark.parametrize("language", ["", "/ur"])
def test_a_phone_held_sideways_shows_the_question_at_once(elm: Hub, open_context: OpenContext, language: str) -> None:
    survey = builders.make_open_survey(elm, questions=[builders.faces()])
    page = open_context(viewport=SIDEWAYS, has_touch=True, is_mobile=True).new_page()
    page.goto(f"{language}/have-your-say/{survey.slug}/")

    lands(page, page.locator("main form .button"))

    assert top_of(page, "h1") < 180
    assert top_of(page, ".tile") < 320


def test_the_way_back_stands_beside_the_way_out(elm: Hub, phone: Page) -> None:
    survey = builders.make_open_survey(elm, questions=[builders.faces()])
    phone.goto(f"/have-your-say/{survey.slug}/")

    lands(phone, phone.locator("main form .button"))

    way_out: Any = phone.locator(".exit").bounding_box()
    back: Any = phone.locator("button[value=back]").bounding_box()
    assert back["y"] < way_out["y"] + way_out["height"]
    assert back["x"] + back["width"] <= way_out["x"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.__name__)
def test_a_very_long_word_in_a_question_widens_no_page(elm: Hub, phone: Page, kind: Any) -> None:
    survey = builders.make_open_survey(elm, title=LONG, why=LONG, questions=[kind(LONG, help=LONG, required=True)])
    phone.goto(f"/have-your-say/{survey.slug}/")
    assert sideways_scroll(phone) == 0
    lands(phone, phone.locator("main form .button"))
    assert sideways_scroll(phone) == 0

    phone.locator("main .button[value=on]").click()

    phone.locator(".has-error").first.wait_for()
    assert sideways_scroll(phone) == 0


def test_the_front_page_of_a_council_with_many_places_is_a_few_screens_long(phone: Page) -> None:
    build_page_tree(site_name="Ashmere family hubs", council_name="Ashmere County Council")
    first = builders.make_hub("Elm")
    make_hub_page(first)
    for number in range(20):
        make_hub_page(builders.make_hub(f"Library {number}", kind="spoke", parent=first))

    phone.goto("/")

    assert phone.evaluate("document.documentElement.scrollHeight") < 3_200


@pytest.fixture(scope="module")
def big_letters(browser: Browser) -> Iterator[Browser]:
    """A browser whose owner set letters to twice their size."""
    started = browser.browser_type.launch(executable_path=chromium(), args=["--no-sandbox", "--blink-settings=defaultFontSize=32"])
    yield started
    started.close()


@pytest.mark.parametrize("language", ["", "/ur"])
def test_letters_of_twice_the_size_cover_nothing_and_widen_nothing(
    elm: Hub, live_server: LiveServer, big_letters: Browser, language: str
) -> None:
    builders.make_brand(safeguarding_phone="01632 960 001", phone="01632 960 000")
    survey = builders.make_open_survey(elm, questions=[builders.faces()])
    page = big_letters.new_page(base_url=live_server.url, viewport={"width": 320, "height": 640})
    for address in ("/have-your-say/", "/you-said-we-did/", "/check-back/", f"/have-your-say/{survey.slug}/"):
        page.goto(f"{language}{address}")
        assert sideways_scroll(page) == 0, address

    lands(page, page.locator("main form .button"))

    assert sideways_scroll(page) == 0
    assert top_of(page, "button[value=back]") >= page.locator(".exit").evaluate("exit => exit.getBoundingClientRect().bottom")
    page.close()


def type_an_answer(phone: Page, hub: Hub) -> None:
    """Go to the first of two questions and type into it."""
    survey = builders.make_open_survey(hub, questions=[builders.short_text(), builders.faces()])
    phone.goto(f"/have-your-say/{survey.slug}/")
    lands(phone, phone.locator("main form .button"))
    phone.locator("main input[name=answer]").fill("The singing")


def test_without_signal_the_page_stays_with_what_was_typed_and_says_so(elm: Hub, phone: Page, watch: Watch) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED")
    type_an_answer(phone, elm)
    no_signal = phone.get_by_text("There is no signal just now.")
    expect(no_signal).to_be_hidden()

    phone.context.set_offline(True)
    phone.locator("main .button[value=on]").click()

    expect(no_signal).to_be_visible()
    assert phone.locator("main input[name=answer]").input_value() == "The singing"
    phone.context.set_offline(False)
    phone.locator("main .button[value=on]").click()
    expect(phone.locator("h1")).to_have_text("How was it today?")
    phone.go_back()
    expect(phone.locator("main input[name=answer]")).to_have_value("The singing")


def test_a_signal_lost_unnoticed_keeps_the_page_and_what_was_typed(elm: Hub, phone: Page, watch: Watch) -> None:
    watch.allow("net::ERR_FAILED")
    type_an_answer(phone, elm)
    phone.route("**/have-your-say/**", lambda route: route.abort())

    phone.locator("main .button[value=on]").click()

    expect(phone.get_by_text("There is no signal just now.")).to_be_visible()
    assert phone.locator("main input[name=answer]").input_value() == "The singing"
    phone.unroute_all()
    phone.locator("main .button[value=on]").click()
    expect(phone.locator("h1")).to_have_text("How was it today?")


def test_what_is_no_way_onwards_is_shown_by_the_browser_itself(elm: Hub, phone: Page) -> None:
    survey = builders.make_open_survey(elm, questions=[builders.long_text()])
    phone.goto(f"/have-your-say/{survey.slug}/")
    lands(phone, phone.locator("main form .button"))
    too_much = "x" * (MOST_THAT_WAITS + 1)
    phone.locator("main textarea[name=answer]").fill(too_much)

    phone.locator("main .button[value=on]").click()

    expect(phone.locator("[data-focus]")).to_contain_text("too long")
    assert phone.locator("main textarea[name=answer]").input_value() == too_much


@pytest.mark.parametrize("language", ["", "/ur"])
def test_who_can_help_now_is_on_the_first_screen_of_every_page_but_its_own(elm: Hub, phone: Page, language: str) -> None:
    build_page_tree(site_name="Ashmere family hubs", council_name="Ashmere County Council")
    survey = builders.make_open_survey(elm, questions=[builders.faces()])
    help_now: Any = phone.locator(".help:visible")
    addresses = ("/", "/services/", "/search/", "/check-back/", f"/another-way/survey/{survey.slug}/", f"/have-your-say/{survey.slug}/")
    for address in addresses:
        phone.goto(f"{language}{address}")
        assert top_of(phone, ".help:visible") < 320, address
        assert sideways_scroll(phone) == 0, address

    lands(phone, phone.locator("main form .button"))  # a question
    assert top_of(phone, ".help:visible") < 120
    lands(phone, help_now)
    assert phone.url.endswith("/help-now/")
    assert help_now.count() == 0
