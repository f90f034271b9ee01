"""Staff addresses that only take what a form sends, such as `…/decide/`: who opens one is led to the page that shows the form."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.http import urlencode

STAFF_SIDE = "/admin/"
AWAY = "We signed you out because nothing happened for a while, or the day is over. Sign in to carry on."
NOT_KEPT = "You were signed out before this was sent, so what you typed was not kept. Sign in, and you are led to where you were."
READS = frozenset({"GET", "HEAD", "OPTIONS"})


def page_of(path: str) -> str:
    """Return the address of the page that shows the form of a staff address: itself where it shows one, else the nearest page above it."""
    while path.startswith(STAFF_SIDE) and path != STAFF_SIDE:
        if _shows_itself(path):
            return path
        path = path.rstrip("/").rpartition("/")[0] + "/"
    return STAFF_SIDE


def to_sign_in(request: HttpRequest) -> HttpResponseRedirect:
    """Lead somebody to the sign-in, and from there to what they read, or to the page of the form that they sent, which is not kept."""
    is_read = request.method in READS
    messages.info(request, AWAY if is_read else NOT_KEPT)
    back = request.get_full_path() if is_read or _shows_itself(request.path_info) else page_of(request.path_info)
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': back})}")


def _shows_itself(path: str) -> bool:
    """Return whether an address answers who only looks."""
    if (match := _found(path)) is None:
        return False
    view: Any = getattr(match.func, "view_class", None)
    return view is None or ("get" in view.http_method_names and callable(getattr(view, "get", None)))


def _found(path: str) -> ResolverMatch | None:
    """Return what an address leads to. One that has no name is Wagtail's last word for what is not there."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return match if match.url_name is not None else None
