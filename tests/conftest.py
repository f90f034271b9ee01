"""What every test is given: the cast, a browser where there is one, and a database that is as new."""

import gc
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils.translation import activate
from pytest_django import DjangoDbBlocker

from core import brand
from core.models import Hub
from feedback import questionnaire
from tests import private_store
from tests.flushing.management.commands import flush
from tests.remembered import all_rows

pytest_plugins = ["tests.cast", "tests.browsers", "tests.chance", "tests.tried", "tests.prove.migrated"]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let the collector of garbage come seldom and pass by what was imported (a tenth of a run). Where memory is measured, as ever."""
    if not any(item.get_closest_marker("alone") for item in session.items):
        gc.collect()
        gc.freeze()
        gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Keep a copy of what migrations made, which `tests/flushing` puts back after every test that commits."""
    with django_db_blocker.unblock():
        if Hub.objects.exists():
            pytest.exit("The test database holds rows of a run that was cut short. Run again with --create-db.", returncode=3)
        flush.AS_NEW["default"] = all_rows()


@pytest.fixture(autouse=True)
def _a_fresh_memory() -> Iterator[None]:
    """Forget the remembered look and questions: their rows are rolled back with the test that made them. Speak English again.

    A request leaves its language behind, and a test that makes its words outside of one would read that of the test before.
    """
    brand.forget()
    questionnaire.forget()
    activate(settings.LANGUAGE_CODE)
    private_store.empty()
    yield
    brand.forget()
    questionnaire.forget()
