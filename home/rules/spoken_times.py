"""Opening times as people type them: "Mon-Fri 9-17; Sat 10-13", "Tuesdays 9.30am to noon"."""

import re
from datetime import time

from home.rules.day_names import SOME_DAYS as _DAY
from home.rules.day_names import weekdays_of

_TO = r"\s*(?:-|–|—|to|until|till)\s*"
_AND = r"\s*(?:,|and|&|/|\+)\s*"
_TIME = r"(?:[0-2]?\d(?:[:.][0-5]\d)?\s*(?:am|pm)?|noon|midday)"
_DAYS = rf"(?:{_DAY})(?:(?:{_TO}|{_AND})(?:{_DAY}))*"
_HOURS = rf"{_TIME}{_TO}{_TIME}"
_STRETCH = re.compile(rf"({_DAYS})\s*[:,]?\s*({_HOURS}(?:{_AND}{_HOURS})*|closed)", re.IGNORECASE)
_SHUT = re.compile(rf"\bclosed\s+(?:on\s+)?(?:all\s+)?(?:{_DAYS})", re.IGNORECASE)
_FROM_TO_DAY = re.compile(rf"({_DAY})(?:({_TO})({_DAY}))?", re.IGNORECASE)
_FROM_TO = re.compile(rf"({_TIME}){_TO}({_TIME})", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s;,.|]+|\band\b", re.IGNORECASE)

Stretches = list[tuple[int, time, time]]


def read_opening_times(text: str) -> tuple[Stretches, str]:
    """Return (weekday, opens, closes) for each stretch of a week, and the words that could not be understood.

    Small numbers are read as people mean them: "9-5" closes in the afternoon, and so does "1-4" open.
    """
    text = _SHUT.sub(" ", text)
    stretches: Stretches = []
    left = []
    at = 0
    for match in _STRETCH.finditer(text):
        left.append(text[at : match.start()])
        at = match.end()
        hours = [_hours(opens, closes) for opens, closes in _FROM_TO.findall(match[2])]
        if None in hours:
            left.append(match[0])
            continue
        stretches += [(day, *one) for day in _days(match[1]) for one in hours if one]
    left.append(text[at:])
    unread = "; ".join(words for part in left if (words := _SEPARATORS.sub(" ", part).strip()))
    return sorted(set(stretches)), unread


def _days(text: str) -> list[int]:
    found: list[int] = []
    for first, to, last in _FROM_TO_DAY.findall(text):
        if to:
            begin, end = weekdays_of(first)[0], weekdays_of(last)[-1]
            found += [day % 7 for day in range(begin, end + 1 if end >= begin else end + 8)]
        else:
            found += weekdays_of(first)
    return sorted(set(found))


def _hours(opens: str, closes: str) -> tuple[time, time] | None:
    """Return two times of a day as they are meant; None when they cannot be."""
    (first, first_half), (last, last_half) = _minutes(opens), _minutes(closes)
    if not first_half and not last_half and first < 7 * 60 and not opens.strip().startswith("0"):
        first += 12 * 60
    if not first_half and last_half == "pm" and first + 12 * 60 < last and first < 7 * 60:
        first += 12 * 60
    if not last_half and last <= first and last < 12 * 60:
        last += 12 * 60
    if first >= last or last >= 24 * 60:
        return None
    return time(first // 60, first % 60), time(last // 60, last % 60)


def _minutes(text: str) -> tuple[int, str]:
    """Return the minutes since midnight, and "am" or "pm" where it was said."""
    plain = text.strip().lower()
    if plain in {"noon", "midday"}:
        return 12 * 60, "pm"
    half = plain[-2:] if plain.endswith(("am", "pm")) else ""
    hour, _, minute = plain.removesuffix(half).strip().replace(".", ":").partition(":")
    hours = int(hour) % 12 + (12 if half == "pm" else 0) if half and int(hour) <= 12 else int(hour)
    return hours * 60 + int(minute or 0), half
