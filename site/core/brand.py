"""The council's look, ready to serve: one stylesheet at one address, remembered in the process and renewed within seconds of a save."""

import gzip
import hashlib
import re
import time
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse
from wagtail.images.models import SourceImageIOError
from wagtail.models import Site

from core import colours, memory
from core.models import BrandSettings

SHEETS = ("tokens", "page", "forms", "parts", "offer", "print")
SECONDS = 10  # how long a process trusts its memory: a save elsewhere shows after this
# A speech bubble for the browser's tab, inside the page: one request less, and nothing in the tab says what the page is about.
_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40' fill='{colour}'%3E%3Cpath d='M20 4c9.4 0 16.5 6 16.5"
    " 14S29.4 32 20 32c-1.8 0-3.5-.2-5-.6L6.5 36l1.6-7.4C5.2 26 3.5 22.3 3.5 18 3.5 10 10.6 4 20 4z'/%3E%3C/svg%3E"
)


@dataclass(frozen=True)
class Picture:
    """A logo as the page needs it."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Look:
    """Everything a page asks of the brand. `css` is plain, `packed` is the same in gzip."""

    brand: BrandSettings
    css: bytes
    packed: bytes
    address: str
    logo: Picture | None
    dark_logo: Picture | None
    way_out: str
    icon: str


_memory: dict[str, tuple[float, Look]] = {}


def look() -> Look:
    """Return the look; asks the database at most once in ten seconds, and never fails a page when the database does."""
    known = _memory.get("look")
    if known and time.monotonic() - known[0] < SECONDS:
        return known[1]
    try:
        fresh = look_of(stored())
    except DatabaseError:
        return remembered()
    _memory["look"] = (time.monotonic(), fresh)
    return fresh


def remembered() -> Look:
    """Return the last known look, or the plain one of a new install: never asks the database (for the page that says we failed)."""
    known = _memory.get("look")
    return known[1] if known else look_of(BrandSettings())


def current(request: HttpRequest | None = None) -> BrandSettings:
    """Return the council's look and words."""
    return look().brand


def forget() -> None:
    """Read the settings, and all that is remembered beside them, again at the next page: after a save, and between tests."""
    _memory.clear()
    memory.forget()


def look_of(brand: BrandSettings) -> Look:
    """Make the look of these settings."""
    css = stylesheet(brand.brand_colour, brand.link_colour)
    return Look(
        brand=brand,
        css=css,
        packed=gzip.compress(css, 9, mtime=0),
        address=reverse("look", args=[hashlib.sha256(css).hexdigest()[:16]]),
        logo=_picture(brand, "logo"),
        dark_logo=_picture(brand, "dark_logo"),
        way_out=brand.exit_address,
        icon=_ICON.format(colour=quote(brand.brand_colour)),
    )


def look_before_saving(brand: BrandSettings) -> Look:
    """Make the look of settings that are not saved: no process knows them, so their stylesheet carries the colours in its address."""
    asked = urlencode({"brand": brand.brand_colour, "link": brand.link_colour})
    return replace(look_of(brand), address=f"{reverse('look_before_saving')}?{asked}")


def stylesheet(brand: str, link: str) -> bytes:
    """Return our stylesheets with the brand's colours as custom properties in front, for light and for dark."""
    light = _properties(brand, link, colours.papers(brand))
    dark = _properties(brand, colours.dark_link(link, brand=brand), colours.dark_papers(brand))
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}{sheets()}".encode()


def _properties(brand: str, link: str, papers: tuple[str, str, str]) -> str:
    paper, _, tint = papers
    edge = colours.edge_of(brand, paper)
    return f"--brand:{brand};--on-brand:{colours.words_on(brand)};--brand-edge:{edge};--brand-tint:{tint};--link:{link}"


def sheets() -> str:
    """Return our stylesheets as one text, without comments and needless space."""
    folder = Path(settings.ROOT) / "site" / "static" / "css"
    text = "".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"\s*([{};>~])\s*|(?<=[:,]) ", r"\1", re.sub(r"\s+", " ", text)).strip()


def stored() -> BrandSettings:
    """Return the council's look and words as they stand in the database now, past what this process remembers."""
    site = Site.objects.filter(is_default_site=True).first()
    return BrandSettings.for_site(site) if site else BrandSettings()


def _picture(brand: BrandSettings, field: str) -> Picture | None:
    image = getattr(brand, field, None)
    if image is None or not image.may_be_shown:
        return None
    try:
        rendition = image.get_rendition("max-320x96")
    except SourceImageIOError:  # a file that is not in the store: a page without its logo is better than no page
        return None
    return Picture(url=rendition.url, width=rendition.width, height=rendition.height)
