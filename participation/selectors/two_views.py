"""How staff and families each see it, for one engagement. Participation never reads an answer: it is told what may be shown."""

from collections.abc import Mapping
from datetime import date

from core import questions
from core.questions import FamiliesSaid
from participation.models import Engagement
from participation.rules.honest_words import honest
from participation.rules.two_views import LEANING_OF_WORD, TwoViews, two_views


def families_view(engagement: Engagement, *, today: date) -> list[FamiliesSaid]:
    """Return what families said of how they were listened to, asking the floors above (`engagement.families_view`)."""
    return [line for lines in questions.engagement_families_view.answers(engagement_id=engagement.pk, today=today) for line in lines]


def two_views_of(engagement: Engagement, *, staff: Mapping[str, str], today: date) -> TwoViews:
    """Return both views side by side. `staff` is the checklist's word for each element ("well shown", "partly" …) as it stands now.

    What staff thought before they could read what families said stands, once it is kept; what they made of it since stands beside it.
    """
    thought = engagement.thought if engagement.thought_on else staff
    said = families_view(engagement, today=today)
    claimed, achieved = (honest(engagement, one).degree for one in (engagement.claimed_degree, engagement.achieved_degree))
    return two_views(_leanings(thought), said, now=_leanings(staff), claimed=claimed, achieved=achieved)


def _leanings(words: Mapping[str, str]) -> dict[str, str]:
    return {element: LEANING_OF_WORD.get(word, "") for element, word in words.items()}
