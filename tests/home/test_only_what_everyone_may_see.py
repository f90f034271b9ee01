"""Draft, private and expired pages: their words stand nowhere a stranger can look (security row 43)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.models import Hub
from home.models import HomePage, HubPage, InfoPage, ServiceIndexPage, ServicePage
from home.selectors import hubs_with_services, numbers_of_services
from home.services.pages import make_hub_page, make_service
from tests.builders import make_hub

CANARY = "Zanzibarquail"
PLACES = ("/", "/hubs/", "/hubs/elm/", "/services/", "/sitemap.xml", "/robots.txt", "/no-such-page/")


def make_draft(page: Page) -> None:
    page.unpublish()


def make_private(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def make_expired(page: Page) -> None:
    """Past its last day, and the command that unpublishes has not run yet."""
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))


HIDE = pytest.mark.parametrize("hide", [make_draft, make_private, make_expired])


def search(client: Client, words: str) -> str:
    """Return what a search shows, without the words that the page says back to whoever typed them."""
    page = client.post("/search/", {"q": words}, follow=True).text
    return page.replace(f'value="{words}"', "").replace(f'<strong><bdi dir="auto">{words}</bdi></strong>', "")


def everywhere(client: Client) -> dict[str, str]:
    """Return what a stranger reads in every place that tells of other pages."""
    found = {words: search(client, words) for words in (CANARY, "group", "zanzi")}
    return {place: client.get(place).text for place in PLACES} | found


def info_page(front: HomePage, **fields: Any) -> InfoPage:
    page = InfoPage(title=f"{CANARY} info", slug="canary-info", show_in_menus=True, introduction=f"A group called {CANARY}", **fields)
    front.add_child(instance=page)
    return page


def service_page(elm: Hub) -> ServicePage:
    return make_service(f"{CANARY} group", what_it_is=f"A group called {CANARY}", slug="canary", times=[(elm, "Mondays")])


@pytest.fixture
def oak_page(front: HomePage) -> HubPage:
    """A second hub, whose page has the canary's name."""
    return make_hub_page(
        make_hub("Oak", town=CANARY, street=CANARY), title=f"{CANARY} hub", slug="canary-hub", introduction=f"A group called {CANARY}"
    )


def test_a_public_page_stands_in_menu_search_sitemap_lists_and_cards(
    client: Client, front: HomePage, elm: Hub, elm_page: HubPage, oak_page: HubPage
) -> None:
    page = info_page(front)
    front.refresh_from_db()
    front.tasks = [("task", {"title": "A way on", "text": "", "page": page, "services": "", "address": ""})]
    front.save_revision().publish()
    service_page(elm)

    seen = everywhere(client)

    assert f"{CANARY} info" in seen["/"]  # in the menu
    assert "A way on" in seen["/"]
    assert f"{CANARY} hub" in seen["/hubs/"]
    assert f"{CANARY} group" in seen["/hubs/elm/"]
    assert f"{CANARY} group" in seen["/services/"]
    for slug in ("canary-info", "canary-hub", "services/canary"):
        assert f"/{slug}/" in seen["/sitemap.xml"]
        assert f"/{slug}/" in seen[CANARY]


@HIDE
def test_a_hidden_page_and_its_words_stand_nowhere(
    client: Client, front: HomePage, elm: Hub, elm_page: HubPage, oak_page: HubPage, hide: Callable[[Page], None]
) -> None:
    page, service = info_page(front), service_page(elm)
    front.refresh_from_db()
    front.tasks = [("task", {"title": f"{CANARY} way on", "text": "", "page": page, "services": "", "address": ""})]
    front.save_revision().publish()
    for hidden in (page, service, oak_page):
        hide(hidden)

    for place, text in everywhere(client).items():
        assert CANARY not in text, place
        assert "canary" not in text, place


@HIDE
def test_a_hidden_page_shows_nothing_at_its_own_address(client: Client, front: HomePage, hide: Callable[[Page], None]) -> None:
    page = info_page(front)
    page.add_child(instance=InfoPage(title="Below", slug="below", introduction=CANARY))
    hide(page)
    hidden = ["/canary-info/", "/canary-info/below/"] if hide is make_private else ["/canary-info/"]  # privacy reaches down the tree

    for address in hidden:
        answer = client.get(address)
        assert answer.status_code == (302 if hide is make_private else 404)
        assert CANARY not in answer.text


