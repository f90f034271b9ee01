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

    def manage(self, *words: str, **env: str) -> str:
        """Run a management command, perhaps with another environment, and return what it said."""
        return self._run("manage.py", *words, env=env)

    def work(self, **env: str) -> str:
        """Let a worker do what waits, perhaps with another environment; return all that it said and logged."""
        return self._run("manage.py", "worker", "--once", env=env, and_logged=True)

    def tell(self, code: str) -> Any:
        """Run a few lines inside this Earshot; what they print last is JSON and comes back."""
        return json.loads(self._run("-c", f"import django, json\ndjango.setup()\n{code}").splitlines()[-1])

    def _run(self, *words: str, env: dict[str, str] | None = None, and_logged: bool = False) -> str:
        """Run Python with our environment; fail with what it said."""
        done = subprocess.run([sys.executable, *words], cwd=ROOT, env=self.env | (env or {}), capture_output=True, text=True)
        assert done.returncode == 0, f"{words[0]} {words[1][-200:]}\n{done.stderr[-4000:]}"
        return done.stdout + done.stderr if and_logged else done.stdout

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


def cut_connections(database_url: str) -> None:
    """Cut every connection to a PostgreSQL database, as a failover does."""
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [database_url.rsplit("/", 1)[1]])
