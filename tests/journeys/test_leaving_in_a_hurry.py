"""Somebody comes into the room: "Leave this page" shows the weather, and Back shows nothing of what was read."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from consent.models import FamilyVisit
from consent.selectors.door import cookie_name, token_hash
from core.models import Hub
from home.services.pages import build_page_tree, make_service
from tests.families import make_person
from tests.journeys.conftest import Watch, lands

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

VISIT = "a visit that is left in a hurry"
OUT = "https://www.bbc.co.uk/weather"


@pytest.fixture
def found(watch: Watch) -> None:
    """Something that is found for words of somebody in distress."""
    build_page_tree(site_name="Ashmere family hubs", council_name="Ashmere County Council")
    make_service("Freedom group", what_it_is="We listen.", category="family", topic="domestic-abuse")
    watch.allow(f"another host: {OUT}")


def look_for_help(page: Page) -> None:
    """Search in one's own words, and read what was found."""
    page.context.route(f"{OUT}**", lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    page.goto("/")
    page.locator("input[name=q]").fill("my husband hits me")
    lands(page, page.locator("form.search button").first)
    expect(page.locator("main")).to_contain_text("National Domestic Abuse Helpline")
    lands(page, page.locator("main").get_by_role("link", name="Freedom group"))


def test_back_after_leaving_shows_neither_the_page_nor_what_was_typed(found: None, phone: Page) -> None:
    look_for_help(phone)
    phone.locator(".exit").click()
    phone.wait_for_url(OUT)

    for _ in range(2):
        phone.go_back(wait_until="commit")
        phone.wait_for_url(OUT)
        assert phone.title() == "Weather"


def test_who_comes_back_on_purpose_finds_an_empty_search(found: None, phone: Page) -> None:
    look_for_help(phone)
    phone.locator(".exit").click()
    phone.wait_for_url(OUT)

    phone.goto("/search/")

    expect(phone.locator("h1")).to_be_visible()
    assert phone.locator("input[name=q]").input_value() == ""
    phone.reload()
    expect(phone.locator("h1")).to_be_visible()


def test_without_scripts_the_link_leaves_too(found: None, phone_without_scripts: Page) -> None:
    look_for_help(phone_without_scripts)

    phone_without_scripts.locator(".exit").click()

    phone_without_scripts.wait_for_url(OUT)


@pytest.fixture
def behind_the_door(elm: Hub, watch: Watch) -> None:
    """Ola, whose phone is behind the families' door."""
    watch.allow(f"another host: {OUT}")
    person = make_person(elm, "Ola Nowak", email="ola.nowak@family.example")
    FamilyVisit.objects.create(person=person, token_hash=token_hash(VISIT), expires_at=timezone.now() + timedelta(hours=3))


@pytest.mark.parametrize("scripts", [True, False])
def test_the_red_button_ends_what_stands_open_behind_the_door(
    behind_the_door: None, phone: Page, phone_without_scripts: Page, scripts: bool
) -> None:
    page = phone if scripts else phone_without_scripts
    page.context.route(f"{OUT}**", lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    page.goto("/my-choices/")
    front = page.url.removesuffix("my-choices/")
    page.context.add_cookies([{"name": cookie_name(), "value": VISIT, "url": front}])
    page.goto("/my-choices/")
    expect(page.locator("main")).to_contain_text("What we hold about you")

    page.locator(".exit").click()
    page.wait_for_url(OUT)

    new = page.context.new_page()
    new.goto("/my-choices/")
    expect(new.locator("input[name=email]")).to_be_visible()
    assert not [one for one in page.context.cookies() if one.get("name") == cookie_name()]
    if not scripts:
        page.go_back(wait_until="commit")
        expect(page.locator("input[name=email]")).to_be_visible()
        assert "Ola" not in page.content()
