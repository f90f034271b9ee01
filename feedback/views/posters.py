"""An answer on paper, for the wall of a hub."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clocks
from core.qr import picture
from feedback.selectors import you_said as selectors
from feedback.views.you_said import published_or_404, taken_down


@require_safe
def you_said_poster(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one answer as a sheet to print, with a code that opens its page."""
    row = published_or_404(reference)
    if row.taken_down_on is not None:
        return taken_down(request, row)
    found = selectors.replies([row], today=clocks.today())
    if not found:
        raise Http404
    address = settings.BASE_URL + reverse("you_said", args=[row.reference])
    context = {"reply": found[0], "qr": picture(address), "shown_address": address.split("://", 1)[1]}
    return render(request, "feedback/public/you_said_poster.html", context)
