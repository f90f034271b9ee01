"""How many of a group were heard, as somebody may read it.

What adds up is only the hubs of one group by one way: groups overlap, and one person may have been heard by two ways. So each group is a
two-way table of its own, ways by hubs, and is hidden exactly by `core.small_numbers.tables`. What is left is said in bands, so that the
page of one activity, of one engagement and of a year cannot be taken from one another.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core import questions
from core.answers import ANSWERED_A_SURVEY, Reached
from core.models import Hub
from core.small_numbers import numbers, tables
from core.small_numbers.circulation import TOTAL, Cell
from participation.rules.reach import counts_as_heard
from participation.selectors.activities import NOT_SHOWN

ByHub = Mapping[int, int]
HeardAt = dict[str, dict[str, dict[int, int]]]  # group key, way, hub id: how many


@dataclass(frozen=True)
class Heard:
    """How many of a group were heard by one way: `shown` is about how many, None where that would tell of a few."""

    how: str
    shown: numbers.Shown | None

    @property
    def number_in_words(self) -> str:
        """The number as it is said."""
        return str(self.shown) if self.shown else NOT_SHOWN


def heard_at(engagement_ids: Collection[int], *, since: date | None, until: date | None) -> HeardAt:
    """Return how many were heard of each group, by way and hub. Drafts and practitioners never count."""
    found: HeardAt = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    answers = questions.engagement_reach.answers(engagement_ids=frozenset(engagement_ids), since=since, until=until)
    for one in filter(counts_as_heard, (one for some in answers for one in some)):
        found[one.group][one.how][one.hub_id] += one.number_of_people
    return found


def less(found: HeardAt, typed: Iterable[Reached]) -> HeardAt:
    """Return what was heard less what is typed by who reads no small numbers (`selectors.activities`)."""
    theirs: Counter[tuple[str, str, int]] = Counter()
    for one in typed:
        theirs[one.group, one.how, one.hub_id] += one.number_of_people
    rest: HeardAt = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for group, ways in found.items():
        for how, row in ways.items():
            for hub, number in row.items():
                if number > theirs[group, how, hub]:
                    rest[group][how][hub] = number - theirs[group, how, hub]
    return rest


class HeardOf:
    """One group at several hubs. `lines` says for each hub below which number somebody reads none (`numbers.lines_for`).

    Who answered a survey moves that number alone, so a few of them are to every reader what nobody is: nothing is said of either.
    """

    def __init__(self, by_way: Mapping[str, ByHub], hubs: Sequence[Hub], lines: Mapping[int, int]) -> None:
        told = {how: _without_few(row, lines) if how == ANSWERED_A_SURVEY else row for how, row in by_way.items()}
        self.by_way, self.hubs, self.lines = {how: row for how, row in told.items() if row}, hubs, lines
        self.ways = sorted(self.by_way)
        self.veiled = [hub.pk for hub in hubs if lines[hub.pk] > numbers.ALL_SHOWN]
        self.below = max((lines[hub] for hub in self.veiled), default=numbers.ALL_SHOWN)
        counts = [[self.by_way[how].get(hub, 0) for hub in self.veiled] for how in self.ways]
        self.hidden = tables.hide(counts, below=self.below) if self.veiled and self.ways else None

    def at(self, hub: Hub) -> tuple[Heard, ...]:
        """Return what was heard at a hub, way by way; nothing where the group was heard nowhere, or nothing is told of it."""
        ways = ((row, how) for row, how in enumerate(self.ways) if how != ANSWERED_A_SURVEY or hub.pk in self.by_way[how])
        return tuple(Heard(how, self._shown(row, hub.pk)) for row, how in ways)

    def everywhere(self) -> tuple[Heard, ...]:
        """Return the same for all the hubs together; nothing where somebody reads one hub more closely than another."""
        if len(set(self.lines.values())) != 1:
            return ()
        return tuple(Heard(how, self._total(row)) for row, how in enumerate(self.ways))

    def best_at(self, hub: Hub) -> int | None:
        """Return how many were heard by the way by which most were; None where a number is not shown. 0 may be a few who answered."""
        if any(one.shown is None for one in self.at(hub)):
            return None
        return max((self.by_way[how].get(hub.pk, 0) for how in self.ways), default=0)

    def _shown(self, row: int, hub: int) -> numbers.Shown | None:
        number = self.by_way[self.ways[row]].get(hub, 0)
        if hub not in self.veiled:
            return numbers.band(number, below=numbers.ALL_SHOWN)
        return None if self.hidden and Cell(row, self.veiled.index(hub)) in self.hidden else numbers.band(number, below=self.below)

    def _total(self, row: int) -> numbers.Shown | None:
        told = self.by_way[self.ways[row]]
        number = sum(told.get(hub.pk, 0) for hub in self.hubs)
        if self.hidden and Cell(row, TOTAL) in self.hidden:
            return None
        if self.ways[row] == ANSWERED_A_SURVEY and any(hub.pk not in told for hub in self.hubs):
            return numbers.at_least(number, below=self.below)
        return numbers.band(number, below=self.below)


def _without_few(row: ByHub, lines: Mapping[int, int]) -> ByHub:
    """Return a row less what is below the line of who reads it, or in the first band of who reads everything there."""
    least = {hub: line if line > numbers.ALL_SHOWN else numbers.FEW for hub, line in lines.items()}
    return {hub: number for hub, number in row.items() if hub in least and number >= least[hub]}
