"""Finds what could point at one person in words that are about to become public (security row 40).

It finds hints and never clears a text: a second person still reads every word.
"""

import re

# Begins at the last letter before the @: a run of letters tried from each of its letters would take minutes over a long text.
_EMAIL = re.compile(r"[\w.+-]\s?(?:@|\(at\)|\[at\])\s?[\w-]+\.[\w-]|[\w.+-] at [\w-]+ dot (?:com|org|net|co|gov|uk|me)\b", re.IGNORECASE)
# GOV.UK's shape of a postcode, with or without its space; a bare district such as "AS1" stays allowed.
_POSTCODE = re.compile(r"\b(?:GIR\s?0AA|[A-Z]{1,2}[0-9][A-Z0-9]?\s?[0-9][ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE)
_DIGITS = re.compile(r"(?<![\w/])\+?\(?\d(?:[ \u00a0().\-–]{0,2}\d){8,13}(?!\w)")
_DATE_LIKE = re.compile(r"^(?:\d{4}[-.]\d{1,2}[-.]\d{1,2}|\d{1,2}[-.]\d{1,2}[-.]\d{4})\b")


def _telling_digits(text: str) -> list[str]:
    """Return the kinds of long numbers in a text: UK phone numbers have 10 to 13 digits, NHS numbers 10."""
    found = []
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        if _DATE_LIKE.match(match.group()):
            continue
        if digits.startswith("0") or match.group().startswith("+") or digits.startswith("44"):
            found.append("a phone number")
        elif len(digits) == 10:
            found.append("a phone number or an NHS number")
    return found


def private_details_in(text: str) -> list[str]:
    """Return what the text seems to hold that could point at one person, such as ["an e-mail address"]; each kind once."""
    ascii_digits = "".join(str(int(c)) if c.isdecimal() else c for c in text)
    found = []
    if _EMAIL.search(ascii_digits):
        found.append("an e-mail address")
    found += _telling_digits(ascii_digits)
    if _POSTCODE.search(ascii_digits):
        found.append("a postcode")
    return list(dict.fromkeys(found))
