"""A small cache of counters for limits where there is no Redis: `add` and `incr` are one statement each, so no try is lost.

Django's own database cache counts by reading and then writing; two tries at once count as one. This one holds whole numbers only.
"""

import time
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.utils import timezone

FOR_EVER = datetime(9999, 1, 1, tzinfo=UTC)
_INSERT = "INSERT INTO {table} (key, number_of_tries, expires_at) VALUES (%s, %s, %s) ON CONFLICT (key) DO UPDATE"
_SET = f"{_INSERT} SET number_of_tries = excluded.number_of_tries, expires_at = excluded.expires_at"
_ADD = f"{_SET} WHERE {{table}}.expires_at <= %s RETURNING number_of_tries"
_INCREASE = "UPDATE {table} SET number_of_tries = number_of_tries + %s WHERE key = %s AND expires_at > %s RETURNING number_of_tries"
_READ = "SELECT number_of_tries FROM {table} WHERE key = %s AND expires_at > %s"
_TOUCH = "UPDATE {table} SET expires_at = %s WHERE key = %s AND expires_at > %s RETURNING number_of_tries"
_DELETE = "DELETE FROM {table} WHERE key = %s RETURNING number_of_tries"


class DatabaseCounters(BaseCache):
    """Counts tries in `core.LimitCount`, the same on SQLite and PostgreSQL. Old counts go by the worker's broom."""

    def __init__(self, name: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: int, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Begin a count, unless one is running; return whether it was begun."""
        return bool(self._run(_ADD, self._key(key, version), int(value), self._until(timeout), self._now()))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Count on and return the number now. Raises ValueError when no count is running."""
        rows = self._run(_INCREASE, delta, self._key(key, version), self._now())
        if not rows:
            raise ValueError("No such count is running.")
        return int(rows[0][0])

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the number, or the default when no count is running."""
        rows = self._run(_READ, self._key(key, version), self._now())
        return rows[0][0] if rows else default

    def set(self, key: str, value: int, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Set a count, running or not."""
        self._run(_SET, self._key(key, version), int(value), self._until(timeout))

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Let a running count run until another moment; return whether there was one."""
        return bool(self._run(_TOUCH, self._until(timeout), self._key(key, version), self._now()))

    def delete(self, key: str, version: int | None = None) -> bool:
        """End a count; return whether there was one."""
        return bool(self._run(_DELETE, self._key(key, version)))

    def clear(self) -> None:
        """End every count."""
        self._run("DELETE FROM {table}")

    def _key(self, key: str, version: int | None) -> str:
        return str(self.make_key(key, version))

    def _until(self, timeout: Any) -> Any:
        ends = self.get_backend_timeout(timeout)
        return self._adapt(FOR_EVER if ends is None else datetime.fromtimestamp(max(ends, time.time() - 1), tz=UTC))

    def _now(self) -> Any:
        return self._adapt(timezone.now())

    def _adapt(self, moment: datetime) -> Any:
        return connection.ops.adapt_datetimefield_value(moment)

    def _run(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        # By name: Django may make its caches before it knows our models. The table's name is ours, never typed by anybody.
        table = apps.get_model("core", "LimitCount")._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(statement.format(table=table), values)
            return cursor.fetchall() if cursor.description else []
