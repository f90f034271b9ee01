"""JSON feeds read a record at a time, in memory that does not grow with the file. Nothing in a file makes this fail but `Unreadable`.

A file may be one record, a list, an envelope around a list (`contents`, `content`), or one record a line. A record's end is found by its
brackets before it is decoded: a record that is broken, too deep or too long is passed by, and the rest goes on.
"""

import json
import math
import re
from collections.abc import Generator, Iterable, Iterator
from typing import Any

from core.imports.brackets import Scan
from core.imports.records import Broken, Record, Unreadable

ENVELOPES = ("contents", "content", "services", "service_at_locations", "data", "items", "results", "records")
LONGEST = 1_000_000  # letters of one record
DEEPEST = 60
MOST_RECORDS = 50_000
MOST_CUT_SHORT = 100  # records without an end
MOST_IN_VAIN = 10_000_000  # letters looked at more than twice: some seconds of one core
LONGEST_NUMBER = 30  # digits; what has more is no number anybody meant
NOT_A_NUMBER = math.nan  # stands for every number that cannot be: NaN, Infinity, one of 400 digits

NO_JSON = "This is not a JSON file. Ask whoever runs the directory for its Open Referral records as JSON."
NOT_READ = "This record is no JSON that can be read: a comma, a bracket or a quotation mark is missing or too many."
TOO_DEEP = f"This record has brackets within brackets, more than {DEEPEST} deep, so it was passed by."
TOO_LONG = f"This record is longer than {LONGEST:,} letters, so it was passed by. A description that long is no description."
ENDS_EARLY = "The file ends in the middle of a record: it was cut short. What stood before it was read."
STOPPED = "Reading stops here: too many records before this have no end. Ask the directory for a whole file, and bring that in."
TOO_MANY = f"There are more than {MOST_RECORDS:,} records in this file. Split it and bring in the parts one after the other."
_BLANK = re.compile(r"[\s\x00\ufeff,]*")
_SCALAR_ENDS = re.compile(r"[\s,\]}]")
LONGEST_KEY = 300
_KEY = re.compile(r'"([^"\\]{1,200})"\s*:')
_OPENS = '{["'


class _CutShort(Exception):
    """The file ended inside a value."""


def read_feed(letters: Iterable[str]) -> Iterator[Record | Broken]:
    """Yield each record of a feed, numbered from 1. Raises Unreadable for what is no JSON at all, and for too many records."""
    number = 0
    for number, found in enumerate(_Reader(letters).values(), start=1):
        if number > MOST_RECORDS:
            raise Unreadable(TOO_MANY)
        if isinstance(found, str):
            yield Broken(number, found)
        elif isinstance(found, dict):
            yield Record(number, found)
        else:
            yield Broken(number, "This is no record: a record begins with { and has names and values.")
    if not number:
        raise Unreadable("There is no record in this file.")


