"""The gate before Wagtail's own staff screens, and the page families see while a council gets ready."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from core.brand import look
from home.reach import is_out_of_reach

# What stays open while families are held back: the ways in of staff and of machines, and what the holding page itself is drawn with.
_OPEN_BEFORE = ("/admin/", "/account/", "/invitation/", "/health/", "/static/", "/look/", "/_util/", "/demo/post/")


class HoldingPage:
    """Shows families a page that says we are getting ready, at every address, until somebody has opened the site to them.

    Staff who are signed in see the site as it will be. The answer is 503: no search engine or cache keeps it as what stands there.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if look().brand.held_back_since is None or _is_staff(request):
            return self.get_response(request)
        if not _is_open_before(request.path_info):  # what is served, whatever a proxy says stands before it
            return holding_page(request)
        request.is_held_back = True  # type: ignore[attr-defined]  # so that a page in error names no page of the menu (templates/base.html)
        return self.get_response(request)


def holding_page(request: HttpRequest) -> HttpResponse:
    """Return the page that says we are getting ready."""
    response = render(request, "home/holding.html", status=503)
    response.headers["Retry-After"], response.headers["Cache-Control"] = "3600", "no-store"
    return response


def _is_open_before(path: str) -> bool:
    logos = {logo.url for logo in (look().logo, look().dark_logo) if logo}  # they stand on this page, and where staff sign in
    return f"{path}/".startswith(_OPEN_BEFORE) or path in logos  # /admin is led on to /admin/


def _is_staff(request: HttpRequest) -> bool:
    """Return whether somebody of ours is at the screen. Families have no session, so nothing is asked for them."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.has_perm("wagtailadmin.access_admin")


class OwnHubOnly:
    """Answers "not found" where Wagtail would name a page, picture or document that is out of somebody's reach (home/reach.py)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any) -> None:
        """Look at the address once it is resolved; families' pages are let through unasked."""
        match = request.resolver_match
        if match is None or not match.route.startswith("admin/") or not isinstance(request.user, User) or not request.user.is_active:
            return  # who is not signed in is led to the door by the view itself
        if is_out_of_reach(match, request, request.user):
            raise Http404
