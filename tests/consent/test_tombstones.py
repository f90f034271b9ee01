"""The private store, which remembers outside of the database what was erased: asked by health, tended by the worker."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import storages
from django.utils import timezone
from pytest_django import Settings

from consent.models import Person
from consent.provides import endings
from consent.selectors import tombstones as selectors
from consent.selectors.tombstones import PEOPLE, Tombstone
from consent.services import erasing, tombstones
from core import outbox
from core.codes import code_from, code_hash
from core.models import Hub
from tests import builders
from tests.families import make_person

pytestmark = pytest.mark.django_db
TODAY = builders.today


def health() -> list[str]:
    return endings.what_came_back(now=timezone.now())


def files() -> list[str]:
    return [stone.name for stone in selectors.every()]


def test_health_costs_no_query_where_nothing_was_erased_and_two_for_many(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert health() == []
    for number in range(4):
        tombstones.bury(Tombstone(PEOPLE, str(uuid4()), TODAY()))
        tombstones.bury(Tombstone(selectors.ANSWERS, code_hash(code_from(str(number))), TODAY()))
    with django_assert_num_queries(2):
        assert health() == []


def test_a_store_that_nobody_can_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(path: str) -> Any:
        raise PermissionError  # a bucket raises what its own library calls it

    monkeypatch.setattr(storages["private"], "listdir", away)
    assert "Nobody can read what was erased (the private store: PermissionError)" in health()[0]


def test_a_store_that_was_lost_fills_again_within_a_day(elm: Hub) -> None:
    ola = make_person(elm)
    erasing.erase_everywhere(ola, TODAY())
    Person.objects.create(hub=elm, erased_on=TODAY() - tombstones.KEPT_FOR - timedelta(days=1))
    outbox.put("consent.tend_tombstones")
    outbox.drain()
    for name in files():
        storages["private"].delete(name)

    tombstones.tend(TODAY())

    assert files() == [f"erased/people/{TODAY()}_{ola.pk}"]


@pytest.mark.parametrize(("days", "stays"), [(400, True), (401, False)])
def test_what_no_backup_can_hold_any_more_is_forgotten(days: int, stays: bool) -> None:
    tombstones.bury(Tombstone(PEOPLE, str(uuid4()), TODAY() - timedelta(days=days)))
    tombstones.tend(TODAY())
    assert bool(files()) == stays


def test_burying_twice_leaves_one_file() -> None:
    stone = Tombstone(PEOPLE, str(uuid4()), TODAY())
    tombstones.bury(stone)
    tombstones.bury(stone)
    assert len(storages["private"].listdir("erased/people")[1]) == 1


def test_tending_is_one_of_the_chores() -> None:
    outbox.put_chores()
    assert "consent.tend_tombstones" in outbox.registry.CHORES


def test_on_a_disk_of_this_machine_nobody_else_may_read_it(settings: Settings, tmp_path: Any) -> None:
    backend = "django.core.files.storage.FileSystemStorage"
    modes = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    settings.STORAGES = {**settings.STORAGES, "private": {"BACKEND": backend, "OPTIONS": {"location": tmp_path, **modes}}}
    assert health() == []
    stone = Tombstone(PEOPLE, str(uuid4()), TODAY())
    tombstones.bury(stone)
    assert files() == [stone.name]
    assert (tmp_path / stone.name).stat().st_mode & 0o777 == 0o600
    assert selectors.is_sealed(stone)


def test_health_lists_the_store_once_a_minute_and_asks_the_database_each_time(elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = make_person(elm)
    Person.objects.filter(pk=gone.pk).update(erased_on=None)
    tombstones.bury(Tombstone(PEOPLE, str(gone.pk), TODAY()))
    listed, now = _counted(monkeypatch), [1_000.0]
    monkeypatch.setattr("core.memory.time.monotonic", lambda: now[0])

    assert "Something that was erased is back" in health()[0]
    for second in (1, 15, 59):
        now[0] = 1_000.0 + second
        assert "back" in health()[0]
    erasing.forget_person(person_id=gone.pk, today=TODAY())
    assert health() == [], "the database is asked at each look: what is mended is seen at once, and so is what came back"
    assert listed == ["erased/people", "erased/answers"]

    now[0] = 1_061.0
    health()
    assert listed == ["erased/people", "erased/answers"] * 2


def test_health_does_not_wait_at_each_look_for_a_store_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, now = list[str](), [1_000.0]

    def away(path: str) -> None:
        asked.append(path)
        raise TimeoutError

    monkeypatch.setattr(storages["private"], "listdir", away)
    monkeypatch.setattr("core.memory.time.monotonic", lambda: now[0])
    for second in (0, 10, 59):
        now[0] = 1_000.0 + second
        assert "the private store: TimeoutError" in health()[0]
    assert len(asked) == 1

    monkeypatch.undo()
    monkeypatch.setattr("core.memory.time.monotonic", lambda: 1_061.0)
    assert health() == []


def _counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the folders that are listed from now on."""
    listed, really = list[str](), storages["private"].listdir

    def listdir(path: str) -> Any:
        listed.append(path)
        return really(path)

    monkeypatch.setattr(storages["private"], "listdir", listdir)
    return listed
