"""Reading single values out of a record that may hold anything anywhere."""

import math
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from core.text import normalise
from home.blocks import is_web_address

LONGEST_SHOWN = 40
_BARE_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
_SENTENCE_ENDS = re.compile(r"[.!?…](?=\s|$)")


def words(value: Any) -> str:
    """Return a value as one line of text; nothing for what is no text and no number."""
    if isinstance(value, bool) or not isinstance(value, str | int | float) or is_no_number(value):
        return ""
    return " ".join(normalise(str(value)).split())


def is_no_number(value: Any) -> bool:
    """Return whether a value is a number that cannot be: what the reader made of NaN, Infinity and numbers of 400 digits."""
    return isinstance(value, float) and not math.isfinite(value)


def shown(value: Any) -> str:
    """Return a value as the report quotes it, short."""
    text = words(value) or ("a number nobody can read" if is_no_number(value) else type(value).__name__)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def rows(record: Any, *names: str) -> Iterator[dict[str, Any]]:
    """Yield the records below another under any of these names: of a list, or the one that stands there by itself."""
    for name in names:
        found = record.get(name) if isinstance(record, dict) else None
        for one in found[:200] if isinstance(found, list) else [found]:
            if isinstance(one, dict):
                yield one


def day(value: Any) -> date | None:
    """Return a day written as 2026-11-28, with or without a time behind it. Raises ValueError for one that cannot be."""
    text = words(value)
    if not text:
        return None
    return date.fromisoformat(text[:10])


def number(value: Any) -> float | None:
    """Return a number, also one written as text; None when there is none. Raises ValueError for what is no number."""
    if value is None or value == "":
        return None
    if isinstance(value, bool) or is_no_number(value):
        raise ValueError
    found = float(words(value))
    if not math.isfinite(found):
        raise ValueError
    return found


def web_address(value: Any) -> str:
    """Return a web address; `example.org` means https. Raises ValueError for what is none."""
    text = words(value)
    if _BARE_DOMAIN.fullmatch(text):
        text = f"https://{text}"
    try:
        is_web_address(text)
    except ValidationError:
        raise ValueError(text) from None
    if len(text) > 200:
        raise ValueError(text)
    return text


def email(value: Any) -> str:
    """Return an e-mail address. Raises ValueError for what is none."""
    text = words(value).removeprefix("mailto:")
    try:
        validate_email(text)
    except ValidationError:
        raise ValueError(text) from None
    return text


def phone(value: Any) -> str:
    """Return a phone number as it was written, with the 0 back that a spreadsheet took. Raises ValueError for what is none."""
    text = words(value).removeprefix("tel:")
    digits = re.sub(r"\D", "", text)
    if not 3 <= len(digits) <= 15 or len(text) > 30 or re.search(r"[A-Za-z]{4}", text):
        raise ValueError(text)
    return f"0{text}" if len(digits) == 10 and text[0] in "123789" else text


def postcode(value: Any) -> str:
    """Return a postcode as the Royal Mail writes it. Raises ValueError for what is none."""
    match = _POSTCODE.fullmatch(re.sub(r"\s", "", words(value)).upper())
    if match is None:
        raise ValueError(words(value))
    return f"{match[1]} {match[2]}"


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many letters: whole sentences where one ends late enough, else whole words."""
    if len(text) <= most:
        return text
    ends = [match.end() for match in _SENTENCE_ENDS.finditer(text, 0, most)]
    if ends and ends[-1] >= most // 3:
        return text[: ends[-1]]
    cut = text[: most - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut[most // 2 :] else cut}…"
