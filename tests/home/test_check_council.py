"""What `check_council` tells an operator: the same list as staff see, and how the machine is set up."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings
from wagtail.models import Page

from core.models import BrandSettings, WorkerBeat
from home.management.commands import check_council as command
from home.rules.machine import Machine, what_machine_lacks, why_machine_is_not_ready
from home.selectors import getting_ready
from tests.cast import sign_in
from tests.home.starting import have_started, kim, make_ready

pytestmark = pytest.mark.django_db
READY: dict[str, Any] = {
    "base_url": "https://hubs.elmshire.example",
    "started_as": "https://hubs.elmshire.example",
    "is_demo": False,
    "database": "postgresql",
    "mail_backend": "django.core.mail.backends.smtp.EmailBackend",
    "worker_is_not_well": [],
}


def check_council() -> tuple[int, str, str]:
    """Return how it ended, what must be done before families see the site, and what can wait."""
    said, code = StringIO(), 0
    try:
        call_command("check_council", stdout=said)
    except SystemExit as ended:
        code = int(str(ended.code))
    first, _, later = said.getvalue().partition("Can wait:\n")
    return code, first, later


def test_a_database_without_a_council_is_told_how_to_begin() -> None:
    assert check_council() == (1, "Before families see the site:\n- There is no council here yet. Run start_council.\n", "")


def test_the_operator_is_told_everything_that_is_not_ready() -> None:
    have_started()
    BrandSettings.objects.update(phone="")
    Page.objects.get(slug="privacy").delete()

    code, first, later = check_council()

    assert code == 1
    for words in (
        "Worried about a child: write the number to ring.",
        "Try every urgent number, and say that it was the right one. Left: NHS 111, Childline",
        "“Help now”: read it",
        "There is no privacy page. Run start_council again",
        "Write how people reach your data protection officer.",
        "Families are held back since",
        "Write the phone number that a person answers.",
        "the site was started as https://hubs.elmshire.example",
        "No worker has shown a sign of life",
    ):
        assert words in first, words
    for words in ("Elm Road has no address", "Send yourself a test letter", "You are the only one here", "Make the first poster"):
        assert words in later, words


def test_it_is_the_very_list_that_staff_see() -> None:
    have_started()

    _, first, later = check_council()

    for item in getting_ready():
        for gap in item.gaps:
            assert f"- {gap.text}\n" in (first if item.task.is_must else later)


def test_what_can_wait_does_not_fail_and_what_was_put_off_says_so(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.BASE_URL = "https://hubs.elmshire.example"
    have_started()
    desk = sign_in(kim())
    make_ready(desk)
    desk.post("/admin/opening/")
    desk.post("/admin/getting-ready/not-now/", {"key": "mail"})
    WorkerBeat.objects.create(worker="ann")
    monkeypatch.setattr(command, "_machine", lambda: Machine(**READY))

    code, first, later = check_council()

    assert (code, first) == (0, "Everything is ready, and families see the site.\n")
    assert "- Send yourself a test letter, and type back the six digits in it. (put off)\n" in later


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ({"base_url": "https://other.example"}, "BASE_URL is https://other.example"),
        ({"is_demo": True}, "DEMO is on"),
        ({"database": "sqlite"}, "The database is SQLite"),
        ({"worker_is_not_well": ["No worker has shown a sign of life."]}, "No worker"),
    ],
)
def test_a_machine_that_is_not_for_families_fails(fact: dict[str, Any], said: str) -> None:
    assert why_machine_is_not_ready(Machine(**READY)) == []
    [reason] = why_machine_is_not_ready(Machine(**(READY | fact)))

    assert said in reason


@pytest.mark.parametrize("backend", ["django.core.mail.backends.console.EmailBackend", "core.demo_post.DemoPostBackend"])
def test_mail_that_leaves_nowhere_can_wait_and_is_said(backend: str) -> None:
    assert what_machine_lacks(Machine(**READY)) == []
    assert "No e-mail leaves this machine" in what_machine_lacks(Machine(**(READY | {"mail_backend": backend})))[0]


def test_before_migrate_it_says_so_instead_of_breaking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.migrated.MigrationExecutor.migration_plan", lambda *_: ["one"])

    for name in ("check_council", "start_council"):
        with pytest.raises(CommandError, match=r"manage\.py migrate"):
            call_command(name)
