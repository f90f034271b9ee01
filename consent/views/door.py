"""The families' door: an e-mail address, six numbers, and then one's own choices. Known or unknown, every address gets the same answer."""

from urllib.parse import quote, urlencode

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consent.models import Person
from consent.rules import door as rules
from consent.selectors import door as selectors
from consent.services import door as services
from core import contact, limits
from core.family_forms import family_form
from core.middleware import NOTHING_STAYS
from core.sealed_words import has_grown_old, opened, sealed
from core.text import normalise

ASKED, BEGUN = "consent.door", "consent.begun"  # who came by the door, and who by the public form
AWAY, WRONG = "consent.away", "consent.wrong"  # what somebody was about when their visit had ended, and what was wrong with a code
CARRIED = ("kind", "words")  # what somebody was writing: posted from page to page, for it may be longer than any address
ONE, MINE = "one", "mine"  # where a choice was pressed: one at a time, or among all
ON = "on"  # no choice at all: another page behind the door (selectors.door.way_in)
LONGEST = 300
LONGEST_KEY = 100


def person_of(request: HttpRequest) -> Person | None:
    """Return who is behind the door (consent/middleware.py)."""
    person = getattr(request, "person", None)
    return person if isinstance(person, Person) else None


def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the e-mail address, and lead on to the page for the code: the same for an address that we know and one that we do not."""
    if "email" not in request.POST:
        return _ask_page(request)
    typed = normalise(request.POST["email"])[:LONGEST].strip()
    try:
        email = contact.as_email(typed)
    except ValidationError as error:
        return _ask_page(request, typed=typed, error=error.messages[0])
    if not (tried := limits.try_ask_at_the_door(request, email=email)):
        newest = _("The newest numbers we sent may still work: go back, and type them there.")
        return _wait(_ask_page(request, typed=typed, error=f"{too_many_tries(tried.minutes)} {newest}"), tried.minutes)
    asked = services.ask_for_code(email=email, language=get_language() or "")
    then = _on_to(request) or opened(request.POST.get("away", ""), of=AWAY)
    if carried_words(request):
        return _code_page(request, sealed(str(asked.pk), of=ASKED))
    return to_code(f"{asked.pk} {then}")


def _ask_page(request: HttpRequest, *, typed: str = "", error: str = "", is_away: bool = False, is_old: bool = False) -> HttpResponse:
    """Draw the door. An address that says somebody was signed out (`?away=`) says so for as long as they stand there."""
    away = request.POST.get("away", "") or request.GET.get("away", "")
    to = _carried_on(request)
    has_ended = bool(opened(away, of=AWAY) or opened(to, of=selectors.ON_AGAIN)) or has_grown_old(away, of=AWAY)
    shown = {
        "typed": typed,
        "error": error,
        "errors": [{"href": "#email", "text": error}] if error else [],
        "away": away,
        "to": to if selectors.leads_on_to(to) else "",
        "is_away": is_away or has_ended,
        "is_old": is_old or "old" in request.GET,
        "carried": carried_words(request),
        "token": request.POST.get("token", ""),
    }
    return render(request, "consent/public/door.html", shown)


def _carried_on(request: HttpRequest) -> str:
    return request.POST.get("to", "") or request.GET.get("to", "")


def _on_to(request: HttpRequest) -> str:
    """Return which page another floor asked to be led on to, as a code carries it along; empty for none."""
    path = selectors.leads_on_to(_carried_on(request))
    return f"{ON} {path}" if path else ""


def too_many_tries(minutes: int) -> str:
    """Return when to try again, for the very page that was sent: what was typed stays in its boxes."""
    said = ngettext(
        "There were too many tries in a row. Try again in %(n)s minute.",
        "There were too many tries in a row. Try again in %(n)s minutes.",
        minutes,
    )
    return said % {"n": minutes}


def _wait(response: HttpResponse, minutes: int) -> HttpResponse:
    response.status_code, response["Retry-After"] = 429, str(minutes * 60)
    return response


def to_code(door_id: str, *, of: str = ASKED, **more: str) -> HttpResponse:
    """Lead on to the page for the code. `of` says how they came: by the door or by the public form."""
    return redirect(f"{reverse('door_code')}?{urlencode({'s': sealed(door_id, of=of), **more})}")


def carried_words(request: HttpRequest) -> dict[str, str]:
    """Return what somebody was writing when their visit ended, as each page of the door carries it along."""
    if not request.POST.get("kind"):
        return {}
    return {name: normalise(request.POST[name]) for name in CARRIED if name in request.POST}


def signed_out(request: HttpRequest, where: str, purpose: str, partner: int | None) -> HttpResponse:
    """Lead who pressed a choice after their visit ended to the door, which says so; the code leads back to that choice."""
    key = f"{purpose[:LONGEST_KEY]}-{partner}" if partner else purpose[:LONGEST_KEY]
    return redirect(f"{reverse('my_choices')}?{urlencode({'away': sealed(f'{where} {key}', of=AWAY)})}")


def signed_out_with_words(request: HttpRequest) -> HttpResponse:
    """Show the door to who sent words after their visit ended: the page carries them along, and the code brings them back."""
    return _ask_page(request, is_away=True)


def _way_on(then: str, *, is_new: bool) -> str:
    """Return where a code leads: to the choice that somebody was about, else to all of them, and who is new to one at a time."""
    where, _sep, key = then.partition(" ")
    if where == ON:
        return key
    if where == ONE:
        return f"{reverse('one_by_one')}?{urlencode({'of': key})}"
    return reverse("one_by_one") if is_new else reverse("my_choices") + (f"#{quote(key)}" if where == MINE else "")


def _door_of(then: str) -> str:
    """Return where new numbers are asked for, without losing where the code was to lead."""
    where, _sep, path = then.partition(" ")
    return selectors.way_in(path) if where == ON else reverse("my_choices")


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the six numbers, and open. Wrong, too old, used, tried too often and never sent are one answer."""
    carried = request.POST.get("s", "") or request.GET.get("s", "")
    begun = opened(carried, of=BEGUN)
    door_id, _sep, then = (begun or opened(carried, of=ASKED)).partition(" ")
    if not door_id:
        return _ask_anew(request, carried)
    if request.method != "POST":
        return _code_page(request, carried, wrong=opened(request.GET.get("wrong", ""), of=WRONG))
    typed = normalise(request.POST.get("code", ""))[:LONGEST]
    if not rules.is_code(typed):
        return _again(request, carried, f"typed {typed}")
    if not (tried := limits.try_open_the_door(request)):
        return _wait(_code_page(request, carried, typed=typed, error=too_many_tries(tried.minutes)), tried.minutes)
    token = services.open_door(door_id=door_id, typed=typed)
    if token is None:
        return _again(request, carried, "no")
    on = reverse("ask_about_data") if carried_words(request) else _way_on(then, is_new=bool(begun))
    if begun and selectors.was_known(door_id):
        on += "?known"
    response = redirect(on, preserve_request=bool(carried_words(request)))
    response.set_cookie(selectors.cookie_name(), token, httponly=True, secure=settings.HTTPS, samesite="Lax")
    return response


