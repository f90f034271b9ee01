"""What is found in a record, and what may be remarked about it."""

from dataclasses import dataclass, field
from typing import Any

from core.imports.records import Remark

# Each code of a remark, as the report lists it.
PROBLEMS: dict[str, str] = {
    "broken": "could not be read",
    "no-id": "has no id",
    "no-name": "has no name",
    "doubled": "stands twice in the list",
    "not-a-service": "is no service",
    "not-written": "was refused by the database",
    "edited": "has a draft that an editor changed",
    "deleted": "was deleted here by an editor",
    "ended": "has ended, the list says",
    "same-name": "has the name of a page that is here already",
    "no-description": "says nothing about itself",
    "cut": "was longer than fits",
    "markup": "held programs or hidden parts",
    "no-topic": "has no topic we know",
    "ages": "has ages that cannot be",
    "date": "has a date that cannot be",
    "web": "has a web address that cannot be",
    "email": "has an e-mail address that cannot be",
    "phone": "has a phone number that cannot be",
    "postcode": "has a postcode that cannot be",
    "country": "is in another country",
    "position": "is at a place that cannot be",
    "no-address": "is at a place without an address",
    "times": "has times that could not be read",
    "times-over": "has times that are over",
    "no-cost": "does not say what it costs",
    "not-said": "does not say what families ask first",
    "near-name": "names a place that is nearly one of our hubs",
    "cost-over": "has a price that no longer holds",
    "stays": "could not be taken back",
    "row": "has something in its row that we do not understand",
}


@dataclass(frozen=True)
class FoundSite:
    """A place in the list. `may_be_ours` is false for one that must stay words: without an address, or abroad."""

    source_id: str
    name: str
    street: str = ""
    town: str = ""
    postcode: str = ""
    may_be_ours: bool = False

    @property
    def in_words(self) -> str:
        """The place as a family reads it, as long as fits."""
        parts: list[str] = []
        for part in (self.name, self.street, self.town):
            if part and part not in ", ".join(parts):
                parts.append(part)
        while len(", ".join(parts)) > 120 and len(parts) > 1:
            parts.pop()
        return ", ".join(parts)[:120]


@dataclass(frozen=True)
class FoundTime:
    """Where and when in words; `weekday` when it is one day of the week."""

    when: str
    place: str = ""
    site: FoundSite | None = None
    weekday: int | None = None


@dataclass
class FoundService:
    """A service as a list says it. `fields` are those of ServicePage about which it says anything; empty `times` say nothing."""

    source_id: str
    title: str
    fields: dict[str, Any] = field(default_factory=dict)
    times: list[FoundTime] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    has_ended: bool = False

    def remark(self, code: str, words: str) -> None:
        """Note something that somebody should know; the same words once."""
        one = Remark(code, words)
        if one not in self.remarks:
            self.remarks.append(one)
