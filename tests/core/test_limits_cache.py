"""Counts that no two tries share: on SQLite and on PostgreSQL, with many threads at once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.db import connection
from django.utils import timezone

from core.limits_cache import DatabaseCounters
from core.models import LimitCount

THREADS = 8


@pytest.fixture
def counts() -> DatabaseCounters:
    """The cache as settings make it."""
    return DatabaseCounters("limits", {"TIMEOUT": 300})


def at_once(work: Callable[[int], Any], times: int) -> list[Any]:
    """Do something in many threads at once, and give each thread's connection back."""

    def one(number: int) -> Any:
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(times)))


@pytest.fixture
def cleared(transactional_db: None) -> Iterator[None]:
    """A database that threads can see."""
    yield
    LimitCount.objects.all().delete()


def test_settings_count_in_our_own_table_where_there_is_no_redis() -> None:
    assert isinstance(caches["limits"], DatabaseCounters)


@pytest.mark.django_db
def test_a_count_begins_once_and_goes_on(counts: DatabaseCounters) -> None:
    assert counts.add("a", 1)
    assert not counts.add("a", 1)
    assert counts.incr("a") == 2
    assert counts.incr("a", 3) == 5
    assert counts.get("a") == 5
    assert counts.get("b") is None
    assert counts.get("b", 7) == 7


@pytest.mark.django_db
def test_a_count_that_nobody_began_is_an_error_as_django_wants_it(counts: DatabaseCounters) -> None:
    with pytest.raises(ValueError, match="No such count"):
        counts.incr("never")


@pytest.mark.django_db
def test_an_old_count_is_over_and_begins_anew(counts: DatabaseCounters) -> None:
    counts.add("a", 1)
    counts.incr("a")
    LimitCount.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert counts.get("a") is None
    with pytest.raises(ValueError, match="No such count"):
        counts.incr("a")
    assert counts.add("a", 1)
    assert counts.get("a") == 1


@pytest.mark.django_db
def test_counts_are_set_touched_and_ended(counts: DatabaseCounters) -> None:
    counts.set("a", 9)
    assert counts.get("a") == 9
    assert counts.touch("a", 600)
    assert LimitCount.objects.get().expires_at > timezone.now() + timedelta(seconds=500)
    assert not counts.touch("b", 600)
    assert counts.delete("a")
    assert not counts.delete("a")
    counts.set("c", 1, timeout=None)
    assert counts.get("c") == 1
    counts.set("d", 1, timeout=0)
    assert counts.get("d") is None
    counts.clear()
    assert not LimitCount.objects.exists()


@pytest.mark.django_db
def test_a_key_that_looks_like_sql_is_a_key(counts: DatabaseCounters) -> None:
    counts.add("'; DROP TABLE core_limitcount; --", 1)
    assert counts.get("'; DROP TABLE core_limitcount; --") == 1


@pytest.mark.usefixtures("cleared")
def test_of_many_at_once_one_begins_and_all_are_counted(counts: DatabaseCounters) -> None:
    began = at_once(lambda _: counts.add("a", 1) or counts.incr("a"), 200)

    assert began.count(True) == 1
    assert counts.get("a") == 200
    assert sorted(number for number in began if number is not True) == list(range(2, 201))


@pytest.mark.usefixtures("cleared")
def test_of_many_that_find_an_old_count_one_begins_anew(counts: DatabaseCounters) -> None:
    counts.add("a", 50)
    LimitCount.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    began = at_once(lambda _: counts.add("a", 1), 40)

    assert began.count(True) == 1


def test_it_is_a_cache_as_django_knows_them() -> None:
    assert issubclass(DatabaseCounters, BaseCache)
