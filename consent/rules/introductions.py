"""What must hold of what somebody tells us of themselves whom nobody knows yet. The reasons are read by families and by staff."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from consent.choices import SafeThere
from consent.rules.people import LONGEST as OF_A_PERSON
from core import contact
from core.text import too_long

LONGEST = {"name": OF_A_PERSON["name"], "email": OF_A_PERSON["email"], "phone": OF_A_PERSON["phone"], "best_time": 120, "words": 600}
SEALED = tuple(LONGEST)


_STRICTEST_FIRST = (SafeThere.IN_PERSON, SafeThere.ONLY_RING, SafeThere.NOT_ASKED)


def strictest(said: Iterable[str]) -> SafeThere:
    """Return the strictest of what people said about being rung or written to. "Not asked" is stricter than yes; nobody is not asked."""
    found = set(said)
    return next((one for one in _STRICTEST_FIRST if one in found), SafeThere.YES if found else SafeThere.NOT_ASKED)


def why_not_take_in(said: Mapping[str, Any]) -> dict[str, str]:
    """Return what is wrong by field; empty where somebody can be reached as they said is safe. `said` holds every word of `SEALED`."""
    found = {name: problem for name, most in LONGEST.items() if (problem := too_long(said[name], most))}
    for name, as_kept in (("email", contact.as_email), ("phone", contact.as_phone)):
        if said[name] and name not in found:
            try:
                as_kept(said[name])
            except ValidationError as error:
                found[name] = error.messages[0]
    if not (said["phone"] or said["email"]):
        found["phone"] = gettext("Write a phone number or an e-mail address, so that we can reach you.")
    elif said.get("safe") == SafeThere.ONLY_RING and not said["phone"]:
        found["phone"] = gettext("Write the number that we may ring.")
    return found
