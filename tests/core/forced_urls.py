"""Addresses that break on purpose, each holding a canary that must not come out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as real

CANARY = "canary-7d1f"
__all__ = ["handler400", "handler403", "handler404", "handler500"]


def in_the_view(request: HttpRequest) -> HttpResponse:
    """Break with what a family typed in a variable and in the error's own words."""
    typed = request.POST.get("text", CANARY)
    raise ValueError(f"Cannot read {typed}")


def in_the_template(request: HttpRequest) -> HttpResponse:
    """Break while a page is drawn."""

    def explode() -> Any:
        typed = CANARY
        raise RuntimeError(typed)

    return HttpResponse(engines["django"].from_string("{{ explode }}").render({"explode": explode}, request))


def in_a_chain(request: HttpRequest) -> HttpResponse:
    """Break on top of another error that quotes what was typed."""
    try:
        int(CANARY)
    except ValueError as error:
        raise LookupError(CANARY) from error
    return HttpResponse()


urlpatterns = [
    path("try/view/", in_the_view, name="try_view"),
    path("try/template/", in_the_template, name="try_template"),
    path("try/chain/", in_a_chain, name="try_chain"),
    *real,
]
