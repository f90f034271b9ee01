"""What this room leaves to the worker."""

from consent.models import RetentionRun
from consent.services import formats as services
from consent.services import retention
from core import clocks, outbox


@outbox.every("consent.forget", minutes=24 * 60)
def forget() -> None:
    """Forget once a day who asked for something in another way, where it ended long enough ago."""
    services.forget_who_asked(clocks.today())


@outbox.every("consent.forget_the_moment", minutes=60)
def forget_the_moment() -> None:
    """Leave no moment to tell by in the rows of lately (decision 0024)."""
    services.forget_the_moment(clocks.today())


@outbox.every("consent.check_retention", minutes=24 * 60)
def check_retention() -> None:
    """Count once a day what is past its time and what soon will be; `/health/` says when nobody has for 26 hours."""
    retention.look_at_what_is_due(clocks.today())


@outbox.handler("consent.carry_out_retention")
def carry_out_retention(run_id: int) -> None:
    """End what the data protection officer approved; cut off in the middle, it goes on where it stopped."""
    run = RetentionRun.objects.filter(pk=run_id, finished_at__isnull=True).first()
    if run is None:
        raise outbox.NotWanted
    retention.carry_out(run, clocks.today())
