"""What families ask for in another way: a survey on paper, an answer in large print. Plain words in the order of reading."""

import re
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext

from core import clocks
from core.clocks import day_in_words
from core.models import Hub
from core.questions import About, Section
from feedback.choices import Mode
from feedback.models import Survey, YouSaid
from feedback.questionnaire import END, Question, Questionnaire, options_of
from feedback.selectors.surveys import questionnaire, survey_for_families
from feedback.selectors.you_said import Reply, reply_with_history

REFERENCE = re.compile(r"[Yy][Ss]-[0-9]{4}-[0-9]{1,9}")
LINES = {"short_text": 3, "long_text": 10}


def survey_about(slug: str) -> About | None:
    """Return what a survey is to families; a draft is nothing."""
    survey = survey_for_families(slug)
    if survey is None or survey.current_version_id is None:
        return None
    hub_ids = tuple(survey.hubs.values_list("pk", flat=True))
    return About(questionnaire(survey.current_version_id).title, reverse("survey_start", args=[survey.slug]), hub_ids)


def answer_about(reference: str) -> About | None:
    """Return what a published answer is to families; one that was taken down is nothing."""
    row = _answered(reference)
    if row is None:
        return None
    title = gettext("You said, we did: {reference}").format(reference=row.reference)
    return About(title, reverse("you_said", args=[row.reference]), tuple(hub.pk for hub in row.hubs.all()))


def _answered(reference: str) -> YouSaid | None:
    if not REFERENCE.fullmatch(reference):
        return None
    return YouSaid.objects.answered_in_public().prefetch_related("hubs").filter(reference=reference.upper()).first()


def survey_words(slug: str) -> list[Section]:
    """Return a survey for paper: who asks, every question with where each answer leads, and where to give it back."""
    survey = survey_for_families(slug)
    if survey is None or survey.current_version_id is None:
        return []
    questions = questionnaire(survey.current_version_id)
    asked = [_question(questions, question, number) for number, question in enumerate(questions.questions, start=1)]
    return [_before(survey, questions), *asked, _give_back(survey)]


def _before(survey: Survey, questions: Questionnaire) -> Section:
    """Return what stands before the questions, as the start page says it."""
    assert survey.engagement is not None, "an open survey hangs on an engagement (database constraint)"
    nobody = gettext("We do not ask your name. Nobody can tell it was you, unless you write it.")
    coded = gettext("We do not ask your name. Please do not put names: what you write could still show who you are.")
    last = (gettext("Give it back by {day}.").format(day=day_in_words(survey.last_day)),) if survey.last_day else ()
    fine = (gettext("It is fine to skip. It changes nothing about the help you get."),) if survey.rating_point else ()
    points = (
        *fine,
        gettext("You can leave out any question you do not want to answer."),
        nobody if survey.mode == Mode.UNLINKABLE else coded,
        gettext("You can write in any language."),
        *last,
    )
    return Section(paragraphs=(questions.why,) if questions.why else (), points=points)


def _question(questions: Questionnaire, question: Question, number: int) -> Section:
    hints = [question.help, gettext("Tick as many as you like.") if question.kind == "several_choices" else ""]
    if question.about_family:
        hints.append(gettext("It helps us see who we have not heard from yet. It changes nothing about the help you get."))
    if question.kind in {"one_choice", "faces"}:
        hints.append(gettext("Tick one."))
    go_to = {option.id: option.go_to for option in question.options} if question.kind == "one_choice" else {}
    offered = [] if question.is_text else options_of(question, None)
    return Section(
        heading=f"{number}. {question.text}",
        paragraphs=tuple(filter(None, hints)),
        boxes=tuple((str(one["text"]), _then(questions, go_to.get(str(one["value"]), ""))) for one in offered),
        number_of_lines=LINES.get(question.kind, 0),
        after=_then(questions, question.go_to) if question.kind != "one_choice" else "",
    )


def _then(questions: Questionnaire, target: str) -> str:
    """Return where an answer leads; nothing when it is the next question."""
    if target == END:
        return gettext("Then you have finished.")
    number = next((place for place, one in enumerate(questions.questions, start=1) if one.id == target), 0)
    return gettext("Then go to question {number}.").format(number=number) if number else ""


def _give_back(survey: Survey) -> Section:
    """Return where the paper goes: by hand or by post."""
    if survey.rating_point:
        said = gettext("Send it by post, or through somebody you did not talk to about this. They type it in and destroy the paper.")
        return Section(heading=gettext("Where to give this back"), paragraphs=(said,), points=tuple(map(_address, survey.hubs.all())))
    said = gettext("Give it to anybody who works there, or send it by post. They type in what you wrote, and then destroy the paper.")
    return Section(heading=gettext("Where to give this back"), paragraphs=(said,), points=tuple(map(_address, survey.hubs.all())))


def _address(hub: Hub) -> str:
    return ", ".join(filter(None, (hub.name, hub.street, hub.town, hub.postcode)))


def answer_words(reference: str) -> list[Section]:
    """Return a published answer: what was said, what came of it, and why."""
    row = _answered(reference)
    replies = reply_with_history(row, today=clocks.today()) if row else []
    return list(_sections(replies[0])) if replies else []


def _sections(reply: Reply) -> Iterable[Section]:
    yield Section(heading=gettext("You said"), paragraphs=(reply.you_said,))
    yield Section(heading=gettext("Our answer"), paragraphs=(reply.outcome_words, reply.we_say))
    more = (
        (gettext("What changed"), reply.what_changed),
        (gettext("Done by"), day_in_words(reply.due_on) if reply.due_on else ""),
        (gettext("Because"), reply.reason),
        (gettext("What would change this"), reply.would_change_it),
        (gettext("We asked"), reply.passed_to),
        (gettext("They reply by"), day_in_words(reply.replies_by_on) if reply.replies_by_on else ""),
        (gettext("Who decided"), reply.decided_by),
        (gettext("Answered on"), day_in_words(reply.answered_on)),
    )
    yield from (Section(heading=heading, paragraphs=(words,)) for heading, words in more if words)
