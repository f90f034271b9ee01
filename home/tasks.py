"""What the floor of pages leaves to the worker."""

from core import outbox
from home.services import scheduled


@outbox.every("home.publish_and_take_down", minutes=1)
def publish_and_take_down() -> None:
    """Let pages come and go on the days their editors chose. One worker at a time: a chore is one item of the queue."""
    scheduled.publish_and_take_down()
