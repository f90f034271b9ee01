"""What we are asking about: the list, and one page for each, for everybody to read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from core import clocks
from participation.selectors import public


@require_safe
def what_we_ask(request: HttpRequest) -> HttpResponse:
    """List what families are asked about, what is being answered, and what was."""
    return render(request, "participation/public/what_we_ask.html", {"groups": public.list_for_families()})


@require_safe
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one: what it is about, how to take part, where it stands, what came of it. What is planned is not here (404)."""
    found = public.asked_about(slug, today=clocks.today())
    if found is None:
        raise Http404
    trail = [{"href": reverse("what_we_ask"), "text": gettext("What we are asking about")}]
    return render(request, "participation/public/asked_about.html", {"asked": found, "trail": trail})
