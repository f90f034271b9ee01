"""The paper copy of the offer, which every parent-to-be must be given (domain reference 0.3). Made from the same entries as the page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home import selectors


@require_safe
def offer_booklet(request: HttpRequest) -> HttpResponse:
    """Show the booklet that is printed on A4."""
    page = selectors.offer_page()
    if page is None:
        raise Http404
    return render(request, "home/offer_booklet.html", {"page": page})
