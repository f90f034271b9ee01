"""When somebody who holds a post may be away. Pure: the facts come in, reasons go out."""

from datetime import date

from core.models import Post


def why_not_away(post: Post, *, from_on: date | None, until_on: date | None, stand_in: Post | None, nobody_there: bool) -> list[str]:
    """Return why an absence cannot be noted like this: an empty list when it can.

    `nobody_there` says that on the first day nobody holds the post that stands in, or that its holder is away too.
    """
    reasons = []
    if until_on and not from_on:
        reasons.append("Say the first day away too.")
    if from_on and until_on and until_on < from_on:
        reasons.append("The last day away comes before the first.")
    if stand_in == post:
        reasons.append("A post cannot stand in for itself. Choose another one, or none.")
    elif stand_in and nobody_there:
        reasons.append(f"Nobody is there for {stand_in.at_hub} on that day. Choose another post, or nobody.")
    return reasons
