"""Real processes beside the tests: workers that read the test database and can be killed."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def database_url() -> str:
    """Return the address of the database the tests are using now."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{quote(str(known['NAME']))}"
    user = quote(known["USER"], safe="") + (f":{quote(known['PASSWORD'], safe='')}" if known["PASSWORD"] else "")
    return f"postgresql://{user}@{known['HOST']}:{known['PORT'] or 5432}/{known['NAME']}"


class WorkerProcess:
    """One `manage.py worker` on the test database."""

    def __init__(self, *options: str, settings: str, environment: dict[str, str]) -> None:
        # Not a pipe: nobody would empty it while the worker runs.
        self.log = tempfile.TemporaryFile("w+")  # noqa: SIM115  # Workers.__exit__ closes it
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "manage.py"), "worker", "--poll", "0.1", *options],
            env=os.environ | {"DATABASE_URL": database_url(), "DJANGO_SETTINGS_MODULE": settings, "PYTHONPATH": str(ROOT)} | environment,
            cwd=ROOT,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )

    def kill(self) -> None:
        """SIGKILL: no last word."""
        self.process.kill()
        self.process.wait(30)

    def stop(self) -> str:
        """SIGTERM: wait for the end, see that it was a good one, and return all that was said."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(30) == 0
        self.log.seek(0)
        return self.log.read()


class Workers:
    """Workers of one test; none outlives it. `with Workers(settings=…, NAME="value") as workers: workers.start("--lease", "1")`."""

    def __init__(self, *, settings: str = "tests.settings", **environment: str) -> None:
        self.settings, self.environment, self.running = settings, environment, list[WorkerProcess]()

    def start(self, *options: str) -> WorkerProcess:
        """Start one more."""
        worker = WorkerProcess(*options, settings=self.settings, environment=self.environment)
        self.running.append(worker)
        return worker

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.running:
            if worker.process.poll() is None:
                worker.kill()
            worker.log.close()


def wait_for(what: Callable[[], bool], *, seconds: float = 30) -> None:
    """Wait until something is so; fail when it takes too long."""
    until = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)
