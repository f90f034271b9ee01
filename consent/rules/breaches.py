"""What must hold of a breach, and its clock. Rules are given the facts and return the reasons."""

from collections.abc import Collection
from datetime import datetime, timedelta

from consent.choices.breaches import HowBad, HowLikely, MustTell, StepKind, WhatData, WhoseData
from consent.models import Breach

TIME_TO_TELL = timedelta(hours=72)  # UK GDPR Article 33(1), from when the council knows
LONGEST = 10_000
MOST_PEOPLE = 10_000_000
LONG_AGO = 2000
HIGH = 6  # likelihood times severity from which people, too, are usually told (Article 34)
CLOSED = "This is closed. What comes after it is a new one."


def too_long(text: str, what: str) -> list[str]:
    """Return why a text cannot be kept whole."""
    over = len(text) - LONGEST
    return [f"{what} is {over:,} letters too long. Make it shorter."] if over > 0 else []


def why_not_report(
    *, what: str, found_at: datetime, now: datetime, whose: Collection[str], what_data: Collection[str], number: int | None
) -> list[str]:
    """Return why something that went wrong cannot be taken in yet. It asks for as little as possible: nobody should put it off."""
    reasons = [] if what else ["Say what happened, in a sentence or two."]
    reasons += too_long(what, "What happened")
    if found_at > now:
        reasons.append("It cannot be found later than now. Check the day and the time.")
    if found_at.year < LONG_AGO:
        reasons.append("That is very long ago. Check the year.")
    if not whose or set(whose) - set(WhoseData.values):
        reasons.append("Tick whose data it is. “I do not know” is an answer too.")
    if not what_data or set(what_data) - set(WhatData.values):
        reasons.append("Tick what of them it is. “I do not know” is an answer too.")
    if number is not None and not 0 <= number <= MOST_PEOPLE:
        reasons.append("Give a rough number of people, or leave it empty.")
    return reasons


def why_not_judge(breach: Breach, *, likelihood: int, severity: int, reasons: str) -> list[str]:
    """Return why the risk cannot be judged like this."""
    if not breach.is_open:
        return [CLOSED]
    wrong = []
    if likelihood not in HowLikely.values:
        wrong.append("Say how likely it is that somebody is harmed.")
    if severity not in HowBad.values:
        wrong.append("Say how bad it would be for them.")
    if not reasons:
        wrong.append("Say why. The regulator reads your reasons, not your number.")
    return wrong + too_long(reasons, "The reason")


def why_not_decide(breach: Breach, *, must: str, reasons: str) -> list[str]:
    """Return why it cannot be decided like this whether the regulator, or the people, are told."""
    if not breach.is_open:
        return [CLOSED]
    wrong = [] if must in {MustTell.MUST, MustTell.NEED_NOT} else ["Say whether they must be told."]
    if breach.risk is None:
        wrong.append("Judge the risk first: it decides who must be told.")
    if not reasons:
        wrong.append("Say why. Also a “need not” is written down with its reason.")
    return wrong + too_long(reasons, "The reason")


def why_not_told_regulator(breach: Breach, *, told_at: datetime, now: datetime, late_reasons: str) -> list[str]:
    """Return why it cannot be noted that the regulator was told. Later than 72 hours has a reason (Article 33(1))."""
    if not breach.is_open:
        return [CLOSED]
    wrong = [] if breach.regulator == MustTell.MUST else ["Decide first that the regulator must be told."]
    if told_at > now:
        wrong.append("You cannot have told them later than now. Check the day and the time.")
    if told_at < breach.found_at:
        wrong.append("You cannot have told them before it was found. Check the day and the time.")
    if told_at - breach.found_at > TIME_TO_TELL and not late_reasons:
        wrong.append("That was later than 72 hours. Say why: the law asks for the reason.")
    return wrong + too_long(late_reasons, "The reason")


def why_not_step(breach: Breach, *, kind: str, text: str, done_at: datetime, now: datetime) -> list[str]:
    """Return why a step cannot be written down."""
    if not breach.is_open:
        return [CLOSED]
    wrong = [] if kind in StepKind.values else ["Choose what kind of step it was."]
    if not text:
        wrong.append("Say what was done.")
    if done_at > now:
        wrong.append("Write down what was done, not what will be. Check the day and the time.")
    return wrong + too_long(text, "The step")


def why_not_close(breach: Breach, *, number_of_steps: int, lessons: str) -> list[str]:
    """Return everything that is still open before a breach can be closed."""
    if not breach.is_open:
        return ["This is closed already."]
    wrong = []
    if breach.risk is None:
        wrong.append("Nobody has judged the risk yet.")
    if breach.regulator == MustTell.NOT_DECIDED:
        wrong.append("Nobody has decided whether the regulator must be told.")
    elif breach.regulator == MustTell.MUST and breach.told_regulator_at is None:
        wrong.append("The regulator must be told, and was not yet.")
    if breach.people == MustTell.NOT_DECIDED:
        wrong.append("Nobody has decided whether the people must be told.")
    elif breach.people == MustTell.MUST and breach.told_people_on is None:
        wrong.append("The people must be told, and were not yet.")
    if not number_of_steps:
        wrong.append("Write down at least one thing that was done.")
    if not lessons:
        wrong.append("Say what you learned. “Nothing to change, because…” is a lesson too.")
    return wrong + too_long(lessons, "What you learned")


def tell_by(breach: Breach) -> datetime | None:
    """Return until when the regulator is to be told; None where they need not be, or were (Article 33(1))."""
    settled = breach.regulator == MustTell.NEED_NOT or breach.told_regulator_at
    return None if settled else breach.found_at + TIME_TO_TELL


def is_late(breach: Breach, now: datetime) -> bool:
    """Return whether the regulator was, or is, told too late."""
    return breach.regulator != MustTell.NEED_NOT and (breach.told_regulator_at or now) - breach.found_at > TIME_TO_TELL


def clock(breach: Breach, now: datetime) -> str:
    """Return how the 72 hours stand, in words: "38 hours left", "late by 3 hours", "told after 30 hours"."""
    if breach.regulator == MustTell.NEED_NOT:
        return "need not be told"
    if breach.told_regulator_at:
        taken = breach.told_regulator_at - breach.found_at
        return f"told {_long(taken - TIME_TO_TELL)} late" if taken > TIME_TO_TELL else f"told after {_long(taken)}"
    left = breach.found_at + TIME_TO_TELL - now
    return f"{_long(left)} left" if left >= timedelta(0) else f"late by {_long(-left)}"


def _long(time: timedelta) -> str:
    """Return a length in whole hours, in minutes below one: never more than is left."""
    minutes = int(time.total_seconds() // 60)
    number, word = (minutes // 60, "hour") if minutes >= 60 else (minutes, "minute")
    return f"{number} {word}{'' if number == 1 else 's'}"
