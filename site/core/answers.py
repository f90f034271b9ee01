"""What an answer to a named question is made of (core/questions.py): ids, days and words, never a model of who answers."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

ANSWERED_A_SURVEY = "answered a survey"  # the way by which one family's answer moves a number (Reached.how)


@dataclass(frozen=True)
class Missing:
    """One thing that is still to do before a gate opens: in words for staff, and where it is done; no address when that is elsewhere."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Evidence:
    """Something that families said, or that was done with it, and that a decision can rest on.

    `items` are the items of Lundy's checklist that it speaks to. It is kept and printed for committees, so it holds nothing that the public
    may not read: a number of people in it comes from core.small_numbers, at the public's line. `kind` is its heading on a page of many.
    """

    text: str
    source: str
    heard_until_on: date
    href: str = ""
    items: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True)
class Reached:
    """How many of a group of families were heard at a hub, by one way. A count of people: shown only through core.small_numbers.

    `group` is the key of a group that the council looks for, `how` the way in words that begin small: "came to a session". What is only
    a draft (`is_draft`), and people who spoke for their work (`are_practitioners`), may be answered and never count as families heard.
    """

    engagement_id: int
    group: str
    hub_id: int
    number_of_people: int
    how: str
    is_draft: bool = False
    are_practitioners: bool = False


@dataclass(frozen=True)
class AskedOf:
    """That families of a group could say at a hub that they are of it. What the council did: it tells of nobody who answered."""

    engagement_id: int
    group: str
    hub_id: int


@dataclass(frozen=True)
class FamiliesSaid:
    """What families said to one question about how they were listened to, at one point of the work: as it may be shown to anybody.

    `leaning` is "yes", "mixed" or "no", and empty where too few answered, or the question leans nowhere; `words` say it. `how_many` is a
    band. Nobody can work out one answer from any of it. `element` is one of participation.choices.Element; `degree` is what most families
    chose where they were asked how it was done.
    """

    point: str
    element: str
    question: str
    words: str
    leaning: str = ""
    how_many: str = ""
    degree: str = ""


@dataclass(frozen=True)
class ForFamilies:
    """One line of what families can do about an engagement, or of what came of it.

    `kind` is "ask" (they can answer it now, until `on`), "answer" (a published answer, of that day, `outcome` in words) or "line" (why
    something goes no further). `text` is in the council's words.
    """

    kind: str
    text: str
    href: str
    on: date | None = None
    outcome: str = ""


@dataclass(frozen=True)
class Foot:
    """What stands below a letter to somebody of a family, in their language: `words` about the link, and `act`, what it is for.

    `link` opens a page that stops what the letter rests on; only who has the letter has it.
    """

    language: str
    words: str
    act: str
    link: str


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
class HeldRecord:
    """One record that the council holds and a search found: for a request under the Freedom of Information Act.

    `kind` is one of consent/choices/information.py, `key` the record's id as text. `text` is all of its words, its title first. `on` is the
    record's day; of what a family said, the Monday of its week, and never a moment. `published_href` is where anybody can read it already.
    `has_family_words` is also true of what was taken down, since a family may be known by it. `hub_id` is None
    for what is of several hubs or of the whole council. Counts of people stand in none.
    """

    kind: str
    key: str
    title: str
    text: str
    on: date | None = None
    published_href: str = ""
    has_family_words: bool = False
    hub_id: int | None = None


@dataclass(frozen=True)
class HeldRecords:
    """What one app holds that fits a search; how many more fitted, and how many it could not open to look, there being so many."""

    records: tuple[HeldRecord, ...] = ()
    number_left_off: int = 0
    number_not_read: int = 0


@dataclass(frozen=True)
class Erased:
    """What came of an erasing. `said` is what stopped with it and what is out and cannot be called back, in words for who is forgotten."""

    number_of_records: int
    kept: tuple[Kept, ...] = ()
    said: tuple[str, ...] = ()


class HeldBack(Exception):
    """Nothing of this may be erased now: the data protection officer holds it back. Whoever is asked to erase raises it."""


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
class OldRecords:
    """Some records of one hub that are past their time: how many, and from when to when, as a page says it. Never whose."""

    where: str
    number: int
    first: str
    last: str


@dataclass(frozen=True)
class Coded:
    """What a code leads to: `names` are records, as the trail names them; `codes` are what else the same are called in its facts."""

    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()


class LawsClock(IntEnum):
    """Whether the law counts the days, or even the hours, until something is done. What has such a clock is never out of sight."""

    NONE = 0
    DAYS_LEFT = 1
    HOURS_LEFT = 2


@dataclass(frozen=True)
class Attention:
    """One thing that waits for a member of staff: what, where one tap does it, why it is theirs, since when it waits.

    `why` is one short sentence, such as "You hold Family hub manager at Elm."; `due_on` is a day that somebody was promised, or by which
    the law wants it. `clock` says so where the law's time is nearly over (a few days, or hours), or over.
    """

    text: str
    href: str
    why: str = ""
    since_on: date | None = None
    due_on: date | None = None
    is_late: bool = False
    clock: LawsClock = LawsClock.NONE


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
