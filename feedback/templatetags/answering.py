"""Words and numbers on the pages where families answer."""

from datetime import date

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clocks
from core.codes import in_fours as grouped
from feedback.models import Draft, Survey
from feedback.questionnaire import Answers, Question, Questionnaire, Value, options_of, problem_with
from feedback.rules.weeks import monday_of
from feedback.selectors.surveys import questionnaire
from participation.models import Engagement

register = template.Library()
SECONDS_FOR_A_CHOICE, SECONDS_FOR_WORDS = 10, 30


@register.filter
def in_fours(code: str) -> str:
    """Show a code in four groups of four digits."""
    return grouped(code)


@register.filter
def in_words(day: date | None) -> str:
    """Say a day as "by Friday 4 December 2026"; nothing when there is none."""
    return clocks.in_words(day, clocks.today()) if day else ""


@register.filter
def late_in_words(promised_on: date | None) -> str:
    """Say that the day we answer by has gone by; nothing while it has not. A day in the past is no promise to who answers now."""
    if promised_on is None or not clocks.is_late(promised_on, clocks.today()):
        return ""
    return _("We promised an answer by %(day)s. We are late, and we are sorry.") % {"day": clocks.day_in_words(promised_on)}


@register.filter
def put_off(engagement: Engagement) -> str:
    """Say both days when we expect to answer later than families were told first; nothing when we keep to it."""
    heard_on = monday_of(clocks.today())
    first, now = engagement.promised_on(heard_on), engagement.expected_on(heard_on)
    if first is None or now is None or now <= first:
        return ""
    words = _("We said we would answer by {first}. We now expect {now}.")
    return words.format(first=clocks.day_in_words(first), now=clocks.day_in_words(now))


@register.filter
def title_for_families(survey: Survey) -> str:
    """Return the title of the version that is out: what staff change shows when they put it out, not before."""
    return questionnaire(survey.current_version_id or 0).title


@register.filter
def why_for_families(survey: Survey) -> str:
    """Return why we ask, as the version that is out says it."""
    return questionnaire(survey.current_version_id or 0).why


@register.filter
def closes_in_words(survey: Survey) -> str:
    """Say until when a survey can be answered."""
    return _("Open until {day}").format(day=clocks.day_in_words(survey.closes_on, weekday=True, year=False)) if survey.closes_on else ""


@register.filter
def who_asks(engagement: Engagement) -> str:
    """Name the places that ask."""
    return ", ".join(hub.name for hub in engagement.hubs.all())


@register.filter
def how_long(questions: Questionnaire) -> str:
    """Say how many questions there are and how long they take."""
    seconds = sum(SECONDS_FOR_WORDS if question.is_text else SECONDS_FOR_A_CHOICE for question in questions.questions)
    minutes = max(1, round(seconds / 60))
    number = len(questions.questions)
    if questions.branches:
        return ngettext("About {minutes} minute", "About {minutes} minutes", minutes).format(minutes=minutes)
    asked = ngettext("{number} question", "{number} questions", number).format(number=number)
    lasts = ngettext("about {minutes} minute", "about {minutes} minutes", minutes).format(minutes=minutes)
    return _("{questions}, {minutes}").format(questions=asked, minutes=lasts)


def answer_in_words(question: Question, value: Value) -> str:
    """Say an answer as the family gave it: their own words, or the wording of what they chose."""
    if question.is_text:
        return str(value)
    return ", ".join(str(option["text"]) for option in options_of(question, value) if option["checked"])


@register.simple_tag
def check_rows(draft: Draft, questions: Questionnaire, answers: Answers) -> list[dict[str, str]]:
    """Return the rows of the check page for components/summary_list.html: the place, then every question on this family's way."""
    slug = draft.survey.slug
    rows = [{"key": _("The place"), "value": draft.hub.name if draft.hub else "", "href": _hub_address(draft)}]
    missing = questions.missing(answers)
    for question in questions.path(answers):
        if question in missing:
            value = _("This still needs an answer.")
        elif question.id in answers:
            value = problem_with(question, answers[question.id]) or answer_in_words(question, answers[question.id])
        else:
            value = _("You left this out")
        rows.append({"key": question.text, "value": value, "href": reverse("survey_question", args=[slug, question.id]) + "?check"})
    return rows


def _hub_address(draft: Draft) -> str:
    """Return where the place is changed; a poster's place stays, and a survey of one place has no other."""
    can_change = draft.entry_point_id is None and draft.survey.hubs.count() > 1
    return reverse("survey_hub", args=[draft.survey.slug]) if can_change else ""


@register.simple_tag
def public_address(name: str) -> str:
    """Return a full address to write down, without "https://"."""
    return settings.BASE_URL.split("://", 1)[-1] + reverse(name)
