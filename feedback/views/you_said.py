"""What families said and what came of it: for everybody to read, all in one order, every outcome alike."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from core import clocks
from feedback.choices import Outcome, Topic
from feedback.models import YouSaid
from feedback.selectors import you_said as selectors

PER_PAGE = 10
ALL_LINES = "further"  # stands in the address when every line on what goes no further is asked for


@require_safe
def you_said_list(request: HttpRequest) -> HttpResponse:
    """Show every answer, newest first, or those of one hub, topic or outcome. What is asked for and unknown shows everything."""
    hubs = list(selectors.hubs_with_answers())
    hub = next((hub for hub in hubs if hub.slug == request.GET.get("hub")), None)
    topic = _known(request.GET.get("topic"), Topic.values)
    outcome = _known(request.GET.get("outcome"), Outcome.values)
    counts = selectors.number_of_answers_by_outcome(hub=hub, topic=topic)
    pages = Paginator(selectors.published(hub=hub, topic=topic, outcome=outcome), PER_PAGE)
    pages.count = counts[outcome] if outcome else sum(counts.values())  # counted already: no second question to the database
    page = pages.get_page(request.GET.get("page"))
    chosen = {"hub": hub.slug if hub else "", "topic": topic, "outcome": outcome}
    with_lines = page.number == 1 and not (topic or outcome)
    lines = selectors.lines_of_what_goes_no_further(hub=hub) if with_lines else []
    shown = len(lines) if ALL_LINES in request.GET else PER_PAGE
    context = {
        "page": page,
        "replies": selectors.replies(page.object_list, today=clocks.today()),
        "hub_options": [{"value": hub.slug, "text": hub.name} for hub in hubs],
        "topic_options": [{"value": value, "text": text} for value, text in Topic.choices],
        "outcome_options": [{"value": value, "text": f"{text} ({counts[value]})"} for value, text in Outcome.choices],
        "outcome_counts": [
            {"query": _query({**chosen, "outcome": value}), "text": text, "number": counts[value]} for value, text in Outcome.choices
        ],
        "chosen": chosen,
        "extra": f"&{_query(chosen)}" if any(chosen.values()) else "",
        "is_filtered": any(chosen.values()),
        "lines": lines[:shown],
        "all_lines": "&".join(filter(None, [_query(chosen), ALL_LINES])) if shown < len(lines) else "",
    }
    return render(request, "feedback/public/you_said_list.html", context)


def _query(chosen: dict[str, str]) -> str:
    return urlencode({name: value for name, value in chosen.items() if value})


def _known(asked: str | None, values: list[str]) -> str:
    return asked if asked in values else ""


@require_safe
def you_said(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one answer: what was said, what came of it, who decided, what was said before. Not yet answered is not here (404)."""
    row = published_or_404(reference)
    if row.taken_down_on is not None:
        return taken_down(request, row)
    replies = selectors.reply_with_history(row, today=clocks.today())
    if not replies:
        raise Http404
    trail = [{"href": reverse("you_said_list"), "text": gettext("You said, we did")}]
    return render(request, "feedback/public/you_said.html", {"reply": replies[0], "earlier": replies[1:], "trail": trail})


def published_or_404(reference: str) -> YouSaid:
    """Return a You said that was answered in public, in whatever capitals its number was typed. Its page may have been taken down since."""
    answered = YouSaid.objects.filter(published_on__isnull=False).prefetch_related("hubs")
    return get_object_or_404(answered, reference=reference.upper())


def taken_down(request: HttpRequest, row: YouSaid) -> HttpResponse:
    """Say since when the page is down, and nothing of what stood on it. "Gone" makes search engines forget it at once."""
    return render(request, "feedback/public/taken_down.html", {"reference": row.reference, "day": row.taken_down_on}, status=410)
