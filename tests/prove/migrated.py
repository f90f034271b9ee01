"""One Earshot with its tables made and nothing in it, for a whole session of proofs: every proof gets a copy.

Half a minute of `migrate` for each file of proofs on each database was most of their time. The processes of a session share one folder;
the first that needs a database makes the models of both kinds side by side, the others wait. All of it is thrown away when the session
ends, however it ended. Whoever runs several sessions names a folder for them all, and throws it away after the last, as `make prove` does:
`python -m tests.prove.migrated`.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest

from core.database_roles import sql
from tests.prove.served import POSTGRES, Served

SHARED = "EARSHOT_PROVE_MODELS"  # the folder, told to the other processes by the environment


def pytest_configure(config: pytest.Config) -> None:
    """Choose the session's folder in the process that leads it, unless one is named; the other processes inherit the name."""
    if SHARED not in os.environ:
        os.environ[SHARED] = str(Path(tempfile.gettempdir()) / f"earshot-models-{uuid4().hex}")
        config.add_cleanup(_forget)


def _forget() -> None:
    """Throw everything away when the session that chose its folder ends: its other processes have ended by then."""
    throw_away(Path(os.environ.pop(SHARED)))


def kinds() -> list[str]:
    """Return the databases that this machine can prove things on."""
    return ["sqlite", "postgresql"] if POSTGRES else ["sqlite"]


@contextlib.contextmanager
def copy_of(kind: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Copy a migrated database and the gathered static files into a folder that is a DATA_DIR; throw the database away afterwards.

    Yields two addresses: the owner's, and the one for web and workers. On PostgreSQL these are two roles, as in a live council: all
    cruelty happens to a web that owns no table. The roles are the session's, the database is the caller's own.
    """
    with _models() as shared:
        shutil.copytree(shared / kind / "static", folder / "static", copy_function=os.link)
        if kind == "sqlite":
            shutil.copy(shared / kind / "prove.sqlite3", folder)
        else:
            model = _model_name(shared)
            name = f"{model}_{uuid4().hex[:8]}"
            with psycopg.connect(POSTGRES, autocommit=True) as server:
                server.execute(f"CREATE DATABASE {name} TEMPLATE {model} OWNER {model}_owner")  # our own made-up names
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'prove.sqlite3'}"
        yield url, url
        return
    try:
        yield _address(name, f"{model}_owner"), _address(name, f"{model}_web")
    finally:
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def throw_away(shared: Path) -> None:
    """Delete what a session made: its folder, its databases with every copy, its roles. Nothing happens where nothing was made."""
    _drop(_model_name(shared))
    shutil.rmtree(shared, ignore_errors=True)


def _drop(model: str) -> None:
    """Drop a PostgreSQL model with its copies and roles; "" is none."""
    if model:
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            names = [name for (name,) in server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [model])]
            drops = [f"DROP DATABASE {name} WITH (FORCE)" for name in names]
            for statement in [*drops, f"DROP ROLE IF EXISTS {model}_owner", f"DROP ROLE IF EXISTS {model}_web"]:
                server.execute(statement)


@contextlib.contextmanager
def _models() -> Iterator[Path]:
    """Make the models if nobody did, and keep every other process from them until the block ends."""
    shared = Path(os.environ[SHARED])
    shared.mkdir(mode=0o700, exist_ok=True)
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "made").exists():
            with ThreadPoolExecutor(2) as pool:  # its end waits for both, also where one breaks
                making = [pool.submit(_make, kind, shared) for kind in kinds()]
            for one in making:
                one.result()
            (shared / "made").touch()
        yield shared


def _make(kind: str, shared: Path) -> None:
    folder = shared / kind
    shutil.rmtree(folder, ignore_errors=True)  # of a try that broke off
    folder.mkdir()
    owner = f"sqlite:///{folder / 'prove.sqlite3'}" if kind == "sqlite" else _make_roles_and_database(shared)
    earshot = Served(folder=folder, database_url=owner)
    earshot.manage("migrate", "--verbosity", "0")
    earshot.manage("collectstatic", "--noinput", "--verbosity", "0")


def _make_roles_and_database(shared: Path) -> str:
    """Return the owner's address of a new database that holds nothing yet."""
    _drop(_model_name(shared))
    name = f"earshot_prove_{uuid4().hex[:8]}"
    owner, application = f"{name}_owner", f"{name}_web"
    (shared / "name").write_text(name)  # first: whatever breaks below is thrown away
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        for statement in (f"CREATE ROLE {owner} LOGIN", f"CREATE ROLE {application} LOGIN", f"CREATE DATABASE {name} OWNER {owner}"):
            server.execute(statement)
    with psycopg.connect(_address(name), autocommit=True) as own:
        own.execute(sql(owner=owner, application=application))
    return _address(name, owner)


def _model_name(shared: Path) -> str:
    """Return the name of the session's PostgreSQL database, with which its copies and its roles begin; "" where there is none."""
    written = shared / "name"
    return written.read_text() if written.exists() else ""


def _address(database: str, role: str = "") -> str:
    """Return the address of a database of the server, for one of our roles or as the one that may do anything."""
    parts = urlsplit(POSTGRES)
    host = f"{role}@{parts.hostname}:{parts.port or 5432}" if role else parts.netloc
    return parts._replace(netloc=host, path=f"/{database}").geturl()


if __name__ == "__main__":
    throw_away(Path(os.environ[SHARED]))
