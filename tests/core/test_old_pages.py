"""What was erased is not left in the files of an SQLite database: neither in the file nor in the log beside it."""

import subprocess
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.search.models import IndexEntry

from core import old_pages, outbox
from core.models import LimitCount, OutboxItem

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" not in connection.settings_dict["ENGINE"], reason="PostgreSQL keeps its own files"),
]
CANARY = "a canary whose name stands in the file"


def _files() -> bytes:
    """Read by another process: closing a file lets go of every lock that its own process holds on it, the connection's too."""
    file = Path(str(connection.settings_dict["NAME"]))
    there = [str(one) for one in (file, Path(f"{file}-wal")) if one.exists()]
    return subprocess.run(["cat", *there], check=True, capture_output=True).stdout


def _written_and_erased() -> None:
    with transaction.atomic():
        LimitCount.objects.create(key=CANARY, number_of_tries=1, expires_at=timezone.now())
    old_pages.write_back()
    assert CANARY.encode() in _files()
    LimitCount.objects.all().delete()


def test_what_was_erased_stands_in_the_log_until_it_is_written_back() -> None:
    _written_and_erased()
    assert CANARY.encode() in _files(), "erasing the row alone leaves it: the proof below can fail"

    old_pages.write_back()

    assert CANARY.encode() not in _files()


def test_the_worker_does_it_every_hour_and_when_somebody_asks() -> None:
    _written_and_erased()
    outbox.put_chores()
    assert OutboxItem.objects.filter(name=old_pages.WRITE_BACK, key="chore").exists()
    outbox.put(old_pages.WRITE_BACK, key="erased")

    outbox.drain()

    assert CANARY.encode() not in _files()


def test_no_word_stays_in_the_search_of_what_was_taken_out_of_it() -> None:
    facts = {"content_type": ContentType.objects.get_for_model(LimitCount), "body": "", "autocomplete": "", "title_norm": 1.0}
    for number, title in enumerate((CANARY.replace("canary", "quirinalia"), "a word that stays")):
        IndexEntry.objects.create(object_id=str(number), title=title, **facts)
    IndexEntry.objects.filter(object_id="0").delete()
    old_pages.write_back()
    assert b"quirinalia" in _files(), "taking it out alone leaves it: the proof below can fail"
    outbox.put(old_pages.WRITE_BACK, key="erased")

    outbox.drain()

    assert b"quirinalia" not in _files()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM wagtailsearch_indexentry_fts WHERE wagtailsearch_indexentry_fts MATCH 'stays'")
        assert cursor.fetchone() == (1,)


def test_every_connection_overwrites_what_goes() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete")
        assert cursor.fetchone() == (1,)


def test_who_reads_an_older_page_is_waited_for_and_then_it_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    class Busy:
        def __enter__(self) -> "Busy":
            return self

        def __exit__(self, *_: object) -> None: ...

        def execute(self, sql: str) -> None: ...

        def fetchone(self) -> tuple[int, int, int]:
            return (1, 12, 3)

    monkeypatch.setattr(connection, "cursor", Busy)
    with pytest.raises(old_pages.StillRead):
        old_pages.write_back()
