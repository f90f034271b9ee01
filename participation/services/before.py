"""Saying what is known before families are asked again."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, saves
from core.marks import mark_of
from core.overtaken import OVERTAKEN
from participation.models import Engagement
from participation.rules import before as rules
from participation.services.holding import held


@transaction.atomic
def say_what_is_known(*, engagement: Engagement, words: dict[str, str], by: User, seen: str | None = None) -> Engagement:
    """Keep what we know already, why we still ask, and what families read of it before they answer.

    `words` are by field (rules.before.WORDS). Raises PermissionDenied for who may not change the engagement, and ValidationError by field
    with every reason; also when a colleague changed them since (`seen` is the mark of what the page showed).
    """
    row = held(engagement, by)
    before, now = saves.own_fields(row), mark_of(row, rules.WORDS)
    for name in rules.WORDS:
        setattr(row, name, words.get(name, getattr(row, name)))
    reasons = rules.why_not_say_before(row)
    if seen is not None and seen != now:
        reasons[NON_FIELD_ERRORS] = [OVERTAKEN]
    if reasons:
        raise ValidationError(reasons)
    if facts := saves.changed(Engagement, before, saves.own_fields(row)):
        row.save(update_fields=rules.WORDS)
        audit.record("participation.engagement.say_before", row, by=by, hub_id=saves.hub_of(row), **facts)
    return row
