"""The one stylesheet, at an address that changes with its content."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from core import brand, colours

A_YEAR = "public, max-age=31536000, immutable"


@require_safe
def stylesheet(request: HttpRequest, mark: str) -> HttpResponse:
    """Serve the stylesheet, packed beforehand. An old address still gets today's styles, but nobody may keep those."""
    look = brand.look()
    if mark not in look.address:
        brand.forget()
        look = brand.look()
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(look.packed if packed else look.css, content_type="text/css; charset=utf-8")
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = A_YEAR if mark in look.address else "no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@require_safe
def stylesheet_before_saving(request: HttpRequest) -> HttpResponse:
    """Serve the stylesheet in two colours of the address: what the preview shows before anything is saved."""
    chosen = [request.GET.get(name, "").lower() for name in ("brand", "link")]
    if not all(colours.is_colour(colour) for colour in chosen):
        return HttpResponse("Two colours are needed.", status=400, content_type="text/plain")
    return HttpResponse(brand.stylesheet(*chosen), content_type="text/css; charset=utf-8", headers={"Cache-Control": "no-store"})
