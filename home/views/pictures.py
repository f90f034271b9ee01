"""Pictures of the pages, where no other server gives them out. Documents and originals are never given out from here."""

import re

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

_NAME = re.compile(r"[0-9a-f]{32}\.[\w.-]{1,120}\.(jpg|jpeg|png|webp)")
# Said here: a bare machine knows no WebP, and browsers are told to guess nothing.
_KINDS = {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
A_YEAR = 365 * 24 * 60 * 60


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send one size of a picture. Its name is made by chance and never used twice, so that browsers may keep it for good."""
    if not _NAME.fullmatch(name):
        raise Http404
    try:
        file = open(safe_join(settings.MEDIA_ROOT, "images", name), "rb")  # noqa: SIM115  # FileResponse closes it
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, content_type=_KINDS[name.rpartition(".")[2]])
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
