"""Tables from outside: Excel, CSV, or cells pasted from a spreadsheet, as rows of plain text.

Nothing in a file is run. A cell with a formula is read as the value that the spreadsheet showed when it was last saved. Every limit is
refused in words, before anything large is unpacked.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain
from typing import IO, Any

from openpyxl import load_workbook

from core.imports.letters import Letters
from core.imports.records import Broken, Unreadable
from core.text import normalise

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 500
# What a workbook says about itself (styles, names, kinds of parts) is read whole before the first row, and slowly: 2 MB take ten seconds.
LARGEST_BESIDE_ROWS = 256 * 1024
MOST_TAGS, MOST_TEXTS = 1_300_000, 300_000  # of one part: 5,000 rows of 60 full cells have 1,200,000 and 300,000
MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST_CELL = 5_000
_MOST_LINES = 100_000  # empty ones among them

MOST_UNCLOSED = 100  # rows; each may be read to the end of the file

TOO_HEAVY = "This file is larger than 5 MB. Take out pictures and sheets that are not needed, or save it as CSV, and try again."
TOO_STYLED = "This workbook has more styles and names than we can read. Save it as CSV, or copy the cells and paste them here."
TOO_MANY_ROWS = f"There are more than {MOST_ROWS:,} rows. Split the list and bring in the parts one after the other."
TOO_MANY_COLUMNS = f"There are more than {MOST_COLUMNS} columns. Take out the ones we do not need: the template names those we do."
TOO_LONG = f"A cell in row {{row}} is longer than {LONGEST_CELL:,} letters. Shorten it and try again."
NO_TABLE = "We could not open this file. Save it as an Excel workbook (.xlsx) or as CSV and try again."
OLD_EXCEL = "This is an old Excel file (.xls). Open it, save it as an Excel workbook (.xlsx), and try again."
UNCLOSED = "A cell of this row begins with a quotation mark that is never closed, so the row is left out. Close it, or take it out."
UNCLOSED_HEADINGS = "One of the headings in row 1 has a quotation mark that is never closed. Close it, or take it out, and try again."
TOO_MANY_UNCLOSED = (
    f"More than {MOST_UNCLOSED} rows have a quotation mark that is never closed. Save the list as an Excel workbook (.xlsx) and try again."
)
ODD_SIGN = (
    "The first line says that the cells are parted by “{sign}”, which we do not know. "
    "Save the list as CSV with commas, or as an Excel workbook (.xlsx), and try again."
)
NO_ROWS = "There is no row below the headings."
_TELLS_SIGN = re.compile(r"sep=([^\r\n]*)\r?\n", re.IGNORECASE)  # Excel's own first line
_SIGNS = {",", ";", "\t", "|"}
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class Row:
    """One row with anything in it; `number` is its number in the spreadsheet. One that could not be read says so."""

    number: int
    cells: tuple[str, ...]
    is_unclosed: bool = False


@dataclass(frozen=True)
class Table:
    """A whole table. `is_old` says that its letters came as Windows-1252, which may have got some of them wrong.

    `broken` are rows that could not be read; the others are read.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    is_old: bool = False
    broken: tuple[Broken, ...] = ()


def read_table(file: IO[bytes]) -> Table:
    """Return a table, its first row being the headings. Raises Unreadable, in words for who brought it."""
    head = file.read(4)
    file.seek(0)
    if head == _OLD_EXCEL:
        raise Unreadable(OLD_EXCEL)
    letters = Letters(iter(lambda: file.read(65536), b""))
    cells: Iterable[Sequence[Any] | None] = _workbook(file) if head.startswith(b"PK") else _text("".join(letters))
    rows = list(_kept(cells))
    if not rows:
        raise Unreadable(NO_TABLE)
    if rows[0].is_unclosed:
        raise Unreadable(UNCLOSED_HEADINGS)
    if len(rows) == 1:
        raise Unreadable(NO_ROWS)
    width = max(len(row.cells) for row in rows)
    filled = [Row(row.number, row.cells + ("",) * (width - len(row.cells))) for row in rows if not row.is_unclosed]
    broken = tuple(Broken(row.number, UNCLOSED) for row in rows if row.is_unclosed)
    return Table(filled[0].cells, tuple(filled[1:]), letters.is_old, broken)


