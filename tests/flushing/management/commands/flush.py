"""Flush for tests that commit: lifts the append-only triggers, empties the tables, puts back what migrations made and the triggers.

Django's own teardown of transactional tests calls `flush`, which the triggers rightly refuse. There is no switch inside the triggers
themselves. What migrations made (Wagtail's root page, site and language, permissions) is put back from the copy that tests/conftest.py
took, so that no test depends on the ones before it. This app is installed by tests/settings.py only, and the command refuses any
database that is not a test's.
"""

from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.core.management.commands.flush import Command as Flush
from django.core.management.sql import emit_post_migrate_signal
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from core import append_only
from tests.remembered import Change, put_back

# The copy for each database. Not kept on the connection: once a browser's loop runs, the same thread is given another one.
AS_NEW: dict[str, list[Change]] = {}


def _empty(connection: BaseDatabaseWrapper) -> None:
    """Delete the rows of every table. PostgreSQL's TRUNCATE makes new files for a hundred tables and waits for the disk with each."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        # Foreign keys are looked at when the transaction ends, so the order of the tables does not matter.
        for table in connection.introspection.django_table_names(only_existing=True, include_views=False):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


def _count_on_from_there(connection: BaseDatabaseWrapper) -> None:
    """Let new rows be numbered after the rows put back: PostgreSQL's counters know nothing of rows that bring their number along."""
    if statements := connection.ops.sequence_reset_sql(no_style(), list(apps.get_models())):
        with connection.cursor() as cursor:
            cursor.execute(" ".join(statements))


class Command(Flush):
    """`flush`, for a test database."""

    def handle(self, **options: Any) -> None:
        """Empty every table, and put back what stood in it when it was new."""
        connection = connections[options["database"]]
        name = str(connection.settings_dict["NAME"]).rsplit("/", 1)[-1]
        as_new = AS_NEW.get(options["database"])
        assert name.startswith(("test_", "test.")) or "mode=memory" in name, f"{name} is not a test database"
        append_only.remove(options["database"])
        try:
            _empty(connection)
            if as_new is None:
                emit_post_migrate_signal(0, False, connection.alias)
            else:
                # The copy holds what post_migrate would make; both together would clash.
                with transaction.atomic(using=connection.alias):  # a row may stand before the one it points to
                    put_back(as_new)
                _count_on_from_there(connection)
        finally:
            append_only.install(options["database"])
