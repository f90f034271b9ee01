"""Looking for help: words in, pages out, nothing kept."""

import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from core.crypto import CannotOpen, seal, unseal
from core.text import normalise
from home import selectors

SECONDS = 15 * 60  # how long the address of a search opens: Back and the languages work, a look into yesterday's history does not
_WHERE = "home.search|words|address"


@csrf_exempt  # changes nothing, so there is nothing to forge; and a token would set a cookie (promise 3)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Show the pages for some words.

    The form sends them in the body and is led on to an address that holds them sealed: "leaving my husband" must not stay readable in the
    history of a shared phone or the log of a proxy (security row 46). A link with `?q=` works too.
    """
    if request.method == "POST":
        words = _tidy(request.POST.get("q", ""))
        query = f"?{urlencode({'s': seal(f'{time.time():.0f} {words}', where=_WHERE)})}" if words else ""
        return redirect(reverse("search") + query)
    words = _opened(request.GET.get("s", "")) or _tidy(request.GET.get("q", ""))
    site = Site.find_for_request(request)
    found = selectors.find(words, site) if site else []
    return render(request, "home/search.html", {"words": words, "found": found})


def _tidy(typed: str) -> str:
    return normalise(typed)[: selectors.LONGEST_SEARCH].strip()


def _opened(sealed: str) -> str:
    """Return the words of a sealed address; nothing when it is too old, or not ours."""
    try:
        moment, _, words = unseal(sealed, where=_WHERE).partition(" ")
    except CannotOpen:
        return ""
    return words if time.time() - int(moment) < SECONDS else ""
