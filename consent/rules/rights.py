"""The clock of a request about data, and what must hold of each step. Sources: UK GDPR Articles 12, 15-17, 21; domain reference 5.6."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from consent.choices import HowIdentified, HowReceived, PartVerdict, RightKind, Verdict, WhyLonger, WhyNotAll, WhyPaused
from consent.models import RightsPause, RightsRequest
from core import clocks
from core.text import too_long

MONTHS, MONTHS_AT_MOST = 1, 3
ACKNOWLEDGED_WITHIN = timedelta(days=30)  # Data (Use and Access) Act 2025, in force since 19 June 2026
ENDED = "This has ended already."
LONGEST = {"who": 400, "asked": 4_000, "answer": 8_000, "place": 120, "instead": 20_000}


def days_paused(pauses: Iterable[RightsPause], today: date) -> int:
    """Return for how many days the clock stood still up to a day."""
    return sum(max(0, ((pause.until_on or today) - pause.from_on).days) for pause in pauses)


@dataclass(frozen=True)
class Clock:
    """By when a request is due. `acknowledge_by` only for a complaint, which has no other day: it is dealt with without undue delay."""

    due_on: date | None
    stands_still: bool
    acknowledge_by: date | None = None

    def is_late(self, today: date) -> bool:
        """Return whether a day has gone by."""
        return any(day is not None and clocks.is_late(day, today) for day in (self.due_on, self.acknowledge_by))


def clock_of(request: RightsRequest, pauses: Iterable[RightsPause], today: date) -> Clock:
    """Return a request's clock: a month from when it came, longer by the pauses, up to three where it was made longer.

    A day that is a weekend or bank holiday becomes the next working day.
    """
    pauses = list(pauses)
    if request.kind == RightKind.COMPLAINT:
        by = None if request.acknowledged_on else request.received_on + ACKNOWLEDGED_WITHIN
        return Clock(None, stands_still=False, acknowledge_by=by)
    counted_from = request.received_on + timedelta(days=days_paused(pauses, today))
    due_on = clocks.months_after(counted_from, MONTHS_AT_MOST if request.longer_on else MONTHS)
    return Clock(clocks.next_working_day(due_on), stands_still=any(pause.until_on is None for pause in pauses))


def why_not_receive(*, kind: str, how: str, who: str, asked: str, has_person: bool, received_on: date, today: date) -> dict[str, str]:
    """Return what is wrong with what somebody asks, by field."""
    found = {}
    if kind not in RightKind.values:
        found["kind"] = "Choose what they ask for."
    if how not in HowReceived.values:
        found["how"] = "Choose how they asked."
    if received_on > today:
        found["received_on"] = "That day has not come yet. Write the day on which they asked."
    if not has_person and not who.strip():
        found["who"] = "Write their code, or who they are and how to reach them."
    for name, text in (("who", who), ("asked", asked)):
        if problem := too_long(text, LONGEST[name]):
            found[name] = problem
    return found


def why_not_identify(request: RightsRequest, *, how: str) -> list[str]:
    """Return why it cannot be said that we know who asks."""
    if not request.is_waiting:
        return [ENDED]
    reasons = [] if how in HowIdentified.values else ["Choose how you know who it is."]
    return reasons + (["It was said already how we know them."] if request.identified_on else [])


def why_not_pause(request: RightsRequest, *, why: str, stands_still: bool) -> list[str]:
    """Return why the clock cannot be stopped."""
    if not request.is_waiting:
        return [ENDED]
    if request.kind == RightKind.COMPLAINT:
        return ["The thirty days of a complaint do not stop."]
    if request.decided_on:
        return ["It is decided: nothing more is waited for."]
    if stands_still:
        return ["The clock stands still already."]
    if why == WhyPaused.IDENTITY and request.identified_on:
        return ["We know who they are: that stops no clock any more."]
    return [] if why in WhyPaused.values else ["Choose what you wait for."]


def why_not_longer(request: RightsRequest, *, why: str, clock: Clock, today: date) -> list[str]:
    """Return why no more time can be taken: it must be said to them within the first month."""
    if not request.is_waiting:
        return [ENDED]
    if clock.due_on is None:
        return ["A complaint is dealt with without undue delay: it has no longer time."]
    if request.longer_on:
        return ["Two more months were taken already. There are no more."]
    if clock.is_late(today):
        return ["The first month is over. More time must be taken, and told to them, within it."]
    return [] if why in WhyLonger.values else ["Choose why it takes longer."]


def why_not_decide(request: RightsRequest, *, verdict: str, why: str, answer: str, undecided: int) -> list[str]:
    """Return why nothing can be decided yet. `undecided` is how many parts of a copy still wait for the officer's word."""
    if not request.is_waiting:
        return [ENDED]
    reasons = []
    if verdict not in Verdict.values:
        reasons.append("Choose what you decide.")
    if verdict in {Verdict.PARTLY, Verdict.NO} and why not in WhyNotAll.values:
        reasons.append("Choose why not, or why not all.")
    if not answer.strip():
        reasons.append("Write what the letter says to them, in plain words.")
    if problem := too_long(answer, LONGEST["answer"]):
        reasons.append(problem)
    if verdict != Verdict.NO and request.kind != RightKind.COMPLAINT and not request.identified_on:
        reasons.append("First say how you know who asks: what we hold goes to nobody else.")
    if verdict == Verdict.NO and why == WhyNotAll.NOT_THEM and request.identified_on:
        reasons.append("It was said that we know who asks. That is no reason then.")
    if verdict in {Verdict.YES, Verdict.PARTLY} and request.kind == RightKind.ACCESS and undecided:
        waits = "One part of the copy waits" if undecided == 1 else f"{undecided} parts of the copy wait"
        reasons.append(f"{waits} for your decision first.")
    if verdict in {Verdict.YES, Verdict.PARTLY} and request.kind != RightKind.COMPLAINT and request.person_id is None:
        reasons.append("Say whose data it is: join the request to a person by their code.")
    return reasons


def why_not_finish(request: RightsRequest) -> list[str]:
    """Return why a request cannot be marked as done."""
    if not request.is_waiting:
        return [ENDED]
    if request.decided_on is None:
        return ["Decide first, and write the letter."]
    if request.kind == RightKind.ERASURE and request.verdict != Verdict.NO and request.erased_on is None:
        return ["You decided to erase. Do that first: the letter tells what was kept."]
    return []


def why_not_erase(request: RightsRequest) -> list[str]:
    """Return why nothing is erased now."""
    if not request.is_waiting:
        return [ENDED]
    if request.kind != RightKind.ERASURE:
        return ["Nobody asked to be forgotten here."]
    if request.decided_on is None or request.verdict == Verdict.NO:
        return ["Decide first that it shall be erased."]
    return ["It is erased already."] if request.erased_on else []


def why_not_judge(*, verdict: str, instead: str) -> list[str]:
    """Return why this cannot be said of a part of a copy."""
    if verdict not in PartVerdict.values:
        return ["Choose what becomes of this part."]
    if verdict == PartVerdict.REDACT and not instead.strip():
        return ["Write the part as it shall be given, with [taken out] where words are missing."]
    problem = too_long(instead, LONGEST["instead"])
    return [problem] if problem else []
