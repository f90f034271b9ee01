"""The copy of a migrated database that every proof gets: whole, guarded as a live one, nobody else's, and gone afterwards."""

from pathlib import Path

import psycopg
import pytest

from core.append_only import APPEND_ONLY, FIXED_ONCE, FROZEN_WHEN, table_of
from tests.prove import migrated
from tests.prove.migrated import copy_of, throw_away
from tests.prove.served import POSTGRES, Served

pytestmark = pytest.mark.prove

needs_postgresql = pytest.mark.skipif(not POSTGRES, reason="PostgreSQL is left out: PROVE_POSTGRES_URL names no server")
PENDING = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from core.append_only import installed
executor = MigrationExecutor(connection)
print(json.dumps([len(executor.migration_plan(executor.loader.graph.leaf_nodes())), [table for _, table in installed()]]))
"""
TRAIL = """
from core.database_roles import could_edit_the_trail
print(json.dumps(could_edit_the_trail()))
"""


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=needs_postgresql)])
def test_a_copy_has_every_table_and_every_trigger(tmp_path: Path, kind: str) -> None:
    with copy_of(kind, tmp_path) as (_owner, application):
        pending, guarded = Served(folder=tmp_path, database_url=application).tell(PENDING)

    assert pending == 0
    assert set(guarded) == {table_of(label) for label in [*APPEND_ONLY, *FROZEN_WHEN, *(fixed.model for fixed in FIXED_ONCE)]}
    assert (tmp_path / "static" / "staticfiles.json").exists()


@needs_postgresql
def test_the_web_of_a_copy_owns_nothing_and_cannot_edit_the_trail(tmp_path: Path) -> None:
    with copy_of("postgresql", tmp_path) as (owner, application):
        assert Served(folder=tmp_path, database_url=application).tell(TRAIL) is False
        assert Served(folder=tmp_path, database_url=owner).tell(TRAIL) is True, "the owner could: the question can be answered by yes"
        with psycopg.connect(application) as web:
            assert web.execute("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user").fetchone() == (0,)
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                web.execute("CREATE TABLE mine (number int)")


@needs_postgresql
def test_what_is_written_in_one_copy_is_in_no_other(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()
    with copy_of("postgresql", folders[0]) as (_, one), copy_of("postgresql", folders[1]) as (_, other):
        with psycopg.connect(one) as web:
            web.execute("INSERT INTO core_limitcount (key, number_of_tries, expires_at) VALUES ('mine', 1, now())")
        with psycopg.connect(other) as web:
            assert web.execute("SELECT count(*) FROM core_limitcount").fetchone() == (0,)


@needs_postgresql
def test_a_session_that_broke_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shared, told = tmp_path / "models", []
    monkeypatch.setenv(migrated.SHARED, str(shared))

    def break_off(earshot: Served, *words: str) -> None:
        told.append(words[0])
        raise RuntimeError("the lights went out")

    monkeypatch.setattr(Served, "manage", break_off)
    with pytest.raises(RuntimeError, match="the lights went out"), copy_of("postgresql", tmp_path):
        pytest.fail("there is nothing to copy")
    model = (shared / "name").read_text()
    assert "migrate" in told
    assert made(model) == [model, f"{model}_owner", f"{model}_web"]
    monkeypatch.setattr(Served, "manage", lambda earshot, *words: (earshot.folder / "static").mkdir(exist_ok=True))
    with copy_of("postgresql", tmp_path / "copy") as (_owner, application), psycopg.connect(application) as web:
        second = (shared / "name").read_text()
        assert made(model) == [], "a second try threw the first away"
        throw_away(shared)
        with pytest.raises(psycopg.OperationalError):
            web.execute("SELECT 1")

    assert not shared.exists()
    assert made(second) == []


def made(stem: str) -> list[str]:
    """Return the databases and roles of the server whose names begin so."""
    both = (
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) UNION SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)"
    )
    with psycopg.connect(POSTGRES) as server:
        return sorted(name for (name,) in server.execute(both, [stem, stem]))
