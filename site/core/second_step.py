"""The second step for staff: nothing of the staff side opens without it (security row 22)."""

import time
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from core.post_only import STAFF_SIDE, to_sign_in

GetResponse = Callable[[HttpRequest], HttpResponse]
# Pages on which a second step is set up, and the ways out. Nothing else of the house knows the person before.
ACCOUNT_PAGES = "/account/"
OPEN_TO_ALL = ("/admin/logout/", "/admin/jsi18n/")
SEEN, BEGAN, LATE = "seen_at", "began_at", "late_form_taken"
# What an open page sends by itself, without anybody at the desk.
CALLS_HOME = "/admin/editing-sessions/"
SEEN_EVERY_SECONDS = 60  # a session is written at most once a minute, never at every request


def has_second_step(user: User | AnonymousUser) -> bool:
    """Return whether the person has an app, a security key or a passkey. Recovery codes alone are not a second step."""
    return bool(is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]))


class SecondStepForStaff:
    """Leads staff without a second step to the page where they set one up, and signs out who left their desk.

    Under /admin/ every address is closed before, results and ajax addresses too, for superusers as for everybody. On public pages such a
    person counts as not signed in: no staff-only view outside /admin/ can forget to ask.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Reading request.user of a family would mark their page "Vary: Cookie" for nothing.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        if request.path_info.startswith(ACCOUNT_PAGES):
            response = self.get_response(request)
            response.headers["Cache-Control"] = "private, no-store"  # recovery codes and the like stay in no browser's memory
            return response
        if request.path_info.startswith(STAFF_SIDE) and request.path_info not in OPEN_TO_ALL and request.user.is_authenticated:
            answer = _too_long_away(request) or _to_enrolment(request) or _without_role(request)
            if answer:
                return answer
        elif settings.SECOND_STEP_REQUIRED and not request.path_info.startswith(STAFF_SIDE):
            person = request.user
            request.user = SimpleLazyObject(lambda: person if has_second_step(person) else AnonymousUser())  # type: ignore[assignment]  # as Django does
        return self.get_response(request)


def _to_enrolment(request: HttpRequest) -> HttpResponseRedirect | None:
    """Return the way to the enrolment page for who has no second step yet."""
    if not settings.SECOND_STEP_REQUIRED or has_second_step(request.user):
        return None
    return redirect("mfa_index")


def _without_role(request: HttpRequest) -> HttpResponse | None:
    """Tell somebody without any role whom to ask; Wagtail would send them in a circle between sign-in and the front page."""
    if request.user.has_perm("wagtailadmin.access_admin"):
        return None
    return render(request, "account/no_role.html", status=403)


def _too_long_away(request: HttpRequest) -> HttpResponse | None:
    """Sign out who did nothing for STAFF_IDLE_MINUTES, or signed in SESSION_COOKIE_AGE ago whatever they did (ASVS 7.3).

    What they had typed is still taken: one POST passes without counting as being back, and whatever comes after it asks for sign-in. When
    the day is over none passes: a desk left alone overnight publishes nothing and gives nobody a role.
    """
    now = int(time.time())
    seen, began = request.session.get(SEEN, now), request.session.get(BEGAN, now)
    is_day_over = now - began > settings.SESSION_COOKIE_AGE
    if is_day_over or now - seen > settings.STAFF_IDLE_MINUTES * 60:
        if request.method == "POST" and not is_day_over and LATE not in request.session:
            if request.path_info.startswith(CALLS_HOME):
                return HttpResponse(status=403)  # refused, so that it does not use up the one form that is still taken
            request.session[LATE] = True
            request.session.save()  # at once: not lost when the page fails, and a second click finds it
            return None
        logout(request)
        return to_sign_in(request)
    is_somebody_there = not request.path_info.startswith(CALLS_HOME)
    if SEEN not in request.session or (is_somebody_there and now - seen > SEEN_EVERY_SECONDS):
        request.session[SEEN], request.session[BEGAN] = now, began
    return None
