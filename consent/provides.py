"""What consent answers to questions from below (core/questions.py). Named in settings.PROVIDERS."""

from datetime import date
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from consent.choices import How
from consent.models import FormatRequest
from consent.selectors import formats as selectors
from consent.selectors import ledger_mail, ledger_uses, people, rights
from consent.services import erasing, purposes
from consent.services import ledger as ledger_services
from consent.services.people_lists import PEOPLE
from core import brand
from core.imports.records import Kind
from core.questions import Attention, Erased, Held, RetentionKind


def what_waits(*, user: User, today: date) -> list[Attention]:
    """Answer attention: questions about data, requests for another way, and young people who are to be asked themselves now."""
    return [*_asked_about_data(user, today), *_asked_in_another_way(user, today), *_to_ask_themselves(user, today)]


def _asked_about_data(user: User, today: date) -> list[Attention]:
    return [
        Attention(
            text=f"{one.request}: {one.request.get_kind_display().lower()}",
            href=reverse("rights:one", args=[one.request.pk]),
            why="You answer people’s questions about their data.",
            since_on=one.request.received_on,
            due_on=one.clock.due_on or one.clock.acknowledge_by,
            is_late=one.is_late,
        )
        for one in rights.waiting_for(user, today)
    ]


def _to_ask_themselves(user: User, today: date) -> list[Attention]:
    return [
        Attention(
            text=f"Ask {person.shown_code} themselves: they were too young before",
            href=reverse("families:one", args=[person.pk]),
            why="You look after the families that we know.",
            since_on=person.ask_again_from,
        )
        for person in people.to_ask_themselves(user, today)
    ]


def _asked_in_another_way(user: User, today: date) -> list[Attention]:
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


def export_person(*, person_id: UUID) -> list[Held]:
    """Answer person.export: who somebody is and how they want to be met."""
    return people.held_about(person_id)


def erase_person(*, person_id: UUID, today: date) -> Erased:
    """Answer person.erase: empty the record itself. Last of all who answer, so that the others can still read it."""
    return erasing.forget_person(person_id=person_id, today=today)


def import_kinds() -> list[Kind]:
    """Answer import.kinds: people whom a hub or a panel knows by name."""
    return [PEOPLE]


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
