"""What this floor answers to engagement.known_already (core/questions.py)."""

from datetime import date

from accounts.models import User
from core.answers import Evidence
from core.held_records import Search
from core.questions import HeldRecords
from core.subject import Subject
from participation.selectors import held_before as held
from participation.selectors import known


def known_already(*, user: User, words: str, hub_ids: frozenset[int] | None) -> list[Evidence]:
    """Answer engagement.known_already: what past reports found, and what was asked before."""
    return known.known_here(user, Subject(words), hub_ids)


def reports_held(*, user: User, words: str, since: date | None, until: date | None, hub_ids: frozenset[int] | None) -> HeldRecords:
    """Answer records.held: what past reports found."""
    search = Search(words, since, until, hub_ids)
    held.past_reports(search, user)
    return search.answer()
