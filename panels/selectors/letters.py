"""Which letters are on their way: asked of the queue itself, so that nobody waits for one that it gave up."""

from collections.abc import Iterable
from uuid import UUID

from core.choices import OutboxState
from core.models import OutboxItem
from panels.models.reply_link import AskedByLetter

ASK, REMIND, OFF, ON, MOVED, PAPERS = KINDS = ("ask", "remind", "off", "on", "moved", "papers")
GIVEN_UP = "Our post could not send it. Send it again, or ring."


def key_of(row: AskedByLetter, kind: str) -> str:
    """Return what one kind of letter about one row is called in the queue."""
    return f"{row.pk}-{kind}"


def on_their_way(rows: Iterable[AskedByLetter]) -> dict[UUID, set[str]]:
    """Return which kinds of letters wait in the queue for each of these rows, by its id; one query, however many they are."""
    rows = list(rows)
    found: dict[UUID, set[str]] = {row.pk: set() for row in rows}
    keys = {key_of(row, kind): (row.pk, kind) for row in rows for kind in KINDS}
    for key in OutboxItem.objects.filter(state=OutboxState.WAITING, key__in=list(keys)).values_list("key", flat=True):
        pk, kind = keys[key]
        found[pk].add(kind)
    return found


def why_it_did_not_leave(row: AskedByLetter | None, waiting: set[str]) -> str:
    """Return why the last letter that staff asked for did not leave; empty while it waits, or when it left."""
    if row is None or waiting:
        return ""
    return row.held_back or (GIVEN_UP if row.queued_at else "")
