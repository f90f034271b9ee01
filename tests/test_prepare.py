"""`make` on a bare machine: what is missing is said in words, and nothing is done twice."""

import subprocess
import sys
from pathlib import Path

import pytest

from config import prepare


def test_an_old_python_is_named_with_what_is_needed() -> None:
    (reason,) = prepare.why_not_prepare((3, 9, 2), can_make_venv=True)
    assert "needs Python 3.11 or newer; this is 3.9" in reason


def test_a_missing_venv_is_named_with_the_command_that_brings_it() -> None:
    said = "\n".join(prepare.why_not_prepare((3, 12, 1), can_make_venv=False))
    assert "sudo apt install python3-venv" in said
    assert "python3.12-venv" in said


def test_nothing_stands_in_the_way_of_a_whole_python() -> None:
    assert prepare.why_not_prepare((3, 11), can_make_venv=True) == []


def test_the_same_lock_is_installed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    lock = tmp_path / "requirements.txt"
    lock.write_text("one==1\n")
    _pretend(tmp_path, monkeypatch, ran)

    assert prepare.main("requirements.txt") == 0
    first = len(ran)
    assert prepare.main("requirements.txt") == 0
    assert len(ran) == first

    lock.write_text("one==2\n")
    assert prepare.main("requirements.txt") == 0
    assert len(ran) == first + 1
    assert "--require-hashes" in ran[-1]


def test_a_broken_environment_is_made_afresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[list[str]] = []
    (tmp_path / "requirements.txt").write_text("one==1\n")
    _pretend(tmp_path, monkeypatch, ran)
    prepare.main("requirements.txt")
    (tmp_path / ".venv" / "bin" / "python").unlink()

    prepare.main("requirements.txt")

    assert len([command for command in ran if "--clear" in command]) == 2


def test_a_failed_install_is_tried_again_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[list[str]] = []
    (tmp_path / "requirements.txt").write_text("one==1\n")
    _pretend(tmp_path, monkeypatch, ran, fails=True)

    assert prepare.main("requirements.txt") == 1
    assert "the lines above say why" in capsys.readouterr().err
    assert not prepare.is_filled(tmp_path / ".venv", tmp_path / "requirements.txt")


def test_a_machine_without_venv_is_told_and_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "requirements.txt").write_text("one==1\n")
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "can_make_venv", lambda: False)

    assert prepare.main("requirements.txt") == 1
    assert "python3-venv" in capsys.readouterr().err
    assert not (tmp_path / ".venv").exists()


def test_make_alone_explains_every_word() -> None:
    root = Path(prepare.ROOT)
    said = subprocess.run(["make", "-s"], cwd=root, capture_output=True, text=True, check=True).stdout
    for word in ("demo", "demo-reset", "test", "check", "prove", "bench", "lock"):
        assert f"  make {word} " in said


def _pretend(root: Path, monkeypatch: pytest.MonkeyPatch, ran: list[list[str]], *, fails: bool = False) -> None:
    """Stand in for venv and pip: write the environment's Python, record every command."""

    def run(command: list[object], **options: object) -> subprocess.CompletedProcess[bytes]:
        words = [str(word) for word in command]
        if words[-2:] == ["-c", ""]:
            return subprocess.CompletedProcess(words, 0)
        ran.append(words)
        if "--clear" in words:
            python = root / ".venv" / "bin" / "python"
            python.parent.mkdir(parents=True, exist_ok=True)
            python.unlink(missing_ok=True)
            python.symlink_to(sys.executable)
        elif fails:
            raise subprocess.CalledProcessError(1, words)
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(prepare, "ROOT", root)
    monkeypatch.setattr(subprocess, "run", run)
