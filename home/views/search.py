"""Looking for help: words in, pages out, nothing kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from core.sealed_words import opened, sealed
from home import rules, selectors


@csrf_exempt  # changes nothing, so there is nothing to forge; and a token would set a cookie (promise 3)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Show the pages for some words.

    The form sends them in the body and is led on to an address that holds them sealed: "leaving my husband" must not stay readable in the
    history of a shared phone or the log of a proxy (security row 46). A link with `?q=` works too.
    """
    if request.method == "POST":
        words = selectors.tidy(request.POST.get("q", ""))
        query = f"?{urlencode({'s': sealed(words)})}" if words else ""
        return redirect(reverse("search") + query)
    words = opened(request.GET.get("s", "")) or selectors.tidy(request.GET.get("q", ""))
    site = Site.find_for_request(request)
    found = selectors.find(words, site) if site else []
    return render(request, "home/search.html", {"words": words, "meant": rules.meant_by(words), "found": found})
