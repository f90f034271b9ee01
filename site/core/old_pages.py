"""What was erased is not in the file either: SQLite keeps older pages of its file beside it until somebody writes them back.

`PRAGMA secure_delete` (config/env.py) overwrites what goes in the file itself; the write-ahead log still holds the pages as they were.
Its search index is a second place: of what was taken out of it SQLite only notes that it went, and the words stay until parts are merged.
PostgreSQL does this by itself (autovacuum), and its own logs and copies of the disk are overwritten with the backups.
"""

from django.db import connection

WRITE_BACK = "core.write_back_old_pages"


class StillRead(Exception):
    """Somebody reads an older page just now. Try again."""


def merge_search() -> None:
    """Merge the parts of the search index, so that no word stands there of what was taken out. What is one part already costs nothing.

    Nothing happens on PostgreSQL, whose index holds no words of a row that is gone.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE % USING fts5(%'")
        for (name,) in cursor.fetchall():
            table = connection.ops.quote_name(name)
            cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")


def write_back() -> None:
    """Write what was changed into the file and empty the log beside it, outside any transaction. Raises StillRead.

    Nothing happens on PostgreSQL.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy, *_pages = cursor.fetchone()
    if is_busy:
        raise StillRead
