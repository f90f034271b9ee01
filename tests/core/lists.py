"""What the tests of imports share: files as they come from outside."""

import io
import json
import zipfile
from typing import Any

from openpyxl import Workbook

from core.imports.feeds import read_feed
from core.imports.letters import Letters
from core.imports.records import Broken, Record
from core.imports.tables import Table, read_table


def pieces(body: bytes, size: int = 7) -> list[bytes]:
    """Return a file in small pieces, so that everything is cut somewhere."""
    return [body[at : at + size] for at in range(0, len(body), size)]


def feed(body: str | bytes, size: int = 7) -> list[Record | Broken]:
    """Return what is read from a feed."""
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return list(read_feed(Letters(pieces(raw, size))))


def table(body: str | bytes, encoding: str = "utf-8") -> Table:
    """Return what is read from a table."""
    return read_table(io.BytesIO(body if isinstance(body, bytes) else body.encode(encoding)))


def workbook(*rows: list[Any]) -> bytes:
    """Return an Excel workbook with these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(book: bytes, name: str, change: Any) -> bytes:
    """Return a workbook in which one part was changed by hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            body = old.read(part)
            new.writestr(part.filename, change(body) if part.filename == name else body)
    return out.getvalue()


def as_feed(*services: dict[str, Any]) -> bytes:
    """Return a directory's envelope around these services."""
    return json.dumps({"total_items": len(services), "contents": services}).encode()
