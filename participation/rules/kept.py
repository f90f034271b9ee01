"""What a big decision opened with stays said: families were told of it. Rules are given the facts and return the reasons."""

from collections.abc import Collection, Iterator
from datetime import date

from core.answers import Missing
from participation.choices import Effect, Element, FairCheck, Size, Stage, When
from participation.lundy import Item
from participation.models import ChecklistAnswer, Engagement, EqualityLine
from participation.rules.gates import Problem, days_of_big

LISTENS = (Element.AUDIENCE, Element.INFLUENCE)  # whose planning items a big decision owes
SAID_BEFORE = "It opened with an answer to this. Say something else, but do not take it back."


def is_owed(engagement: Engagement) -> bool:
    """Return whether families were told of a big decision, so that what its gate asked for stays."""
    return engagement.size == Size.BIG and engagement.stage != Stage.PLANNING


def why_not_empty_checks(engagement: Engagement, *, stood: dict[str, str], said: dict[str, str]) -> list[str]:
    """Return which of the four checks of a fair consultation would be left empty, one by one."""
    if not is_owed(engagement):
        return []
    gone = (check for check in FairCheck if str(stood.get(check, "")).strip() and not str(said.get(check, "")).strip())
    return [f"Families were told this. Say it better, but do not leave it empty. {check.label}" for check in gone]


def why_not_on_these_days(engagement: Engagement, *, decided_on: date | None, ends_on: date | None, today: date) -> list[Problem]:
    """Return why a big decision that families were told of cannot be given these days: asking would be for nothing.

    When families are asked no more, the day on which it was decided may be put right.
    """
    if not is_owed(engagement):
        return []
    asks = engagement.stage == Stage.OPEN
    return list(days_of_big(decided_on, ends_on, today=today if asks else date.min))


def why_not_take_back(item: Item, *, standing: ChecklistAnswer, said: str) -> list[Problem]:
    """Return why an answer to the checklist cannot be set to unsaid: a planning item of audience or influence let it open."""
    if said or not standing.said or item.element not in LISTENS or item.when != When.PLANNING:
        return []
    return [Problem(SAID_BEFORE, "said")] if is_owed(standing.engagement) else []


def why_not_leave_record(leaving: Collection[Engagement]) -> list[str]:
    """Return which engagements cannot be taken off their equality record."""
    return [
        f"“{one}” opened with this record. Choose it in the record that takes its place: then it moves there."
        for one in leaving
        if is_owed(one)
    ]


def why_not_move_record(
    engagement: Engagement, *, lacked: Collection[Missing], lacks: Collection[Missing], is_signed: bool, will_be_signed: bool
) -> list[str]:
    """Return why an engagement cannot move to another record: it `lacks` something, where the one it opened with `lacked` nothing.

    What somebody signed is left for nothing that nobody signed, also while it is planned: a signed “Stop” would be gone round.
    """
    if is_signed and not will_be_signed:
        return [f"“{engagement}” rests on a record that is signed. Begin a new version of that one, or let this one be signed first."]
    if not is_owed(engagement) or lacked or not lacks:
        return []
    return [f"“{engagement}” is open, and what this record must say for it is not there yet. {one.text}" for one in lacks]


def why_not_unsay_line(line: EqualityLine, *, effect: str, mitigation: str, resting: Collection[Engagement]) -> Iterator[str]:
    """Yield why a line of a record cannot be emptied while something rests on it that opened with what it says."""
    unsaid = bool(line.effect) and not effect
    undone = line.effect == effect == Effect.NEGATIVE and bool(line.mitigation.strip()) and not mitigation.strip()
    for one in filter(is_owed, resting if unsaid or undone else ()):
        yield f"{line.about.name}: “{one}” opened with what stands here. Say it better, but do not take it back."
