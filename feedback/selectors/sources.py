"""What a new You said starts with, read from the comments and themes it comes from."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from accounts.models import User
from core.models import Hub
from core.selectors import defaults
from feedback.models import Theme, Voice
from feedback.rules.weeks import first_day_of, last_day_of
from feedback.selectors.voices import engagements_of
from participation.models import Engagement


def first_guess(user: User, *, voices: Sequence[Voice], themes: Sequence[Theme], today: date) -> tuple[dict[str, Any], list[Engagement]]:
    """Return what a You said from these sources would say if nobody changed it, and what was asked where they come from.

    The day to answer by is the one promised to whoever was heard first.
    """
    mine = Voice.objects.visible_to(user, "you_said.add")
    behind = mine.filter(pk__in=[voice.pk for voice in voices]) | mine.filter(marks__theme__in=themes)
    found = list(behind.order_by("week").values_list("week", "hub_id").distinct())
    weeks = [week for week, _ in found]
    first = first_day_of(weeks[0]) if weeks else today
    last = min(last_day_of(weeks[-1]), today) if weeks else today
    first = min(first, last)
    engagements = engagements_of(voices, themes)
    engagement = engagements[0] if engagements else None
    hubs = Hub.objects.filter(pk__in={hub for _, hub in found})
    promised = engagement.promised_on(first) if engagement else None
    return {
        "engagement": engagement,
        "text": themes[0].name if len(themes) == 1 else "",
        "hubs": list(hubs) or (list(engagement.hubs.visible_to(user, "you_said.add")) if engagement else []),
        "owner": engagement.who_acts if engagement else None,
        "heard_from_on": first,
        "heard_until_on": last,
        "answer_by_on": promised if promised and promised >= first else first + timedelta(weeks=defaults.standing().standard_weeks),
    }, engagements
