"""A family looks whether what they said was written down right: the exact words, no name and no history. Looking changes nothing."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from consent.services import ledger_confirm as services
from core import clocks
from core.family_forms import family_form


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def is_this_right(request: HttpRequest, token: str) -> HttpResponse:
    """Show the words; on POST take "that is right" or "that is not right". A link that opens nothing any more says so."""
    asked = services.asked_of(token)
    if asked is None:
        return _gone(request)
    link, record = asked
    shown = {"record": record, "words": record.wording.filled(record.partner)}
    said = request.POST.get("say")
    if request.method != "POST" or said not in {"right", "wrong"}:
        return render(request, "consent/public/is_this_right.html", shown)
    stopped: tuple[str, ...] = ()
    try:
        if said == "right":
            services.confirm(link=link, record=record, today=clocks.today())
        else:
            stopped = services.contradict(link=link, record=record, today=clocks.today())
    except ValidationError:
        return _gone(request)
    return render(request, "consent/public/is_this_right_done.html", {"is_right": said == "right", "stopped": stopped})


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "consent/public/link_is_gone.html", status=410)