def _kept(rows: Iterable[Sequence[Any] | None]) -> Iterator[Row]:
    """Yield the rows with anything in them, as plain text within the limits. None is a row with a quotation mark that nobody closed."""
    kept = 0
    for number, row in enumerate(rows, start=1):
        if number > _MOST_LINES or kept > MOST_ROWS:
            raise Unreadable(TOO_MANY_ROWS)
        if row is None:
            kept += 1
            yield Row(number, (), is_unclosed=True)
            continue
        cells = [_cell(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise Unreadable(TOO_MANY_COLUMNS)
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise Unreadable(TOO_LONG.format(row=number))
        kept += 1
        yield Row(number, tuple(cells))


def _cell(value: Any) -> str:
    """Return a cell as somebody would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return normalise(str(value)[: LONGEST_CELL + 1]).strip()


# --- Excel ----------------------------------------------------------------------------------------------------------------


def _workbook(file: IO[bytes]) -> Iterator[Sequence[Any]]:
    """Yield the rows of the first sheet that has any. Formulas come as the values they last had."""
    _refuse_bombs(file)
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        try:
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # what a sheet says of its own size may be anything
                rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
                if (first := next(rows, None)) is not None:
                    yield from chain([first], rows)
                    return
        finally:
            book.close()
    except Unreadable:
        raise
    except Exception as broken:  # a crafted file makes openpyxl raise nearly anything
        raise Unreadable(NO_TABLE) from broken


def _refuse_bombs(file: IO[bytes]) -> None:
    """Refuse a workbook that unpacks to too much or would take long to read, or has an XML that names entities.

    Reads the list of its parts, their beginnings, and of the rows how many tags they have: a second at most.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Unreadable(TOO_HEAVY)
            if any(
                part.file_size > LARGEST_BESIDE_ROWS and part.filename.endswith((".xml", ".rels")) and not _holds_rows(part)
                for part in parts
            ):
                raise Unreadable(TOO_STYLED)
            if any(_names_entities(archive, part) for part in parts if part.filename.endswith((".xml", ".rels"))):
                raise Unreadable(NO_TABLE)
            for part in parts:  # whatever they are called: a workbook may say of any part that it holds its words
                if part.file_size > LARGEST_BESIDE_ROWS and _has_too_many_tags(archive, part):
                    raise Unreadable(TOO_MANY_ROWS)
    except Unreadable:
        raise
    except Exception as broken:  # zipfile raises nearly anything for a crafted list
        raise Unreadable(NO_TABLE) from broken
    finally:
        file.seek(0)


def _holds_rows(part: zipfile.ZipInfo) -> bool:
    """Return whether a part holds rows, or the words in them: these are read bit by bit."""
    return part.filename.startswith("xl/worksheets/sheet") or part.filename == "xl/sharedStrings.xml"


def _has_too_many_tags(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Return whether a part has more tags, or more texts, than a full table; nothing is made of them."""
    tags = texts = 0
    with archive.open(part) as opened:
        while piece := opened.read(1 << 20):
            tags, texts = tags + piece.count(b"<"), texts + piece.count(b"<si")
            if tags > MOST_TAGS or texts > MOST_TEXTS:
                return True
    return False


def _names_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    with archive.open(part) as opened:
        head = opened.read(65536)
    return b"\x00" in head[:4] or b"<!DOCTYPE" in head or b"<!ENTITY" in head


# --- CSV and pasted cells -------------------------------------------------------------------------------------------------


def _text(text: str) -> Iterator[Sequence[str] | None]:
    """Yield the rows of a text whose cells are parted by tabs, semicolons or commas; None for one that is never closed."""
    if "\x00" in text[:1000]:
        raise Unreadable(NO_TABLE)
    text = text.lstrip("\ufeff")
    told = _TELLS_SIGN.match(text)
    if told and told[1] not in _SIGNS:
        raise Unreadable(ODD_SIGN.format(sign=told[1][:20]))
    parted_by = told[1] if told else _parted_by(text)
    if told:
        yield ()  # keeps the numbers of the rows as the spreadsheet has them
    lines = list(io.StringIO(text[told.end() :] if told else text, newline=""))
    try:
        yield from _rows(lines, parted_by)
    except csv.Error as broken:
        raise Unreadable(NO_TABLE) from broken


def _rows(lines: list[str], sign: str) -> Iterator[Sequence[str] | None]:
    """Yield the rows of these lines. A row over several lines that ends nowhere, or inside a cell, is only its first line, and unclosed."""
    at = unclosed = 0
    ahead = iter(lines)
    while at < len(lines):
        reader, ends = csv.reader(ahead, delimiter=sign, strict=True), 0
        try:
            for cells in reader:
                ends = reader.line_num
                yield cells
            return
        except csv.Error:
            at, passed = at + ends, reader.line_num - ends
        if passed == 1:  # a quotation mark in the middle of a cell, or before the end of the file: it took nothing with it
            yield from csv.reader([lines[at]], delimiter=sign)
        else:
            unclosed += 1
            if unclosed > MOST_UNCLOSED:
                raise Unreadable(TOO_MANY_UNCLOSED)
            yield None
            ahead = iter(lines[at + 1 :])
        at += 1


def _parted_by(text: str) -> str:
    """Return what parts the cells of the first line: whichever of tab, semicolon and comma it has most of outside quotation marks."""
    first = re.sub(r'"[^"]*"', "", text.lstrip("\r\n")[:10_000]).split("\n", 1)[0]
    return max("\t;,", key=first.count)
