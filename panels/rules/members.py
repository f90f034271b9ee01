"""What must hold before something about a member is written down. Rules are given the facts and return the reasons."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.clocks import day_in_words
from panels.choices import Capacity, Stage
from panels.models import Membership
from panels.rules.bank_details import why_not_these_words

HAS_LEFT = "They left the panel. What stands here stays as it is, until it is deleted."
FORGOTTEN = "They are not here any more: they were forgotten, or their record is set aside."
HELD = "A legal hold keeps what we hold of them. Until it is lifted, nothing of it is deleted or written over; you can add to it."
WHAT_NEVER_WHY = "What do we arrange? Never write why: no illness, no diagnosis, no family matter."
WHAT_WOULD_THEY_SAY = "What would they say if they read it? They may ask for it. Write what happened, not what you think of them."
LONGEST_NEED, LONGEST_NOTE, LONGEST_LOG, LONGEST_SPEAKS_FOR, LONGEST_RING, LONGEST_EXIT = 200, 400, 1_000, 300, 120, 1_000


def why_not_touch(member: Membership, *, also_left: bool = False) -> list[str]:
    """Return why nothing about a member may be changed any more. `also_left`: what is wrong is put right also of who left."""
    if member.person is None or not (member.person.merged_into or member.person).is_here:
        return [FORGOTTEN]
    return [HAS_LEFT] if member.stage == Stage.LEFT and not also_left else []


def why_not_keep(said: Mapping[str, Any], *, began_on: date, today: date) -> dict[str, str]:
    """Return what is wrong with what is to stand about a member, by field. `began_on` is since when the panel is there."""
    problems: dict[str, str] = {}
    joined_on, until = said.get("joined_on"), said.get("term_until_on")
    if joined_on and joined_on > today:
        problems["joined_on"] = "That day is still to come. When did they join?"
    elif joined_on and joined_on < began_on:
        problems["joined_on"] = f"The panel began on {day_in_words(began_on)}. Nobody joined it before."
    if joined_on and until and until <= joined_on:
        problems["term_until_on"] = "Their time ends after it began. Mend one of the two days."
    if said.get("capacity") == Capacity.REPRESENTING and not said.get("speaks_for"):
        problems["speaks_for"] = "Say for which group or organisation they speak."
    for name in ("speaks_for", "ring_first"):
        if bank := why_not_these_words(said.get(name) or ""):
            problems[name] = " ".join(bank)
    return problems


def why_not_write(words: str, *, most: int) -> list[str]:
    """Return why these words are not kept: there are none, too many, or bank details among them."""
    if not words:
        return ["Write something, or leave the page."]
    long = [f"That has {len(words)} letters, at most {most} are kept. Say it shorter."] if len(words) > most else []
    return long + why_not_these_words(words)


def why_not_learned(*, topic: str, done_on: date | None, topics: set[str], today: date) -> list[str]:
    """Return why a training is not written down."""
    reasons = [] if topic in topics else ["Choose what it was about."]
    if done_on is None:
        reasons.append("Say on which day it was.")
    elif done_on > today:
        reasons.append("That day is still to come. Write it down when it is over.")
    return reasons
