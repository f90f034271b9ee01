"""What panels answer about their members (core/questions.py). Named in settings.PROVIDERS."""

from datetime import date
from uuid import UUID

from accounts.models import User
from core.questions import Attention, Erased, Held, OldRecords, RowEnded
from panels.selectors import member_copy, member_endings, members_waiting, public
from panels.services import leaving


def what_waits(*, user: User, today: date) -> list[Attention]:
    """Answer attention: needs to ask for again, times that end soon and breaks that are over. One query."""
    return members_waiting.members_that_wait(user, today=today)


def what_is_nothing_to_them(*, person_id: UUID) -> frozenset[str]:
    """Answer consent.no_concern: whether their name may stand on a panel's page is asked of who is on a panel. One query."""
    return public.asked_only_of_members(person_id)


def export_person(*, person_id: UUID) -> list[Held]:
    """Answer person.export: panels, needs, what they learned, notes; and the support log, which an officer reads first."""
    return member_copy.held_about(person_id)


def erase_person(*, person_id: UUID, today: date) -> Erased:
    """Answer person.erase: who it was, needs, notes and what they learned go; that somebody was there stays counted."""
    return leaving.forget_members(person_id=person_id, today=today)


def what_is_due(*, code: str, counted_until: date) -> list[str] | None:
    """Answer retention.due: who left a panel, from that day."""
    return member_endings.due(code, counted_until)


def which_are_due(*, code: str, keys: list[str]) -> list[OldRecords] | None:
    """Answer retention.which: at which hubs, and since when."""
    return member_endings.which(code, keys)


def find_one(*, code: str, typed: str) -> str | None:
    """Answer retention.find."""
    return member_endings.id_of(code, typed)


def end_one(*, code: str, key: str, today: date) -> RowEnded | None:
    """Answer retention.end: what we hold of one who left goes, and the counts stay."""
    return leaving.end_one(key=key, today=today) if code == member_endings.CODE else None
