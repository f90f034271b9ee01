"""How a membership moves: induction, on, a break, left (domain reference 3.4). Rules return the reasons why not."""

from datetime import date

from core.clocks import day_in_words
from panels.choices import Stage
from panels.choices.member_files import LONGEST_BREAK
from panels.models import Membership

GOES_AT_ONCE = (
    "What they always need, and what is arranged for them at meetings",
    "Invitations to meetings that are still to come",
    "What they have lived, or whom they speak for",
    "Their first name and their words on the panel’s page",
)
STAYS_A_WHILE = (
    "That they were on the panel, and from when to when",
    "What they learned, and which version of how the panel works they agreed to",
    "Notes about them, and what they said on leaving",
)
STAYS_COUNTED = "How many came to each meeting, and how many were on the panel: numbers, without who it was."


def why_not_on(member: Membership) -> list[str]:
    """Return why somebody does not finish induction, or come back from a break."""
    return [] if member.stage in {Stage.INDUCTION, Stage.BREAK} else ["They are on the panel already, or they left it."]


def why_not_break(member: Membership, *, until: date | None, today: date) -> list[str]:
    """Return why somebody does not take a break until a day. A break that runs may get another end."""
    if member.stage == Stage.LEFT:
        return ["They left the panel."]
    if until is None:
        return ["Say until when. We ask them again on that day, and they can take longer."]
    if until <= today:
        return ["Choose a day to come."]
    if until > today + LONGEST_BREAK:
        return ["A break takes a year at most. Whoever needs longer leaves, and is welcome back."]
    return []


def why_not_leave(member: Membership, *, on: date | None, today: date) -> list[str]:
    """Return why somebody does not leave on a day."""
    if member.stage == Stage.LEFT:
        return ["They left already."]
    if on is None:
        return ["Say on which day they left."]
    if on > today:
        return ["That day is still to come. Say it on the day, so that nobody asks them to a meeting and leaves them standing."]
    if on < member.joined_on:
        return [f"They joined on {day_in_words(member.joined_on)}. Nobody leaves before that."]
    return []
