"""A handler for tests of the queue, and the passing of time."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import F

from core.choices import OutboxState
from core.models import OutboxItem


class Out(Exception):
    """The mail server does not answer family@example.org."""


class Desk:
    """A handler called `tests.desk` that notes what it was asked, and fails while it is told to."""

    def __init__(self) -> None:
        self.done: list[tuple[int | str, ...]] = []
        self.fails: Exception | None = None
        self.on_call: Callable[[], None] = lambda: None

    def __call__(self, *arguments: int | str) -> None:
        """Do what was asked."""
        self.on_call()
        if self.fails:
            raise self.fails
        self.done.append(arguments)


def item() -> OutboxItem:
    """Return the one item there is."""
    return OutboxItem.objects.get()


def let_time_pass(**time: float) -> None:
    """Let everything that waits come nearer by this long."""
    OutboxItem.objects.filter(state=OutboxState.WAITING).update(due_at=F("due_at") - timedelta(**time))
