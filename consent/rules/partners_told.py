"""What must hold when it is said that a partner was told of an erasing, or why it cannot be (UK GDPR Article 19)."""

from datetime import date

from consent.choices import HowTold
from consent.models import RightsRequest
from consent.rules.rights import why_not_erase
from core import clocks
from core.text import too_long

LONGEST_WHY = 500
NOT_THERE = "This partner has nothing of theirs from us. Look at the list again."


def why_not_tell(request: RightsRequest, *, is_there: bool, how: str, on: date | None, today: date) -> list[str]:
    """Return why it cannot be said that a partner was told: only from when it is decided to erase, and on a day since they asked."""
    if reasons := _why_not_now(request, is_there):
        return reasons
    reasons = [] if how in HowTold.values else ["Choose how they were told."]
    if on is None:
        reasons.append("Write the day on which they were told.")
    elif on > today:
        reasons.append("That day has not come yet. Write the day on which they were told.")
    elif on < request.received_on:
        reasons.append(f"They asked on {clocks.day_in_words(request.received_on)}. Write a day since then on which the partner was told.")
    return reasons


def why_not_leave_untold(request: RightsRequest, *, is_there: bool, why: str, was_told: bool) -> list[str]:
    """Return why it cannot be said that a partner cannot be told."""
    if reasons := _why_not_now(request, is_there):
        return reasons
    if was_told:
        return ["It was said that they were told."]
    if not why:
        return ["Write why they cannot be told, or what effort it would take. The letter says it, so write no name of a person."]
    problem = too_long(why, LONGEST_WHY)
    return [problem] if problem else []


def _why_not_now(request: RightsRequest, is_there: bool) -> list[str]:
    return why_not_erase(request, held_since=None) or ([] if is_there else [NOT_THERE])
