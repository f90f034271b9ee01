"""The families' door: an e-mail address, six numbers, and then one's own choices. Known or unknown, every address gets the same answer."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consent.models import Person
from consent.rules import door as rules
from consent.selectors import door as selectors
from consent.services import door as services
from core import contact, limits
from core.family_forms import family_form
from core.sealed_words import opened, sealed
from core.text import normalise
from core.views.errors import too_many

ASKED = "consent.door"
LONGEST = 300


def person_of(request: HttpRequest) -> Person | None:
    """Return who is behind the door (consent/middleware.py)."""
    person = getattr(request, "person", None)
    return person if isinstance(person, Person) else None


def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the e-mail address, and lead on to the page for the code: the same for an address that we know and one that we do not."""
    if request.method != "POST":
        return _ask_page(request)
    typed = normalise(request.POST.get("email", ""))[:LONGEST].strip()
    try:
        email = contact.as_email(typed)
    except ValidationError as error:
        return _ask_page(request, typed=typed, error=error.messages[0])
    if not (tried := limits.try_ask_at_the_door(request, email=email)):
        return too_many(request, minutes=tried.minutes)
    asked = services.ask_for_code(email=email)
    return _to_code(str(asked.pk))


def _ask_page(request: HttpRequest, *, typed: str = "", error: str = "") -> HttpResponse:
    errors = [{"href": "#email", "text": error}] if error else []
    return render(request, "consent/public/door.html", {"typed": typed, "error": error, "errors": errors})


def _to_code(door_id: str) -> HttpResponse:
    return redirect(f"{reverse('door_code')}?{urlencode({'s': sealed(door_id, of=ASKED)})}")


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the six numbers, and open. Wrong, too old, used, tried too often and never sent are one answer."""
    carried = request.POST.get("s", "") or request.GET.get("s", "")
    door_id = opened(carried, of=ASKED)
    if not door_id:
        return redirect("my_choices")  # a quarter of an hour later, or made up: ask anew
    if request.method != "POST":
        return _code_page(request, carried)
    typed = normalise(request.POST.get("code", ""))[:LONGEST]
    if not rules.is_code(typed):
        return _code_page(request, carried, typed=typed, error=_("Type the six numbers from our e-mail."))
    if not (tried := limits.try_open_the_door(request)):
        return too_many(request, minutes=tried.minutes)
    token = services.open_door(door_id=door_id, typed=typed)
    if token is None:
        wrong = _("These numbers do not open. Look at the newest e-mail once more. After ten minutes or five tries, ask for new ones.")
        return _code_page(request, carried, error=wrong)
    response = redirect("my_choices")
    response.set_cookie(selectors.cookie_name(), token, httponly=True, secure=settings.HTTPS, samesite="Lax")
    return response


def _code_page(request: HttpRequest, carried: str, *, typed: str = "", error: str = "") -> HttpResponse:
    errors = [{"href": "#code", "text": error}] if error else []
    return render(request, "consent/public/door_code.html", {"carried": carried, "typed": typed, "error": error, "errors": errors})


@require_POST
@family_form
def leave(request: HttpRequest) -> HttpResponse:
    """End the visit; the browser drops what it kept of these pages."""
    services.leave(token=request.COOKIES.get(selectors.cookie_name(), ""))
    response = redirect("/")
    response.delete_cookie(selectors.cookie_name())
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
