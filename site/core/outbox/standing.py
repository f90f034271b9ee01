"""How the post stands: for staff, and for whoever watches over the machines."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from core.choices import OutboxState
from core.models import OutboxItem, WorkerBeat

SILENT_AFTER = timedelta(minutes=2)
LATE_AFTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Standing:
    """When a worker was last seen, what waits, and what nobody could carry out."""

    seen_at: datetime | None
    number_due: int
    oldest_due_at: datetime | None
    number_given_up: int

    def why_not_well(self, now: datetime) -> list[str]:
        """Return what is wrong, in words; nothing when all is well."""
        reasons = []
        if self.seen_at is None or self.seen_at < now - SILENT_AFTER:
            reasons.append("No worker has shown a sign of life for two minutes. Start one: manage.py worker.")
        if self.oldest_due_at and self.oldest_due_at < now - LATE_AFTER:
            reasons.append("Something has waited for more than fifteen minutes.")
        return reasons


def standing() -> Standing:
    """Return how the post stands, in two queries."""
    dead, due = Q(state=OutboxState.DEAD), Q(state=OutboxState.WAITING, due_at__lte=timezone.now())
    found = OutboxItem.objects.filter(dead | due).aggregate(
        due=Count("pk", filter=due), oldest=Min("due_at", filter=due), dead=Count("pk", filter=dead)
    )
    return Standing(
        seen_at=WorkerBeat.objects.aggregate(seen=Max("seen_at"))["seen"],
        number_due=found["due"],
        oldest_due_at=found["oldest"],
        number_given_up=found["dead"],
    )