def _ask_anew(request: HttpRequest, carried: str) -> HttpResponse:
    """Say to who stayed longer than an address opens that they begin again, and where; one that was made up leads to the door."""
    if carried_words(request):
        return _ask_page(request, is_old=True)
    began = has_grown_old(carried, of=BEGUN)
    is_old = began or has_grown_old(carried, of=ASKED)
    return redirect(reverse("begin" if began else "my_choices") + ("?old" if is_old else ""))


def _again(request: HttpRequest, carried: str, wrong: str) -> HttpResponse:
    """Lead back to the page for the code with what was wrong, by an address: Back asks nobody to send a form again."""
    if carried_words(request):
        return _code_page(request, carried, wrong=wrong)
    return redirect(f"{reverse('door_code')}?{urlencode({'s': carried, 'wrong': sealed(wrong, of=WRONG)})}")


def _code_page(request: HttpRequest, carried: str, *, wrong: str = "", typed: str = "", error: str = "") -> HttpResponse:
    """Draw the page for the code. `wrong` is "no" for numbers that did not open, else "typed" and what is no code at all."""
    if wrong == "no":
        error = _("These numbers do not open. Look at the newest e-mail once more. After ten minutes or five tries, ask for new ones.")
    elif wrong:
        error, typed = _("Type the six numbers from our e-mail."), wrong.partition(" ")[2]
    shown = {
        "carried": carried,
        "words": carried_words(request),
        "token": request.POST.get("token", ""),
        "typed": typed,
        "error": error,
        "errors": [{"href": "#code", "text": error}] if error else [],
        "has_begun": bool(opened(carried, of=BEGUN)),
        "door": _door_of(opened(carried, of=ASKED).partition(" ")[2]),
    }
    return render(request, "consent/public/door_code.html", shown)


@require_POST
@family_form
def leave(request: HttpRequest) -> HttpResponse:
    """End the visit; the browser drops what it kept of these pages.

    `?now` is the red button: it leads straight out of here, by a page and without Clear-Site-Data, as in a survey (feedback.views.start).
    """
    services.leave(token=request.COOKIES.get(selectors.cookie_name(), ""))
    if "now" not in request.GET:
        return nothing_stays(redirect("wagtail_serve", ""))
    response = render(request, "left.html")
    response.delete_cookie(selectors.cookie_name())
    return response


def nothing_stays(response: HttpResponse) -> HttpResponse:
    """Let the browser drop what it kept of the pages behind the door."""
    response.delete_cookie(selectors.cookie_name())
    response["Clear-Site-Data"] = NOTHING_STAYS
    return response
