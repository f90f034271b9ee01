"""What the spine leaves to the worker."""

from core import outbox
from feedback.services import forgetting


@outbox.every("feedback.sweep", minutes=60)
def sweep() -> None:
    """Delete drafts that have run out and retry keys older than 14 days, and leave no order or moment to tell by (DESIGN promise 4)."""
    forgetting.sweep()
    forgetting.shuffle_keys()
    forgetting.forget_the_moment()
