"""The page behind the link of a question between meetings: all choices on one page, looking shows, sending keeps (decision 0061)."""

from functools import partial
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from core import clocks
from core.family_forms import family_form
from panels.choices import HowDecided, HowReplied
from panels.models import QuestionAsked
from panels.rules.questions import said_of, why_not_answer
from panels.selectors import questions as selectors
from panels.selectors import reply_links
from panels.services import questions as services
from panels.views.by_link import by_link


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def decide(request: HttpRequest, token: str) -> HttpResponse:
    """Show the question and its choices, and keep what is said of each. No name stands here: a link may be passed on."""

    def keep(asked: QuestionAsked) -> None:
        services.answer(asked=asked, said=said_in(request.POST), by=None, how=HowReplied.LINK, today=clocks.today())

    return by_link(request, token, opened=reply_links.opened_question, page=partial(page, request), keep=keep)


def said_in(typed: QueryDict) -> dict[UUID, str]:
    """Return what was chosen, by the choice's id, as far as that is one. Whose choices they are the service asks."""
    found = {}
    for name, values in typed.lists():
        if name.startswith("option-"):
            try:
                found[UUID(name.removeprefix("option-"))] = values[-1]
            except ValueError:
                continue
    return found


def page(
    request: HttpRequest,
    asked: QuestionAsked,
    error: ValidationError | None = None,
    *,
    back: str = "",
    kept: QueryDict | None = None,
) -> HttpResponse:
    """Show a question to one member. `back`: where “My panel” stands, behind the families' door; `kept`: what they chose when their visit
    there ended (`behind_the_door.kept_over_the_door`).
    """
    question = asked.question
    question.refresh_from_db()
    options = selectors.options_of(question)
    typed = request.POST if error else kept or None
    said = selectors.answers_of(asked) if typed is None else said_in(typed)
    can_say = said_of(question, len(options))
    if question.how == HowDecided.RANKED:
        can_say.append(("", gettext("I do not mind")))  # no answer: a place once given is taken back by it
    reasons = error.message_dict.get("options", []) if error and hasattr(error, "error_dict") else []
    choices = [
        {
            "name": f"option-{one.pk.hex}",
            "legend": one.words,
            "options": [{"value": value, "text": words, "checked": said.get(one.pk, "") == value} for value, words in can_say],
        }
        for one in options
    ]
    is_closed = bool(why_not_answer(question, today=clocks.today()))
    context = {
        "question": question,
        "choices": choices,
        "errors": [{"href": f"#{choices[0]['name']}", "text": one} for one in reasons],
        "is_closed": is_closed,
        "could_not": bool(error and not reasons and not is_closed),
        "back": back,
        "kept": bool(kept),
        "has_answered": asked.answered_on is not None and typed is None,
        "by": gettext("You can change it until the end of %(day)s.") % {"day": clocks.day_in_words(question.closes_on, weekday=True)},
    }
    return render(request, "panels/public/decide.html", context)
