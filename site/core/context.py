"""What every template knows: the council's look and words."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from core import brand
from core.models import BrandSettings


def looks(request: HttpRequest) -> dict[str, Any]:
    """Return `demo` for the banner, `brand` (look and words) and `look` (stylesheet, logo).

    The last two are functions: a template that does not use them asks the database nothing. While somebody changes the look,
    Wagtail hangs the unsaved settings on the preview's request.
    """
    unsaved = getattr(request, BrandSettings.get_cache_attr_name(), None) if getattr(request, "is_preview", False) else None
    if isinstance(unsaved, BrandSettings):
        return {"demo": settings.DEMO, "brand": unsaved, "look": brand.look_before_saving(unsaved)}
    return {"demo": settings.DEMO, "brand": brand.current, "look": brand.look}
