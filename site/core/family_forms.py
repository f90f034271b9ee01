"""Forms that families send: no session, no token, nothing stored by a cache.

A family has no authority that a foreign page could borrow, so a CSRF token protects nothing here; it would only set a cookie and expire
while the baby wakes. What we check is where the post comes from: `Sec-Fetch-Site`, else `Origin` (tried-core §4, decision 0012).
"""

import secrets
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

from core.views.errors import forbidden_from_elsewhere

View = Callable[..., HttpResponse]
LONGEST_TOKEN = 64


def comes_from_us(request: HttpRequest) -> bool:
    """Return whether a post was sent from our own pages, or by a browser too old to say."""
    site = request.META.get("HTTP_SEC_FETCH_SITE")  # not `headers`, which would gather all of them for one or two
    if site:
        return site in {"same-origin", "none"}
    origin = request.META.get("HTTP_ORIGIN")
    return origin is None or origin.partition("://")[2] == request.get_host()  # not parsed: a broken one would raise


def _words(answer: str) -> str:
    """Return an answer worth giving back: a tick has no words that anybody could read, and one word is soon typed again."""
    return answer if " " in answer.strip() else ""


def family_form(view: View) -> View:
    """Mark a view that families post to: own pages only, never cached."""

    @csrf_exempt
    @cache_control(no_store=True, private=True)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not comes_from_us(request):
            return forbidden_from_elsewhere(request, typed=_words(request.POST.get("answer", "")))
        response = view(request, *args, **kwargs)
        return _way_onwards(response) if "HTTP_X_STAY" in request.META and isinstance(response, HttpResponseRedirect) else response

    return guarded


def _way_onwards(response: HttpResponseRedirect) -> HttpResponse:
    """Say where a page leads, to a script that stayed on its own until the answer was here (earshot.js): a redirect, it could not read."""
    told = HttpResponse(status=204, headers={"X-Next": response.url})
    told.cookies = response.cookies
    return told


def language_pressed(request: HttpRequest) -> str:
    """Return the language whose button was pressed in a form (components/language_buttons.html), empty for any other button."""
    go, _, language = request.POST.get("go", "").partition(":")
    return language if go == "language" and language in dict(settings.LANGUAGES) else ""


def retry_token(carried: str) -> str:
    """Return what makes a second sending harmless: what the page carried along, else a new one."""
    return carried if carried.isascii() and 0 < len(carried) <= LONGEST_TOKEN else secrets.token_urlsafe(24)
