"""What consent answers to questions from below (core/questions.py). Named in settings.PROVIDERS."""

from datetime import date

from django.urls import reverse

from accounts.models import User
from consent.choices import How
from consent.models import FormatRequest
from consent.selectors import formats as selectors
from consent.services import purposes
from core import brand
from core.questions import Attention, RetentionKind


def what_waits(*, user: User, today: date) -> list[Attention]:
    """Answer attention: what families asked for in another way, for the posts that somebody acts for."""
    return [
        Attention(
            text=_in_a_line(request),
            href=reverse("format_requests:one", args=[request.pk]),
            why=why,
            since_on=request.asked_on,
            due_on=request.due_on,
            is_late=request.is_late,
        )
        for request, why in selectors.waiting_for(user, today)
    ]


def _in_a_line(request: FormatRequest) -> str:
    where = f", to pick up at {request.hub.name}" if request.how == How.PICK_UP and request.hub else ""
    return f"A family asks for “{request.title}” in another way{where}"


def kept_for_a_time(*, today: date) -> list[RetentionKind]:
    """Answer retention.kinds: how to reach families who asked for something in another way."""
    days = brand.stored().format_kept_days
    return [
        RetentionKind(
            name="How to reach families who asked for something in another way, and their words",
            counted_from=f"{days} days after it was given or could not be",
            number_due=selectors.to_forget(today).count(),
        )
    ]


def begin_with_purposes() -> None:
    """Answer sync.more: a new council has sound purposes and words from its first `migrate`."""
    purposes.begin()
