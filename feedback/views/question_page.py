"""Drawing one question fast: the template is rendered once for each question, language and look; what differs is put in by hand.

A question page is the page families wait for most. Rendering its template each time costs more than all the rest (tried-survey §5), so the
finished page is kept with markers, and only the token, the place in the way and the family's own answer are filled in, escaped here.
`tests/feedback/test_question_page.py` holds the filled page to the plainly rendered one for every kind of question.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language, gettext

from core.brand import Look, look
from feedback.questionnaire import Question, Questionnaire, Value, options_of
from feedback.services.answering import PhoneKey

TEMPLATE = "feedback/public/question.html"
_TOKEN, _PLACE, _TEXT, _AFTER = "@@token@@", "@@place@@", "@@text@@", "@@after@@"
_memory: dict[str, Any] = {}
MOST_KEPT = 2_000
FACES_OF_THREE = (4, 3, 2)  # of components/face.html: glad, neither, sad


def place(questions: Questionnaire, walked: Sequence[Question], question: Question) -> str:
    """Return "Question 2 of 5", without "of 5" where an answer could still skip questions."""
    number = walked.index(question) + 1 if question in walked else 1
    if questions.branches:
        return gettext("Question {number}").format(number=number)
    return gettext("Question {number} of {total}").format(number=number, total=len(questions.questions))


def context_for(
    key: PhoneKey, questions: Questionnaire, question: Question, *, value: Value | None, place: str, after: str, problem: str = ""
) -> dict[str, object]:
    """Return what the question template takes."""
    return {
        "slug": key.slug,
        "title": questions.title,
        "question": question,
        "options": _options(questions, question, value),
        "value": value if question.is_text and value is not None else "",
        "token": key.token,
        "place": place,
        "after": after,
        "problem": problem,
        "errors": [{"href": "#answer", "text": problem}] if problem else [],
    }


def _options(questions: Questionnaire, question: Question, value: Value | None) -> list[dict[str, Any]]:
    """Return what can be chosen; yes, sort of and no of a rating have a face each."""
    offered: list[dict[str, Any]] = [*options_of(question, value)]
    if questions.rating_point and len(offered) == len(FACES_OF_THREE):
        return [{**one, "face": face} for one, face in zip(offered, FACES_OF_THREE, strict=True)]
    return offered


def draw(
    request: HttpRequest,
    version_id: int,
    questions: Questionnaire,
    question: Question,
    *,
    key: PhoneKey,
    value: Value | None,
    place: str,
    after: str = "",
) -> HttpResponse:
    """Return the page of one question as the family left it."""
    kept = _kept_pages(look())
    page = (version_id, question.id, get_language(), key.slug)
    if page not in kept:
        marked: Value | None = _TEXT if question.is_text else None
        context = context_for(PhoneKey(key.slug, _TOKEN), questions, question, value=marked, place=_PLACE, after=_AFTER)
        kept[page] = render_to_string(TEMPLATE, context, request)
    return HttpResponse(_fill(kept[page], question, value=value, token=key.token, place=place, after=after))


def _kept_pages(now: Look) -> dict[tuple[object, ...], str]:
    """Return the pages kept for the look of now. The look is read anew every few seconds, and the pages with it."""
    if _memory.get("look") is not now or len(_memory["pages"]) >= MOST_KEPT:
        _memory.update(look=now, pages={})
    pages: dict[tuple[object, ...], str] = _memory["pages"]
    return pages


def _fill(page: str, question: Question, *, value: Value | None, token: str, place: str, after: str) -> str:
    """Put the family's own things into a kept page. The text goes in last: whatever it says, it is never searched for markers."""
    page = page.replace(_TOKEN, escape(token)).replace(_PLACE, escape(place)).replace(_AFTER, escape(after))
    if question.is_text:
        return page.replace(_TEXT, escape(str(value or "")))
    for chosen in value if isinstance(value, list) else [value]:
        if chosen in question.allowed():
            page = page.replace(f'value="{escape(chosen)}"', f'value="{escape(chosen)}" checked')
    return page


def draw_with_problem(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    """Return the page with what is wrong and everything that was typed. Not kept: it is rare, and it holds a family's words.

    The status is 200: the page is the right answer to the post, and a browser's console need not call it an error.
    """
    return HttpResponse(render_to_string(TEMPLATE, context, request))
