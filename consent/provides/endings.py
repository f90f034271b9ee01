"""What consent answers about what is kept for a time (core/questions.py), and about looking after it. Named in settings.PROVIDERS."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse

from accounts.models import User
from consent.choices.retention import WARN_WEEKS
from consent.selectors import chose_nothing, information, references, retention, retention_tables, rights, tombstones
from consent.selectors import formats as selectors
from consent.services import chose_nothing as chose_nothing_services
from consent.services import formats as formats_services
from consent.services import information_ending
from consent.services import rights as rights_services
from core import brand
from core.clocks import day_in_words
from core.querysets import reach
from core.questions import Attention, Erased, OldRecords, RetentionKind, RowEnded


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


def erase_who_asked(*, person_id: UUID, today: date) -> Erased:
    """Answer person.erase: what they asked for in another way, where it says how to reach them."""
    return formats_services.forget_person(person_id=person_id, today=today)


def what_is_due(*, code: str, counted_until: date) -> list[str] | None:
    """Answer retention.due: what people asked about their data, from the day it was answered."""
    return rights.answered_until(counted_until) if code == "rights_requests" else None


def which(*, code: str, keys: list[str]) -> list[OldRecords] | None:
    """Answer retention.which: at which hub, and since when."""
    return retention_tables.which(code, keys)


def find_one(*, code: str, typed: str) -> str | None:
    """Answer retention.find for the kinds that are kept here."""
    return references.id_of(code, typed)


def end_row(*, code: str, key: str, today: date) -> RowEnded | None:
    """Answer retention.end: a request with its words and its letter."""
    return rights_services.end(request_id=key, today=today) if code == "rights_requests" else None


def who_chose_nothing(*, code: str, counted_until: date) -> list[str] | None:
    """Answer retention.due: who came by the public form and decided nothing."""
    if code != chose_nothing.CODE:
        return None
    return [str(pk) for pk in chose_nothing.chose_nothing(counted_until).values_list("pk", flat=True)]


def forget_who_chose_nothing(*, code: str, key: str, today: date) -> RowEnded | None:
    """Answer retention.end: empty the record of one of them."""
    return chose_nothing_services.forget(person_id=UUID(key), today=today) if code == chose_nothing.CODE else None


def information_requests_due(*, code: str, counted_until: date) -> list[str] | None:
    """Answer retention.due for what was asked under the Freedom of Information Act: from the day it was answered."""
    return information.answered_until(counted_until) if code == information_ending.CODE else None


def end_information_request(*, code: str, key: str, today: date) -> RowEnded | None:
    """Answer retention.end: the words go, the days and the sections stay."""
    return information_ending.end(key=key, today=today) if code == information_ending.CODE else None


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


def what_came_back(*, now: datetime) -> list[str]:
    """Answer health.fails: people or answers that were erased are there, because an older copy of the database was put back."""
    listed = tombstones.lately()
    if listed.away:
        return [f"Nobody can read what was erased (the private store: {listed.away}). Is it mounted?"]
    number = len(tombstones.came_back(listed.stones))
    if not number:
        return []
    said = "Something that was erased is" if number == 1 else f"{number} people or answers that were erased are"
    return [f"{said} back: an older copy of the database was put back. Run manage.py replay_erasures before anybody works with it."]
