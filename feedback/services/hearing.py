"""Taking in what was said somewhere else than in a survey."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from core.models import Hub
from core.text import normalise
from feedback.choices import AT_MEETING, Whose
from feedback.models import Voice
from feedback.rules.weeks import week_of
from participation.services.engagements import start_standing_engagement


@transaction.atomic
def hear_at_meeting(*, words: str, whose: str, hub: Hub, on: date, by: User) -> Voice:
    """Take in what was said at a meeting of a panel as a comment of the week in which it was said; whose meeting it was it does not know.

    It is answered like every other: as part of the hub's everyday listening, which is begun where there is none, until somebody puts it
    to a theme of something else (decision 0065). The caller asks whether `by` may. Raises ValidationError without words, and for a hub that
    has closed for good.
    """
    words = normalise(words).strip()
    if not words:
        raise ValidationError(["There are no words to answer."])
    if whose not in Whose.values:
        raise ValidationError(["Say whose words they are."])
    start_standing_engagement(hub=hub, by=by)
    voice = Voice.objects.create(question_id=AT_MEETING, hub=hub, week=week_of(on), whose=whose, text=words)
    audit.record("feedback.voice.hear", voice, by=by, hub_id=hub.pk)
    return voice
