"""What participation answers about what is kept for a time (core/questions.py). Named in settings.PROVIDERS."""

from datetime import date

from core.questions import OldRecords, RowEnded
from participation.selectors import endings as selectors
from participation.services import endings as services


def what_is_due(*, code: str, counted_until: date) -> list[str] | None:
    """Answer retention.due: files of past reports, words about sessions, what was learned, and what small groups say."""
    return selectors.due(code, counted_until)


def which_are_due(*, code: str, keys: list[str]) -> list[OldRecords] | None:
    """Answer retention.which: at which hubs, and since when."""
    return selectors.which(code, keys)


def find_one(*, code: str, typed: str) -> str | None:
    """Answer retention.find for the kinds that are kept here."""
    return selectors.id_of(code, typed)


def end_one(*, code: str, key: str, today: date) -> RowEnded | None:
    """Answer retention.end: the words go, and what they were about stays."""
    return services.end(code, key)
