"""`/health/`: ok or fail for strangers, how the post stands for an administrator."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from accounts.models import User
from consent.models import RetentionCheck
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


# --- What must happen by itself -------------------------------------------------------------------------------------------


def test_a_council_that_nobody_looked_after_for_26_hours_reads_fail_and_keeps_its_pages(client: Client, adam: User) -> None:
    RetentionCheck.objects.create(ran_at=timezone.now() - timedelta(hours=27))
    WorkerBeat.objects.create(worker="ann")

    page = client.get("/health/")

    assert (page.status_code, page.content) == (200, b"fail")
    assert (client.get("/health/worker/").status_code, client.get("/health/worker/").content) == (503, b"fail")
    assert "Nobody has looked at what is past its time for 27 hours." in sign_in(adam).get("/health/").text


def test_the_last_count_of_25_hours_ago_is_ok(client: Client) -> None:
    RetentionCheck.objects.create(ran_at=timezone.now() - timedelta(hours=25))
    assert client.get("/health/").content == b"ok"


def test_a_new_council_is_well_until_its_first_26_hours_have_gone_by(client: Client, adam: User) -> None:
    assert client.get("/health/").content == b"ok"
    outbox.put_chores()
    assert client.get("/health/").content == b"ok"

    User.objects.update(date_joined=timezone.now() - timedelta(days=9))
    assert client.get("/health/").content == b"ok", "an older council whose worker began today has its 26 hours too"
    OutboxItem.objects.filter(name="consent.check_retention").update(due_at=timezone.now() - timedelta(hours=3))

    assert client.get("/health/").content == b"fail"


def test_a_council_whose_worker_never_began_is_found_out(client: Client, adam: User) -> None:
    User.objects.update(date_joined=timezone.now() - timedelta(hours=27))
    assert client.get("/health/").content == b"fail"


def test_a_count_that_fails_again_and_again_is_found_out(client: Client, adam: User) -> None:
    facts = {"name": "consent.check_retention", "key": "chore"}
    OutboxItem.objects.create(**facts, attempts=9, due_at=timezone.now() + timedelta(hours=11))
    User.objects.update(date_joined=timezone.now() - timedelta(days=9))
    RetentionCheck.objects.create(ran_at=timezone.now() - timedelta(hours=27))
    OutboxItem.objects.create(**facts, due_at=timezone.now() + timedelta(hours=20))
    assert client.get("/health/").content == b"fail"
