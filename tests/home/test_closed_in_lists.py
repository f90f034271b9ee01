"""A hub that is closed today says so wherever families look for something there, and no list asks the database more for it."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core import memory
from core.models import Hub
from home.models import HubPage, ServicePage
from home.services.closures import say_closed
from home.services.pages import make_hub_page, make_service
from tests.builders import today
from tests.home.reading import words

LISTS = ("/services/", "/services/?age=2", "/offer/", "/search/?q=singing")
SHUT = "Closed today until 2pm: no heating."


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is noon, for the pages too."""
    moment = timezone.make_aware(datetime.combine(today(), time(12)))
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    return moment


@pytest.fixture
def singing(elm: Hub, elm_page: HubPage) -> ServicePage:
    """A service that is at Elm alone, and answers a line of the offer."""
    return make_service("Singing", what_it_is="Songs.", times=[(elm, "Tuesdays", 1)], offer_lines=["health-visiting"])


@pytest.fixture
def close(adam: User, noon: datetime) -> Callable[..., None]:
    """Return how hubs are closed until 2pm."""

    def shut(*hubs: Hub) -> None:
        say_closed(hubs=list(hubs), reason="heating", until=noon + timedelta(hours=2), by=adam)
        memory.forget()

    return shut


@pytest.mark.parametrize("address", LISTS)
def test_a_service_whose_only_hub_is_closed_says_so_in_every_list(
    client: Client, elm: Hub, singing: ServicePage, close: Callable[..., None], address: str
) -> None:
    assert "Closed today" not in words(client.get(address))

    close(elm)

    assert words(client.get(address)).count(SHUT) == 1


@pytest.mark.parametrize("address", LISTS)
def test_of_several_hubs_the_one_that_is_closed_is_named(
    client: Client, elm: Hub, oak: Hub, elm_page: HubPage, close: Callable[..., None], address: str
) -> None:
    make_service("Singing", what_it_is="Songs.", times=[(elm, "Tuesdays"), (oak, "Fridays")], offer_lines=["health-visiting"])

    close(elm)
    assert f"Elm : {SHUT}" in words(client.get(address))

    close(oak)
    page = words(client.get(address))
    assert page.count(SHUT) == 1
    assert f": {SHUT}" not in page


def test_hubs_that_are_closed_for_other_reasons_are_each_named_with_their_own(
    client: Client, adam: User, elm: Hub, oak: Hub, elm_page: HubPage, close: Callable[..., None], noon: datetime
) -> None:
    make_service("Singing", what_it_is="Songs.", times=[(elm, "Tuesdays"), (oak, "Fridays")])
    say_closed(hubs=[oak], reason="snow", until=noon + timedelta(hours=4), by=adam)
    close(elm)

    page = words(client.get("/services/"))

    assert f"Elm : {SHUT}" in page
    assert "Oak : Closed today until 4pm: snow and ice." in page


def test_a_hub_that_is_closed_says_so_where_it_is_found_by_words(
    client: Client, elm: Hub, elm_page: HubPage, close: Callable[..., None]
) -> None:
    close(elm)

    assert words(client.get("/search/?q=elm")).count(SHUT) == 1


def test_the_paper_copy_says_nothing_of_today(client: Client, elm: Hub, singing: ServicePage, close: Callable[..., None]) -> None:
    close(elm)

    page = words(client.get("/offer/booklet/"))

    assert "Singing" in page
    assert "Closed today" not in page


@pytest.mark.parametrize("address", LISTS)
def test_closures_cost_a_list_the_same_queries_for_one_and_for_many(
    client: Client, elm: Hub, oak: Hub, elm_page: HubPage, singing: ServicePage, close: Callable[..., None], address: str
) -> None:
    def asked() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    before = asked()
    close(elm, oak)
    make_hub_page(oak)
    one = asked()
    for number in range(9):
        make_service(f"Singing {number}", what_it_is="Songs.", times=[(elm, "Mondays"), (oak, "Fridays")], offer_lines=["health-visiting"])

    assert asked() == one
    assert one <= before + ("search" in address)  # where services are, which the other lists know


def test_in_urdu_the_closure_is_in_urdu(client: Client, elm: Hub, singing: ServicePage, close: Callable[..., None]) -> None:
    close(elm)

    assert "Closed today" not in words(client.get("/ur/services/"))
    assert 'class="opening shut"' in client.get("/ur/services/").text
