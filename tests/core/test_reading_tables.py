"""Spreadsheets: every way of writing them is read, everything unsafe is refused in words."""

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.imports import tables
from core.imports.mapping import guess, records, why_not_choose
from core.imports.records import Column, Unreadable
from core.imports.tables import NO_ROWS, NO_TABLE, OLD_EXCEL, TOO_HEAVY, TOO_MANY_COLUMNS, TOO_MANY_ROWS, TOO_STYLED, read_table
from tests.core.lists import table, with_part, workbook

COLUMNS = (
    Column("name", "Name", "Elm", ("hub name",), is_needed=True),
    Column("phone", "Phone", "01632 960001", ("telephone",)),
    Column("postcode", "Postcode", "EL1 2MH", ("post code",)),
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_csv_is_read_however_it_was_saved(encoding: str, sign: str) -> None:
    text = sign.join(["Name", "Cost"]) + "\r\n" + sign.join(['"Café, the; old one"', "£2"]) + "\r\n"
    read = table(text, encoding)
    assert (read.headings, read.rows[0].cells) == (("Name", "Cost"), ("Café, the; old one", "£2"))
    assert read.is_old == (encoding == "cp1252")


def test_rows_keep_the_numbers_that_the_spreadsheet_shows() -> None:
    assert [row.number for row in table("Name\n\nElm\n\n\nOak\n").rows] == [3, 6]
    assert [row.number for row in table("sep=;\nName;Phone\nElm;1\n").rows] == [3]


def test_excel_is_read_as_somebody_would_type_it() -> None:
    book = workbook(
        ["Name", "Number", "Day", "Moment", "Time", "Yes"], ["Elm", 5.0, date(2026, 1, 2), datetime(2026, 1, 2, 9), time(9, 30), True]
    )
    assert table(book).rows[0].cells == ("Elm", "5", "2026-01-02", "2026-01-02 09:00", "09:30", "yes")


def test_a_formula_is_never_run_but_read_as_it_was_last_shown() -> None:
    book = workbook(["Name", "Phone"], ["Elm", '=HYPERLINK("https://evil.example")'])
    assert table(book).rows[0].cells[0] == "Elm"
    assert "HYPERLINK" not in str(table(book))  # never saved by a spreadsheet, so it was never shown
    shown = with_part(
        book, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<v></v>", b"<v>01632</v>").replace(b"<v />", b"<v>01632</v>")
    )
    assert "HYPERLINK" not in str(table(shown))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (tables.MOST_UNPACKED + 1))
    assert len(out.getvalue()) < 200_000
    with pytest.raises(Unreadable, match="larger than 5 MB"):
        table(out.getvalue())


@pytest.mark.parametrize(
    ("part", "before", "filler", "number", "words"),
    [
        ("xl/styles.xml", b"</cellXfs>", b"<xf/>", 2_000_000, TOO_STYLED),
        ("xl/workbook.xml", b"</workbook>", b"<definedName/>", 500_000, TOO_STYLED),
        ("[Content_Types].xml", b"</Types>", b"<Default/>", 500_000, TOO_STYLED),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b"<c/>", 8_000_000, TOO_MANY_ROWS),
    ],
)
def test_a_small_file_that_would_take_minutes_is_refused_in_a_second(
    part: str, before: bytes, filler: bytes, number: int, words: str
) -> None:
    book = with_part(workbook(["Name"], ["Elm"]), part, lambda xml: xml.replace(before, filler * number + before))
    assert len(book) < 200_000

    began = process_time()
    with pytest.raises(Unreadable) as refused:
        table(book)

    assert str(refused.value) == words
    assert process_time() - began < 2, "without the limits it takes between eight seconds and minutes"