class _Reader:
    """Holds the piece of the file that is being read, and where in it. A text that it yields says why a record could not be read."""

    def __init__(self, letters: Iterable[str]) -> None:
        self.letters, self.has_ended = iter(letters), False
        self.held, self.at, self.let_go = "", 0, 0  # the piece, the place in it, and how many letters stood before it
        self.looked_at = self.cut_short = 0  # letters, those seen twice counted twice; and records without an end

    def values(self) -> Iterator[Any]:
        """Yield the records of the whole file. Looking for an end that is not there is given up before it takes long."""
        seen = False
        while start := self._next():
            if self._has_looked_enough():
                yield STOPPED
                return
            if start not in "{[":
                if not seen:
                    raise Unreadable(NO_JSON)
                yield f"From here on the file is no JSON: it goes on with {self.held[self.at : self.at + 20]!r}. The rest was not read."
                return
            seen = True
            yield from self._list() if start == "[" else self._object()

    def _has_looked_enough(self) -> bool:
        """Return whether to give up: so many records have no end that looking for it would take longer than the file is worth."""
        return self.cut_short >= MOST_CUT_SHORT or self.looked_at > 2 * (self.let_go + self.at) + MOST_IN_VAIN

    def _more(self) -> bool:
        """Read on, letting go of what was taken; return whether there was more."""
        while not self.has_ended:
            piece = next(self.letters, None)
            if piece is None:
                self.has_ended = True
            elif piece:
                self.let_go += self.at
                self.held, self.at = self.held[self.at :] + piece, 0
                return True
        return False

    def _next(self) -> str:
        """Return the next letter that means something, without taking it; nothing at the end."""
        while True:
            match = _BLANK.match(self.held, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.held):
                return self.held[self.at]
            if not self._more():
                return ""

    def _list(self) -> Iterator[Any]:
        """Yield what stands in a list, to its closing bracket."""
        self.at += 1
        while (start := self._next()) and not self._has_looked_enough():
            if start == "]":
                self.at += 1
                return
            try:
                yield self._value(start, is_record=True)
            except _CutShort:
                self.cut_short += 1
                if self._pass():
                    yield NOT_READ
        if not start:
            yield ENDS_EARLY

    def _object(self) -> Iterator[Any]:
        """Yield an object that is a record, or the records of the envelope that it is."""
        try:
            length, deepest = self._length()
        except _CutShort:
            length, deepest = None, 0
            self.cut_short += 1
        text = self.held[self.at : self.at + length if length else None]
        found = _decoded(text, deepest) if length else None
        if isinstance(found, dict):
            self.at += length or 0
            lists = [found[name] for name in ENVELOPES if isinstance(found.get(name), list)]
            yield from lists[0] if lists and "name" not in found else [found]
            return
        begins_at = self.let_go + self.at
        has_list = yield from self._envelope()
        if not has_list:
            yield found or NOT_READ
            own = _until_the_next(text) if length is None or found == NOT_READ else len(text)
            if length is None and own == len(text):
                self._go_to(begins_at, text, own - 1)  # its last letter may be the line break before the next record
                if self.held[max(0, self.at - 1) : self.at + 1] != "\n{":
                    self._pass()
            else:
                self._go_to(begins_at, text, own)

    def _envelope(self) -> Generator[Any, None, bool]:
        """Walk through the names of an object to its list of records, and yield them; return whether there was one."""
        self.at += 1
        try:
            while (key := self._key()) is not None:
                start = self._next()
                if start == "[" and key in ENVELOPES:
                    yield from self._list()
                    self._close()
                    return True
                self._value(start)
        except _CutShort:
            pass
        return False

    def _key(self) -> str | None:
        """Take the name that comes next, with its colon; None when there is none."""
        if self._next() != '"':
            return None
        while len(self.held) - self.at < LONGEST_KEY and self._more():
            pass
        match = _KEY.match(self.held, self.at)
        self.at = match.end() if match else self.at
        return match[1] if match else None

    def _close(self) -> None:
        """Pass by what stands behind the list of an envelope, to its closing bracket."""
        try:
            while (start := self._next()) and start != "}" and not self._has_looked_enough():
                if self._key() is None:
                    self._value(start)
        except _CutShort:
            return
        self.at += start == "}"

    def _go_to(self, begins_at: int, text: str, length: int) -> None:
        """Go to the end of a record that cannot be read and begins with `text`: back, where looking for a list in it has led beyond."""
        ends_at, now_at = begins_at + length, self.let_go + self.at
        if ends_at <= now_at <= begins_at + len(text):
            self.held, self.at, self.let_go = text[ends_at - begins_at : now_at - begins_at] + self.held[self.at :], 0, ends_at
            return
        while self.let_go + len(self.held) < ends_at and self._more():
            pass
        self.at = max(self.at, min(ends_at - self.let_go, len(self.held)))

    def _pass(self) -> bool:
        """Pass by what has no end, to a line that begins a record; return whether there is one."""
        while (found := self.held.find("\n{", self.at)) < 0:
            self.at = max(self.at, len(self.held) - 1)
            if not self._more():
                self.at = len(self.held)
                return False
        self.at = found + 1
        return True

    def _value(self, start: str, *, is_record: bool = False) -> Any:
        """Take the value that begins here, and return it decoded, or in words why it could not be. Raises _CutShort at the end."""
        if start not in _OPENS:
            return self._scalar()
        length, deepest = self._length()
        if length is None:
            return self._pass_by()
        text = self.held[self.at : self.at + length]
        found = None if start == '"' else _decoded(text, deepest)
        self.at += _until_the_next(text) if is_record and found == NOT_READ else length
        return found

    def _scalar(self) -> None:
        """Take a number or a word."""
        while not (match := _SCALAR_ENDS.search(self.held, self.at)):
            self.at = len(self.held)
            if not self._more():
                raise _CutShort
        self.at = max(match.start(), self.at + 1)

    def _length(self) -> tuple[int | None, int]:
        """Return how long the value that begins here is, None when too long, and how deep. Raises _CutShort at the end of the file."""
        scan, length = Scan(), None
        try:
            while (end := scan.end(self.held, self.at)) is None:
                if scan.passed > LONGEST:
                    return None, scan.deepest
                if not self._more():
                    raise _CutShort
            length = end - self.at
        finally:
            self.looked_at += length or scan.passed
        return length, scan.deepest

    def _pass_by(self) -> str:
        """Take a value without keeping it, and say that it was too long."""
        scan = Scan()
        while (end := scan.end(self.held, self.at)) is None:
            if (found := self.held.find("\n{", self.at)) >= 0:  # it is not long, it is open: another record begins here
                self.at = found + 1
                return TOO_LONG
            last = int(self.held.endswith("\n"))  # the next piece may begin with what follows a line break
            self.at, scan.passed = self.at + scan.passed - last, last
            if not self._more():
                raise _CutShort
        self.at = end
        return TOO_LONG


def _until_the_next(text: str) -> int:
    """Return how much of a record that cannot be read is itself: a quotation mark that is missing took in what begins on a line below."""
    return text.find("\n{") + 1 or len(text)


def _decoded(text: str, deepest: int) -> Any:
    """Return what a text says, or why it cannot be read."""
    if deepest > DEEPEST:
        return TOO_DEEP
    try:
        return json.loads(text, parse_int=_number, parse_float=_number, parse_constant=_number, strict=False)
    except (ValueError, RecursionError):
        return NOT_READ


def _number(written: str) -> Any:
    """Return a number that can be one."""
    if len(written) > LONGEST_NUMBER:
        return NOT_A_NUMBER
    number = float(written)
    if not math.isfinite(number):
        return NOT_A_NUMBER
    return number if set(written) & set(".eE") else int(written)
