"""What feedback answers to questions from below (core/questions.py). Named in settings.PROVIDERS."""

from feedback.choices import SurveyState, ThemeState
from feedback.models import Survey, Theme

MOST_NAMED = 5


def why_not_close_engagement(*, engagement_id: int) -> list[str]:
    """Answer engagement.closing: a theme ends answered, merged, or with one public line (DESIGN promise 10); then no survey still asks."""
    still_open = Theme.objects.filter(engagement_id=engagement_id, state=ThemeState.OPEN).order_by("name")
    names = list(still_open.values_list("name", flat=True))
    reasons = [f"“{name}” is still open: answer it, merge it, or say in one line why it goes no further." for name in names[:MOST_NAMED]]
    if len(names) > MOST_NAMED:
        reasons.append(f"{len(names) - MOST_NAMED} more themes are still open.")
    asking = Survey.objects.filter(engagement_id=engagement_id, state=SurveyState.OPEN).order_by("title")
    return reasons + [f"Families can still answer “{title}”: close it first." for title in asking.values_list("title", flat=True)]
