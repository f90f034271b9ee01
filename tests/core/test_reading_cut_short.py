"""Records without an end, and quotation marks that nobody closed: said by number, passed by, and never read again and again."""

import pytest

from core.imports import feeds, tables
from core.imports.feeds import ENDS_EARLY, NOT_READ, STOPPED
from core.imports.records import Broken, Record, Unreadable
from core.imports.tables import UNCLOSED
from tests.core.lists import feed, table

# A whole file without an end, in each of the ways in which the reader finds its next beginning.
WITHOUT_END = ['{"id": 1\n', "{\n", '{"a": {\n', "\n{}[", '{"contents": [\n', '{"contents": []\n', '[{"id": 1}\n{"id"\n', '{"id": "\n']


def looked_at(body: str) -> int:
    """Return at how many letters the reader looked, those that it saw more than once counted each time."""
    reader = feeds._Reader(iter(body[at : at + 4096] for at in range(0, len(body), 4096)))
    for _ in reader.values():
        pass
    return reader.looked_at


@pytest.mark.parametrize("line", WITHOUT_END)
def test_the_work_grows_with_the_file_and_no_faster(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST_IN_VAIN", 100_000)
    monkeypatch.setattr(feeds, "LONGEST", 20_000)
    for lines in (500, 5_000, 50_000):
        body = line * lines
        assert looked_at(body) <= 2 * len(body) + 100_000 + 2 * 20_000 + 4 * 4096


@pytest.mark.parametrize("line", ['{"id": 1\n', "{\n", '{"contents": []\n'])
def test_after_a_hundred_records_without_an_end_the_rest_is_not_read(line: str) -> None:
    found = feed(line * 5_000, size=4096)

    assert found[-1] == Broken(len(found), STOPPED)
    assert len(found) <= feeds.MOST_CUT_SHORT + 1


def test_what_stands_before_and_between_records_without_an_end_is_read() -> None:
    body = '{"id": 1}\n' + '{"id": 2, "name": [\n{"id": 3}\n' * 50 + '{"id": 4}\n'
    found = feed(body, size=4096)

    assert [one.values["id"] for one in found if isinstance(one, Record)] == [1, *[3] * 50, 4]
    assert [one.words for one in found if isinstance(one, Broken)] == [NOT_READ] * 50


def test_envelopes_one_after_the_other_are_no_work_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "LONGEST", 1_000)
    monkeypatch.setattr(feeds, "MOST_IN_VAIN", 2_000)
    page = '{"contents": [' + ", ".join(f'{{"id": {number}, "name": "Play"}}' for number in range(50)) + "]}\n"

    assert sum(isinstance(one, Record) for one in feed(page * 200, size=512)) == 10_000


@pytest.mark.parametrize("end", ["\n", ",\n"])
def test_a_quotation_mark_that_is_missing_twice_takes_no_record_between_with_it(end: str) -> None:
    lines = [f'{{"id": {number}, "name": "Play"}}' for number in range(1, 7)]
    lines[1] = lines[1].replace('Play"', "Play")
    lines[4] = lines[4].replace('Play"', "Play")
    body = end.join(lines) if end == "\n" else f"[\n{end.join(lines)}\n]"

    assert [one.values["id"] for one in feed(body) if isinstance(one, Record)] == [1, 3, 4, 6]
    assert {one.words for one in feed(body) if isinstance(one, Broken)} <= {NOT_READ, ENDS_EARLY}
    assert [one.number for one in feed(body) if isinstance(one, Broken)] == [2, 5]


# --- Tables ---------------------------------------------------------------------------------------------------------------


def test_a_cell_without_its_closing_mark_is_named_by_its_row_and_takes_no_other_with_it() -> None:
    read = table('Name,What it is\nElm,"Songs, and tea\nOak,"Toys"\nAsh,"Two\nlines"\nYew,x\n')

    assert [(row.number, row.cells) for row in read.rows] == [(3, ("Oak", "Toys")), (4, ("Ash", "Two\nlines")), (5, ("Yew", "x"))]
    assert read.broken == (Broken(2, UNCLOSED),)


def test_a_cell_that_is_open_to_the_end_of_the_file_takes_no_row_with_it() -> None:
    read = table('Name,What it is\nElm,"Songs\nOak,Toys\nAsh,Tea\n')
    assert [row.cells[0] for row in read.rows] == ["Oak", "Ash"]
    assert read.broken == (Broken(2, UNCLOSED),)


@pytest.mark.parametrize("cell", ['5" pipe', '"Tea" and cake', '"Tea'])
def test_a_mark_within_one_line_is_read_as_before(cell: str) -> None:
    read = table(f"Name,What it is\nElm,{cell}\n")
    assert (len(read.rows), read.broken) == (1, ())
    assert "ea" in read.rows[0].cells[1] or "pipe" in read.rows[0].cells[1]


def test_headings_that_nobody_closed_and_marks_without_end_are_refused_in_words() -> None:
    with pytest.raises(Unreadable, match="row 1 has a quotation mark"):
        table('Name,"What\nElm,x\nOak,y\n')
    with pytest.raises(Unreadable, match=f"More than {tables.MOST_UNCLOSED} rows"):
        table("Name,What\n" + 'Elm,"x\nOak,"y" z\n' * (tables.MOST_UNCLOSED + 1))


def test_a_broken_row_alone_is_a_list_with_nothing_in_it() -> None:
    read = table('Name,What\nElm,"x\n\n')
    assert len(read.rows) + len(read.broken) == 1


@pytest.mark.parametrize("line", ["sep=||", "sep=", 'sep="', "sep=ab", "SEP=\u00a6"])
def test_a_sign_between_cells_that_we_do_not_know_is_refused_in_words(line: str) -> None:
    with pytest.raises(Unreadable, match=r"parted by “.*”, which we do not know"):
        table(f"{line}\r\nName,What\r\nElm,x\r\n")


def test_a_sign_between_cells_that_we_know_may_be_told() -> None:
    assert table("sep=|\nName|What\nElm|x\n").headings == ("Name", "What")


def test_a_record_at_the_beginning_of_a_piece_is_found_behind_one_without_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "LONGEST", 50)
    open_within = '{"id": 1, "open": {' + '"a": 1, ' * 9
    for begins in ("", "[\n"):
        body = f'{begins}{open_within}\n{{"id": 2}}\n'
        for size in range(1, 40):
            assert [one.values["id"] for one in feed(body, size=size) if isinstance(one, Record)] == [2]
