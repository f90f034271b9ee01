"""What must hold before a worry is raised or handed over, and when it waits too long (DESIGN promise 12; domain reference 8.3)."""

from datetime import datetime, timedelta

from accounts.models import User
from feedback.choices import ConcernEnd
from feedback.models import Concern

LONGEST = 4_000
TO_BE_SEEN_WITHIN = timedelta(hours=1)  # by the lead or the deputy; a worry that cannot wait so long is a telephone call
TO_BE_HANDED_WITHIN = timedelta(hours=24)  # to who acts: the working day of the case system's own rules


def why_not_raise(words: str) -> list[str]:
    """Return why a worry cannot be taken in as it was typed."""
    if not words:
        return ["Say what you saw or heard, in your own words. If it cannot wait, ring first."]
    if len(words) > LONGEST:
        return [f"This is longer than {LONGEST:,} letters. Say what you saw and heard; the rest you tell the lead."]
    return []


def why_not_act_on(concern: Concern, *, by: User) -> list[str]:
    """Return why somebody cannot say that they act on a worry: a second person acts on what somebody raised."""
    if concern.ended_at is not None:
        return ["It was handed over already."]
    if concern.raised_by_id == by.pk:
        return ["You raised it, so somebody else acts on it. If nobody does, ring."]
    return []


def why_not_end(concern: Concern, *, end: str, reference: str, by: User) -> list[str]:
    """Return why a worry cannot be handed over as was said."""
    if concern.ended_at is not None:
        return ["It was handed over already."]
    if end not in ConcernEnd.values:
        return ["Say what became of it."]
    reasons = []
    if end == ConcernEnd.TAKEN_OVER and not reference:
        reasons.append("Write the number that it has in the case system, so that somebody can be asked.")
    if concern.raised_by_id == by.pk:
        reasons.append("You raised it, so somebody else says what became of it.")
    return reasons


def is_late(concern: Concern, now: datetime) -> bool:
    """Return whether a worry waits too long: an hour until somebody says that they act on it, a day until it is handed over."""
    if concern.ended_at is not None:
        return False
    if concern.seen_at is None:
        return now - concern.raised_at > TO_BE_SEEN_WITHIN
    return now - concern.raised_at > TO_BE_HANDED_WITHIN
