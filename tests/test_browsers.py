"""Without Chromium the journeys are left out by name; where a browser is required, their absence is a failure."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import browsers

ROOT = Path(__file__).resolve().parent.parent
JOURNEY = "tests/journeys/test_the_browser_itself.py::test_a_phone_opens_a_page_of_ours"


def _pytest(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = (
        os.environ | {"CHROMIUM": "/nowhere/chromium", "REQUIRE_BROWSER": "", "DATABASE_URL": "sqlite:///var/never.sqlite3"} | variables
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words, JOURNEY]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("words", [(), ("-n", "1")], ids=["alone", "in several processes"])
def test_a_journey_without_a_browser_is_left_out_and_named(words: tuple[str, ...]) -> None:
    ended = _pytest(*words)
    assert ended.returncode == 0, ended.stdout
    assert "journeys left out" in ended.stdout
    assert JOURNEY in ended.stdout
    assert "1 left out: no Chromium on this machine" in ended.stdout


def test_a_journey_without_a_browser_fails_where_one_is_required() -> None:
    ended = _pytest(REQUIRE_BROWSER="1")
    assert ended.returncode == 1
    assert "REQUIRE_BROWSER is set" in ended.stdout


def test_a_browser_named_by_its_path_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "chromium").touch()
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "chromium"))
    assert browsers.chromium() == str(tmp_path / "chromium")


@pytest.mark.parametrize(("said", "required"), [("", False), ("0", False), ("1", True), ("yes", True)])
def test_requiring_a_browser_is_a_switch(monkeypatch: pytest.MonkeyPatch, said: str, required: bool) -> None:
    monkeypatch.setenv("REQUIRE_BROWSER", said)
    assert browsers.is_required() is required
