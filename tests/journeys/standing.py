"""One server and one set of rows for a whole module: many pages looked at, none of them changed by looking."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer


@contextmanager
def standing_server(blocker: DjangoDbBlocker) -> Iterator[LiveServer]:
    """Serve the test database until the block ends, then empty it. Rows made inside stay for all tests of the module.

    pytest-django's own `live_server` empties the database after every test. Here the module's fixture takes the place of `db` and bears
    its name: by that pytest-django knows to make the test database, and the tests carry no `django_db` mark.
    """
    with blocker.unblock():
        server = LiveServer("localhost")
        server._live_server_modified_settings.enable()
        try:
            yield server
        finally:
            server.stop()
            server._live_server_modified_settings.disable()
            call_command("flush", verbosity=0, interactive=False, database="default")


@pytest.fixture(scope="module")
def standing_db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LiveServer]:
    """The database and its server, one for the module: say `db = standing_db` there, for pytest-django knows it by that name only."""
    with standing_server(django_db_blocker) as server:
        yield server
