"""Pages for when something goes wrong: what happened, what is safe, what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext

from core import brand
from core.whole_forms import HalfAForm


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that the page could not be read; to staff whose form came in half, where their words are and how to send it again."""
    return render(request, "wagtailadmin/400.html" if isinstance(exception, HalfAForm) else "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this page is not for this person."""
    return render(request, "403.html", status=403)


def forbidden_from_elsewhere(request: HttpRequest, *, typed: str = "") -> HttpResponse:
    """Say that a family's form seemed to come from another website, and give back what was typed."""
    return render(request, "403.html", {"from_elsewhere": True, "typed": typed}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was open too long, that nothing is lost, and how to send it again."""
    return render(request, "403.html", {"form_expired": True, "retry_text": gettext("Open the page afresh")}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, and where to look."""
    return render(request, "404.html", status=404)


def too_many(request: HttpRequest, *, minutes: int | None = None, typed: str = "") -> HttpResponse:
    """Say that a limit was reached, that it may have been a neighbour on the same wifi, and when to try again; give back what was typed."""
    response = render(request, "429.html", {"minutes": minutes, "typed": typed}, status=429)
    if minutes:
        response["Retry-After"] = str(minutes * 60)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it was our fault and how to go on; asks neither the database nor the request for anything."""
    look = brand.remembered()
    return HttpResponse(render_to_string("500.html", {"brand": look.brand, "css": look.address}), status=500)
