"""Keeps the demo's processes together: starts them, waits, and stops them all when one ends or somebody says stop."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType

PATIENCE = 10  # seconds for a process to end by itself


class Stop(Exception):
    """Somebody asked us to stop: Ctrl-C or a terminate signal."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stop


def together(commands: Mapping[str, Sequence[str]], *, folder: Path, environment: Mapping[str, str], when_ready: Callable[[], bool]) -> str:
    """Run commands side by side until one ends or we are told to stop; then end the others.

    `when_ready` is asked four times a second until it returns true. Returns the name of the process that ended first,
    or "" when we were told to stop. Children stand in a session of their own, so Ctrl-C reaches us and we end them in order.
    """
    before = {number: signal.signal(number, _stop) for number in (signal.SIGINT, signal.SIGTERM)}
    running: dict[str, subprocess.Popen[bytes]] = {}
    ready = False
    try:
        for name, command in commands.items():
            running[name] = subprocess.Popen(command, cwd=folder, env=dict(environment), start_new_session=True)
        while True:
            for name, process in running.items():
                if process.poll() is not None:
                    return name
            ready = ready or when_ready()
            time.sleep(0.25)
    except Stop:
        return ""
    finally:
        for number in before:
            signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C does not leave anything behind
        _end(list(running.values()))
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask each to end, wait, and end by force what does not."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    latest = time.monotonic() + PATIENCE
    for process in processes:
        try:
            process.wait(timeout=max(0.1, latest - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def web(port: int) -> list[str]:
    """Return the command of the demo's web server: one process, four threads, as SQLite likes it."""
    gunicorn = [sys.executable, "-m", "gunicorn", "config.wsgi", "--pythonpath", "site,.", "--no-control-socket"]
    return [
        *gunicorn,
        "--worker-class",
        "gthread",
        "--workers",
        "1",
        "--threads",
        "4",
        "--bind",
        f"127.0.0.1:{port}",
        "--log-level",
        "warning",
    ]


def worker() -> list[str]:
    """Return the command of the queue's worker."""
    return [sys.executable, "manage.py", "worker"]
