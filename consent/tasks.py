"""What this room leaves to the worker."""

from consent.services import formats as services
from core import clocks, outbox


@outbox.every("consent.forget", minutes=24 * 60)
def forget() -> None:
    """Forget once a day who asked for something in another way, where it ended long enough ago."""
    services.forget_who_asked(clocks.today())


@outbox.every("consent.forget_the_moment", minutes=60)
def forget_the_moment() -> None:
    """Leave no moment to tell by in the rows of lately (decision 0024)."""
    services.forget_the_moment(clocks.today())
