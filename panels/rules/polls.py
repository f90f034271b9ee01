"""What a poll for a time may hold, until when it is answered, and which moment it suggests."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext

from core import clocks
from panels.choices import TimeSuits
from panels.models import TimeOption, TimePoll
from panels.rules import asked

FEWEST, MOST = 2, 8
LINK_IS_NO_CHILDS = "Its members are under 18: nothing is sent to them. Ask the adults, and write down below what they say."


def why_not_make(moments: Sequence[datetime], *, closes_on: date, today: date) -> dict[str, str]:
    """Return what is wrong with a poll, by box, before anybody is asked."""
    wrong: dict[str, str] = {}
    if len(set(moments)) < FEWEST:
        wrong["moment_1"] = "Offer at least two different times. For one time alone, call the meeting."
    if closes_on < today:
        wrong["closes_on"] = "The last day to answer has gone by."
    elif moments and clocks.today(min(moments)) <= closes_on:
        wrong["closes_on"] = "The last day to answer must lie before the first of the times."
    return wrong


def why_not_answer(poll: TimePoll, *, today: date) -> list[str]:
    """Return why a poll takes no answer any more."""
    return asked.why_not_answer(poll, has_ended="A time has been found, or is not looked for any more.", today=today)


def why_not_said(said: Collection[str], *, has_answered: bool) -> str:
    """Return why an answer is not kept, in the language of the page: nobody is thanked for having said nothing.

    Who said something before may take all of it back.
    """
    return "" if said or has_answered else gettext("Choose at least one time.")


def why_nobody_is_asked(poll: TimePoll, *, reply_to: str, today: date) -> list[str]:
    """Return why no letters leave for a poll at all."""
    why_closed = why_not_answer(poll, today=today)
    return asked.why_nobody_is_asked(poll, why_closed=why_closed, never_for_children=LINK_IS_NO_CHILDS, reply_to=reply_to)


def why_not_choose(poll: TimePoll, option: TimeOption | None, *, now: datetime) -> list[str]:
    """Return why a poll cannot end with a meeting at a moment."""
    if poll.ended_on is not None:
        return ["It has ended already."]
    if option is None:
        return ["Choose one of the times."]
    return ["That time has gone by."] if option.starts_at <= now else []


@dataclass(frozen=True)
class Result:
    """One moment and whom it suits."""

    option: TimeOption
    number_yes: int
    number_maybe: int
    number_no: int

    @property
    def number_who_can(self) -> int:
        """How many can come, if need be."""
        return self.number_yes + self.number_maybe


def results_of(options: Iterable[TimeOption], answers: Iterable[tuple[int, str]]) -> list[Result]:
    """Return each moment with how many it suits, in the order of the moments. `answers` are pairs of a moment's id and what suits."""
    said = list(answers)

    def count(option: TimeOption, suits: str) -> int:
        return sum(1 for pk, what in said if pk == option.pk and what == suits)

    return [Result(one, count(one, TimeSuits.YES), count(one, TimeSuits.MAYBE), count(one, TimeSuits.NO)) for one in options]


def suggested(results: Iterable[Result]) -> Result | None:
    """Return the moment at which most can come; of those the one that suits most outright, then the earliest. None while nobody can."""
    can = [one for one in results if one.number_who_can]
    return min(can, key=lambda one: (-one.number_who_can, -one.number_yes, one.option.starts_at), default=None)
