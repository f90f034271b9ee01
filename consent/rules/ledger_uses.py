"""What must hold when something is called back, and what families are told about it."""

from consent.choices import TaskState, UsedAs, UsedIn
from consent.choices.sharing_exports import REACHED_BY
from consent.models import ConsentRecord, ConsentUse, TakeDownTask

DAYS_TO_CALL_BACK = 5  # working days; a family is told that somebody sees to it
LONGEST_WORDS = 500
CANNOT_BE_CALLED_BACK = frozenset({UsedAs.PRINTED, UsedAs.PARTNER, UsedAs.SOCIAL})
# The place that goes without saying; a picture or a film may be anywhere, so who uses one says where.
PLACE_OF: dict[str, str] = {UsedAs.PAGE: UsedIn.WEB, UsedAs.PRINTED: UsedIn.PRINT, UsedAs.SOCIAL: UsedIn.SOCIAL}


WAYS_OF_A_PARTNER = frozenset(way for ways in REACHED_BY.values() for way in ways)


def title_of(title: str, way: str) -> str:
    """Return what a use is called, with the way it is used in where there is one."""
    return f"{title.strip()} ({UsedIn(way).label.lower()})" if way else title.strip()


def title_without(use: ConsentUse) -> str:
    """Return what a use is called without its way."""
    return use.title.removesuffix(title_of("", use.channel))


def is_narrower(use: ConsentUse, newer: ConsentRecord | None) -> bool:
    """Return whether a newer yes leaves out a way of an older one under which something is with a partner and no way is written down.

    Such a use counts for every way that its yes named: nobody can say which of them went. A yes that names none was for every way.
    """
    if use.used_as != UsedAs.PARTNER or use.channel or newer is None or not newer.channels:
        return False
    return not _ways_named(use) <= set(newer.channels)


def _ways_named(use: ConsentUse) -> frozenset[str]:
    return WAYS_OF_A_PARTNER & set(use.record.channels) if use.record.channels else WAYS_OF_A_PARTNER


def ways_that_may_stay(use: ConsentUse) -> list[list[str]]:
    """Return what a partner may still use what it has for, when this use is called back, grouped by what went: a number that is rung no
    more may still be good for texts. Of a use of no way, that is whatever its yes named.
    """
    if use.used_as != UsedAs.PARTNER:
        return []
    others = _ways_named(use) if not use.channel else {way for ways in REACHED_BY.values() if use.channel in ways for way in ways}
    return [[way for way in ways if way in others and way != use.channel] for ways in REACHED_BY.values()]


def why_not_call_back(task: TakeDownTask, *, state: str, words: str) -> list[str]:
    """Return why a task cannot be ended like this."""
    reasons = [] if task.state == TaskState.OPEN else ["This has ended already."]
    if state not in {TaskState.DONE, TaskState.COULD_NOT}:
        reasons.append("Say whether it is called back or could not be.")
    if state == TaskState.COULD_NOT and not words:
        reasons.append("Say in one honest sentence why it could not be called back, and what you did instead. The family may read it.")
    if len(words) > LONGEST_WORDS:
        reasons.append(f"That is {len(words) - LONGEST_WORDS:,} letters too long. Make it shorter.")
    return reasons


def honest_words(use: ConsentUse) -> str:
    """Return what a family is told of something that is still out when they have changed their mind."""
    if use.can_be_called_back:
        return f"Somebody takes this away now: {use.title}."
    if use.used_as == UsedAs.PARTNER:
        return f"We tell them to stop. What they know already we cannot take back: {use.title}."
    return f"We make no more of it. The copies that are out we cannot call back: {use.title}."
