"""When somebody who holds a post may be away. Pure: the facts come in, reasons go out."""

from datetime import date

from core.models import Post


def why_not_away(post: Post, *, from_on: date | None, until_on: date | None, stand_in: Post | None) -> list[str]:
    """Return why an absence cannot be noted like this: an empty list when it can."""
    reasons = []
    if until_on and not from_on:
        reasons.append("Say the first day away too.")
    if from_on and until_on and until_on < from_on:
        reasons.append("The last day away comes before the first.")
    if stand_in == post:
        reasons.append("A post cannot stand in for itself. Choose another one, or none.")
    return reasons
