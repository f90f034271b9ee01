"""What must hold before a panel adopts how it works, and before somebody is said to agree."""

from collections.abc import Mapping
from datetime import date

from core import clocks
from panels.models import Membership, Terms
from panels.terms_template import HEADINGS, LONGEST


def why_too_long(words: Mapping[str, str]) -> dict[str, str]:
    """Return which headings hold more words than anybody reads, by key."""
    return {
        one.key: f"This is longer than {LONGEST:,} letters. Say it shorter: members have to read it."
        for one in HEADINGS
        if len(words.get(one.key, "")) > LONGEST
    }


def why_not_adopt(terms: Terms, *, on: date, today: date) -> list[str]:
    """Return every reason why a version cannot be adopted: something is not said, or the day is odd."""
    missing = [one.title for one in HEADINGS if not terms.words.get(one.key, "").strip()]
    reasons = []
    if terms.adopted_on:
        return ["This version is adopted already."]
    if missing:
        reasons.append(f"Not said yet: {'; '.join(missing)}. Where a heading does not apply, say so and why.")
    if on > today:
        reasons.append("That day is still to come. Write the day on which the panel adopted it.")
    if on < terms.panel.started_on:
        reasons.append("The panel had not begun on that day.")
    if terms.review_on and terms.review_on <= on:
        reasons.append("The day on which you look at it again must come after the day it is adopted. Change it in the draft.")
    return reasons


def why_not_agree(terms: Terms, member: Membership, *, on: date, today: date) -> list[str]:
    """Return why somebody cannot be said to agree to a version on a day."""
    if terms.adopted_on is None:
        return ["The panel has not adopted these words yet."]
    if member.panel_id != terms.panel_id:
        return ["They are on another panel."]
    if member.left_on is not None:
        return ["They have left."]
    if on > today:
        return ["That day is still to come. Write the day on which they said it."]
    if on < min(terms.adopted_on, today):
        return ["They cannot have agreed before the panel adopted it."]
    return []


def adopted_meanwhile(holds: Terms) -> str:
    """Return what to do where the panel adopted another version since somebody read theirs."""
    return f"The panel adopted version {holds.number} meanwhile. Give them that one to read."


def is_review_due(terms: Terms, today: date) -> bool:
    """Return whether the day has come on which the panel meant to look at its words again."""
    return terms.review_on is not None and clocks.is_late(terms.review_on, today)


def suggested_review(adopted_on: date) -> date:
    """Return a year after the adoption: at least once a year is what a panel's words promise (domain reference 3.2, heading 17)."""
    return clocks.months_after(adopted_on, 12)
