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
from urllib.request import urlopen
from uuid import uuid4

import psycopg

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

    def manage(self, *words: str) -> None:
        """Run a management command."""
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.env, check=True, capture_output=True)

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
def database(kind: str, folder: Path) -> Iterator[str]:
    """Make an empty database and throw it away afterwards; yields its address."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'prove.sqlite3'}"
        return
    name = f"earshot_prove_{uuid4().hex[:8]}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')  # our own made-up name
    try:
        yield POSTGRES.rsplit("/", 1)[0] + f"/{name}"
    finally:
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def cut_connections(database_url: str) -> None:
    """Cut every connection to a PostgreSQL database, as a failover does."""
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database_url.rsplit("/", 1)[1]])
