"""What an answer to a named question is made of (core/questions.py): ids, days and words, never a model of who answers."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Evidence:
    """Something that families said and that a decision can rest on."""

    text: str
    source: str
    heard_until_on: date
    href: str = ""


@dataclass(frozen=True)
class Reached:
    """How many of a group of families were reached. A count of people: shown only through core.small_numbers."""

    group: str
    number_of_people: int
    how: str


@dataclass(frozen=True)
class FamiliesLine:
    """One line of what families see of an engagement."""

    text: str
    href: str
    on: date | None = None


@dataclass(frozen=True)
class Held:
    """What we hold about a person under one heading, as rows of a label and a value in plain words.

    `hold_back` says why an officer must read this part before it is given: it tells of somebody else, or of a worry about a child.
    `is_still_english`: its words wait for a person to check their translation, so they are marked as English on every page.
    """

    heading: str
    rows: tuple[tuple[str, str], ...]
    hold_back: str = ""
    is_still_english: bool = False


@dataclass(frozen=True)
class Kept:
    """What could not be erased, why, and until when; None is for good."""

    what: str
    why: str
    until_on: date | None


@dataclass(frozen=True)
class Erased:
    """What came of an erasing."""

    number_of_records: int
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True)
class ReceiptLine:
    """What happened to one thing that the holder of a code said. Never the words themselves."""

    text: str
    answered: bool
    promised_on: date | None
    href: str = ""


@dataclass(frozen=True)
class RetentionKind:
    """A kind of record that is kept for a time, and how many of them are past it on the day asked."""

    name: str
    counted_from: str
    number_due: int


@dataclass(frozen=True)
class RowEnded:
    """What became of one record past its time: `why_kept` says, in words, why it could not go; empty when it was ended."""

    why_kept: str = ""


@dataclass(frozen=True)
class Attention:
    """One thing that waits for a member of staff: what, where one tap does it, why it is theirs, since when it waits.

    `why` is one short sentence, such as "You hold Family hub manager at Elm."; `due_on` is a day that somebody was promised.
    """

    text: str
    href: str
    why: str = ""
    since_on: date | None = None
    due_on: date | None = None
    is_late: bool = False


@dataclass(frozen=True)
class Hangs:
    """What hangs on a post, and so moves with it: in words that begin small, such as "2 answers to give, 1 of them late".

    `right` is what whoever holds the post needs to act on it.
    """

    post_id: int
    text: str
    right: str


@dataclass(frozen=True)
class About:
    """Something that families can ask for in another way: its title as they read it, its address, and at which hubs it is."""

    title: str
    href: str
    hub_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Section:
    """One part of something, in plain words, for large print and paper: nothing in it is HTML.

    `boxes` are answers to tick, each with where it leads in words ("Then go to question 4."); `number_of_lines` is room to write.
    """

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    boxes: tuple[tuple[str, str], ...] = ()
    number_of_lines: int = 0
    after: str = ""