@HIDE
def test_a_hidden_index_hides_what_only_it_leads_to(
    client: Client, front: HomePage, elm: Hub, elm_page: HubPage, hide: Callable[[Page], None]
) -> None:
    hide(ServiceIndexPage.objects.get())

    page = client.get("/").text

    assert "Having a baby" not in page
    assert "/services/" not in page


def test_pages_below_a_private_page_are_private_everywhere(client: Client, front: HomePage) -> None:
    page = info_page(front)
    page.add_child(instance=InfoPage(title=f"{CANARY} below", slug="below", introduction=CANARY))
    make_private(page)

    for place, text in everywhere(client).items():
        assert CANARY not in text, place


def test_the_moment_a_page_turns_private_search_forgets_it(client: Client, front: HomePage) -> None:
    page = info_page(front)
    assert "canary-info" in search(client, CANARY)

    make_private(page)
    assert "canary-info" not in search(client, CANARY)

    PageViewRestriction.objects.all().delete()
    assert "canary-info" in search(client, CANARY)


def test_a_page_with_a_last_day_to_come_is_shown(client: Client, front: HomePage) -> None:
    info_page(front, expire_at=timezone.now() + timedelta(days=1))

    assert client.get("/canary-info/").status_code == 200


def test_a_hub_that_is_planned_or_closed_is_not_listed(client: Client, front: HomePage, oak_page: HubPage) -> None:
    oak_page.hub.status = "planned"
    oak_page.hub.save()

    assert CANARY not in client.get("/hubs/").text
    assert CANARY not in client.get("/").text


def test_a_page_cannot_be_kept_for_those_who_know_a_shared_password(root_client: Client, front: HomePage) -> None:
    page = info_page(front)
    address = f"/admin/pages/{page.pk}/privacy/"

    assert "shared password" not in root_client.get(address).text
    root_client.post(address, {"restriction_type": "password", "password": "hunter2"})

    assert not PageViewRestriction.objects.exists()


def test_robots_are_told_where_not_to_look_and_where_the_sitemap_is(client: Client, front: HomePage) -> None:
    robots = client.get("/robots.txt")

    assert robots["Content-Type"].startswith("text/plain")
    for closed in ("/admin/", "/account/", "/search/", "/check-back/", "/*/search/", "/*/check-back/", "/*/have-your-say/p/"):
        assert f"Disallow: {closed}\n" in robots.text
    assert "Sitemap: http://testserver/sitemap.xml" in robots.text


def test_the_sitemap_names_the_front_page_and_every_page_below(client: Client, front: HomePage, elm_page: HubPage) -> None:
    sitemap = client.get("/sitemap.xml").text

    for path in ("/", "/hubs/", "/hubs/elm/", "/services/", "/help-now/", "/privacy/", "/accessibility/", "/have-your-say/"):
        assert f"<loc>http://testserver{path}</loc>" in sitemap


@HIDE
def test_a_topic_that_only_a_hidden_service_is_about_counts_nothing(front: HomePage, hide: Callable[[Page], None]) -> None:
    make_service("Stay and play", what_it_is="Toys.", category="activities")
    hidden = make_service("Red letters", what_it_is="Advice.", category="family", topic="debt-and-welfare")
    assert numbers_of_services() == {"activities": {"": 1}, "family": {"debt-and-welfare": 1}}

    hide(hidden)

    assert numbers_of_services() == {"activities": {"": 1}}


@HIDE
def test_a_hub_where_only_a_hidden_service_is_cannot_be_chosen(front: HomePage, elm: Hub, hide: Callable[[Page], None]) -> None:
    hidden = make_service("Red letters", what_it_is="Advice.", times=[(elm, "Mondays")])
    assert hubs_with_services() == {"elm": "Elm"}

    hide(hidden)

    assert hubs_with_services() == {}
