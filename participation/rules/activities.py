"""What may be written down of an activity and of who came. Rules are given the facts and return the reasons."""

from collections.abc import Iterable, Mapping
from datetime import date

from accounts.models import User
from core.models import Hub
from participation.choices import ENDED
from participation.models import Activity, Engagement, PriorityGroup
from participation.rules.gates import Problem

MOST_PEOPLE = 9_999
LONGEST_REASON: int = Activity._meta.get_field("called_off_because").max_length or 0
NEVER_GUESS = "Count what people said of themselves, or who the session was for. Never guess from looks or names."


def why_not_held_at(engagement: Engagement, hub: Hub, *, hubs: Iterable[Hub]) -> list[Problem]:
    """Return why an activity of this engagement cannot stand at this hub. `hubs` are the engagement's own."""
    problems = []
    if hub not in set(hubs):
        words = f"{hub} is not one of the hubs of “{engagement}”. Choose one of its hubs, or what {hub} asks about."
        problems.append(Problem(words, "hub"))
    if engagement.stage in ENDED:
        problems.append(Problem(f"“{engagement}” is closed. Choose one that is still going on.", "engagement"))
    return problems


def why_not_move(
    stands: Activity, *, engagement: Engagement | None, hub: Hub | None, held_on: date | None, is_counted: bool, today: date
) -> list[Problem]:
    """Return why an activity cannot stand elsewhere or on another day: who came is counted where they were, and there it is shown.

    `stands` is what is stored. A slip in a day that has been can be put right.
    """
    if not is_counted:
        return []
    words = "Who came is written down, so it stays where it was. Write the other session down by itself."
    moved = (("engagement", engagement, stands.engagement_id), ("hub", hub, stands.hub_id))
    problems = [Problem(words, where) for where, chosen, was in moved if chosen is not None and chosen.pk != was]
    if held_on is not None and held_on > today and held_on != stands.held_on:
        problems.append(Problem("Who came is written down, so it has been: choose the day on which it was.", "held_on"))
    return problems


def why_not_count(
    activity: Activity, *, people: int, practitioners: int, counts: Mapping[PriorityGroup, int], today: date
) -> list[Problem]:
    """Return why these numbers cannot be who came. Groups overlap, so together they may be more than everybody."""
    problems = []
    if activity.called_off_because:
        problems.append(Problem("It was called off. Take that back first."))
    if activity.held_on > today:
        problems.append(Problem("This session has not happened yet. Write down who came when it is over."))
    problems += [
        _wrong_number(number, where) for number, where in ((people, "people"), (practitioners, "practitioners")) if _is_odd(number)
    ]
    for group, number in counts.items():
        where = f"group_{group.pk}"
        if _is_odd(number):
            problems.append(_wrong_number(number, where))
        elif number > people:
            words = f"{group}: you counted {number}, and {people} in all. Mend one of the two."
            problems.append(Problem(words, where))
    return problems


def why_not_write_over(*, typed_by: User, hub: Hub) -> str:
    """Return what is said to who may not read what a colleague counted, and so may not write over it: whom to ask."""
    return f"{typed_by} counted already, and you may not read it. Ask them to change it, or who reads what families write at {hub}."


def why_not_call_off(activity: Activity, *, because: str, has_turnout: bool) -> list[Problem]:
    """Return why an activity cannot be said not to have happened."""
    problems = []
    if has_turnout:
        problems.append(Problem("Somebody wrote down already who came, so it did happen."))
    if not because.strip():
        problems.append(Problem("Say in a few words why it did not happen.", "because"))
    if len(because.strip()) > LONGEST_REASON:
        problems.append(Problem(f"That has {len(because.strip())} letters, at most {LONGEST_REASON} are kept. Say it shorter.", "because"))
    return problems


def _is_odd(number: int) -> bool:
    return not 0 <= number <= MOST_PEOPLE


def _wrong_number(number: int, where: str) -> Problem:
    words = "A number cannot be below 0. Write 0, or a number above it." if number < 0 else f"At most {MOST_PEOPLE:,}. Is it a slip?"
    return Problem(words, where)
