"""How families rated how they were listened to: never an answer, only what may be shown to anybody, and only once it is over.

While families can still answer, nothing is shown to anyone: figures that move when one person answers would tell what that person said.
The line is the public one for everybody, or fifteen where that is more, so that nobody inside can take one page from another. What was
said is put into words once, when it is over, and only those are kept: nobody sees it move with the line, or as answers end.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clocks
from core.questions import Evidence, FamiliesSaid
from core.small_numbers import numbers
from feedback.choices import HowMany, SurveyState
from feedback.models import RatingResult, Response, Survey
from feedback.rating_set import NO, SETS, SORT_OF, YES, RatingQuestion
from feedback.rating_set import id_of as id_of  # the demonstration stores answers by it, and enters by this door
from feedback.rules import ratings as rules
from participation.choices import HOW_IT_WAS_DONE, Degree, RatingPoint
from participation.models import Engagement

RATED = "How families rated it"
# Which items the questions speak to by which families rate (feedback/rating_set.py), by the code of each.
RATED_ITEMS: dict[str, tuple[str, ...]] = {
    "know-why": ("VO-P1",),
    "may-stop": ("VO-P2",),
    "have-need": ("VO-D4",),
    "know-who": ("AU-P3",),
    "safe-now": ("SP-D1",),
    "my-way": ("VO-P4",),
    "enough": ("VO-D1", "VO-P1"),
    "going": ("IN-D2",),
    "safe": ("SP-A2", "VO-A1"),
    "listened": ("IN-A4",),
    "told": ("IN-A3", "AU-P3"),
    "heard": ("IN-A3",),
}


@dataclass(frozen=True)
class AtAPoint:
    """One point at which families can rate an engagement: its rating, if there is one, how that stands, and why none can be prepared."""

    point: str
    label: str
    survey: Survey | None
    standing: str
    why_not: list[str]


def ratings_of(engagement_id: int) -> list[Survey]:
    """Return the ratings of an engagement, drafts too, in the order of their points."""
    found = Survey.objects.filter(engagement_id=engagement_id).exclude(rating_point="").defer("questions")
    return sorted(found, key=lambda survey: RatingPoint.values.index(survey.rating_point))


def points_of(engagement: Engagement, *, today: date) -> list[AtAPoint]:
    """Return every point with what stands there. What families said is not in it."""
    found = {survey.rating_point: survey for survey in ratings_of(engagement.pk)}
    kept = set(RatingResult.objects.filter(survey__in=found.values()).values_list("survey", flat=True))
    return [
        AtAPoint(
            point=point,
            label=label,
            survey=found.get(point),
            standing=_standing(found[point], today, kept) if point in found else "",
            why_not=[] if point in found else rules.why_not_rate(engagement, point, prepared=found, today=today),
        )
        for point, label in RatingPoint.choices
    ]


def _standing(survey: Survey, today: date, kept: Collection[int]) -> str:
    if survey.state == SurveyState.DRAFT:
        return "prepared, not open yet"
    if not rules.is_over(survey, today=today):
        return "families can answer"
    return "over: what families said can be read" if survey.pk in kept else "over: what families said can be read within the hour"


def families_said(engagement_id: int, *, today: date) -> list[FamiliesSaid]:
    """Return what families said at each point that is over, in the language of the reader: two queries, and none where nothing is over.

    It is read from what was kept when each was over (services/ratings.keep_results), never from the answers.
    """
    over = [one for one in ratings_of(engagement_id) if rules.is_over(one, today=today)]
    if not over:
        return []
    kept = {(one.survey_id, one.question): one for one in RatingResult.objects.filter(survey__in=over)}
    return [
        line
        for survey in over
        for question in SETS[survey.rating_point].questions
        if (result := kept.get((survey.pk, question.code)))
        for line in _lines(survey, question, result)
    ]


def ratings_to_keep(*, today: date, only: int | None = None) -> list[Survey]:
    """Return the ratings that are over and whose results are not kept yet; `only` looks at one survey."""
    rows = Survey.objects.exclude(rating_point="").exclude(state=SurveyState.DRAFT).filter(results__isnull=True).defer("questions")
    found = rows if only is None else rows.filter(pk=only)
    return [survey for survey in found.order_by("pk") if rules.is_over(survey, today=today)]


def results_of(survey: Survey) -> list[RatingResult]:
    """Return what a rating comes to, question by question, to be kept: in words, by the line of today."""
    line = rules.line_for_ratings(numbers.line_for(None))
    counts = _counts(survey)
    return [_result(survey, question, counts, line) for question in SETS[survey.rating_point].questions]


def _result(survey: Survey, question: RatingQuestion, counts: Mapping[tuple[str, str], int], line: int) -> RatingResult:
    where = (survey.engagement_id or 0, survey.rating_point, question.code)
    said = {answer: counts.get((id_of(*where), id_of(*where, answer)), 0) for answer, _words in question.answers}
    result = RatingResult(survey=survey, question=question.code, line=line, how_many=rules.how_many(sum(said.values()), line=line))
    if question.elements:
        result.leaning = rules.leaning(said, below=line)
    else:
        result.degree = rules.most_chosen(said, below=line)
    return result


def _counts(survey: Survey) -> Counter[tuple[str, str]]:
    """Return how often each answer was given, by (question, answer). Equal answers come as one row."""
    found: Counter[tuple[str, str]] = Counter()
    rows = Response.objects.filter(survey=survey).order_by().values_list("answers").annotate(number=Count("pk"))
    for answers, number in rows:
        for question, value in answers.items():
            found[(question, str(value))] += number
    return found


def _lines(survey: Survey, question: RatingQuestion, result: RatingResult) -> list[FamiliesSaid]:
    shown = {"point": survey.rating_point, "question": str(question.text), "how_many": _band(result)}
    if not question.elements:
        return [FamiliesSaid(element="", words=_degree_words(result), degree=result.degree, **shown)]
    words = _leaning_words(result.leaning)
    return [FamiliesSaid(element=element, words=words, leaning=result.leaning, **shown) for element in question.elements]


def _band(result: RatingResult) -> str:
    """Return about how many answered, from the word that was kept: every number in a band gives the same words."""
    least = {HowMany.NOBODY: 0, HowMany.TOO_FEW: 1, HowMany.SOME: result.line, HowMany.MANY: rules.MANY, HowMany.VERY_MANY: rules.VERY_MANY}
    return str(numbers.band(least[HowMany(result.how_many)], below=result.line, bands=(rules.MANY, rules.VERY_MANY)))


def _leaning_words(leans: str) -> str:
    return {YES: _("Most said yes."), SORT_OF: _("Families were not sure, or did not agree."), NO: _("Half or more said no.")}.get(
        leans, _("Too few people answered to say.")
    )


def _degree_words(result: RatingResult) -> str:
    if result.degree:
        return str(HOW_IT_WAS_DONE[Degree(result.degree)])
    too_few = result.how_many in (HowMany.NOBODY, HowMany.TOO_FEW)
    return _("Too few people answered to say.") if too_few else _("Families did not agree.")


def rated(engagement_id: int) -> list[Evidence]:
    """Return how families rated it, a line for each question of which it may be said which way they leaned. Two queries at most.

    Where families can still answer, or too few did, there is none; what they said never becomes a number.
    """
    said = {(line.point, line.question): line for line in families_said(engagement_id, today=clocks.today()) if line.leaning}
    return [_rated(engagement_id, line) for line in said.values()]


def _rated(engagement_id: int, line: FamiliesSaid) -> Evidence:
    code = next(one.code for one in SETS[line.point].questions if str(one.text) == line.question)
    when = str(RatingPoint(line.point).label).lower()
    text = f"Families rated it {when}: “{line.question}” {line.words} Answers: {line.how_many}."
    return Evidence(text, RATED, clocks.today(), reverse("learning:one", args=[engagement_id]), RATED_ITEMS[code])
