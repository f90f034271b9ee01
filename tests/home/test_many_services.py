"""Two thousand services: the list asks the database as often as for fifty, and stays light to carry."""

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core import brand, memory
from core.models import Hub
from home.choices import Category, ForWhom
from home.models import HomePage, ServicePage, ServiceTime
from home.topics import TOPICS
from tests.builders import make_hub
from tests.home.in_bulk import publish_in_bulk

LIST = "/services/"
ASKED = (
    "",
    "?age=2",
    "?hub=hub-1&day=2",
    "?about=activities&page=3",
    "?kind=everyone&page=7",
    "?kind=extra_help&hub=hub-2&topic=playgroup",
)
KINDS = (Category.PREGNANCY, Category.ACTIVITIES, Category.HEALTH, Category.FAMILY, Category.SEND)
MOST, MOST_WITH_WORDS = 9, 11  # words ask which services may be found, and then the index, whether any is


def group(at: int, hubs: list[Hub]) -> tuple[ServicePage, list[ServiceTime]]:
    """Return one of many services, of another age, kind, topic, place and day than the one before."""
    category = KINDS[at % len(KINDS)]
    topics = [code for code, _words, of in TOPICS if of == category]
    page = ServicePage(
        title=f"Group {at} for families",
        what_it_is=f"What group {at} is, in a sentence or two that a parent would use: songs, toys, tea, and somebody who listens.",
        category=category,
        topic=topics[at % len(topics)],
        for_whom=ForWhom.EXTRA_HELP if at % 4 == 0 else ForWhom.EVERYONE,
        youngest=at % 12,
        oldest=at % 12 + 4,
        checked_on=timezone.localdate(),
    )
    days = (at % 7, (at + 3) % 7)
    return page, [ServiceTime(hub=hubs[at % len(hubs)], when=f"Every week, {day + 1}pm", weekday=day) for day in days]


def queries_of(client: Client, address: str) -> int:
    """Return how often a page asks the database, the second time it is looked at."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def times_done(plan: Any) -> Iterator[int]:
    """Yield how often PostgreSQL did each part of a plan."""
    yield plan["Actual Loops"]
    for part in plan.get("Plans", []):
        yield from times_done(part)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite does not say how often it did what")
def test_only_pages_of_the_menu_are_asked_whether_they_are_private(client: Client, front: HomePage, elm: Hub) -> None:
    publish_in_bulk(group(at, [elm]) for at in range(300))
    for page in Page.objects.order_by("-path")[:3]:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)

    [asked] = [one["sql"] for one in queries if "stands_in_menu" in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {asked}")
        [[[explained]]] = cursor.fetchall()

    assert max(times_done(explained["Plan"])) < 100, explained


def test_two_thousand_services_cost_the_database_what_fifty_do_and_come_forty_at_a_time(
    client: Client, front: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for remembered in (brand, memory):  # else the ten seconds end while we count
        monkeypatch.setattr(remembered, "SECONDS", float("inf"))
    hubs = [make_hub(f"Hub {number}") for number in range(20)]

    def asked() -> tuple[list[int], int]:
        sealed = client.post("/find-services/", {"q": "group", "kind": "everyone"})["Location"].partition("#")[0]
        return [queries_of(client, f"{LIST}{query}") for query in ASKED], queries_of(client, sealed)

    publish_in_bulk(group(at, hubs) for at in range(50))
    few = asked()
    publish_in_bulk(group(at, hubs) for at in range(50, 2_000))

    assert asked() == few
    assert max(few[0]) <= MOST, few
    assert few[1] <= MOST_WITH_WORDS, few

    page, listed = client.get(LIST), client.get(f"{LIST}?about=activities")
    assert '<a href="?about=activities#found">See all 400 services' in page.text
    assert 'id="activities"' in page.text  # where the cards of the front page lead
    assert 'href="?topic=playgroup#found"' in page.text
    assert page.text.count('class="card"') == 0
    assert "400 services found" in listed.text
    assert listed.text.count('class="card"') == 40
    assert "Page 1 of 10" in listed.text
    assert 'href="?page=2&amp;about=activities"' in listed.text
    assert "Page 10 of 10" in client.get(f"{LIST}?about=activities&page=99").text

    sheet = len(brand.look().packed)
    for light in (page, listed):
        assert len(gzip.compress(light.content)) + sheet <= 20 * 1024  # of 25 KB; the script takes the rest
