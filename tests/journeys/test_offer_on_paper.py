"""The paper copy of the offer as it leaves the printer: A4, no service cut by the end of a page, nothing behind a link."""

import re

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from core.models import Hub
from home.models import ServicePage
from home.offer_list import LINES
from home.services.pages import build_page_tree
from tests.builders import make_brand
from tests.home.offering import fill_the_offer, offered
from tests.journeys.conftest import OpenContext
from tests.journeys.paper import Paper

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
A4 = rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]"


@pytest.fixture
def elm_with_an_address(elm: Hub) -> Hub:
    build_page_tree(site_name="Ashmere family hubs", council_name="Ashmere County Council")
    make_brand(
        council_name="Ashmere County Council",
        offer_word="Ashmere First Steps",
        phone="01632 960 000",
        phone_hours="weekdays 9 to 5",
        safeguarding_phone="01632 960 999",
    )
    Hub.objects.filter(pk=elm.pk).update(street="1 Elm Road", town="Kelderby", postcode="AS1 4KM")
    elm.refresh_from_db()
    return elm


def printed(page: Page, address: str = "/offer/booklet/") -> bytes:
    """Return the booklet as Chromium prints it."""
    page.goto(address)
    sheet: bytes = page.pdf(prefer_css_page_size=True, tagged=True)
    return sheet


@pytest.mark.parametrize("language", ["", "/ur"])
def test_of_forty_services_none_is_cut_by_the_end_of_a_page(desk: Page, elm_with_an_address: Hub, language: str) -> None:
    fill_the_offer(40, elm_with_an_address)

    pdf = printed(desk, f"{language}/offer/booklet/")

    paper, sheets = Paper(pdf), re.findall(rb"/MediaBox \[[^\]]*\]", pdf)
    entries = paper.pages_of("Art")
    assert len(entries) == 40
    assert [pages for pages in entries if len(pages) != 1] == []
    assert len(set(map(tuple, entries))) > 5  # they stand on many pages, so an end of a page could have cut one
    assert len(paper.sheets) <= 26
    assert len(sheets) == len(paper.sheets)
    assert all(re.fullmatch(A4, sheet) for sheet in sheets)


def test_no_line_of_what_else_there_is_is_cut_by_the_end_of_a_page(desk: Page, elm_with_an_address: Hub) -> None:
    fill_the_offer(40, elm_with_an_address)
    for service in ServicePage.objects.order_by("title")[::5]:  # named under every other line
        ServicePage.objects.filter(pk=service.pk).update(
            offer_lines=[line.code for line in LINES], title=f"{service.title} for every family that would like somebody to talk to"
        )

    paper = Paper(printed(desk))

    assert [pages for pages in paper.pages_of("P") if len(pages) > 1] == []
    desk.emulate_media(media="print")
    stuck = desk.locator("article + p:has(b)").evaluate_all("all => all.map(one => getComputedStyle(one.parentElement).breakInside)")
    assert set(stuck) == {"avoid"}, "on a sheet of its own nobody knows what it belongs to"


def test_the_cover_is_one_page_and_the_services_begin_after_the_contents(desk: Page, elm_with_an_address: Hub) -> None:
    fill_the_offer(5, elm_with_an_address)

    paper = Paper(printed(desk))

    assert paper.pages_of("H1") == [[1]]
    assert [pages[0] for pages in paper.pages_of("H2")][:4] == [1, 1, 2, 3]  # to ring, urgent, what is in here, for everyone
    assert min(page for pages in paper.pages_of("Art") for page in pages) == 3


def test_a_council_without_services_still_prints_whom_to_ring(desk: Page, elm_with_an_address: Hub) -> None:
    paper = Paper(printed(desk))

    assert paper.pages_of("Art") == []
    assert len(paper.sheets) == 3  # the cover, what to ring about, and the last page


@pytest.mark.parametrize("language", ["", "/ur"])
def test_on_paper_stands_all_that_is_needed_and_nothing_behind_a_link(
    desk: Page, elm_with_an_address: Hub, live_server: LiveServer, language: str
) -> None:
    fill_the_offer(3, elm_with_an_address)
    offered("Bare", "send")

    desk.goto(f"{language}/offer/booklet/")
    desk.emulate_media(media="print")
    words = desk.locator("main").inner_text()

    for said in (
        "Ashmere County Council",
        "Ashmere First Steps",
        "01632 960 000",
        "01632 960 999",
        "999",
        "0800 1111",
        "1 Elm Road, Kelderby AS1 4KM",
        "Mondays, 9am to 11am",
        "01632 960100",
        "https://ashmere.example/a-way-to-book",
        "somebody@ashmere.example",
        "English, Polish and Urdu",
    ):
        assert said in words, said
    assert f"{language}/offer" in words  # the address to type, beside the square to scan
    assert desk.locator("svg.qr").count() == 1
    for entry in desk.locator("article").all():
        assert entry.locator("a:not([href^='tel:'])").count() == 0
        assert "01632 960" in entry.inner_text()
    assert not desk.locator("header").is_visible()


def test_the_page_itself_prints_without_cutting_a_service_too(open_context: OpenContext, elm_with_an_address: Hub) -> None:
    fill_the_offer(40, elm_with_an_address)

    paper = Paper(printed(open_context().new_page(), "/offer/"))

    entries = paper.pages_of("Art")
    assert len(entries) == 40
    assert [pages for pages in entries if len(pages) != 1] == []
