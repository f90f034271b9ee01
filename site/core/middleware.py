"""What happens to every request: a quiet log line, packing, the content security policy, a clean browser after signing out, the way back
from an address that only a button opens.
"""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.urls import reverse

from core import post_only, second_step

GetResponse = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("earshot.request")


# Where families answer, ask or look for help, a page that worked leaves no line: its time would say when somebody did (promise 4, decision
# 0024). What failed does.
_ANSWERING = ("/have-your-say/", "/check-back/", "/another-way/", "/something-wrong/", "/find-services/", "/search/")
FAMILY_ROADS = (*_ANSWERING, "/my-choices/", "/my-panel/")


class RequestLog:
    """One line a request: method, route name, status, milliseconds. Never an address, a body, a query or a typed path.

    No line for a page on a family road that worked.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.monotonic()
        response = self.get_response(request)
        if getattr(request, "is_preview", False):  # the second, inner pass of an editor's request, which has a line of its own
            return response
        if response.status_code < 400 and any(road in request.path_info for road in FAMILY_ROADS):
            return response
        match = request.resolver_match
        log.info(
            "request",
            extra={
                "route": (match.view_name or match.route) if match else "(none)",
                "method": request.method,
                "status": response.status_code,
                "milliseconds": round((time.monotonic() - begun) * 1000),
            },
        )
        return response


# Nothing here looks, listens, measures or pays; a browser need not even ask. Passkeys stay open to ourselves.
_OFF = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment")
SENSES = ", ".join(f"{sense}=()" for sense in (*_OFF, "serial", "usb"))


def _policy(directives: dict[str, list[str]]) -> str:
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


class ContentSecurityPolicy:
    """Sends SECURE_CSP (Django 6's name) on public pages and SECURE_CSP_ADMIN on staff pages.

    A preview is served with a public path: it keeps the public policy, but may stand in the editor's own frame (tried-core, trap 8).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.public = _policy(settings.SECURE_CSP)
        self.admin = _policy(settings.SECURE_CSP_ADMIN)
        self.preview = _policy({**settings.SECURE_CSP, "frame-ancestors": ["'self'"]})

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "is_preview", False):
            response.headers["Content-Security-Policy"] = self.preview
        elif "Content-Security-Policy" not in response.headers:
            response.headers["Content-Security-Policy"] = self.admin if request.path_info.startswith("/admin/") else self.public
        response.headers.setdefault("Permissions-Policy", SENSES)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class PackedWords(GZipMiddleware):
    """Packs pages, and leaves pictures and documents alone: they are packed already, and would lose their length on the way."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Pack a response that holds words."""
        if response.headers.get("Content-Type", "").startswith(("image/", "application/pdf", "application/vnd.")):
            return response
        return super().process_response(request, response)


class NoNul:
    """An address with a NUL in it is nobody's. PostgreSQL takes no such text, and would break where SQLite finds nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: tuple[object, ...], kwargs: dict[str, object]) -> None:
        """Raise Http404 before any view looks for it."""
        if any("\0" in one for one in (*args, *kwargs.values()) if isinstance(one, str)):
            raise Http404


# Not "cookies": those that end are ended by name, and a family's draft of another survey is none of this one's business.
NOTHING_STAYS = '"cache", "storage"'


class NothingStaysBehind:
    """When a session ends, by signing out or by being away too long, the browser drops what it kept of this site (ASVS 14.3.1)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if session is not None and not session.value:
            response.headers["Clear-Site-Data"] = NOTHING_STAYS
        return response


class OnlyByItsButton:
    """Answers who opens such an address by hand, and who sends its form signed out, with the way to its page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(post_only.STAFF_SIDE):
            return self.get_response(request)
        is_sent_signed_out = _is_sent_signed_out(request)
        response = self.get_response(request)
        if is_sent_signed_out and response.headers.get("Location", "").startswith(reverse("account_login")):
            return post_only.to_sign_in(request)
        if response.status_code == 405 and request.method in post_only.READS:
            page = render(request, "wagtailadmin/405.html", {"back": post_only.page_of(request.path_info)}, status=405)
            page.headers["Allow"] = response.headers.get("Allow", "POST")
            return page
        return response


def _is_sent_signed_out(request: HttpRequest) -> bool:
    """Return whether somebody who is not signed in sends a form. What a page sends by itself is refused further in."""
    if request.method in post_only.READS or request.path_info in second_step.OPEN_TO_ALL:
        return False
    by_itself = request.path_info.startswith(second_step.CALLS_HOME) or request.headers.get("X-Requested-With") == "XMLHttpRequest"
    return not by_itself and not request.user.is_authenticated
