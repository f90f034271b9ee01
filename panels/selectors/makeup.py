"""Who is on a panel, in numbers: as typed on the screen where they are typed, and hidden as reach is everywhere else.

How many are on a panel is known to whoever reads its page. So the answers to a question are told all together or not at all, in bands, and
a group only where neither it nor the rest is a few (`rules.monitoring`); of a round that is open nothing is told, or each slip would show.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from accounts.models import User
from core.selectors import defaults
from core.small_numbers import numbers
from panels.choices import Asked
from panels.choices.monitoring import ANSWERS, asked_of
from panels.models import MonitoringCount, MonitoringRound, Panel
from panels.rules import monitoring as rules
from panels.selectors.members import number_active

NOT_SHOWN = "not shown, so that it tells of nobody"


@dataclass(frozen=True)
class Makeup:
    """What a panel's page says of who is on it, after the last closed round: questions with their answers in bands, and groups."""

    counted_on: date
    answers: list[tuple[str, list[tuple[str, str]]]]
    groups: list[tuple[str, str]]


def open_round(panel: Panel) -> MonitoringRound | None:
    """Return the round that is open."""
    return MonitoringRound.objects.filter(panel=panel, closed_on__isnull=True).first()


def last_closed(panel: Panel, *, by_day: date | None = None) -> MonitoringRound | None:
    """Return the last round that was closed, up to a day: what the national return takes its raw numbers from."""
    rows = MonitoringRound.objects.filter(panel=panel, closed_on__isnull=False)
    return (rows.filter(closed_on__lte=by_day) if by_day else rows).order_by("-closed_on", "-pk").first()


def counted(row: MonitoringRound) -> dict[str, dict[str, int]]:
    """Return how many gave each answer, by question, as it was typed. For the screen where it is typed, and for the return alone."""
    found: dict[str, dict[str, int]] = {asked: {} for asked in Asked.values}
    for one in row.counts.all():
        found[one.question][one.answer] = one.number_of_people
    return found


def number_of_slips(row: MonitoringRound) -> int:
    """Return how many slips are in: the most that answered one question. Whoever is under 18 stands in none about age."""
    by_question = MonitoringCount.objects.filter(round=row).order_by().values("question").annotate(number=Sum("number_of_people"))
    return max((one["number"] for one in by_question), default=0)


def makeup_of(panel: Panel, user: User | None = None) -> Makeup | None:
    """Return who is on a panel as everybody who sees its page may read it; None before the first round was closed.

    Everybody reads the same: also who may read what families write, for a panel is a few people whom they know. `user` None is the public,
    below whose line fewer are told.
    """
    row = last_closed(panel)
    return makeup_in(row, user) if row else None


def makeup_in(row: MonitoringRound, user: User | None = None) -> Makeup | None:
    """Return the same after one round: what a report of a year that is over shows. None while it is open."""
    if row.closed_on is None:
        return None
    panel, standing = row.panel, defaults.standing()
    below = standing.hide_below_public if user is None else standing.hide_below_inside
    found, members = counted(row), number_active(panel, row.closed_on)
    answers = [(str(asked.label), _answers(asked, found[asked], below)) for asked in asked_of(under_18s=panel.is_of_under_18s)]
    groups = [(str(one.group), _group(one.number_of_people, members, below)) for one in row.makeup.select_related("group")]
    return Makeup(row.closed_on, answers, groups)


def _answers(asked: Asked, by_answer: Mapping[str, int], below: int) -> list[tuple[str, str]]:
    every = [by_answer.get(code, 0) for code, _ in ANSWERS[asked]]
    if not rules.may_tell_answers(every, below=below):
        return [("", NOT_SHOWN)]
    return [(str(label), str(numbers.band(number, below=below))) for (_, label), number in zip(ANSWERS[asked], every, strict=True)]


def _group(number: int, members: int, below: int) -> str:
    is_told = rules.may_tell_group(number, number_of_members=members, below=below)
    return str(numbers.band(number, below=below)) if is_told else NOT_SHOWN
