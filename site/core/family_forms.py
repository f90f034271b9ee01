"""Forms that families send: no session, no token, nothing stored by a cache.

A family has no authority that a foreign page could borrow, so a CSRF token protects nothing here; it would only set a cookie and expire
while the baby wakes. What we check is where the post comes from: `Sec-Fetch-Site`, else `Origin` (tried-core §4, decision 0012).
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def comes_from_us(request: HttpRequest) -> bool:
    """Return whether a post was sent from our own pages, or by a browser too old to say."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] == request.get_host()  # not parsed: a broken one would raise


def family_form(view: View) -> View:
    """Mark a view that families post to: own pages only, never cached."""

    @csrf_exempt
    @cache_control(no_store=True, private=True)
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not comes_from_us(request):
            return HttpResponseForbidden(render(request, "403.html").content)
        return view(request, *args, **kwargs)

    return guarded
