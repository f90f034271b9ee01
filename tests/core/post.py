"""Reading the post that left."""

from dataclasses import dataclass

from django.core import mail

from core import outbox


@dataclass(frozen=True)
class Letter:
    """One letter as it left."""

    to: list[str]
    subject: str
    body: str


def letters() -> list[Letter]:
    """Let the worker post what waits, then return every letter that left so far, oldest first."""
    outbox.drain()
    return [Letter(list(one.to), str(one.subject), str(one.body)) for one in mail.outbox]