def test_it_is_refused_under_any_name_for_a_workbook_may_keep_its_words_anywhere() -> None:
    out = io.BytesIO(workbook(["Name"], ["Elm"]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/strings.dat", b"<si/>" * 500_000)

    with pytest.raises(Unreadable) as refused:
        table(out.getvalue())

    assert str(refused.value) == TOO_MANY_ROWS


def test_a_full_table_of_the_largest_size_is_read() -> None:
    full = workbook(*([f"Cell {row} {column}" for column in range(60)] for row in range(1_000)))
    assert len(table(full).rows) == 999


@pytest.mark.parametrize("letters", ["utf-8", "utf-16"])
def test_an_xml_that_names_entities_is_refused_before_anybody_opens_it(letters: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    monkeypatch.setattr(tables, "load_workbook", lambda *args, **kwargs: opened.append(args))
    bomb = f'<?xml version="1.0" encoding="{letters}"?><!DOCTYPE a [<!ENTITY b "bbbb">]>'
    book = with_part(workbook(["Name"], ["Elm"]), "xl/workbook.xml", lambda xml: (bomb + xml.decode()).encode(letters))

    with pytest.raises(Unreadable, match="could not open"):
        table(book)

    assert not opened, "openpyxl refuses it too, but only where defusedxml is installed"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", OLD_EXCEL),
        (b"PK\x03\x04 not really", NO_TABLE),
        (b"Name,Phone\n", NO_ROWS),
        (b"", NO_TABLE),
        (b"\x89PNG\r\n\x1a\n\x00\x00 IHDR" + b"x" * 200, NO_TABLE),
        (("Name\n" + "Elm\n" * 5_001).encode(), TOO_MANY_ROWS),
        ((",".join(["Name"] * 61) + "\n" + ",".join(["Elm"] * 61)).encode(), TOO_MANY_COLUMNS),
    ],
)
def test_what_will_not_do_is_refused_in_words(body: bytes, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        table(body)
    assert str(refused.value) == words


def test_a_cell_without_end_is_refused_by_its_row() -> None:
    with pytest.raises(Unreadable, match="row 2 is longer"):
        table("Name\n" + "x" * 5_001)
    with pytest.raises(Unreadable):
        table('Name\n"' + "x" * 300_000)


def test_too_heavy_is_said_by_number() -> None:
    assert "5 MB" in TOO_HEAVY


@settings(deadline=None)  # a busy machine is no fault
@given(st.binary(max_size=200))
@example(b"PK\x05\x06" + b"\x00" * 18)
@example(b'"')
@example(b"\xff\xfe\x00")
def test_no_bytes_break_the_reader(body: bytes) -> None:
    with suppress(Unreadable):
        read_table(io.BytesIO(body))


@settings(deadline=None)  # a busy machine is no fault
@given(st.binary(min_size=1, max_size=40), st.integers(0, 4000))
def test_no_spoiled_workbook_breaks_the_reader(spoiled: bytes, at: int) -> None:
    book = BOOK[:at] + spoiled + BOOK[at + len(spoiled) :]
    with suppress(Unreadable):
        read_table(io.BytesIO(book))


BOOK = workbook(["Name", "Phone"], ["Elm", "01632 960001"], ["Oak", 3])


# --- Which column is which ------------------------------------------------------------------------------------------------


def test_columns_are_guessed_by_names_that_are_like_ours() -> None:
    assert guess(COLUMNS, ["Telephone", "HUB  NAME", "Post-code", "Notes"]) == {"phone": 0, "name": 1, "postcode": 2}
    assert guess(COLUMNS, ["Postcodes", "name"]) == {"postcode": 0, "name": 1}
    assert guess(COLUMNS, ["", "Colour"]) == {}


def test_a_column_is_needed_and_used_once() -> None:
    assert why_not_choose(COLUMNS, {"phone": 0}) == ["Say which of your columns is “Name”."]
    assert why_not_choose(COLUMNS, {"name": 0, "phone": 0}) == ["One of your columns is chosen twice. Choose each only once."]
    assert why_not_choose(COLUMNS, {"name": 0}) == []


def test_rows_come_by_the_names_of_our_columns() -> None:
    read = table("Hub,Tel\nElm,1\nOak")
    assert [(one.number, one.values) for one in records(read, {"name": 0, "phone": 1})] == [
        (2, {"name": "Elm", "phone": "1"}),
        (3, {"name": "Oak", "phone": ""}),
    ]
