"""The quarterly return as it is read: what was counted, what a person filled in, what must be mended; and what was sent, as it was sent."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from accounts.models import User
from core.imports.report import as_table
from core.querysets import may, reach
from core.questions import Attention
from panels import return_mapping
from panels.models import Panel, QuarterReturn, ReturnEntry
from panels.return_mapping import PARTS, WORDS, Asks, Mapping
from panels.rules import quarter_return as rules
from panels.selectors.quarter_counts import Facts, Found, Quarter, Source, count

VIEW, EDIT, SIGN = "quarter_return.view", "quarter_return.edit", "quarter_return.sign"
MOST_QUARTERS = 12
WHY = "You see to the quarterly return."
COLUMNS = ("Code", "Question", "Part", "Answer", "Earshot counted", "Filled in by hand", "How it is counted")


@dataclass(frozen=True)
class Line:
    """One question with its answer. What a person filled in (`entry`) stands in place of what was `found`, and the page says so."""

    asks: Asks
    found: Found
    entry: ReturnEntry | None
    wrong: tuple[str, ...] = ()

    @property
    def is_by_hand(self) -> bool:
        """Whether a person filled it in."""
        return self.entry is not None and self.entry.value is not None

    @property
    def value(self) -> Any:
        """What is sent."""
        return self.entry.value if self.entry is not None and self.is_by_hand else self.found.value

    @property
    def words(self) -> str:
        """What is sent, in words."""
        return rules.said(self.asks, self.value)

    @property
    def counted_words(self) -> str:
        """What Earshot counted, in words."""
        return rules.said(self.asks, self.found.value)

    @property
    def differs(self) -> bool:
        """Whether what a person filled in stands in place of another figure."""
        return self.is_by_hand and self.found.value is not None and self.found.value != self.value

    @property
    def parts(self) -> list[tuple[str, int]]:
        """The numbers of a breakdown."""
        return rules.parts_of(self.asks, self.value)

    @property
    def total(self) -> int:
        """What a breakdown adds up to."""
        return sum(number for _, number in self.parts)


def quarters(today: date) -> list[Quarter]:
    """Return the quarters of which a form is known, this one first."""
    found, day = list[Quarter](), today
    while len(found) < MOST_QUARTERS and return_mapping.version_on(Quarter.of(day).first):
        found.append(Quarter.of(day))
        day = found[-1].first - timedelta(days=1)
    return found


def quarter_called(key: str, today: date) -> Quarter | None:
    """Return the quarter that an address names; None for no quarter, one to come, or one whose form is not known."""
    try:
        quarter = Quarter.of(date.fromisoformat(f"{key}-01"))
    except ValueError:
        return None
    is_known = quarter.key == key and quarter.first <= today and return_mapping.version_on(quarter.first)
    return quarter if is_known else None


def mapping_of(quarter: Quarter, row: QuarterReturn | None) -> Mapping:
    """Return the form that a version was filled in with. Raises LookupError where its file is gone."""
    found = return_mapping.version_called(row.mapping) if row else return_mapping.version_on(quarter.first)
    if found is None:
        raise LookupError(f"No file in panels/returns/ is the form of {quarter.key}.")
    return found


def lines(quarter: Quarter, row: QuarterReturn | None, *, today: date) -> list[Line]:
    """Return every question with its answer: of a signed version as it was sent, else counted now."""
    mapping, entries = mapping_of(quarter, row), entries_of(row)
    if row is not None and row.signed_on:
        return [Line(one, _as_sent(row.figures.get(one.code, {})), entries.get(one.code)) for one in mapping.questions]
    facts = Facts(quarter, today=today)
    found = [Line(one, count(one, facts), entries.get(one.code)) for one in mapping.questions]
    wrong = rules.what_is_wrong(mapping, {one.asks.code: one.value for one in found})
    return [Line(one.asks, one.found, one.entry, tuple(wrong.get(one.asks.code, ()))) for one in found]


def entries_of(row: QuarterReturn | None) -> dict[str, ReturnEntry]:
    """Return the newest of what people filled in, by code."""
    if row is None:
        return {}
    return {one.code: one for one in row.entries.select_related("entered_by").order_by("pk")}


def _as_sent(figure: dict[str, Any]) -> Found:
    sources = tuple(Source(*one) for one in figure.get("sources", ()))
    return Found(figure.get("prefilled"), sources, tuple(figure.get("remarks", ())))


def as_kept(one: Line) -> dict[str, Any]:
    """Return what a signed version keeps of a line: what was sent and counted, the form's words and the way to the source."""
    sources = [[source.words, source.href, source.right] for source in one.found.sources]
    return {"value": one.value, "prefilled": one.found.value, "sources": sources, "remarks": list(one.found.remarks)}


def as_read_by(user: User, found: list[Line]) -> list[Line]:
    """Return the lines that somebody reads: breakdowns and comments, which tell of one or two people, only who fills the return in."""
    return found if reach(user, EDIT) is None else [one for one in found if one.asks.kind not in {PARTS, WORDS}]


def digest(found: Iterable[Line]) -> str:
    """Return a mark of what stands there, so that nobody signs other figures than they read."""
    said = [[one.asks.code, one.value, one.is_by_hand] for one in found]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def open_links(user: User, sources: Iterable[Source]) -> list[tuple[str, str]]:
    """Return (words, address) of sources; no address where this reader may not open it."""
    return [(one.words, one.href if not one.right or may(user, one.right) else "") for one in sources]


def as_csv(found: Iterable[Line], quarter: Quarter, row: QuarterReturn | None) -> Iterator[str]:
    """Return the return as a table for a spreadsheet, a row for each answer and each part of a breakdown; marked with what it is."""
    signed = f"signed off on {row.signed_on:%-d %B %Y}" if row and row.signed_on else "not signed off"
    mark = f"{quarter.words}, {signed}. Figures for the department alone, down to one person: pass them on to nobody else."
    return as_table(COLUMNS, [*(cells for one in found for cells in _rows(one)), [mark]])


def _rows(one: Line) -> list[list[Any]]:
    asks, counted = one.asks, dict(rules.parts_of(one.asks, one.found.value))
    hand = one.entry.why if one.entry and one.is_by_hand else ""
    if one.parts:
        return [[asks.code, asks.asks, label, number, counted.get(label, ""), hand, asks.how] for label, number in one.parts]
    answer, prefilled = (said if said != rules.NOT_SAID else "" for said in (one.words, one.counted_words))
    return [[asks.code, asks.asks, "", answer, prefilled, hand, asks.how]]


def what_waits(user: User, today: date) -> list[Attention]:
    """Return the last quarter while it is not signed off, to who fills it in for the whole council: two queries, and none for others."""
    if reach(user, EDIT) is not None:
        return []
    quarter = next((one for one in quarters(today) if one.last < today), None)
    if quarter is None or QuarterReturn.objects.filter(begins_on=quarter.first, signed_on__isnull=False).exists():
        return []
    if not Panel.objects.exists():
        return []
    address = reverse("quarter_return:one", args=[quarter.key])
    return [Attention(f"Sign off the quarterly return, {quarter.words}", address, why=WHY, since_on=quarter.last + timedelta(days=1))]
