"""Comments and answers past their time, and the officer who looks and approves."""

from datetime import date, timedelta
from typing import Any

from accounts.models import User
from consent.choices.retention import BY_CODE
from consent.models import RetentionRun
from consent.rules.retention import counted_until
from consent.selectors import retention as selectors
from consent.services import retention
from core import outbox
from core.models import Hub
from feedback.models import Response, Survey, Voice
from tests.builders import make_response, make_voice, today, week_of
from tests.consent.retention_people import looked_at

WORDS, ANSWERS = "comment_words", "anonymous_answers"


def long_ago(*, months: int = 14) -> date:
    """Return a day so many months ago."""
    return today() - timedelta(days=months * 31)


def said_long_ago(hub: Hub, text: str = "The door hit my buggy.", *, months: int = 14, **fields: Any) -> Voice:
    """Make a comment of so many months ago."""
    return make_voice(hub, text, week=week_of(long_ago(months=months)), **fields)


def answered_long_ago(survey: Survey, hub: Hub, *, months: int = 6 * 12 + 2, **fields: Any) -> Response:
    """Make an answer of so many months ago."""
    return make_response(survey, hub, week=week_of(long_ago(months=months)), **fields)


def due(code: str) -> list[str]:
    """Return the ids that are past their time today."""
    length = selectors.length_of(BY_CODE[code])
    until = counted_until(length.number, length.unit, today())
    return selectors.due_keys(BY_CODE[code], until or date.min) or []


def ended(officer: User, code: str) -> RetentionRun:
    """Let the officer approve all that is due of a kind, and the worker end it; return the certificate."""
    run = retention.approve(kind=BY_CODE[code], seen=looked_at(code, len(due(code))), by=officer, today=today())
    outbox.drain()
    run.refresh_from_db()
    return run
