"""The page behind the link of a poll: every moment on one page, looking shows, sending keeps (decision 0061)."""

from functools import partial

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from core import clocks
from core.family_forms import family_form
from core.row_numbers import row_number
from panels.choices import HowReplied, TimeSuits
from panels.models import TimeAsked
from panels.rules.polls import why_not_answer
from panels.rules.when import when_in_words
from panels.selectors import polls as selectors
from panels.selectors import reply_links
from panels.services import polls as services
from panels.views.by_link import by_link


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def times(request: HttpRequest, token: str) -> HttpResponse:
    """Show the moments, and keep which of them suit. No name stands here: a link may be passed on."""

    def keep(asked: TimeAsked) -> None:
        services.answer_poll(asked=asked, said=said_in(request), by=None, how=HowReplied.LINK, today=clocks.today())

    return by_link(request, token, opened=reply_links.opened_poll, page=partial(_page, request), keep=keep)


def said_in(request: HttpRequest) -> dict[int, str]:
    """Return what was chosen, by the moment's id, as far as that is a number. Whose moments they are the service asks."""
    named = {name.removeprefix("time-"): value for name, value in request.POST.dict().items() if name.startswith("time-")}
    return {number: value for typed, value in named.items() if (number := row_number(typed))}


def _page(request: HttpRequest, asked: TimeAsked, error: ValidationError | None) -> HttpResponse:
    """Show the moments. What could not be kept closed in the moment between, or a hold keeps what they said before: the page says so."""
    poll = asked.poll
    poll.refresh_from_db()
    has_answered = asked.answered_on is not None and not error
    said, not_said = (said_in(request), None) if error else (selectors.said_by(asked), "" if has_answered else None)
    can_say = [*TimeSuits.choices, ("", gettext("I do not know yet"))]  # no answer: what was chosen is taken back by it
    moments = [
        {
            "name": f"time-{one.pk}",
            "legend": when_in_words(one.starts_at, poll.number_of_minutes),
            "options": [{"value": value, "text": words, "checked": said.get(one.pk, not_said) == value} for value, words in can_say],
        }
        for one in selectors.options_of(poll)
    ]
    reasons = error.message_dict.get("times", []) if error and hasattr(error, "error_dict") else []
    is_closed = bool(why_not_answer(poll, today=clocks.today()))
    context = {
        "moments": moments,
        "hub": poll.panel.hub,
        "errors": [{"href": f"#{moments[0]['name']}", "text": one} for one in reasons],
        "is_closed": is_closed,
        "could_not": bool(error and not reasons and not is_closed),
        "has_answered": has_answered,
        "by": gettext("You can change it until the end of %(day)s.") % {"day": clocks.day_in_words(poll.closes_on, weekday=True)},
    }
    return render(request, "panels/public/times.html", context)
