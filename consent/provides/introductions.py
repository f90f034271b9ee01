"""What consent answers about people who told us of themselves and are no person of ours yet (core/questions.py)."""

from datetime import date
from uuid import UUID

from consent.services import introductions
from core.questions import Erased


def erase_introductions(*, person_id: UUID, today: date) -> Erased:
    """Answer person.erase: what somebody told us under the address or number that goes. It reads the record, so it stands before it."""
    return introductions.forget_person(person_id=person_id, today=today)
