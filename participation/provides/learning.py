"""What participation answers about what was learned (core/questions.py). Named in settings.PROVIDERS."""

from datetime import date

from accounts.models import User
from core.held_records import Search
from core.questions import HeldRecords
from participation.selectors import learning as selectors


def records_held(*, user: User, words: str, since: date | None, until: date | None, hub_ids: frozenset[int] | None) -> HeldRecords:
    """Answer records.held: what staff learned from asking families."""
    search = Search(words, since, until, hub_ids)
    selectors.held(search, user)
    return search.answer()
