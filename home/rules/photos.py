"""What must hold of a picture that shows people who can be recognised."""

import re
from collections.abc import Collection
from datetime import date

from home.choices import Shows

MOST_PEOPLE = 20


def codes_in(typed: str) -> list[str]:
    """Return the codes of people that were typed, parted by commas, spaces or lines."""
    return [one for one in re.split(r"[\s,;]+", typed) if one]


def why_not_keep(*, shows: str, taken_on: date | None, codes: Collection[str], today: date) -> list[tuple[str, str]]:
    """Return why a picture cannot be kept like this, each with the box that it is about."""
    reasons = []
    if taken_on and taken_on > today:
        reasons.append(("taken_on", "That day is still to come. Write the day on which it was taken."))
    if shows != Shows.PEOPLE:
        if codes:
            reasons.append(("yes_of", "Only a picture of people who can be recognised rests on somebody’s yes. Leave the codes out."))
        return reasons
    if not taken_on:
        reasons.append(("taken_on", "Write the day on which it was taken: a picture of people is deleted some years later."))
    if not codes:
        reasons.append(("yes_of", "Write the code of each person on it, such as P-7K3F. Without their yes it cannot be used."))
    if len(codes) > MOST_PEOPLE:
        reasons.append(("yes_of", f"Write at most {MOST_PEOPLE} codes. Of a crowd, take a picture on which nobody can be recognised."))
    return reasons


def is_on_it(*, ended_on: date | None, put_away_on: date | None) -> bool:
    """Return whether somebody is on a picture on whose yes it rests, or rested until the day when it was put away.

    What ended before was a code that an editor took out: that person is not on it.
    """
    return ended_on is None or (put_away_on is not None and ended_on >= put_away_on)


def why_not_change(*, put_away_on: date | None) -> list[str]:
    """Return why nothing can be changed about a picture."""
    if put_away_on is None:
        return []
    return ["Somebody on this picture changed their mind, so it was put away. Upload another one."]
