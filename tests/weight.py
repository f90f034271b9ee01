"""What a page costs a cold phone, reckoned without a browser: the page and whatever it asks for, packed as a council packs it."""

import gzip
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

KB = 1024
HEADS = 700  # what the head lines of one answer weigh, roughly and rather too much
_LOADED = {
    "script": "src",
    "img": "src",
    "source": "src",
    "iframe": "src",
    "embed": "src",
    "object": "data",
    "video": "src",
    "audio": "src",
}
_LINKED = {"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"}


class _Asked(HTMLParser):
    """Collects the addresses that a page makes a browser ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "link" and _LINKED & set((found.get("rel") or "").split()):
            self.addresses.append(found.get("href") or "")
        elif tag in _LOADED:
            self.addresses += [
                found.get(_LOADED[tag]) or "",
                *(one.split()[0] for one in (found.get("srcset") or "").split(",") if one.strip()),
            ]


@dataclass(frozen=True)
class Weight:
    """Bytes over the wire by address, the page's own first."""

    status: int
    parts: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Return the bytes of everything."""
        return sum(self.parts.values())

    def of(self, *endings: str) -> int:
        """Return the bytes of what ends so, such as ".js"."""
        return sum(size for address, size in self.parts.items() if address.split("?")[0].endswith(endings))

    @property
    def elsewhere(self) -> list[str]:
        """Return the addresses that are not ours (promise 16)."""
        return [address for address in self.parts if urlsplit(address).netloc]


def _static(address: str) -> int:
    found = finders.find(address.removeprefix(settings.STATIC_URL).split("?")[0])
    assert isinstance(found, str), f"{address} is not there"
    body = Path(found).read_bytes()
    return len(gzip.compress(body)) if address.endswith((".css", ".js", ".svg")) else len(body)


def _body(page: Any) -> bytes:
    return b"".join(page.streaming_content) if page.streaming else bytes(page.content)


def weigh(client: Client, address: str, *, sent: dict[str, Any] | None = None) -> Weight:
    """Open a page as a browser with nothing kept does, or send a form to it, and weigh where that leads with all that it asks for."""
    packed = {"Accept-Encoding": "gzip"}
    page = client.get(address, headers=packed) if sent is None else client.post(address, sent, headers=packed, follow=True)
    body = _body(page)
    reader = _Asked()
    reader.feed((gzip.decompress(body) if page.headers.get("Content-Encoding") == "gzip" else body).decode())
    parts = {address: len(body) + HEADS}
    for asked in dict.fromkeys(reader.addresses):
        if not asked or asked.startswith("data:"):
            continue
        if asked.startswith(settings.STATIC_URL):
            parts[asked] = _static(asked) + HEADS
        elif asked.startswith(settings.MEDIA_URL):
            parts[asked] = (Path(settings.MEDIA_ROOT) / asked.removeprefix(settings.MEDIA_URL)).stat().st_size + HEADS
        elif urlsplit(asked).netloc:
            parts[asked] = HEADS
        else:
            parts[asked] = len(_body(client.get(asked, headers={"Accept-Encoding": "gzip"}))) + HEADS
    return Weight(page.status_code, parts)
