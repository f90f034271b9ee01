"""What families can answer, and where a poster leads."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.utils.translation import get_language, gettext

from core import clocks, codes
from core.text import isolated
from feedback.models import EntryPoint, Survey, SurveyVersion
from feedback.models.survey import SurveyQuerySet
from feedback.questionnaire import Questionnaire, compiled, known
from feedback.rating_set import SETS


def open_surveys(day: date | None = None) -> SurveyQuerySet:
    """Return the surveys families can answer on a day, soonest to close first, with what the list page shows."""
    found = Survey.objects.open_on(day or clocks.today()).defer("questions").select_related("engagement")
    return found.prefetch_related("hubs").order_by("closes_on", "title")


def survey_for_families(slug: str) -> Survey | None:
    """Return an open or closed survey with who asks and who acts; drafts do not exist for families."""
    found = Survey.objects.exclude(state="draft").defer("questions").select_related("engagement__who_acts")
    return found.filter(slug=slug).first()


def entry_point(code: str) -> EntryPoint | None:
    """Return the poster with this code, however it was typed, with its survey and hub. What is no code of ours finds nothing."""
    code = codes.tidy_short_code(code)
    if not codes.is_short_code(code):
        return None
    found = EntryPoint.objects.select_related("hub", "survey__engagement__who_acts").defer("survey__questions")
    return found.exclude(survey__state="draft").filter(code=code).first()


def questionnaire(version_id: int) -> Questionnaire:
    """Return the compiled questions of a version; asks the database once in the life of a process."""
    found = known(version_id) or compiled(version_id, SurveyVersion.objects.get(pk=version_id).definition)
    return _in_the_readers_language(found) if found.rating_point else found


def _in_the_readers_language(questions: Questionnaire) -> Questionnaire:
    """Return a rating in the language of the page: its words are ours, and the same everywhere (feedback/rating_set.py)."""
    language = get_language() or ""
    if language not in questions.said:
        our = SETS[questions.rating_point]
        asked = tuple(
            replace(one, text=gettext(one.text), options=tuple(replace(option, text=gettext(option.text)) for option in one.options))
            for one in questions.questions
        )
        title = str(our.title).format(about=isolated(questions.about))
        questions.said[language] = replace(questions, title=title, why=str(our.why), questions=asked)
    return questions.said[language]


def questionnaires(version_ids: Collection[int]) -> dict[int, Questionnaire]:
    """Return the compiled questions of several versions; asks the database once for all that this process has not met."""
    found = {pk: questions for pk in version_ids if (questions := known(pk))}
    missing = SurveyVersion.objects.filter(pk__in=set(version_ids) - found.keys()) if len(found) < len(version_ids) else []
    return found | {version.pk: compiled(version.pk, version.definition) for version in missing}
