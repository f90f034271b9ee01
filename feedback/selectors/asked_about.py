"""What families can do about one engagement, and what came of it so far: for its public page."""

from datetime import date

from django.urls import reverse

from core.questions import ForFamilies
from feedback.choices import ThemeState
from feedback.models import Theme
from feedback.selectors import surveys as asking
from feedback.selectors import you_said as answering

MOST_ANSWERS = 50


def for_families(engagement_id: int, *, today: date) -> list[ForFamilies]:
    """Return the surveys that can be answered now, then the answers families can read, newest first, then what goes no further and why.

    Five queries, however many there are: three of the surveys and their words, two of the answers; one more for lines.
    """
    return [*_to_answer(engagement_id, today), *_answered(engagement_id, today), *_no_further(engagement_id)]


def _to_answer(engagement_id: int, today: date) -> list[ForFamilies]:
    rows = [row for row in asking.open_surveys(today).filter(engagement=engagement_id) if row.current_version_id]
    words = asking.questionnaires([row.current_version_id for row in rows if row.current_version_id])
    return [
        ForFamilies("ask", words[row.current_version_id].title, reverse("survey_start", args=[row.slug]), row.closes_on)
        for row in rows
        if row.current_version_id
    ]


def _answered(engagement_id: int, today: date) -> list[ForFamilies]:
    replies = answering.replies(answering.published().filter(engagement=engagement_id)[:MOST_ANSWERS], today=today)
    return [
        ForFamilies("answer", one.you_said, reverse("you_said", args=[one.reference]), one.answered_on, str(one.outcome_words))
        for one in replies
    ]


def _no_further(engagement_id: int) -> list[ForFamilies]:
    heard = Theme.objects.filter(engagement=engagement_id, state=ThemeState.HEARD).order_by("-heard_on", "-pk")
    return [ForFamilies("line", theme.public_line, "", theme.heard_on) for theme in heard]
