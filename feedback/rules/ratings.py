"""When families may rate how they were listened to, and what of their answers may be said. Rules are given the facts."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from core import clocks
from feedback.choices import EntryKind, HowMany, SurveyState
from feedback.models import Survey
from feedback.rating_set import NO, SORT_OF, YES
from participation.choices import ENDED, OF_LONG_WORK, RatingPoint, Size, Stage
from participation.models import Engagement
from participation.rules.gates import Problem

LONG_WORK = timedelta(days=90)
LEAST, MOST = timedelta(weeks=2), timedelta(weeks=8)  # how long families can rate
MONTHS_UNTIL_LATER = 3  # what changed needs so long to be seen (domain reference 1.3)
# No result of fewer answers: more than one place can send in a day (core.limits.RATINGS_BY_ADDRESS), so that whoever is rated cannot make
# one around a family's answer at one sitting. Wide bands, so that nobody reads from them how many others answered beside their own.
FEWEST = 15
MANY, VERY_MANY = 50, 200
NOT_THE_SET = (
    "These are not the rating questions any more. They are the same at every hub and for everybody: delete this draft, and begin again."
)


def why_not_rate(engagement: Engagement, point: str, *, prepared: Collection[str], today: date) -> list[str]:
    """Return why families cannot be asked to rate this at a point; `prepared` are the points that have their rating already."""
    if point not in RatingPoint.values:
        return ["Choose when families rate it."]
    if engagement.size == Size.EVERYDAY:
        return ["Everyday listening has no end that families could rate."]
    if engagement.stage == Stage.PLANNING:
        return ["Families were not asked about this yet. Open it first."]
    reasons = []
    if point in prepared:
        reasons.append("Families are asked once at each point, and this one is prepared already.")
    if point in OF_LONG_WORK and not is_long_work(engagement, today=today):
        reasons.append("For work of three months or less families are asked at the end only: more would be a burden.")
    if point in OF_LONG_WORK and engagement.stage in ENDED:
        reasons.append("It is over. Ask at the end, and some months later.")
    return [*reasons, *why_not_yet(engagement, point, today=today)]


def why_not_yet(engagement: Engagement, point: str, *, today: date) -> list[str]:
    """Return why it is too early to ask how it ended, or what came of it. Held when a rating is prepared and again when it opens."""
    if point == RatingPoint.END and engagement.stage not in (Stage.ANSWERING, *ENDED):
        return ["Nobody can say yet how it ended. Ask at the end: once it is taken on to answering, and families hear back."]
    if point != RatingPoint.LATER:
        return []
    if engagement.stage not in ENDED or engagement.closed_on is None:
        return ["Nothing came of it yet that families could have heard of. Close it first, and ask three months after that."]
    day = clocks.months_after(engagement.closed_on, MONTHS_UNTIL_LATER)
    if today < day:
        return [
            f"It is too early: what changes has to reach families first. Ask from {clocks.day_in_words(day)}, three months after it closed."
        ]
    return []


def is_long_work(engagement: Engagement, *, today: date) -> bool:
    """Return whether families give it more than three months of theirs: as planned, or as it goes while they are asked.

    The weeks in which the council makes sense of it and answers are its own.
    """
    begins = engagement.starts_on or engagement.opened_on
    ends = max((day for day in (engagement.ends_on, today if engagement.stage == Stage.OPEN else None) if day), default=today)
    return begins is not None and ends - begins > LONG_WORK


def why_not_the_set(questions: Sequence[Mapping[str, Any]], wanted: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """Return why this rating cannot go out: its questions are not the locked ones, word for word."""
    return [] if list(questions) == list(wanted) else [Problem(NOT_THE_SET, "questions")]


def why_not_hand_over(point: str, kind: str) -> list[str]:
    """Return why a poster of this kind cannot lead to a rating: who is rated hands nothing over (domain reference 1.5)."""
    if point and kind != EntryKind.POSTER:
        return ["Families rate from a poster on a wall. Whoever is rated never hands over the sheet, the tablet or the phone."]
    return []


def is_over(survey: Survey, *, today: date) -> bool:
    """Return whether nobody can send an answer any more, also who had begun in time."""
    return survey.state != SurveyState.DRAFT and survey.finish_by_on is not None and survey.finish_by_on < today


def why_not_ask_on(survey: Survey, *, closes_on: date | None, today: date) -> list[str]:
    """Return why a rating cannot get another last day: what was shown once and then moves by one answer tells that answer."""
    if survey.rating_point and is_over(survey, today=today) and closes_on != survey.closes_on:
        return ["It is over, and what families said may have been read. It cannot be opened again."]
    return []


def why_not_ask_so_long(survey: Survey, *, opens_on: date | None, closes_on: date | None, today: date) -> list[str]:
    """Return why a rating cannot be asked for these days. What families said is shown when it is over: so whoever is rated ends it neither
    before families had their time nor never.
    """
    if not survey.rating_point:
        return []
    first = opens_on or today
    soonest, latest = first + LEAST, first + MOST
    if closes_on is None:
        return ["What families say is read after its last day, so it has one. Write it down."]
    if closes_on < soonest:
        return [f"Families need two weeks to rate it. Let its last day be {clocks.day_in_words(soonest)} or later."]
    if closes_on > latest:
        return [f"What families say is not put off: eight weeks are enough. Let its last day be {clocks.day_in_words(latest)} or sooner."]
    return []


def why_not_end_now(survey: Survey, *, today: date) -> list[str]:
    """Return why a rating cannot be closed yet: too few answers would stand for ever, and it is asked once."""
    if survey.rating_point and survey.opens_on and today < survey.opens_on + LEAST:
        day = clocks.day_in_words(survey.opens_on + LEAST)
        return [f"Families rate it, so it stays open for two weeks at least: until {day}. Then it can be closed."]
    return []


def line_for_ratings(below: int) -> int:
    """Return how many must answer before anything is said, where the council hides numbers of people `below` in public."""
    return max(FEWEST, below)


def how_many(number: int, *, line: int) -> HowMany:
    """Return the word for about how many answered. The number itself is kept nowhere."""
    if number < line:
        return HowMany.TOO_FEW if number else HowMany.NOBODY
    return HowMany.VERY_MANY if number >= max(VERY_MANY, line) else HowMany.MANY if number >= MANY else HowMany.SOME


def leaning(said: Mapping[str, int], *, below: int) -> str:
    """Return which way families leaned: "yes" when two of three said so, "no" when half or more did, else "mixed"; empty for too few.

    It is never said that all of them did, so it says nothing of any one of them; and it holds the benefit of no doubt for the council.
    """
    total = sum(said.get(answer, 0) for answer in (YES, SORT_OF, NO))
    if total < below:
        return ""
    if said.get(YES, 0) * 3 >= total * 2:
        return YES
    return NO if said.get(NO, 0) * 2 >= total else SORT_OF


def most_chosen(said: Mapping[str, int], *, below: int) -> str:
    """Return what most of those who answered chose; empty for too few, and where two were chosen as often."""
    if sum(said.values()) < below:
        return ""
    first, second = [*sorted(said.values(), reverse=True), 0, 0][:2]
    return next(answer for answer, number in said.items() if number == first) if first > second else ""
