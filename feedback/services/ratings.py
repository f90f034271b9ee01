"""Families rate how they were listened to: the rating of a point is prepared, and then opens like any survey."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import override

from accounts.models import User
from core import audit, clocks
from feedback.choices import Mode
from feedback.models import RatingResult, Survey
from feedback.rating_set import SETS, blocks_of
from feedback.rules.ratings import why_not_rate
from feedback.selectors.ratings import ratings_of, ratings_to_keep, results_of
from feedback.services.surveys import only_hub, save_with_free_slug
from participation.choices import RatingPoint
from participation.models import Engagement
from participation.services.holding import held
from participation.services.two_views import keep_what_staff_thought

LOOKS_BACK = (RatingPoint.END, RatingPoint.LATER)  # of the whole work: what came before may still be mended
ASKED_FOR = timedelta(weeks=4)  # what families said is shown when it is over, so it ends by itself


@transaction.atomic
def prepare_rating(*, engagement: Engagement, point: str, by: User | None) -> Survey:
    """Make the draft of a rating, with the locked questions, at every hub of the engagement; it ends after four weeks unless somebody says.

    Raises PermissionDenied without the right to make surveys at each of its hubs, and ValidationError with every reason
    (rules/ratings.py). The questions and the mode cannot be changed.
    """
    engagement = held(engagement, by, "survey.add")
    today = clocks.today()
    prepared = {survey.rating_point for survey in ratings_of(engagement.pk)}
    if reasons := why_not_rate(engagement, point, prepared=prepared, today=today):
        raise ValidationError(reasons)
    survey = Survey(engagement=engagement, rating_point=point, mode=Mode.UNLINKABLE, closes_on=today + ASKED_FOR)
    with override("en-gb"):
        title, survey.why = str(SETS[point].title).format(about=engagement.title), str(SETS[point].why)
    longest = Survey._meta.get_field("title").max_length or 120
    survey.title = title if len(title) <= longest else f"{title[: longest - 1]}…"
    survey.questions = blocks_of(engagement.pk, point)
    save_with_free_slug(survey, survey.save)
    survey.hubs.set(engagement.hubs.all())
    audit.record("feedback.rating.prepare", survey, by=by, hub_id=only_hub(survey), engagement=engagement.pk, point=point)
    return survey


def keep_results(*, today: date) -> int:
    """Put what families said in each rating that is over into words, once, and return for how many. Those outlive the answers.

    What staff thought of each element is kept with the first that looks back, before anybody can read it. The worker asks every hour.
    Until then no answer to it ends (selectors/endings.py).
    """
    return sum(_keep_results(survey.pk, today) for survey in ratings_to_keep(today=today))


@transaction.atomic
def _keep_results(pk: int, today: date) -> bool:
    Survey.objects.select_for_update().get(pk=pk)  # two workers write it once
    found = ratings_to_keep(today=today, only=pk)
    for survey in found:
        RatingResult.objects.bulk_create(results_of(survey))
        if survey.engagement_id and survey.rating_point in LOOKS_BACK:
            keep_what_staff_thought(engagement_id=survey.engagement_id, on=today)
        audit.record("feedback.rating.kept", survey, by=None, hub_id=only_hub(survey), point=survey.rating_point)
    return bool(found)
