"""The demo starts what it needs, says where to look, and leaves nothing running."""

import os
import re
import socket
import sys
import time
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from demo import supervise
from demo.management.commands import run_demo
from demo.people import PASSWORD


def test_a_live_council_cannot_run_the_demo() -> None:
    with pytest.raises(CommandError, match="not the demo"):
        call_command("run_demo")


def test_a_taken_port_is_named_with_another_to_try(settings: Settings) -> None:
    settings.DEMO = True
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"port {port}.*PORT={port + 1}"):
            call_command("run_demo", port=port)


def test_a_database_that_is_not_the_demos_own_file_is_never_thrown_away() -> None:
    with pytest.raises(CommandError, match="Empty any other database yourself"):
        run_demo._throw_away({"ENGINE": "django.db.backends.postgresql", "NAME": "live"})


def test_a_fresh_start_removes_the_file_and_what_belongs_to_it(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "earshot.sqlite3"
    for ending in ("", "-wal", "-shm"):
        Path(f"{file}{ending}").touch()
    settings.MEDIA_ROOT = tmp_path / "media"

    run_demo._throw_away({"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)})

    assert list(tmp_path.iterdir()) == []


def test_it_says_where_to_look_with_which_code_and_how_to_sign_in() -> None:
    out = StringIO()

    run_demo.Command(stdout=out)._invite("http://127.0.0.1:8000")

    said = out.getvalue()
    assert "http://127.0.0.1:8000/have-your-say/p/" in said
    assert re.search(r"^  \d{4} \d{4} \d{4} \d{4} +this comment was answered$", said, re.MULTILINE)
    assert f"password is {PASSWORD}" in said
    assert re.search(r"^  asha\.lead@ashmere\.example +Engagement lead: ", said, re.MULTILINE)


def test_styles_are_gathered_again_only_when_something_changed(settings: Settings, tmp_path: Path) -> None:
    settings.STATICFILES_DIRS = [tmp_path]
    (tmp_path / "a.css").write_text("a {}")
    before = run_demo._stamp()
    assert run_demo._stamp() == before
    (tmp_path / "a.css").write_text("a { color: red }")
    assert run_demo._stamp() != before


def _python(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def test_when_one_process_ends_the_others_are_ended_too(tmp_path: Path) -> None:
    started = time.monotonic()

    ended = supervise.together(
        {"long": _python("import time; time.sleep(60)"), "short": _python("")},
        folder=tmp_path,
        environment=os.environ,
        when_ready=lambda: True,
    )

    assert ended == "short"
    assert time.monotonic() - started < 15


def test_being_told_to_stop_ends_everything_in_order(tmp_path: Path) -> None:
    def stop() -> bool:
        raise supervise.Stop

    ended = supervise.together({"long": _python("import time; time.sleep(60)")}, folder=tmp_path, environment=os.environ, when_ready=stop)

    assert ended == ""


def test_readiness_is_asked_until_it_is_there_and_then_no_more(tmp_path: Path) -> None:
    asked: list[int] = []

    def ready() -> bool:
        asked.append(1)
        return len(asked) == 2

    supervise.together({"short": _python("import time; time.sleep(1.5)")}, folder=tmp_path, environment=os.environ, when_ready=ready)

    assert len(asked) == 2
