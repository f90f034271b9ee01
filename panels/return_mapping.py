"""What the quarterly return asks, read from the files in `panels/returns/`: data, because codes and words change (domain reference 3.8).

A file holds from a day on. What was signed names the version it was filled in with, so an old return reads as it was asked.
"""

import tomllib
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FILES = Path(__file__).parent / "returns"
ONE, MANY, NUMBER, YES_NO, PARTS, WORDS = "one", "many", "number", "yes_no", "parts", "words"
YES, NO = "yes", "no"
YES_OR_NO = ((YES, "Yes"), (NO, "No"))


@dataclass(frozen=True)
class Option:
    """One answer that may be given, or one number of a breakdown. `counts` and `methods` say what of ours ticks it, `takes` which slips."""

    key: str
    label: str
    counts: str = ""
    methods: tuple[str, ...] = ()
    together: bool = False
    takes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asks:
    """One question: its code, what it asks, how it is answered (`kind`), who counts it (selectors.quarter_counts), and its trap."""

    code: str
    asks: str
    kind: str
    how: str
    trap: str
    counted_by: str = ""
    of: str = ""
    guidance_code: str = ""
    optional: bool = False
    needed_after: str = ""
    options: tuple[Option, ...] = ()

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What may be chosen, in the words of the form."""
        return list(YES_OR_NO) if self.kind == YES_NO else [(one.key, one.label) for one in self.options]


@dataclass(frozen=True)
class Mapping:
    """One version of the form. `members` is the code that no breakdown may be more than."""

    version: str
    holds_from: date
    members: str
    questions: tuple[Asks, ...]

    def question(self, code: str) -> Asks | None:
        """Return the question with a code; None where this version asks none."""
        return next((one for one in self.questions if one.code == code), None)


def read(path: Path) -> Mapping:
    """Return the version that a file holds. Raises TypeError where it says what no question has, and KeyError where a word is missing."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    questions = tuple(_question(one) for one in found["question"])
    return Mapping(found["version"], found["holds_from"], found["members"], questions)


def _question(found: MappingOf[str, Any]) -> Asks:
    return Asks(**{**found, "options": tuple(_option(one) for one in found.get("options", ()))})


def _option(found: MappingOf[str, Any]) -> Option:
    facts: dict[str, Any] = {key: tuple(said) if isinstance(said, list) else said for key, said in found.items()}
    return Option(**facts)


@cache
def versions(folder: Path = FILES) -> tuple[Mapping, ...]:
    """Return every version, the oldest first."""
    return tuple(sorted((read(path) for path in folder.glob("*.toml")), key=lambda one: one.holds_from))


def version_on(day: date, folder: Path = FILES) -> Mapping | None:
    """Return the version that held on a day; None before the first."""
    return next((one for one in reversed(versions(folder)) if one.holds_from <= day), None)


def version_called(name: str, folder: Path = FILES) -> Mapping | None:
    """Return the version of this name: what a return was filled in with."""
    return next((one for one in versions(folder) if one.version == name), None)
