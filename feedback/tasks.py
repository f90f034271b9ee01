"""What the spine leaves to the worker."""

from core import outbox
from feedback.services import answering


@outbox.every("feedback.sweep", minutes=60)
def sweep() -> None:
    """Delete drafts that have run out and retry keys older than 14 days (DESIGN promise 4); lay the rest down in an order of chance."""
    answering.sweep()
    answering.shuffle_keys()
