"""What consent answers to questions from below (core/questions.py). Named in settings.PROVIDERS."""

from datetime import date
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from consent.choices import How
from consent.models import FormatRequest
from consent.selectors import formats as selectors
from consent.selectors import ledger_mail, ledger_uses
from consent.services import ledger as ledger_services
from consent.services import purposes
from core import brand
from core.questions import Attention, Erased, Held, RetentionKind


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


def why_mail_stays(*, template: str, person_id: UUID | None) -> list[str]:
    """Answer mail.may_leave: why a message to somebody of a family may not leave now. What goes to nobody we know is not ours to stop."""
    return ledger_mail.why_not_write(person_id, template) if person_id else []


def what_to_call_back(*, user: User, today: date) -> list[Attention]:
    """Answer attention: copies that are out after somebody changed their mind."""
    return [
        Attention(
            text=f"Somebody changed their mind. Call back “{task.use.title}”",
            href=reverse("take_downs:one", args=[task.pk]),
            why=why,
            since_on=task.opened_on,
            due_on=task.due_on,
            is_late=task.is_late,
        )
        for task, why in ledger_uses.waiting_for(user, today)
    ]


def what_they_decided(*, person_id: UUID) -> list[Held]:
    """Answer person.export: every decision with its exact words, how and when it was made."""
    return ledger_uses.export_of(person_id)


def erase_behind_decisions(*, person_id: UUID, today: date) -> Erased:
    """Answer person.erase: what their yeses allowed stops, names and scans go; the decisions stay as proof, and are about a code alone."""
    return ledger_services.erase(person_id=person_id, today=today)
