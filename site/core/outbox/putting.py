"""Asking for something to be done after the act that asks has been saved."""

from datetime import datetime

from django.db import connection, models, transaction
from django.utils import timezone

from core.choices import OutboxState
from core.models import OutboxItem
from core.outbox import registry

_UNBEGUN = models.Q(state=OutboxState.WAITING, attempts=0)


def put(name: str, *arguments: int | str, key: str = "", due_at: datetime | None = None, expires_at: datetime | None = None) -> None:
    """Queue a named act inside the transaction that asks for it: both are saved, or neither.

    Arguments are ids and codes, never an address or words. With `key`, nothing is added while an equal item waits that nobody has
    begun. `due_at` is the earliest moment; past `expires_at` the item is stopped instead of begun. Raises UnknownHandler for a slip.
    """
    registry.find(name)
    if not all(isinstance(argument, int | str) for argument in arguments):
        raise TypeError("An outbox item holds ids and codes: whole numbers or text.")
    item = OutboxItem(name=name, arguments=list(arguments), key=key, expires_at=expires_at)
    if due_at is not None:
        item.due_at = due_at
    if not key:
        item.save(force_insert=True)
        return
    with transaction.atomic(savepoint=False):
        while not _one_waits(name, key):
            OutboxItem.objects.bulk_create([item], ignore_conflicts=True)


def _one_waits(name: str, key: str) -> bool:
    """Return whether an unbegun item waits, and keep every worker from beginning it until our own act is saved.

    Without the lock a worker could take the item, read the tables before our act shows in them, and be done: our act would be missed.
    FOR KEY SHARE lets other acts pass. SQLite has one writer at a time, so there the wait is built in.
    """
    if connection.vendor == "sqlite":
        return OutboxItem.objects.filter(_UNBEGUN, name=name, key=key).exists()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM core_outboxitem WHERE name = %s AND key = %s AND state = 'waiting' AND attempts = 0 FOR KEY SHARE", [name, key]
        )
        return cursor.fetchone() is not None


def put_chores() -> None:
    """See that each chore has one item waiting for its next turn; any number of workers may ask."""
    waiting = set(OutboxItem.objects.filter(_UNBEGUN, name__in=registry.CHORES, key="chore").values_list("name", flat=True))
    for chore in registry.CHORES.values():
        if chore.name not in waiting:
            put(chore.name, key="chore", due_at=timezone.now() + chore.every)
