"""What must hold of a request about data as it is taken in, and of the days on which its steps were."""

from collections.abc import Iterable
from datetime import date, timedelta

from consent.choices import HowReceived, RightKind
from consent.models import RightsRequest
from consent.rules.rights import ENDED, LONGEST
from consent.rules.rights_clock import ACKNOWLEDGED_WITHIN, Clock
from core import clocks
from core.text import too_long

LONGEST_AGO = timedelta(days=366)
TOO_LONG_AGO = "That is more than a year ago. Look at the day once more. If they asked then, write today, and the day in their words."


def promise(request: RightsRequest) -> str:
    """Return what a colleague who takes a request in may promise."""
    if request.kind == RightKind.COMPLAINT:
        by = clocks.day_in_words(request.received_on + ACKNOWLEDGED_WITHIN)
        return f"by {by} they hear that we have it, and an answer comes as soon as we looked into it."
    return "an answer comes within a month."


def why_not_receive(*, kind: str, how: str, who: str, asked: str, has_person: bool, received_on: date, today: date) -> dict[str, str]:
    """Return what is wrong with what somebody asks, by field."""
    found = {}
    if kind not in RightKind.values:
        found["kind"] = "Choose what they ask for."
    if how not in HowReceived.values:
        found["how"] = "Choose how they asked."
    if problem := why_not_received_on(received_on, today):
        found["received_on"] = problem
    if not has_person and not who.strip():
        found["who"] = "Write their code, or who they are and how to reach them."
    for name, text in (("who", who), ("asked", asked)):
        if problem := too_long(text, LONGEST[name]):
            found[name] = problem
    return found


def why_not_received_on(day: date, today: date) -> str:
    """Return why nobody asked us on a day."""
    if day > today:
        return "That day has not come yet. Write the day on which they asked."
    return TOO_LONG_AGO if day < today - LONGEST_AGO else ""


def why_not_on(request: RightsRequest, *, on: date, today: date, since: date | None = None) -> list[str]:
    """Return why a step was not done on a day: neither before they asked (or `since` another day) nor after today."""
    if on > today:
        return ["That day has not come yet. Write the day on which it was."]
    first = max(request.received_on, since) if since else request.received_on
    return [] if on >= first else [f"Write a day from {clocks.day_in_words(first)} on: before that it cannot have been."]


def why_not_correct(request: RightsRequest, *, kind: str, received_on: date | None, since_then: Iterable[date], today: date) -> list[str]:
    """Return why it is not put right what they ask for, or when they did. `since_then`: days on which the clock was stopped."""
    if not request.is_waiting or request.decided_on is not None:
        return [ENDED]
    reasons = [] if kind in RightKind.values else ["Choose what they ask for."]
    if received_on is None:
        return [*reasons, "Write the day on which they asked: the month is counted from it."]
    if problem := why_not_received_on(received_on, today):
        reasons.append(problem)
    steps = [day for day in (request.acknowledged_on, request.identified_on, request.longer_on, *since_then) if day]
    if steps and received_on > min(steps):
        reasons.append(f"Something was done about it on {clocks.day_in_words(min(steps))}: they cannot have asked after that.")
    return reasons


def was_in_time(request: RightsRequest, clock: Clock) -> bool | None:
    """Return whether whoever asked heard from us in time; of a complaint, that we have it. None where it was taken back, or waits."""
    if request.done_on is None:
        return None
    if request.kind == RightKind.COMPLAINT:
        return (request.acknowledged_on or request.done_on) <= request.received_on + ACKNOWLEDGED_WITHIN
    return clock.due_on is None or request.done_on <= clock.due_on
