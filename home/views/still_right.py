"""Who runs a service says by a link that its page is still right, or what is not: looking changes nothing, sending does."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from core import clocks
from core.family_forms import family_form
from core.text import normalise
from home import rules
from home.selectors.pages import times_of
from home.services import kept_true as services
from home.views.something_wrong import problem_of


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def still_right(request: HttpRequest, token: str) -> HttpResponse:
    """Show what families read of the service; on POST take the word. A link that opens nothing any more says so, and whom to ring."""
    asked = services.asked_of(token)
    if asked is None:
        return _gone(request, request.POST.get("answer", ""))
    link, service = asked
    shown = {"service": service, "times": times_of(service), "most": rules.LONGEST_WRONG}
    if request.method != "POST":
        return render(request, "home/still_right.html", shown)
    words, is_right = normalise(request.POST.get("answer", "")), request.POST.get("say") == "right"
    try:
        if is_right:
            services.confirm(link=link, service=service, words=words, today=clocks.today())
        else:
            services.say_what_changed(link=link, service=service, words=words, today=clocks.today())
    except ValidationError as error:
        if services.asked_of(token) is None:
            return _gone(request, words)
        return render(request, "home/still_right.html", shown | problem_of(error) | {"words": words})
    return render(request, "home/still_right_done.html", {"service": service, "is_right": is_right})


def _gone(request: HttpRequest, typed: str = "") -> HttpResponse:
    """Say that the link is used up, and give back what was typed: it can be read out to whoever is rung."""
    return render(request, "home/still_right_gone.html", {"typed": normalise(typed)}, status=410)
