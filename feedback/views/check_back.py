"""What happened to my answer? The code is typed and posted; it stands in no address, no log and no cookie (security row 47).

What came of it has an address (`?s=`), in which the code is sealed and which opens for a quarter of an hour: Back from an answer, or from
the question whether to delete, asks nobody to send a form again. Only a code that was found is ever sealed.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clocks, codes, limits
from core.family_forms import family_form
from core.sealed_words import opened, sealed
from core.views.errors import too_many
from feedback.selectors.check_back import own_answer, what_happened

LONGEST = 60
CODE = "feedback.own_answer"


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def check_back(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and show what came of the answer it belongs to. Never the words themselves.

    A slip of the finger is answered from the check digit alone and counts as no try. Not found and no longer there look the same.
    """
    if request.method != "POST":
        return _by_address(request) if request.GET else _page(request)
    code = code_or_page(request)
    if isinstance(code, HttpResponse):
        return code
    return to_sealed("check_back", code) if own_answer(codes.code_hash(code)) else not_found(request)


def _by_address(request: HttpRequest) -> HttpResponse:
    """Show what came of the answer whose code is sealed in the address. A code that stands there openly goes no further."""
    code = sealed_code(request)
    found = what_happened(codes.code_hash(code), today=clocks.today()) if code else None
    return _page(request, found=found, code=code) if found else redirect("check_back")


def to_sealed(name: str, code: str, *, of: str = CODE) -> HttpResponse:
    """Lead on to a page about an answer that was found, by an address in which nobody can read its code."""
    return redirect(f"{reverse(name)}?{urlencode({'s': sealed(code, of=of)})}")


def sealed_code(request: HttpRequest, *, of: str = CODE) -> str:
    """Return the code of such an address; empty when it is too old, or not ours."""
    return opened(request.GET.get("s", ""), of=of)


def code_or_page(request: HttpRequest, *, typed_words: str = "") -> str | HttpResponse:
    """Return the posted code when it may be looked up now, else the page that says why not, with the words that were typed beside it."""
    typed = request.POST.get("code", "")[:LONGEST]
    if not codes.is_well_formed(typed):
        return _page(request, typed=typed, error=_wrong(typed), typed_words=typed_words)
    if not (tried := limits.try_code(request)):
        return too_many(request, minutes=tried.minutes, typed=typed_words)
    return codes.tidy(typed)


def not_found(request: HttpRequest, *, typed_words: str = "") -> HttpResponse:
    """Count a guess, and say that no answer has this code: the same for one that was deleted and one that never was."""
    limits.code_failed(request)
    return _page(request, not_found=True, typed_words=typed_words)


def _wrong(typed: str) -> str:
    """Return, in words, why what was typed is no code of ours: whoever copied it has to see where to look."""
    digits = codes.tidy(typed)
    if not digits:
        return _("Type the 16 numbers of your code.")
    if not (digits.isascii() and digits.isdigit()):
        return _("Your code has 16 numbers and nothing else. Please take out what is not a number.")
    if len(digits) != codes.DIGITS:
        said = _("Your code has 16 numbers, in four groups of four. You typed {number}. Please look at it once more.")
        return said.format(number=len(digits))
    return _("Check your code. One of its 16 numbers does not fit, or two have changed places.")


def _page(request: HttpRequest, *, error: str = "", **context: object) -> HttpResponse:
    errors = [{"href": "#code", "text": error}] if error else []
    return render(request, "feedback/public/check_back.html", {"errors": errors, "error": error, **context})
