"""The pages a new council begins with: whole, true as they stand, and made only once."""

import pytest
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page, Site

from core.models import Hub
from home.models import (
    AccessibilityStatementPage,
    HelpNowPage,
    HomePage,
    HubIndexPage,
    HubPage,
    InfoPage,
    OfferPage,
    PanelIndexPage,
    PanelPage,
    ServiceIndexPage,
    ServicePage,
)
from home.services.pages import build_page_tree, make_hub_page, make_service
from tests.builders import make_brand

ADDRESSES = ("/", "/hubs/", "/services/", "/offer/", "/offer/booklet/", "/help-now/", "/privacy/", "/accessibility/")


def test_the_tree_stands_at_the_root_of_the_site(client: Client, front: HomePage) -> None:
    for address in ADDRESSES:
        assert client.get(address).status_code == 200, address
    assert Site.objects.get().root_page.specific == front
    assert not Page.objects.filter(title__contains="Welcome to your new Wagtail site").exists()


def test_building_again_changes_nothing(front: HomePage) -> None:
    front.introduction = "Our own words."
    front.save_revision().publish()
    before = list(Page.objects.order_by("path").values_list("path", "title", "numchild"))

    again = build_page_tree(site_name="Another name")

    assert again.pk == front.pk
    assert again.introduction == "Our own words."
    assert list(Page.objects.order_by("path").values_list("path", "title", "numchild")) == before
    assert not Page.find_problems()[0]


def test_a_page_that_was_taken_away_comes_back(client: Client, front: HomePage) -> None:
    HelpNowPage.objects.get().delete()

    build_page_tree()

    assert client.get("/help-now/").status_code == 200


@pytest.mark.parametrize(
    ("base_url", "hostname", "port"),
    [
        ("https://hubs.ashmere.gov.uk", "hubs.ashmere.gov.uk", 443),
        ("http://127.0.0.1:8106", "127.0.0.1", 8106),
        ("http://localhost", "localhost", 80),
    ],
)
def test_the_site_knows_its_name_host_and_port(db: None, settings: Settings, base_url: str, hostname: str, port: int) -> None:
    settings.BASE_URL = base_url

    build_page_tree(site_name="Ashmere family hubs")

    site = Site.objects.get()
    assert (site.site_name, site.hostname, site.port, site.is_default_site) == ("Ashmere family hubs", hostname, port, True)


def test_hubs_services_and_the_offer_stand_in_the_menu_and_the_small_print_does_not(front: HomePage) -> None:
    assert list(front.get_children().in_menu().values_list("slug", flat=True)) == ["hubs", "services", "offer"]


def test_a_hub_gets_one_page_and_keeps_it(front: HomePage, elm: Hub) -> None:
    page = make_hub_page(elm, introduction="Warm.")

    assert make_hub_page(elm, introduction="Cold.") == page
    assert HubPage.objects.get().introduction == "Warm."
    assert page.url == "/hubs/elm/"


def test_a_service_is_made_once_with_its_places(front: HomePage, elm: Hub) -> None:
    page = make_service("Stay and play", what_it_is="Toys.", times=[(elm, "Tuesdays"), ("At home", "When it suits")])

    assert make_service("Stay and play", what_it_is="Other words.") == page
    assert [str(time) for time in page.times.all()] == ["Elm: Tuesdays", "At home: When it suits"]


@pytest.mark.parametrize(
    ("page_type", "parents", "children"),
    [
        (
            HomePage,
            {"Page"},
            {"HubIndexPage", "ServiceIndexPage", "OfferPage", "PanelIndexPage", "InfoPage", "HelpNowPage", "AccessibilityStatementPage"},
        ),
        (HubIndexPage, {"HomePage"}, {"HubPage"}),
        (HubPage, {"HubIndexPage"}, set()),
        (ServiceIndexPage, {"HomePage"}, {"ServicePage"}),
        (ServicePage, {"ServiceIndexPage"}, set()),
        (OfferPage, {"HomePage"}, set()),
        (PanelIndexPage, {"HomePage"}, {"PanelPage"}),
        (PanelPage, {"PanelIndexPage"}, set()),
        (InfoPage, {"HomePage", "InfoPage"}, {"InfoPage"}),
        (HelpNowPage, {"HomePage"}, set()),
        (AccessibilityStatementPage, {"HomePage"}, set()),
    ],
)
def test_every_kind_of_page_has_its_place(page_type: type[Page], parents: set[str], children: set[str]) -> None:
    assert {model.__name__ for model in page_type.allowed_parent_page_models()} == parents
    assert {model.__name__ for model in page_type.allowed_subpage_models()} == children


def test_there_is_only_one_of_what_there_can_be_only_one_of(front: HomePage) -> None:
    for single in (HubIndexPage, ServiceIndexPage, OfferPage, HelpNowPage, AccessibilityStatementPage):
        assert not single.can_create_at(front), single
    assert InfoPage.can_create_at(front)


def test_a_council_that_has_no_places_yet_sends_nobody_to_a_telephone_it_has_not(client: Client, front: HomePage) -> None:
    for address in ("/hubs/", "/services/"):
        page = client.get(address).text
        assert "Please look again soon." in page, address
        assert "Ring us" not in page, address

    make_brand(phone="01632 960 123")

    for address in ("/hubs/", "/services/"):
        page = client.get(address).text.split("<footer", 1)[0]
        assert "Ring us" in page, address
        assert "01632 960 123" in page, address


def test_a_council_that_asks_nothing_yet_promises_no_minute_or_two(client: Client, front: HomePage) -> None:
    page = client.get("/have-your-say/").text

    assert "We are not asking about anything just now." in page
    assert "It takes a minute or two." not in page
