"""Blacking out, in text alone: [[double brackets]] stand around what goes, and what goes is taken out, never covered.

A bar is always equally long, so that nobody measures a name. What seems to be of somebody is only pointed at: a person decides.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from phonenumbers import Leniency, PhoneNumberMatcher

from consent.choices.information import FACTS_OF
from core.contact import REGION
from core.text import folded

OPENS, CLOSES = "[[", "]]"
BAR = "█████"
FEWEST_LETTERS = 2  # of a removed word that must not stand elsewhere: a single letter stands everywhere
_MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_EDGES = re.compile(r"\[\[|\]\]")
# The last letter before the @ is where a search begins, so that no text takes minutes; the whole of it is taken back from there.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `why` says what it may be of somebody, and is empty where nothing seems to be."""

    text: str
    why: str = ""


def as_copied(text: str) -> str:
    """Return a record's text as a copy to be marked: brackets that stand in it already are set apart, so that none is taken for a mark."""
    return re.sub(r"\](?=\])", "] ", re.sub(r"\[(?=\[)", "[ ", text))


def without_marks(words: str) -> str:
    """Return a copy without its marks."""
    return _EDGES.sub("", words)


def is_the_same_text(words: str, before: str) -> bool:
    """Return whether two copies differ in marks alone. How lines end, and blanks at the end, do not count: browsers change them."""
    return without_marks(words).split() == without_marks(before).split()


def broken_marks(words: str) -> list[str]:
    """Return what is wrong with the marks: each opens once, closes once, and holds something."""
    depth = 0
    for edge in _EDGES.findall(words):
        depth += 1 if edge == OPENS else -1
        if depth not in {0, 1}:
            return ["The marks do not fit: each [[ needs one ]] after it, and none stands inside another."]
    if depth:
        return ["A [[ has no ]] after it. Close it, or everything behind it would be in doubt."]
    return ["One pair of marks holds nothing. Take it out."] if any(not held.strip() for held in _MARKED.findall(words)) else []


def removed_from(words: str) -> list[str]:
    """Return what is blacked out of a copy, piece by piece."""
    return [held.strip() for held in _MARKED.findall(words)]


def redacted(words: str, exemption: str) -> str:
    """Return what goes out of a copy: a bar and the section where something was. Raises ValueError for marks that do not fit."""
    if broken_marks(words):
        raise ValueError("Marks that do not fit: nothing goes out.")
    if OPENS not in words:
        return words
    said = f"{BAR} [removed: {FACTS_OF[exemption].in_short}, section {exemption}]"
    return _MARKED.sub(lambda _: said, words)


def standing_in(pieces: Iterable[str], text: str) -> list[str]:
    """Return which of some removed pieces still stand in a text, as whole words, whatever the capitals and accents."""
    compared = f" {_as_words(text)} "
    return [piece for piece in dict.fromkeys(pieces) if len(words := _as_words(piece)) >= FEWEST_LETTERS and f" {words} " in compared]


def still_standing(words: str) -> list[str]:
    """Return why a copy cannot go out: what is blacked out at one place is legible at another."""
    left = standing_in(removed_from(words), _MARKED.sub(" ", words))
    return [f"“{piece}” is marked once and still stands elsewhere. Mark it there too." for piece in left]


def _as_words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", folded(text)))


def pieces_of(text: str, names: Collection[str]) -> list[Piece]:
    """Return a text in pieces, those pointed at that may be of somebody. `names` are those of people known there; never said which."""
    found: list[Piece] = []
    at = 0
    for begin, end, why in _joined(sorted(_hints(text, names))):
        found += [Piece(text[at:begin])] if begin > at else []
        found.append(Piece(text[begin:end], why))
        at = end
    return [*found, Piece(text[at:])] if at < len(text) else found


def with_marks(words: str, names: Collection[str]) -> str:
    """Return a copy with marks around everything that is pointed at, for a person to check. Marks that stand there stay."""
    found, at = [], 0
    for mark in _MARKED.finditer(words):
        found += [_marked(words[at : mark.start()], names), mark.group()]
        at = mark.end()
    return "".join([*found, _marked(words[at:], names)])


def _marked(text: str, names: Collection[str]) -> str:
    return "".join(f"{OPENS}{piece.text}{CLOSES}" if piece.why else piece.text for piece in pieces_of(text, names))


def _joined(hints: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return hints that do not overlap: those that do are one."""
    found: list[tuple[int, int, str]] = []
    for begin, end, why in hints:
        if found and begin < found[-1][1]:
            first, last, its_why = found[-1]
            found[-1] = (first, max(last, end), its_why)
        else:
            found.append((begin, end, why))
    return found


def _hints(text: str, names: Collection[str]) -> Iterator[tuple[int, int, str]]:
    yield from ((match.start(), match.end(), "an e-mail address") for match in _EMAIL.finditer(text))
    yield from ((match.start, match.end, "a phone number") for match in PhoneNumberMatcher(text, REGION, leniency=Leniency.POSSIBLE))
    yield from ((match.start(), match.end(), "a postcode") for match in _POSTCODE.finditer(text))
    yield from _names_in(text, names)


def _names_in(text: str, names: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Yield what may be a name: words of a name known there, and words with a capital beside each other (those that overlap are joined)."""
    known = {part for name in names for part in _as_words(name).split() if len(part) > FEWEST_LETTERS}
    before: re.Match[str] | None = None
    for word in _WORD.finditer(text):
        if known.intersection(_as_words(word.group()).split()):
            yield word.start(), word.end(), "perhaps a name"
        if before and before.group()[0].isupper() and word.group()[0].isupper() and text[before.end() : word.start()] == " ":
            yield before.start(), word.end(), "perhaps a name"
        before = word
