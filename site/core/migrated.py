"""Whether the database has our tables yet: a command that comes too early says so instead of breaking."""

from django.core.management.base import CommandError
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

NOT_YET = "The database is not made up to date yet. Run `manage.py migrate` first, then this again."


def ask_for_migrations() -> None:
    """Raise CommandError with what to do while any migration has not run."""
    executor = MigrationExecutor(connections["default"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(NOT_YET)
