"""What must hold of the families' door: its code, how long it works, and to whom it opens at all."""

from datetime import datetime, timedelta

from django.conf import settings

from consent.choices import SafeThere
from consent.models import DoorCode, Person
from core.codes import tidy

DIGITS = 6
CODE_LASTS, VISIT_LASTS = timedelta(minutes=10), timedelta(hours=24)
SAFE_TO_WRITE = (SafeThere.YES, SafeThere.NOT_ASKED)
MOST_TRIES = 5  # of a million codes: whoever tries them all hits one in 200,000


def is_code(typed: str) -> bool:
    """Return whether this could be a code of the door: six digits of any script, with whatever stands between them."""
    digits = tidy(typed)
    return len(digits) == DIGITS and digits.isascii() and digits.isdigit()


def language_of(*languages: str) -> str:
    """Return the first of these languages in which we write; English where it is none of them."""
    return next((one for one in languages if one in dict(settings.LANGUAGES)), settings.LANGUAGE_CODE)


def opens(code: DoorCode, *, now: datetime) -> bool:
    """Return whether a code may still be tried: sent, unused, in time, and not tried too often."""
    return code.sent_at is not None and now < code.sent_at + CODE_LASTS and code.used_at is None and code.number_of_tries < MOST_TRIES


def may_be_written_to(person: Person) -> bool:
    """Return whether a code may go to the address of somebody who asks for one.

    Who told us not to write there may live with somebody who reads their mail: the same person could ask for the code. Where nobody has
    asked yet whether it is safe, the asking itself is an answer.
    """
    return person.safe in SAFE_TO_WRITE
