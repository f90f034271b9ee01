"""Looking for a service: the form's words are sealed on their way into the address; what was chosen beside them may be read there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.sealed_words import sealed
from home import rules, selectors


@csrf_exempt  # changes nothing, so there is nothing to forge; and a token would set a cookie (promise 3)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def find_services(request: HttpRequest) -> HttpResponse:
    """Lead on to the list of services with what was asked for. An address without a form leads to the whole list."""
    index = selectors.service_index()
    if index is None:
        raise Http404
    words = selectors.tidy(request.POST.get("q", ""))
    said = {**request.POST.dict(), "s": sealed(words) if words else ""}
    asked = rules.asked_in(said, hubs=selectors.hubs_with_services(), words=words)
    return redirect(f"{index.url}?{asked.query()}#found" if asked else index.url)
