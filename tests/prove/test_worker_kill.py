"""Workers that are killed while they send, again and again: nothing is lost, and each kill repeats one message at most."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from core import outbox
from core.choices import OutboxState
from core.models import OutboxItem
from tests.processes import Workers, wait_for
from tests.prove.post_office import PostOffice

pytestmark = [pytest.mark.prove, pytest.mark.alone, pytest.mark.django_db(transaction=True)]

LETTERS, WORKERS, KILLS, CUTS = 400, 2, 10, 3


def working_for(office: PostOffice) -> Workers:
    return Workers(settings="tests.prove.mail_settings", POST_OFFICE_PORT=str(office.port))


def carry_on_until_nothing_waits(act: Callable[[], object] = lambda: None, *, seconds: float = 300) -> None:
    """Wait for the last letter, doing something now and then."""

    def nothing_waits() -> bool:
        act()
        return not OutboxItem.objects.filter(name="tests.letter", state=OutboxState.WAITING).exists()

    wait_for(nothing_waits, seconds=seconds)
    assert OutboxItem.objects.filter(name="tests.letter", state=OutboxState.DONE).count() == LETTERS


def bring_retries_forward() -> None:
    """Let what was put off come due at once; leases of what is in hand stay."""
    OutboxItem.objects.filter(state=OutboxState.WAITING, worker="").update(due_at=F("due_at") - timedelta(days=1))


def cut_every_connection() -> int:
    """Throw every other session out of the database (PostgreSQL); return how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return len(cursor.fetchall())


def judge(office: PostOffice, *, repeats_allowed: int) -> None:
    """Every letter arrived; repeats are few, and a repeat bears the id of the first."""
    times, ids = Counter(to for to, _ in office.taken), defaultdict(set)
    for to, message_id in office.taken:
        ids[to].add(message_id)
    assert set(times) == {f"family{number}@ashmere.example" for number in range(LETTERS)}
    assert sum(times.values()) - LETTERS <= repeats_allowed
    assert all(len(one) == 1 for one in ids.values())
    assert len({next(iter(one)) for one in ids.values()}) == LETTERS


def put_letters() -> None:
    for number in range(LETTERS):
        outbox.put("tests.letter", number)


def test_workers_killed_while_they_send_lose_nothing_and_repeat_one_message_a_kill_at_most() -> None:
    put_letters()
    with PostOffice(slow=0.02) as office, working_for(office) as workers:
        chance = random.Random(1)
        alive, kills = [workers.start("--lease", "2") for _ in range(WORKERS)], list[object]()

        def kill_one_now_and_then() -> None:
            if len(kills) < KILLS and len(office.taken) > (len(kills) + 1) * LETTERS // (KILLS + 2):
                victim = alive.pop(chance.randrange(len(alive)))
                victim.kill()
                kills.append(victim)
                alive.append(workers.start("--lease", "2"))

        carry_on_until_nothing_waits(kill_one_now_and_then)
        for worker in alive:
            worker.stop()
        assert len(kills) == KILLS
        judge(office, repeats_allowed=KILLS)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite is a file: there is nobody to throw out")
def test_a_database_that_throws_everybody_out_loses_nothing() -> None:
    put_letters()
    with PostOffice(slow=0.01) as office, working_for(office) as workers:
        alive, cuts = [workers.start("--lease", "2") for _ in range(WORKERS)], list[int]()

        def cut_now_and_then() -> None:
            if len(cuts) < CUTS and len(office.taken) > (len(cuts) + 1) * LETTERS // (CUTS + 2):
                cuts.append(cut_every_connection())
            bring_retries_forward()

        carry_on_until_nothing_waits(cut_now_and_then)
        for worker in alive:
            worker.stop()
        assert len(cuts) == CUTS
        assert all(cuts), "each cut met somebody"
        judge(office, repeats_allowed=CUTS * WORKERS)


def test_a_post_office_that_is_closed_costs_nothing_but_time() -> None:
    put_letters()
    with PostOffice() as office, working_for(office) as workers:
        office.closed = True
        worker = workers.start()
        wait_for(lambda: not OutboxItem.objects.filter(attempts=0, name="tests.letter").exists(), seconds=120)
        assert office.taken == []
        assert set(OutboxItem.objects.filter(name="tests.letter").values_list("last_error", flat=True)) <= {"SMTPConnectError", ""}
        office.closed = False
        carry_on_until_nothing_waits(bring_retries_forward)
        worker.stop()
        judge(office, repeats_allowed=0)
