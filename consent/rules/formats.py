"""What must hold of a request for something in another way. Rules are given the facts and return the reasons."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext

from consent.choices import Given, How, Safe, Way, WhyNot
from consent.models import FormatRequest

FEWEST_DIGITS = 7
LONGEST = {"which": 120, "name": 120, "contact": 400, "best_time": 200, "words": 2_000, "offered": 1_000}


def how_to_reach(*, way: str, how: str, safe: str) -> str:
    """Return how it gets to a family when what is safe is heeded: what somebody else at home may see is never sent there."""
    if way == Way.BY_PHONE:  # whatever was chosen on the page that this way does not have
        how = How.RING
    if how == How.PICK_UP or safe == Safe.IN_PERSON:
        return How.PICK_UP
    return How.RING if safe == Safe.ONLY_RING else how


def why_not_reach(how: str, contact: str) -> str:
    """Return why nobody could be reached by this, in words for the family; empty when they could."""
    if how in {How.RING, How.TEXT}:
        digits = sum(letter.isdecimal() for letter in contact)
        return "" if digits >= FEWEST_DIGITS else gettext("Write the whole phone number, such as 01632 960 123.")
    if how == How.EMAIL:
        try:
            validate_email(contact)
        except ValidationError:
            return gettext("Write the whole e-mail address, such as name@example.org.")
        return ""
    return "" if contact else gettext("Write the address, with the postcode.")


def why_not_take(request: FormatRequest) -> list[str]:
    """Return why a request cannot be taken in hand."""
    return [] if request.is_waiting else ["This has ended already."]


def why_not_give(request: FormatRequest, *, given: str) -> list[str]:
    """Return why a request cannot be marked as given."""
    reasons = why_not_take(request)
    return reasons if given in Given.values else [*reasons, "Say how it was given."]


def why_not_give_up(request: FormatRequest, *, why_not: str, offered: str) -> list[str]:
    """Return why a request cannot be ended without being given: a "no" has a reason, and something is offered instead (promise 8)."""
    reasons = why_not_take(request)
    if why_not not in WhyNot.values:
        reasons.append("Say why it could not be given.")
    if not offered.strip():
        reasons.append("Say what you offered instead. If there was nothing to offer, say what you told the family.")
    if len(offered) > LONGEST["offered"]:
        reasons.append(f"That is {len(offered) - LONGEST['offered']:,} letters too long. Make it shorter.")
    return reasons
