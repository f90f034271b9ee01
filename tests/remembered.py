"""Rows that hundreds of tests begin with: made by the house itself once for each process, then put back as they were made.

Publishing the seven pages of a new council takes half a second; putting their rows back takes a hundredth of that. What is put back is what
the making changed in any table, so the rows are those a council would have. Who tests the making calls it, not this.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import time
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import AutoField, Model
from wagtail.models import Site

from core.models import AuditEntry

# PostgreSQL's counters know nothing of rows that bring their number along. They never go back: a rollback brings deleted rows back, but
# no counter with them, and the next row would take the number of one of those.
COUNT_ON = """SELECT setval(counter, GREATEST(nextval(counter), (SELECT COALESCE(MAX({key}), 1) FROM {table})))
FROM pg_get_serial_sequence('{table}', '{name}') AS counter WHERE counter IS NOT NULL"""


@dataclass(frozen=True)
class Change:
    """What became of one table: the keys of rows that went or changed, and the rows that came or changed."""

    model: type[Model]
    gone: list[Any]
    columns: list[str]
    come: list[tuple[Any, ...]]


def rows_made_by(make: Callable[[], object]) -> list[Change]:
    """Make rows and undo it; return what would have changed. They must need nothing that a test makes of its own."""
    with transaction.atomic():
        before = {model: _rows(model) for model in _models()}
        make()
        changes = [change for model in _models() if (change := _change(model, before[model], _rows(model)))]
        transaction.set_rollback(True)
    return changes


def all_rows() -> list[Change]:
    """Return every row of every table, as what came to a database that was empty."""
    return [Change(model, [], _columns(model), list(rows.values())) for model in _models() if (rows := _rows(model))]


def put_back(changes: list[Change]) -> None:
    """Change the tables as the making did."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for change in changes:
            table, marks = quote(change.model._meta.db_table), ", ".join(["%s"] * len(change.columns))
            cursor.executemany(f"DELETE FROM {table} WHERE {quote(_key(change.model))} = %s", [(one,) for one in change.gone])
            cursor.executemany(f"INSERT INTO {table} ({', '.join(map(quote, change.columns))}) VALUES ({marks})", change.come)
        if connection.vendor == "postgresql":
            for model in {change.model for change in changes if isinstance(change.model._meta.pk, AutoField)}:
                cursor.execute(COUNT_ON.format(table=quote(model._meta.db_table), key=quote(_key(model)), name=_key(model)))
    Site.clear_site_root_paths_cache()  # Wagtail forgets it only when a page is saved


def _models() -> list[type[Model]]:
    """Return the model of every table; but for SQLite's search index, which triggers fill."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy]
    return [model for model in found if not model._meta.db_table.endswith("_fts")]


def _columns(model: type[Model]) -> list[str]:
    return [str(field.column) for field in model._meta.local_concrete_fields]


def _key(model: type[Model]) -> str:
    return str(model._meta.pk.column)


def _rows(model: type[Model]) -> dict[Any, tuple[Any, ...]]:
    """Return a table as {key: row}, with each value as the database gives it: it takes the same back."""
    columns, quote = _columns(model), connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(map(quote, columns))} FROM {quote(model._meta.db_table)}")
        # SQLite gives a time of day and takes none back, but as text.
        rows = (tuple(str(value) if isinstance(value, time) else value for value in row) for row in cursor.fetchall())
        return {row[columns.index(_key(model))]: row for row in rows}


def _is_pointed_to(model: type[Model]) -> bool:
    """Return whether a foreign key leads here, those of the tables behind many-to-many fields among them, which Django hides."""
    return any(field.auto_created and (field.one_to_many or field.one_to_one) for field in model._meta.get_fields(include_hidden=True))


def _change(model: type[Model], before: dict[Any, tuple[Any, ...]], after: dict[Any, tuple[Any, ...]]) -> Change | None:
    gone = [key for key, row in before.items() if after.get(key) != row]
    come = [row for key, row in after.items() if before.get(key) != row]
    columns = _columns(model)
    if not gone and isinstance(model._meta.pk, AutoField) and (model is AuditEntry or not _is_pointed_to(model)):
        # Nothing points to these rows (to the trail a seal does, later): they take new numbers, and so fit beside rows of the test.
        at = columns.index(_key(model))
        columns, come = columns[:at] + columns[at + 1 :], [row[:at] + row[at + 1 :] for row in come]
    return Change(model, gone, columns, come) if gone or come else None
