"""What consent answers to questions from below (core/questions.py). Named in settings.PROVIDERS."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.choices import How
from consent.choices.retention import WARN_WEEKS
from consent.models import FormatRequest
from consent.rules import breaches as breach_rules
from consent.selectors import breaches, ledger_mail, ledger_uses, people, retention, rights, sharing
from consent.selectors import formats as selectors
from consent.services import erasing, purposes
from consent.services import ledger as ledger_services
from consent.services.people_lists import PEOPLE
from core import brand
from core.clocks import day_in_words
from core.imports.records import Kind
from core.querysets import reach
from core.questions import Attention, Erased, Hangs, Held, RetentionKind


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


def what_is_past_its_time(*, user: User, today: date) -> list[Attention]:
    """Answer attention: what the data protection officer is to approve, and what soon will be, as the last daily count found it."""
    if reach(user, retention.APPROVE) is not None:
        return []
    return [
        Attention(
            text=f"{kind.name}: {due:,} past their time" if due else f"{kind.name}: {soon:,} will be past their time within four weeks",
            href=reverse("retention:one", args=[kind.code]),
            why="Nothing is deleted before you approve it."
            if due
            else f"A warning: by {day_in_words(today + timedelta(weeks=WARN_WEEKS))}.",
        )
        for kind, due, soon, _ in retention.warnings()
    ]


def what_did_not_run(*, now: datetime) -> list[str]:
    """Answer health.fails: nobody has looked for 26 hours at what is past its time (security 5.5, heartbeat)."""
    looked_at = retention.last_looked(now)
    if looked_at is None or now - looked_at <= retention.SILENT_AFTER:
        return []
    hours = round((now - looked_at).total_seconds() / 3600)
    return [f"Nobody has looked at what is past its time for {hours} hours. A worker does it once a day: is one running?"]


def what_went_wrong(*, user: User, today: date) -> list[Attention]:
    """Answer attention: what went wrong with somebody's data, for the data protection officer, with its clock. Never what it was."""
    now = timezone.now()
    return [
        Attention(
            text=f"Something went wrong with somebody’s data: {waits}",
            href=reverse("breaches:one", args=[breach.pk]),
            why="You are a data protection officer.",
            since_on=timezone.localdate(breach.found_at),
            is_late=breach_rules.is_late(breach, now) and not breach.told_regulator_at,
        )
        for breach, waits in breaches.waiting_for(user, now)
    ]


def what_is_agreed(*, user: User, today: date) -> list[Attention]:
    """Answer attention: agreements to sign, and those to look at again."""
    to_sign = [
        Attention(f"Sign “{one.title}” with {one.partner}", reverse("sharing:one", args=[one.pk]), "You sign what somebody else wrote.")
        for one in sharing.to_sign(user)
    ]
    to_review = [
        Attention(
            text=f"Look at “{standing.agreement.title}” with {standing.agreement.partner} again",
            href=reverse("sharing:one", args=[standing.agreement.pk]),
            why=why,
            due_on=standing.review_on,
            is_late=standing.is_worrying,
        )
        for standing, why in sharing.waiting_for(user, today)
    ]
    return to_sign + to_review


def what_hangs(*, post_ids: frozenset[int], today: date) -> list[Hangs]:
    """Answer post.hangs: the agreements with partners that these posts look after."""
    words = "looks after {} agreement{} with partners".format
    numbers = sharing.numbers_to_look_after(post_ids)
    return [Hangs(post, words(number, "" if number == 1 else "s"), right=sharing.VIEW) for post, number in numbers]
