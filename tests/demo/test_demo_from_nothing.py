"""The demo from an empty folder: it comes up, pages answer, Ctrl-C ends everything, and a second start is quick and keeps the data."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
READY = "Earshot is ready"
pytestmark = pytest.mark.prove


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def _demo(folder: Path, port: int) -> Iterator[list[str]]:
    """Run the demo in a folder until it says that it is ready; yield what it said; stop it as Ctrl-C does."""
    variables = {"PATH": os.environ["PATH"], "HOME": str(folder), "DEMO": "on", "DATA_DIR": str(folder / "var")}
    command = [sys.executable, "manage.py", "run_demo", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    said: list[str] = []
    try:
        for line in process.stdout:
            said.append(line)
            if "Ctrl-C stops it." in line:
                break
        assert READY in "".join(said), "".join(said)
        yield said
    finally:
        process.send_signal(signal.SIGINT)
        said += process.stdout.readlines()
        assert process.wait(timeout=30) == 0, "".join(said)


def _get(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as response:
        assert response.status == 200
        return str(response.read().decode())


def _answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def _move_a_hub(database: Path) -> None:
    with closing(sqlite3.connect(database)) as opened, opened:
        changed = opened.execute("UPDATE core_hub SET street = '1 Left As It Was Road' WHERE slug = 'maple-road'").rowcount
    assert changed == 1


def test_the_demo_comes_up_from_nothing_and_again_in_seconds(tmp_path: Path) -> None:
    port = _free_port()
    with _demo(tmp_path, port) as said:
        assert f"http://127.0.0.1:{port}/have-your-say/" in "".join(said)
        assert _get(port, "/health/") == "ok"
        first = _get(port, "/have-your-say/")
        assert "<h1" in first
    assert not _answers(port), "nothing is left running"
    assert (tmp_path / "var" / "earshot.sqlite3").exists()

    _move_a_hub(tmp_path / "var" / "earshot.sqlite3")  # a demo made anew would have the old street again

    began = time.monotonic()
    with _demo(tmp_path, port) as said:
        assert time.monotonic() - began < 30
        assert "Gathering styles" not in "".join(said)
        assert _get(port, "/have-your-say/") == first
        assert "1 Left As It Was Road" in _get(port, "/hubs/maple-road/")
