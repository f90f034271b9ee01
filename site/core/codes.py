"""Codes that people read, copy and type: a family's own code of sixteen digits, and the short code of a poster.

The sixteenth digit is a Damm check digit: every wrong digit and every swap of neighbours is noticed before anything is looked up.
A family's code is kept only as a keyed hash, is typed and POSTed, and never stands in an address.
"""

import secrets
import unicodedata

from core.crypto import keyed_hash

# The quasigroup of H. Michael Damm's thesis (2004): its diagonal is zero, so the check digit of a good code is 0.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
DIGITS = 16
# Capitals and digits of which no two look alike on a wet poster or sound alike by telephone, and no vowels, so no words.
POSTER_ALPHABET = "3479CDFHJKMNPQRTVWXY"
POSTER_LENGTH = 6


def check_digit(digits: str) -> str:
    """Return the Damm check digit of a row of digits 0-9."""
    state = 0
    for digit in digits:
        state = _DAMM[state][int(digit)]
    return str(state)


def code_from(key: str) -> str:
    """Return the sixteen digits that belong to a key (such as a draft's token): the same key always gives the same code."""
    digits = f"{int(keyed_hash('code', key), 16) % 10 ** (DIGITS - 1):0{DIGITS - 1}d}"
    return digits + check_digit(digits)


def tidy(typed: str) -> str:
    """Return what somebody typed as bare characters: digits of any script become 0-9; spaces, dashes and invisible marks go."""
    kept = []
    for character in typed:
        if (value := unicodedata.decimal(character, None)) is not None:
            kept.append(str(value))
        elif not character.isspace() and unicodedata.category(character) not in {"Pd", "Cf", "Cc"} and character not in "\u2212.":
            kept.append(character)
    return "".join(kept)


def is_well_formed(typed: str) -> bool:
    """Return whether this could be one of our codes. A slip of the finger is answered from this alone, and counts as no try."""
    digits = tidy(typed)
    return len(digits) == DIGITS and digits.isascii() and digits.isdigit() and check_digit(digits) == "0"


def in_fours(code: str) -> str:
    """Return a code as it is shown and read out: `0413 9595 1538 8954`."""
    digits = tidy(code)
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def code_hash(code: str) -> str:
    """Return the keyed hash a code is kept and found by: 64 hex digits."""
    return keyed_hash("receipt", tidy(code))


def short_code() -> str:
    """Return six random characters for a poster's address, of an alphabet without look-alikes (64 million of them)."""
    return "".join(secrets.choice(POSTER_ALPHABET) for _ in range(POSTER_LENGTH))


def tidy_short_code(typed: str) -> str:
    """Return a poster's code as it is stored, however it was typed."""
    return tidy(typed).upper()


def is_short_code(code: str) -> bool:
    """Return whether this could be a poster's code: six characters of our alphabet. Anything else is not looked up."""
    return len(code) == POSTER_LENGTH and set(code) <= set(POSTER_ALPHABET)
