"""Carrying out what was asked: take a few items, do each, note it; put off what failed; give up after three days."""

import logging
import os
import random
import secrets
import socket
import threading
import time
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from core.choices import OutboxState
from core.models import OutboxItem, WorkerBeat
from core.outbox import registry
from core.outbox.putting import put_chores

log = logging.getLogger("earshot.outbox")

LEASE = timedelta(seconds=60)  # a killed worker's items come due again after this
BATCH = 20
# 30 seconds, a minute, two … eight hours, then every eleven: 72 hours in all. Then a person has to look.
WAITS = [timedelta(seconds=30 * 2**n) for n in range(11)] + [timedelta(hours=11)] * 5

_in_hand: ContextVar[int | None] = ContextVar("item_in_hand", default=None)


def item_in_hand() -> int:
    """Return the id of the item being carried out, the same at every attempt. Raises RuntimeError anywhere else."""
    if (pk := _in_hand.get()) is None:
        raise RuntimeError("This may only be done by a queue handler: call outbox.put, and do it in <app>/tasks.py.")
    return pk


@dataclass
class Tally:
    """How many items ended how."""

    done: int = 0
    put_off: int = 0
    stopped: int = 0
    given_up: int = 0

    def __str__(self) -> str:
        return f"{self.done} done, {self.put_off} put off, {self.stopped} stopped, {self.given_up} given up"


def claim(worker: str, *, lease: timedelta = LEASE, limit: int = BATCH) -> list[OutboxItem]:
    """Take items that are due, for as long as the lease runs. Nobody else takes them meanwhile.

    What was begun before is taken alone, so an item that kills its worker takes others down with it only once.
    """
    due = OutboxItem.objects.filter(state=OutboxState.WAITING, due_at__lte=Now()).order_by("due_at", "pk")
    if not due.exists():  # an idle worker on SQLite never takes the write lock
        return []
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        found = list(due[:limit])
        items = found[:1] if found and found[0].attempts else [item for item in found if not item.attempts]
        taken = OutboxItem.objects.filter(pk__in=[item.pk for item in items])
        taken.update(attempts=F("attempts") + 1, due_at=Now() + lease, worker=worker)
    for item in items:
        item.attempts += 1
    return items


def carry_out(item: OutboxItem, tally: Tally) -> None:
    """Do one item and note how it ended. Only a failing database gets out of here."""
    begun, token = time.monotonic(), _in_hand.set(item.pk)
    try:
        if item.attempts > len(WAITS) + 1:
            _give_up(item, "WorkerKilled", tally)
            return
        if item.expires_at and item.expires_at <= timezone.now():
            raise registry.NotWanted("too late")
        registry.find(item.name)(*item.arguments)
    except registry.NotWanted as reason:
        _note(item, state=OutboxState.STOPPED, error=str(reason))  # words of our own, which name nobody: staff read why
        tally.stopped += 1
    except Exception as error:  # whatever a handler raises, the others' items go on
        log.warning("item failed", exc_info=True, extra={"item": item.name, "attempt": item.attempts, "kind": type(error).__name__})
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()  # the database may be what failed
        _try_again(item, type(error).__name__, tally)
    else:
        _note(item, state=OutboxState.DONE)
        tally.done += 1
        milliseconds = round((time.monotonic() - begun) * 1000)
        log.info("item done", extra={"item": item.name, "attempt": item.attempts, "milliseconds": milliseconds})
    finally:
        _in_hand.reset(token)


def _note(item: OutboxItem, *, state: str, error: str = "", wait: timedelta = timedelta(0)) -> None:
    OutboxItem.objects.filter(pk=item.pk).update(state=state, due_at=Now() + wait, worker="", last_error=error[:200])


def _try_again(item: OutboxItem, error: str, tally: Tally) -> None:
    """Put the item off, longer each time and never for equally long; give up after the last wait."""
    if item.attempts > len(WAITS):
        _give_up(item, error, tally)
    elif item.key and OutboxItem.objects.filter(name=item.name, key=item.key, state=OutboxState.WAITING, attempts=0).exists():
        _note(item, state=OutboxState.STOPPED, error=error)  # a younger item asks for the same: one of them is enough
        tally.stopped += 1
    else:
        _note(item, state=OutboxState.WAITING, error=error, wait=WAITS[item.attempts - 1] * random.uniform(0.8, 1.2))
        tally.put_off += 1


def _give_up(item: OutboxItem, error: str, tally: Tally) -> None:
    _note(item, state=OutboxState.DEAD, error=error)
    log.error("item given up", extra={"item": item.name, "attempt": item.attempts, "kind": error})
    tally.given_up += 1


def drain() -> Tally:
    """Carry out everything that is due, and return when nothing is."""
    worker, tally = _name(), Tally()
    while items := claim(worker):
        for item in items:
            carry_out(item, tally)
    return tally


def _name() -> str:
    return f"{socket.gethostname()[:20]}:{os.getpid()}:{secrets.token_hex(3)}"[:40]


class Worker:
    """One worker process: rounds of work until it is told to stop; the item in hand is always finished."""

    def __init__(self, *, poll: float = 1.0, lease: timedelta = LEASE) -> None:
        self.name, self.poll, self.lease, self.tally = _name(), poll, lease, Tally()
        self.stopping = threading.Event()
        self.chores_at, self.in_hand = 0.0, list[int]()

    def stop(self, *_: object) -> None:
        """Finish the item in hand and go (a signal handler)."""
        self.stopping.set()

    def run(self) -> None:
        """Work until stopped. A database that is away is waited for."""
        threading.Thread(target=self._beat_on, daemon=True, name="beat").start()
        while not self.stopping.is_set():
            try:
                if not self.round():
                    self.stopping.wait(self.poll)
            except (DatabaseError, InterfaceError) as error:
                log.error("the database does not answer", extra={"kind": type(error).__name__})
                connection.close()
                self.stopping.wait(5 * self.poll)
        self.leave()

    def leave(self) -> None:
        """Give back what was taken and not begun, and say goodbye."""
        OutboxItem.objects.filter(worker=self.name, state=OutboxState.WAITING).update(due_at=Now(), worker="")
        WorkerBeat.objects.filter(pk=self.name).delete()

    def round(self) -> bool:
        """See to the chores now and then, take one batch and carry it out; return whether there was any."""
        close_old_connections()
        if time.monotonic() >= self.chores_at:
            put_chores()
            self.chores_at = time.monotonic() + 30
        items = claim(self.name, lease=self.lease)
        self.in_hand = [item.pk for item in items]
        try:
            for item in items:
                if self.stopping.is_set():
                    break
                carry_out(item, self.tally)
        finally:
            self.in_hand = []  # a round that the database broke off: its items come due again with the lease
        return bool(items)

    def beat(self) -> None:
        """Show a sign of life and keep the lease of what is in hand."""
        in_hand = OutboxItem.objects.filter(pk__in=self.in_hand, worker=self.name, state=OutboxState.WAITING)
        in_hand.update(due_at=Now() + self.lease)
        WorkerBeat.objects.update_or_create(pk=self.name, defaults={"seen_at": Now()})

    def _beat_on(self) -> None:
        while True:
            try:
                self.beat()
            except (DatabaseError, InterfaceError):
                connection.close()  # this thread's own
            if self.stopping.wait(self.lease.total_seconds() / 3):
                break
        connection.close()
