"""How a panel works, what it did in a year, and its flyer: for everybody to read and print."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from core import clocks
from core.qr import picture
from panels.models import Panel
from panels.selectors import annual_report as reports
from panels.selectors import minutes as minutes_selectors
from panels.selectors import public as selectors
from panels.selectors import since_last_time as since
from panels.selectors import terms


def panel_or_404(slug: str) -> Panel:
    """Return the panel of an address, once everybody may read of it."""
    panel = selectors.panel_for_families(slug)
    if panel is None:
        raise Http404
    return panel


@require_safe
def how_it_works(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the words that the panel adopted. While it adopted none, the page is not here (404)."""
    panel = panel_or_404(slug)
    holds = terms.in_force(panel)
    if holds is None:
        raise Http404
    trail = [{"href": selectors.address_of(panel), "text": panel.title}]
    shown = {"panel": panel, "holds": holds, "said": terms.said_in(holds.words), "trail": trail}
    return render(request, "panels/public/how_it_works.html", shown)


@require_safe
def flyer(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a sheet to print: what the panel is, what members get, when it meets, and a code that opens its page."""
    panel = panel_or_404(slug)
    if panel.ended_on is not None:
        raise Http404
    address = settings.BASE_URL.rstrip("/") + selectors.address_of(panel)
    shown = {
        "public": selectors.as_families_read(panel, now=timezone.now()),
        "qr": picture(address),
        "shown_address": address.split("://", 1)[1].rstrip("/"),
        "page": selectors.address_of(panel),
    }
    return render(request, "panels/public/flyer.html", shown)


@require_safe
def minutes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the minutes of one meeting. Until they are out, and of a panel of under-18s, they are not here (404)."""
    panel = panel_or_404(slug)
    meeting = minutes_selectors.out_of(panel).filter(pk=pk).first()
    if meeting is None:
        raise Http404
    trail = [{"href": selectors.address_of(panel), "text": panel.title}]
    shown = {"panel": panel, "said": minutes_selectors.public_minutes(meeting, meeting.minutes), "trail": trail}
    return render(request, "panels/public/minutes.html", shown)


@require_safe
def since_last_time(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what came of the last meetings, made by itself. While the minutes of none are out, the page is not here (404)."""
    panel = panel_or_404(slug)
    said = since.for_families(panel, today=clocks.today())
    if said is None:
        raise Http404
    trail = [{"href": selectors.address_of(panel), "text": panel.title}]
    return render(request, "panels/public/since_last_time.html", {"panel": panel, "said": said, "trail": trail})


@require_safe
def annual_report(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Show what a panel did in a year, as it was published. While it is not, the page is not here (404)."""
    panel = panel_or_404(slug)
    found = next((one for one in reports.published_of(panel) if one.begins_on.year == year), None)
    if found is None:
        raise Http404
    trail = [{"href": selectors.address_of(panel), "text": panel.title}]
    shown = {"panel": panel, "report": found, "said": reports.said_in(found.words), "shown": reports.as_shown(panel, found.figures)}
    return render(request, "panels/public/year.html", shown | {"trail": trail})
