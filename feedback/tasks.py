"""What the spine leaves to the worker."""

from core import clocks, outbox
from feedback.services import forgetting, ratings


@outbox.every("feedback.sweep", minutes=60)
def sweep() -> None:
    """Delete drafts that have run out and retry keys older than 14 days, and leave no order or moment to tell by (DESIGN promise 4)."""
    forgetting.sweep()
    forgetting.shuffle_keys()
    forgetting.forget_the_moment()


@outbox.every("feedback.keep_rating_results", minutes=60)
def keep_rating_results() -> None:
    """Put into words what families said in the ratings that are over (decision 0054)."""
    ratings.keep_results(today=clocks.today())
