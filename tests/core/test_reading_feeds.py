"""JSON feeds: any bytes at all are read to their end, or refused in words."""

import json
import math
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.imports import feeds
from core.imports.feeds import ENDS_EARLY, NOT_READ, TOO_DEEP, TOO_LONG, read_feed
from core.imports.letters import Letters
from core.imports.records import Broken, Record, Unreadable
from tests.core.lists import feed, pieces

BITS = st.text(alphabet='{}[]",:\\ \n\x00aé1-.e\ud800', max_size=60)


def ids(found: list[Record | Broken]) -> list[object]:
    return [one.values.get("id") if isinstance(one, Record) else one.words for one in found]


@pytest.mark.parametrize(
    "body",
    [
        '[{"id": 1}, {"id": 2}]',
        '{"total_items": 2, "contents": [{"id": 1}, {"id": 2}], "empty": false}',
        '{"totalElements": 2, "first": true, "content": [{"id": 1}, {"id": 2}]}',
        '{"id": 1}\n{"id": 2}\n',
        '\ufeff[{"id": 1},\n\n{"id": 2}]',
    ],
)
def test_a_list_an_envelope_and_a_record_a_line_are_read_alike(body: str) -> None:
    assert ids(feed(body)) == [1, 2]


def test_a_single_record_is_a_feed_of_one() -> None:
    assert ids(feed('{"id": 1, "name": "Play", "phones": [{"id": 5}]}')) == [1]


def test_a_broken_record_is_named_and_the_rest_goes_on() -> None:
    assert ids(feed('{"contents": [{"id": 1}, {"id" 2}, {"id": 3,}, {"id": 4}]}')) == [1, NOT_READ, NOT_READ, 4]
    assert ids(feed('{"id": 1}\n{"id": }\n{"id": 3}')) == [1, NOT_READ, 3]


def test_a_file_that_was_cut_says_so_after_what_was_read() -> None:
    assert ids(feed('{"contents": [{"id": 1}, {"id": 2, "name": "Pl')) == [1, ENDS_EARLY]


def test_brackets_within_brackets_are_passed_by() -> None:
    deep = '{"a":' * 5000 + "1" + "}" * 5000
    assert ids(feed(f'[{{"id": 1}}, {deep}, {{"id": 3}}]', size=4096)) == [1, TOO_DEEP, 3]
    assert feed("[" * 200_000, size=4096)  # never closed, and still an answer


def test_a_record_without_end_is_passed_by_without_being_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "LONGEST", 10_000)
    huge = json.dumps({"id": 2, "description": 'x\\"}' * 10_000})
    assert ids(feed(f'{{"contents": [{{"id": 1}}, {huge}, {{"id": 3}}]}}', size=512)) == [1, TOO_LONG, 3]


def test_numbers_that_cannot_be_are_no_numbers() -> None:
    [record] = feed('{"id": 1, "a": NaN, "b": -Infinity, "c": 1e400, "d": ' + "9" * 400 + ', "e": 12, "f": 1.5}')
    assert isinstance(record, Record)
    assert all(math.isnan(record.values[name]) for name in "abcd")
    assert (record.values["e"], record.values["f"]) == (12, 1.5)


def test_too_many_records_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST_RECORDS", 3)
    with pytest.raises(Unreadable, match="Split it"):
        feed('[{"id":1},{"id":2},{"id":3},{"id":4}]')


@pytest.mark.parametrize("body", ["Name;Phone\nElm;1", "<html>", "\x89PNG\r\n", "   ", ""])
def test_what_is_no_json_is_refused_in_words(body: str) -> None:
    with pytest.raises(Unreadable, match=r"JSON|no record"):
        feed(body)


def test_letters_from_windows_are_read_and_noted() -> None:
    letters = Letters(pieces('[{"name": "Café £2"}]'.encode("cp1252"), 3))
    assert [one.values["name"] for one in read_feed(letters) if isinstance(one, Record)] == ["Café £2"]
    assert letters.is_old
    as_utf8 = Letters(pieces('[{"name": "Café £2 😀"}]'.encode(), 3))
    assert [one.values["name"] for one in read_feed(as_utf8) if isinstance(one, Record)] == ["Café £2 😀"]
    assert not as_utf8.is_old


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_way_of_writing_letters_is_read(encoding: str) -> None:
    assert [one.values for one in feed('[{"name": "Café"}]'.encode(encoding), size=5) if isinstance(one, Record)] == [{"name": "Café"}]


@settings(deadline=None)  # a busy machine is no fault
@given(st.binary(max_size=80), st.integers(1, 9))
@example(b'{"contents":[{"a":1}', 3)
@example(b'\xff\xfe{\x00"\x00', 2)
def test_no_bytes_break_the_reader(body: bytes, size: int) -> None:
    with_words(body, size)


@settings(deadline=None)  # a busy machine is no fault
@given(BITS, st.integers(1, 9))
def test_no_brackets_break_the_reader(body: str, size: int) -> None:
    with_words(body.encode("utf-8", "surrogatepass"), size)


def with_words(body: bytes, size: int) -> None:
    """Read it; only our own words may come out."""
    with suppress(Unreadable):
        for one in read_feed(Letters(pieces(body, size))):
            assert isinstance(one, Record) or one.words


@settings(deadline=None)  # a busy machine is no fault
@example([{"": 10**29}])
@given(st.lists(st.dictionaries(st.text(max_size=5), st.text() | st.integers() | st.booleans() | st.none(), max_size=4), min_size=1))
def test_what_python_writes_is_read_as_it_was(records: list[dict[str, object]]) -> None:
    found = feed(json.dumps(records), size=11)
    for one, wrote in zip(found, records, strict=True):
        assert isinstance(one, Record)
        assert {k: v for k, v in one.values.items() if not (isinstance(v, float) and math.isnan(v))} == {
            k: v for k, v in wrote.items() if not isinstance(v, int) or isinstance(v, bool) or len(str(v)) <= feeds.LONGEST_NUMBER
        }


def test_memory_does_not_grow_with_the_file() -> None:
    def body(number: int) -> Iterator[bytes]:
        yield b'{"contents": ['
        for at in range(number):
            yield json.dumps({"id": str(at), "description": "word " * 400}).encode() + (b"," if at + 1 < number else b"")
        yield b"]}"

    peaks = []
    for number in (500, 4000):
        tracemalloc.start()
        assert sum(1 for _ in read_feed(Letters(body(number)))) == number
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 1_000_000
