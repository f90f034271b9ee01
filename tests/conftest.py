"""What every test is given: the cast, a browser where there is one, and a database that is as new."""

import json
from collections.abc import Iterator

import pytest
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import DjangoDbBlocker

from core import brand
from core.models import Hub
from feedback import questionnaire
from tests.flushing.management.commands import flush

pytest_plugins = ["tests.cast", "tests.browsers"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Keep a copy of what migrations made, which `tests/flushing` puts back after every test that commits."""
    with django_db_blocker.unblock():
        if Hub.objects.exists():
            pytest.exit("The test database holds rows of a run that was cut short. Run again with --create-db.", returncode=3)
        for connection in connections.all():
            flush.AS_NEW[connection.alias] = _as_new(connection)


def _as_new(connection: BaseDatabaseWrapper) -> str:
    """Return every row as JSON, content types first: saving a page asks for its type, and Django would make a missing one."""
    rows = json.loads(connection.creation.serialize_db_to_string())
    return json.dumps(sorted(rows, key=lambda row: row["model"] != "contenttypes.contenttype"))


@pytest.fixture(autouse=True)
def _a_fresh_memory() -> Iterator[None]:
    """Forget the remembered look and questions: their rows are rolled back with the test that made them."""
    brand.forget()
    questionnaire.forget()
    yield
    brand.forget()
    questionnaire.forget()
