"""What every page behind a member's link has in common: looking shows, sending keeps, and a link that is over says so (decision 0061)."""

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from core import limits
from core.text import normalise
from core.views.errors import too_many
from panels.models.reply_link import OpensByLink

L = TypeVar("L", bound=OpensByLink)


def gone(request: HttpRequest) -> HttpResponse:
    """Say kindly that a link opens nothing any more, and whom to ring."""
    return render(request, "panels/public/link_is_gone.html", status=410)


def by_link(
    request: HttpRequest,
    token: str,
    *,
    opened: Callable[..., L | None],
    page: Callable[[L, ValidationError | None], HttpResponse],
    keep: Callable[[L], None],
    only_reads: Callable[[L], bool] = lambda row: False,
    kept_at: str = "said",
) -> HttpResponse:
    """Show the page that a token opens, or keep what was sent from it and lead to where the page says so (`kept_at`).

    `keep` raises PermissionDenied where the link ended in the moment between, and ValidationError with what the page then says.
    """
    row = opened(token, now=timezone.now())
    if row is None:
        return gone(request)
    if request.method != "POST" or only_reads(row):
        return page(row, None)
    if not (tried := limits.try_answer_by_link(request, token=token)):
        return too_many(request, minutes=tried.minutes, typed=normalise(request.POST.get("line", "")))
    try:
        keep(row)
    except PermissionDenied:
        return gone(request)
    except ValidationError as error:
        return page(row, error)
    return redirect(f"{request.path}#{kept_at}")
