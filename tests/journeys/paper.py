"""Reads a tagged PDF as far as a test needs: how many pages it has, and on which of them each part of the document stands.

Chromium writes for every element of the page an object that names its kind, its children, and the sheets its words are drawn on. So no
reader of PDFs is needed to know whether something was cut by the end of a page.
"""

import re
from collections.abc import Iterator

_OBJECT = re.compile(rb"\n(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_KIND = re.compile(rb"/S /(\w+)")
_CHILDREN = re.compile(rb"/K (\[.*?\]|<<.*?>>|\d+ 0 R|\d+)", re.DOTALL)
_SHEET = re.compile(rb"/Pg (\d+) 0 R")
_TO = re.compile(rb"(?<!/Pg )\b(\d+) 0 R")


class Paper:
    """A printed document."""

    def __init__(self, pdf: bytes) -> None:
        self.objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
        top = next(number for number, body in self.objects.items() if b"/Type /Pages" in body and b"/Parent" not in body)
        self.sheets = list(self._sheets_in(top))

    def _sheets_in(self, number: int) -> Iterator[int]:
        """Yield the sheets of a bundle of pages in their order; a bundle may hold bundles."""
        body = self.objects[number]
        if b"/Type /Pages" not in body:
            yield number
            return
        for kid in re.findall(rb"(\d+) 0 R", body.partition(b"/Kids")[2].partition(b"]")[0]):
            yield from self._sheets_in(int(kid))

    def pages_of(self, kind: str) -> list[list[int]]:
        """Return for every element of a kind ("Art" is an article) the numbers of the pages it stands on, in the order of the document."""
        found = [number for number, body in self.objects.items() if b"/StructElem" in body and _kind(body) == kind.encode()]
        return sorted(sorted(set(self._sheets_below(number))) for number in found)

    def _sheets_below(self, number: int) -> Iterator[int]:
        body = self.objects[number]
        yield from (self.sheets.index(int(sheet)) + 1 for sheet in _SHEET.findall(body))
        children = _CHILDREN.search(body)
        for child in _TO.findall(children[1]) if children else ():
            if b"/StructElem" in self.objects.get(int(child), b""):
                yield from self._sheets_below(int(child))


def _kind(body: bytes) -> bytes:
    found = _KIND.search(body)
    return found[1] if found else b""
