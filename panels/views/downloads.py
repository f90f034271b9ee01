"""A file that leaves as a download: never shown inside our pages, and kept by no browser and no proxy."""

from django.http import HttpResponse


def as_download(content: bytes, kind: str, *, name: str) -> HttpResponse:
    """Return a file of a kind (its MIME type) under a name of our own making, which holds no word that somebody typed."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    return response
