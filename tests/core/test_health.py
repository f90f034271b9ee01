"""`/health/`: ok or fail for strangers, how the post stands for an administrator."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core import outbox
from core.choices import RoleKind
from core.models import Hub, OutboxItem, WorkerBeat
from tests.cast import give_role, sign_in

pytestmark = pytest.mark.django_db


def test_strangers_read_ok_and_nothing_else(client: Client) -> None:
    page = client.get("/health/")
    assert (page.status_code, page.content) == (200, b"ok")
    assert page.headers["Cache-Control"].startswith("max-age=0")
    assert not page.cookies


def test_a_database_that_does_not_answer_is_a_fail(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise DatabaseError("server closed the connection")

    monkeypatch.setattr(connection, "cursor", gone)
    for address in ("/health/", "/health/worker/"):
        page = client.get(address)
        assert (page.status_code, page.content) == (503, b"fail")


def test_a_dead_worker_takes_no_page_away_from_families(client: Client) -> None:
    assert client.get("/health/").status_code == 200
    page = client.get("/health/worker/")
    assert (page.status_code, page.content) == (503, b"fail")


def test_a_worker_that_beats_is_ok(client: Client) -> None:
    WorkerBeat.objects.create(worker="ann")
    assert client.get("/health/worker/").content == b"ok"


def test_a_worker_that_fell_silent_is_a_fail(client: Client) -> None:
    WorkerBeat.objects.create(worker="ann", seen_at=timezone.now() - timedelta(minutes=3))
    assert client.get("/health/worker/").content == b"fail"


def test_post_that_piles_up_is_a_fail(client: Client) -> None:
    WorkerBeat.objects.create(worker="ann")
    outbox.put("core.seal_audit", due_at=timezone.now() - timedelta(minutes=16))
    assert client.get("/health/worker/").content == b"fail"


def test_an_administrator_reads_how_the_post_stands(adam: User) -> None:
    OutboxItem.objects.create(name="tests.letter", state="dead")
    outbox.put("core.seal_audit")
    page = sign_in(adam).get("/health/").text
    assert page.startswith("ok\n")
    assert "worker last seen: never" in page
    assert "waiting and due: 1" in page
    assert "given up, look at them: 1" in page
    assert "No worker has shown a sign of life" in page


def test_other_staff_read_what_strangers_read(asha: User, elm: Hub) -> None:
    give_role(asha, RoleKind.HUB_MANAGER, elm)  # a manager sees the hub's staff, and nothing of the machines
    assert sign_in(asha).get("/health/").content == b"ok"
