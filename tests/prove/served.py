"""An Earshot of its own to be cruel to: gunicorn as a council runs it, on loopback, over a database that is made and thrown away.

SQLite always; PostgreSQL where PROVE_POSTGRES_URL names a server on which databases may be made (`.ci/run` names one).
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen
from uuid import uuid4

import psycopg

from core.database_roles import sql

ROOT = Path(__file__).resolve().parent.parent.parent
POSTGRES = os.environ.get("PROVE_POSTGRES_URL", "")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


class Served:
    """A running Earshot. `port`, `log` (what it logged), `database_url`; `workers()` are the process ids of its web workers."""

    def __init__(self, *, folder: Path, database_url: str, processes: int = 2) -> None:
        self.folder, self.database_url, self.processes = folder, database_url, processes
        self.port = _free_port()
        self.log = folder / "web.log"
        self.env = {
            **os.environ,
            "DATABASE_URL": database_url,
            "DATA_DIR": str(folder),
            "DEMO": "on",
            "HTTPS": "off",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
        }

    def manage(self, *words: str, **env: str) -> str:
        """Run a management command, perhaps with another environment, and return what it said."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.env | env, check=True, capture_output=True, text=True)
        return done.stdout

    def tell(self, code: str) -> Any:
        """Run a few lines inside this Earshot; what they print last is JSON and comes back."""
        whole = f"import django, json\ndjango.setup()\n{code}"
        done = subprocess.run([sys.executable, "-c", whole], cwd=ROOT, env=self.env, check=True, capture_output=True, text=True)
        return json.loads(done.stdout.splitlines()[-1])

    @contextlib.contextmanager
    def running(self) -> Iterator["Served"]:
        """Serve until the block ends."""
        command = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}", "--worker-class", "gthread"]
        command += ["--workers", str(self.processes), "--threads", "4", "--timeout", "60", "--no-control-socket"]
        with self.log.open("ab") as log:
            self.master = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=self.env, stdout=log, stderr=log)
        try:
            self._wait_until_well()
            yield self
        finally:
            self.master.send_signal(signal.SIGTERM)
            self.master.wait(timeout=30)

    def _wait_until_well(self) -> None:
        for _ in range(150):
            with contextlib.suppress(URLError, OSError), urlopen(f"http://127.0.0.1:{self.port}/health/", timeout=2) as page:
                if page.status == 200:
                    return
            time.sleep(0.2)
        raise AssertionError(f"Earshot did not start:\n{self.log.read_text()[-3000:]}")

    def workers(self) -> list[int]:
        """Return the process ids of the web workers."""
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text().split()
        return [int(child) for child in children]


@contextlib.contextmanager
def database(kind: str, folder: Path) -> Iterator[tuple[str, str]]:
    """Make an empty database and throw it away afterwards; yields the address for `migrate` and the one for web and workers.

    On PostgreSQL these are two roles, as in a live council: all cruelty happens to a web that owns no table.
    """
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'prove.sqlite3'}"
        yield url, url
        return
    name = f"earshot_prove_{uuid4().hex[:8]}"
    owner, application = f"{name}_owner", f"{name}_web"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        for statement in (f"CREATE ROLE {owner} LOGIN", f"CREATE ROLE {application} LOGIN", f"CREATE DATABASE {name} OWNER {owner}"):
            server.execute(statement)  # our own made-up names
    try:
        with psycopg.connect(_address(name), autocommit=True) as own:
            own.execute(sql(owner=owner, application=application))
        yield _address(name, owner), _address(name, application)
    finally:
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            for statement in (f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"DROP ROLE {owner}", f"DROP ROLE {application}"):
                server.execute(statement)


def _address(database: str, role: str = "") -> str:
    """Return the address of a database of the server, for one of our roles or as the one that may do anything."""
    parts = urlsplit(POSTGRES)
    host = f"{role}@{parts.hostname}:{parts.port or 5432}" if role else parts.netloc
    return parts._replace(netloc=host, path=f"/{database}").geturl()


def cut_connections(database_url: str) -> None:
    """Cut every connection to a PostgreSQL database, as a failover does."""
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database_url.rsplit("/", 1)[1]])
