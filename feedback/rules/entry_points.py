"""Where a poster may hang, and for which survey."""

from collections.abc import Sequence
from datetime import date

from core.models import Hub
from feedback.choices import EntryKind, SurveyState
from feedback.models import Survey
from feedback.rules.ratings import why_not_hand_over
from participation.rules.gates import has_closed_for_good


def why_not_put_up(survey: Survey, *, hub: Hub, hubs: Sequence[Hub], today: date, kind: str = EntryKind.POSTER) -> list[str]:
    """Return why a poster for this survey cannot go up at this hub: families who scan it must be able to answer."""
    reasons = why_not_hand_over(survey.rating_point, kind)
    if survey.state == SurveyState.DRAFT:
        reasons.append("The survey is not open yet. Open it first, then make its poster.")
    elif survey.state == SurveyState.CLOSED or (survey.closes_on and survey.closes_on < today):
        reasons.append("The survey is closed, so a poster would lead nowhere.")
    if survey.engagement and has_closed_for_good(survey.engagement, [hub]):
        reasons.append(f"{hub} has closed for good, so a poster for its everyday listening would lead nowhere.")
    if hub not in hubs:
        reasons.append(f"{hub} is not one of the hubs of this survey.")
    return reasons
