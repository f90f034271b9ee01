"""Worker processes that are stopped and killed. The long proof is tests/prove/test_worker_kill.py."""

from collections import Counter
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.utils import timezone

from core import outbox
from core.choices import OutboxState
from core.models import AuditEntry, OutboxItem, SealedEntry, WorkerBeat
from core.outbox import registry, working
from tests.core.desk import Desk, item, let_time_pass
from tests.processes import Workers, wait_for


def number_done() -> int:
    return OutboxItem.objects.filter(state=OutboxState.DONE, name="tests.note").count()


def lines_of(notes: Path) -> list[int]:
    return [int(line) for line in notes.read_text().splitlines()] if notes.exists() else []


@pytest.mark.django_db
def test_once_does_what_is_due_says_so_and_puts_the_chores() -> None:
    AuditEntry.objects.create(at="2026-11-21T09:00:00+00:00", actor="system", verb="core.trial", subject="core.Hub:1")
    outbox.put("core.seal_audit")
    said = StringIO()
    call_command("worker", once=True, stdout=said)
    assert said.getvalue().strip() == "1 done, 0 put off, 0 stopped, 0 given up"
    assert SealedEntry.objects.count() == 1
    assert OutboxItem.objects.filter(state=OutboxState.WAITING).count() == len(registry.CHORES)


@pytest.fixture
def quiet_worker(monkeypatch: pytest.MonkeyPatch) -> outbox.Worker:
    """A worker inside the test's own transaction, without chores."""
    monkeypatch.setattr(working, "close_old_connections", lambda: None)
    monkeypatch.setattr(registry, "CHORES", {})
    return outbox.Worker()


@pytest.mark.django_db
def test_a_worker_stops_between_items_and_leaves_the_rest(quiet_worker: outbox.Worker, desk: Desk) -> None:
    desk.on_call = quiet_worker.stop
    outbox.put("tests.desk", 1)
    outbox.put("tests.desk", 2)
    assert quiet_worker.round()
    assert desk.done == [(1,)]
    assert OutboxItem.objects.filter(worker=quiet_worker.name, state=OutboxState.WAITING).count() == 1


@pytest.mark.django_db
def test_a_beat_keeps_the_lease_of_what_is_in_hand_and_shows_a_sign_of_life(quiet_worker: outbox.Worker, desk: Desk) -> None:
    due: list[datetime] = []

    def take_long() -> None:
        let_time_pass(seconds=50)
        quiet_worker.beat()
        due.append(item().due_at)

    desk.on_call = take_long
    outbox.put("tests.desk")
    quiet_worker.round()
    assert due[0] > timezone.now() + timedelta(seconds=50)
    assert WorkerBeat.objects.get().worker == quiet_worker.name


@pytest.mark.django_db
def test_a_worker_keeps_no_lease_of_what_a_failing_database_made_it_drop(
    quiet_worker: outbox.Worker, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(working, "carry_out", cut)
    outbox.put("tests.desk")
    with pytest.raises(DatabaseError):
        quiet_worker.round()
    let_time_pass(seconds=61)
    quiet_worker.beat()
    assert [one.name for one in working.claim("bob")] == ["tests.desk"]


def test_a_worker_waits_for_a_database_that_is_away(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    worker = outbox.Worker(poll=0.01)
    tries: list[int] = []

    def no_database() -> bool:
        tries.append(1)
        if len(tries) == 3:
            worker.stop()
        raise DatabaseError("server closed the connection")

    monkeypatch.setattr(worker, "round", no_database)
    monkeypatch.setattr(worker, "_beat_on", lambda: None)
    monkeypatch.setattr(worker, "leave", lambda: None)
    worker.run()
    assert len(tries) == 3
    assert caplog.text.count("the database does not answer") == 3
    assert "server closed" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_asked_to_stop_a_worker_finishes_the_item_in_hand_and_gives_back_the_others(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    for number in range(10):
        outbox.put("tests.note", number, 1500)
    with Workers(EARSHOT_NOTES=str(notes)) as workers:
        worker = workers.start()
        wait_for(lambda: len(lines_of(notes)) >= 1)
        assert "0 put off" in worker.stop()

    assert len(lines_of(notes)) == number_done()
    assert OutboxItem.objects.filter(name="tests.note", state=OutboxState.WAITING, worker="").count() == 10 - number_done()
    assert not WorkerBeat.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_a_worker_loses_nothing_and_repeats_one_thing_at_most(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    for number in range(30):
        outbox.put("tests.note", number, 40)
    with Workers(EARSHOT_NOTES=str(notes)) as workers:
        first = workers.start("--lease", "1")
        wait_for(lambda: len(lines_of(notes)) >= 5)
        first.kill()
        assert number_done() < 30
        second = workers.start("--lease", "1")
        wait_for(lambda: number_done() == 30)
        second.stop()

    times = Counter(lines_of(notes))
    assert set(times) == set(range(30))
    assert sum(times.values()) <= 31
