"""Families rate: for tests that need a rating that is open, answered, or over."""

from datetime import timedelta

from core.models import Hub
from core.questions import FamiliesSaid, engagement_families_view
from feedback.models import Response, Survey
from feedback.rating_set import id_of
from feedback.services.ratings import keep_results, prepare_rating
from feedback.services.surveys import open_survey
from participation.choices import Stage
from participation.models import Engagement
from tests import builders

LINE = 15  # answers to a question, below which nothing is said of it


def open_rating(engagement: Engagement, point: str = "end") -> Survey:
    """Prepare and open a rating of an engagement as the system would; at the end, one that is open is taken on to answering first."""
    if point == "end" and engagement.stage == Stage.OPEN:
        engagement.stage = Stage.ANSWERING
        engagement.save(update_fields=["stage"])
    builders.make_brand(safeguarding_phone="01632 960 001")
    survey = prepare_rating(engagement=engagement, point=point, by=None)
    open_survey(survey=survey, by=None)
    survey.refresh_from_db()
    return survey


def rate(survey: Survey, number: int = 1, *, hub: Hub | None = None, **said: str) -> None:
    """Let so many families answer alike: `rate(survey, 12, know_who="no")`, a question's code ("know-who") and what was chosen."""
    assert survey.engagement_id
    where = (survey.engagement_id, survey.rating_point)
    by_code = {name.replace("_", "-"): answer for name, answer in said.items()}
    answers = {id_of(*where, code): id_of(*where, code, answer) for code, answer in by_code.items()}
    for _ in range(number):
        builders.make_response(survey, hub, answers=answers)
    assert Response.objects.filter(survey=survey).exists() or not number


def end(survey: Survey) -> Survey:
    """Let the last day of a rating, and the days to finish, be past."""
    survey.opens_on, survey.closes_on = builders.today() - timedelta(days=40), builders.today() - timedelta(days=4)
    survey.save()
    return survey


def put_into_words() -> int:
    """Keep what families said in the ratings that are over, as the worker does every hour."""
    return keep_results(today=builders.today())


def said(engagement: Engagement) -> list[FamiliesSaid]:
    """Return what families said of an engagement, as anybody may read it, once the worker has been."""
    put_into_words()
    [lines] = engagement_families_view.answers(engagement_id=engagement.pk, today=builders.today())
    return lines


def of(engagement: Engagement, element: str) -> FamiliesSaid:
    """Return what they said of one element."""
    return next(line for line in said(engagement) if line.element == element)
