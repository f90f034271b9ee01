"""What the tests of the offer share: a built tree of pages, and a store of files of their own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from accounts.models import User
from core import brand
from core.models import Hub
from home.models import HomePage, HubPage, ServicePage
from home.services.pages import build_page_tree, make_hub_page, make_service
from tests.cast import sign_in
from tests.remembered import Change, put_back, rows_made_by


@pytest.fixture(autouse=True)
def own_store(settings: Any, tmp_path: Path) -> Path:
    """Keep uploads of a test in a folder of its own, and forget sizes of pictures: Wagtail remembers them by a number that begins anew."""
    cache.clear()
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture(autouse=True)
def fresh_look() -> Iterator[None]:
    """Forget the remembered look: its row is rolled back with the test that made it."""
    brand.forget()
    yield
    brand.forget()


@pytest.fixture(scope="session")
def rows_of_the_front(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list[Change]:
    """The rows of the page tree a new council begins with."""
    with django_db_blocker.unblock():
        return rows_made_by(lambda: build_page_tree(site_name="Ashmere family hubs", council_name="Ashmere County Council"))


@pytest.fixture
def front(db: None, rows_of_the_front: list[Change]) -> HomePage:
    """The page tree a new council begins with."""
    put_back(rows_of_the_front)
    home: HomePage = HomePage.objects.get()
    return home


@pytest.fixture
def elm_page(front: HomePage, elm: Hub) -> HubPage:
    """Elm's page."""
    return make_hub_page(elm, introduction="A warm place by the park.")


@pytest.fixture
def root_client(db: None) -> Client:
    """Somebody who may do anything in the admin."""
    return sign_in(User.objects.create_superuser("root@ashmere.example", "x"))


@pytest.fixture
def stay_and_play(front: HomePage, elm: Hub, elm_page: HubPage) -> ServicePage:
    """A service at Elm with everything said about it."""
    return make_service(
        "Stay and play",
        what_it_is="Toys, songs and a cup of tea for you.",
        category="activities",
        who_for="Children under five with a grown-up",
        oldest=4,
        how_it_works="Come any time, leave any time.",
        wait="none",
        phone="01632 960001",
        email="play@ashmere.example",
        web_address="https://ashmere.example/play",
        cost="paid",
        cost_in_words="£2 a family",
        what_happens='<p>You play with <a href="https://example.org/">your child</a>.</p>',
        languages="English and Polish",
        access="Step-free, with a quiet corner",
        run_by="the council",
        urgent_help="Ring the health visitor on 01632 960009.",
        checked_on=timezone.localdate(),
        times=[(elm, "Tuesdays, 10am to 11:30am"), ("Ashmere library", "Fridays, 2pm")],
    )
