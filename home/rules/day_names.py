"""The names of days as people write them: Tue, Tues, Tuesday, Tuesdays, Tuesday's. "Monthly" is no Monday, and "friends" no Friday."""

import re

_ENDINGS = (
    "mon(?:day)?",
    "tue(?:s(?:day)?)?",
    "wed(?:s|nesday)?",
    "thu(?:r(?:s(?:day)?)?)?",
    "fri(?:day)?",
    "sat(?:urday)?",
    "sun(?:day)?",
)
_NO_LETTER_BEFORE, _NO_LETTER_BEHIND = r"(?<![^\W\d_])", r"(?![^\W\d_])"  # "Mon9-5" is a Monday, "common" is none
A_DAY = rf"{_NO_LETTER_BEFORE}(?:{'|'.join(_ENDINGS)})(?:['’]?s)?{_NO_LETTER_BEHIND}"
SOME_DAYS = rf"{A_DAY}|{_NO_LETTER_BEFORE}(?:weekdays|weekends?|every ?day|daily){_NO_LETTER_BEHIND}"
_A_DAY, _SOME_DAYS = re.compile(A_DAY, re.IGNORECASE), re.compile(SOME_DAYS, re.IGNORECASE)
_FIRST_LETTERS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_GROUPS = {"weekdays": range(5), "weekend": range(5, 7), "weekends": range(5, 7), "daily": range(7), "everyday": range(7)}


def weekdays_of(word: str) -> list[int]:
    """Return the weekdays that a word means, Monday as 0: one for a day's name, five for "weekdays"; none for any other word."""
    if not _SOME_DAYS.fullmatch(word):
        return []
    plain = word.lower().replace(" ", "")
    return list(_GROUPS[plain]) if plain in _GROUPS else [_FIRST_LETTERS.index(plain[:3])]


def weekdays_named_in(text: str) -> list[int]:
    """Return the weekdays whose names stand in a text, each once, Monday as 0."""
    return sorted({day for name in _A_DAY.findall(text) for day in weekdays_of(name)})
