"""Looking for words in what is held, for those who answer `records.held`: whatever the capitals and accents, and never without end."""

from dataclasses import dataclass, field
from datetime import date

from core.answers import HeldRecord, HeldRecords
from core.text import folded

MOST_FOUND = 100  # of one app: whoever finds more looks with more words, or in less time
MOST_OPENED = 20_000  # sealed records of one app that are opened to be looked at, the newest first


def terms_of(words: str) -> list[str]:
    """Return the words to look for, each once, as they are compared."""
    return list(dict.fromkeys(folded(words).split()))


@dataclass
class Search:
    """One search in one app's records. Give every candidate to `look_at`; `answer` is what to return."""

    words: str
    since: date | None
    until: date | None
    hub_ids: frozenset[int] | None
    number_not_read: int = 0
    _found: list[HeldRecord] = field(default_factory=list)
    _left_off: int = 0

    def __post_init__(self) -> None:
        self._terms = terms_of(self.words)

    def is_in_time(self, on: date | None) -> bool:
        """Return whether a record's day lies within the search. One without a day is never out of it: nobody can say so."""
        return on is None or ((self.since is None or on >= self.since) and (self.until is None or on <= self.until))

    def is_at(self, hub_ids: "set[int] | frozenset[int]") -> bool:
        """Return whether a record of these hubs is looked for. One of no hub is the whole council's, and so everybody's."""
        return self.hub_ids is None or not hub_ids or bool(self.hub_ids & hub_ids)

    def fits(self, text: str) -> bool:
        """Return whether a text has all the words."""
        compared = folded(text)
        return bool(self._terms) and all(term in compared for term in self._terms)

    def look_at(self, record: HeldRecord, *, hub_ids: "set[int] | frozenset[int]" = frozenset()) -> None:
        """Keep a record that is of the time and of the hubs, and fits."""
        if self.is_in_time(record.on) and self.is_at(hub_ids) and self.fits(record.text):
            self.keep(record)

    def keep(self, record: HeldRecord) -> None:
        """Keep a record as long as there is room, and count it when there is none."""
        if len(self._found) < MOST_FOUND:
            self._found.append(record)
        else:
            self._left_off += 1

    def answer(self) -> HeldRecords:
        """Return what was found."""
        return HeldRecords(tuple(self._found), self._left_off, self.number_not_read)


def only_hub(hub_ids: "set[int] | frozenset[int]") -> int | None:
    """Return the one hub that a record is of; None for one of several hubs or of the whole council."""
    return next(iter(hub_ids)) if len(hub_ids) == 1 else None


def joined(*parts: object) -> str:
    """Return the parts that say something, a line each: all the words of a record."""
    return "\n".join(text for part in parts if (text := str(part or "").strip()))
