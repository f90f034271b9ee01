"""What must hold when something is called back, and what families are told about it."""

from consent.choices import TaskState, UsedAs
from consent.models import ConsentUse, TakeDownTask

DAYS_TO_CALL_BACK = 5  # working days; a family is told that somebody sees to it
LONGEST_WORDS = 500
CANNOT_BE_CALLED_BACK = frozenset({UsedAs.PRINTED, UsedAs.PARTNER, UsedAs.SOCIAL})


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
