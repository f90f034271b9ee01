"""Bank details have no room here: Earshot has no field for them, and what looks like them in free words is not taken (issue 6, part 7)."""

import re
from datetime import date
from itertools import chain

from core.text import normalise

NO_BANK_DETAILS = (
    "This looks like the number of a bank account or a card. Please take it out: we keep no bank details here, "
    "and the council’s finance team asks for them itself."
)
_SORT_CODE = re.compile(r"(?<!\d)(?<!\d[-/. ])(\d\d)([-–—. ])(\d\d)\2(\d\d)(?!\d)(?![-–—./ ]\d\d(?!\d{6}))")
_ACCOUNT = re.compile(r"(?<![\d.£])(?:\d[ -]?){7}\d(?![\d-]|[.,]\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b", re.IGNORECASE)
_CARD = re.compile(r"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)")
_SAYS_SO = re.compile(r"sort\s*code|account\s*(?:no|num|nr)|\ba/c\b|\biban\b", re.IGNORECASE)
_SIX = re.compile(r"(?<!\d)\d{6}(?!\d)")


def looks_like_bank_details(words: str, *, is_a_reference: bool = False) -> bool:
    """Return whether words hold what looks like a sort code, an account number, an IBAN or the number of a card.

    A day such as 12-11-26 is written like a sort code, so it counts as one only beside an account number or where the words say so. A phone
    number has more digits than an account. Of a payment's reference (`is_a_reference`) eight digits alone say nothing.
    """
    words = normalise(words)
    if any(_is_iban(found.group()) for found in _IBAN.finditer(words)) or any(_is_card(found.group()) for found in _CARD.finditer(words)):
        return True
    has_account = any(not _is_day_in_one(found.group()) for found in _ACCOUNT.finditer(words))
    says_so = bool(_SAYS_SO.search(words)) and bool(_SIX.search(words))
    codes = list(_SORT_CODE.finditer(words))
    has_code = any(has_account or _SAYS_SO.search(words) or not _is_day(found) for found in codes)
    return has_code or says_so or (has_account and not is_a_reference)


def why_not_these_words(*words: str) -> list[str]:
    """Return why words cannot be kept; empty when they can."""
    return [NO_BANK_DETAILS] if any(looks_like_bank_details(one) for one in words) else []


def _is_day(found: "re.Match[str]") -> bool:
    """Return whether a code reads as a day of this century: 01-12-26, but not 60-83-71."""
    return _exists(int(found[4]) + 2000, int(found[3]), int(found[1]))


def _is_day_in_one(digits: str) -> bool:
    """Return whether eight digits read as a day: 20261130, 30112026."""
    bare = "".join(filter(str.isdigit, digits))
    orders = ((bare[:4], bare[4:6], bare[6:]), (bare[4:], bare[2:4], bare[:2]))
    return any(1900 <= int(year) < 2100 and _exists(int(year), int(month), int(day)) for year, month, day in orders)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def _is_iban(typed: str) -> bool:
    """Return whether the check digits are right (ISO 13616): moved to the end, letters as numbers, the rest after 97 is one."""
    bare = typed.replace(" ", "").upper()
    moved = bare[4:] + bare[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97 == 1


def _is_card(typed: str) -> bool:
    """Return whether the last digit is right for a card (Luhn)."""
    digits = [int(letter) for letter in typed if letter.isdigit()][::-1]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return sum(chain(digits[::2], doubled)) % 10 == 0
