"""How many of a group were heard, as somebody may read it.

What adds up is only the hubs of one group by one way: groups overlap, and one person may have been heard by two ways. So each group is a
two-way table of its own, ways by hubs, and is hidden exactly by `core.small_numbers.tables`. What is left is said in bands, so that the
page of one activity, of one engagement and of a year cannot be taken from one another.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core import questions
from core.answers import ANSWERED_A_SURVEY, Reached
from core.models import Hub
from core.small_numbers import numbers, tables
from core.small_numbers.circulation import TOTAL, Cell
from participation.models import Engagement
from participation.rules.reach import counts_as_heard
from participation.selectors.activities import NOT_SHOWN

ByHub = Mapping[int, int]
Parts = Mapping[str, Mapping[int, Mapping[int, int]]]  # way, hub id, engagement id: how many


@dataclass(frozen=True)
class Heard:
    """How many of a group were heard by one way: `shown` is about how many, None where that would tell of a few."""

    how: str
    shown: numbers.Shown | None

    @property
    def number_in_words(self) -> str:
        """The number as it is said."""
        return str(self.shown) if self.shown else NOT_SHOWN


def parts_heard(engagement_ids: Collection[int], *, since: date | None, until: date | None) -> dict[str, Parts]:
    """Return how many were heard of each group (by its key), by way, hub and engagement. Drafts and practitioners never count."""
    found = _nobody()
    for one in _heard(engagement_ids, since, until):
        found[one.group][one.how][one.hub_id][one.engagement_id] += one.number_of_people
    return found


def _nobody() -> dict[str, Any]:
    return defaultdict(lambda: defaultdict(lambda: defaultdict(lambda: defaultdict(int))))


def added_up(parts: Parts) -> dict[str, dict[int, int]]:
    """Return how many were heard by way and hub, over all engagements."""
    return {how: {hub: sum(of_each.values()) for hub, of_each in hubs.items()} for how, hubs in parts.items()}


def _heard(engagement_ids: Collection[int], since: date | None, until: date | None) -> Iterator[Reached]:
    answers = questions.engagement_reach.answers(engagement_ids=frozenset(engagement_ids), since=since, until=until)
    return filter(counts_as_heard, (one for some in answers for one in some))


def less(found: Mapping[str, Parts], typed: Iterable[Reached]) -> dict[str, Any]:
    """Return what was heard less what is typed by who reads no small numbers (`selectors.activities`)."""
    theirs: Counter[tuple[str, str, int, int]] = Counter()
    for one in typed:
        theirs[one.group, one.how, one.hub_id, one.engagement_id] += one.number_of_people
    rest = _nobody()
    for group, ways in found.items():
        for how, hubs in ways.items():
            for hub, of_each in hubs.items():
                for engagement, number in of_each.items():
                    if number > (own := theirs[group, how, hub, engagement]):
                        rest[group][how][hub][engagement] = number - own
    return rest


class HeardOf:
    """One group at several hubs. `lines` says for each hub below which number somebody reads none (`numbers.lines_for`).

    `parts` are the numbers of each engagement, which the same reader finds on its own page: where a few were heard at one, bands are joined
    here, so that taking the others away tells nothing of those few. Who answered a survey moves that number alone, so a few of them are to
    every reader what nobody is: nothing is said of either.
    """

    def __init__(self, by_way: Mapping[str, ByHub], hubs: Sequence[Hub], lines: Mapping[int, int], parts: Parts | None = None) -> None:
        told = {how: _without_few(row, lines) if how == ANSWERED_A_SURVEY else row for how, row in by_way.items()}
        self.by_way, self.hubs, self.lines = {how: row for how, row in told.items() if row}, hubs, lines
        self.ways = sorted(self.by_way)
        self.veiled = [hub.pk for hub in hubs if lines[hub.pk] > numbers.ALL_SHOWN]
        self.below = max((lines[hub] for hub in self.veiled), default=numbers.ALL_SHOWN)
        self.counts = [[self.by_way[how].get(hub, 0) for hub in self.veiled] for how in self.ways]
        self.hidden = tables.hide(self.counts, below=self.below) if self.veiled and self.ways else None
        self.joined: dict[Cell, tuple[int, int]] = {}
        self._join_for_parts(parts or {})

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
        if hub.pk in self.veiled and any(self._is_joined(Cell(row, self.veiled.index(hub.pk))) for row in range(len(self.ways))):
            return None  # how far we are from an aim would tell in which of the joined bands it is
        return max((self.by_way[how].get(hub.pk, 0) for how in self.ways), default=0)

    def _shown(self, row: int, hub: int) -> numbers.Shown | None:
        number = self.by_way[self.ways[row]].get(hub, 0)
        if hub not in self.veiled:
            return numbers.band(number, below=numbers.ALL_SHOWN)
        return self._said(Cell(row, self.veiled.index(hub)), number)

    def _total(self, row: int) -> numbers.Shown | None:
        told, cell = self.by_way[self.ways[row]], Cell(row, TOTAL)
        number = sum(told.get(hub.pk, 0) for hub in self.hubs)
        if (
            self.ways[row] == ANSWERED_A_SURVEY
            and any(hub.pk not in told for hub in self.hubs)
            and not (self.hidden and cell in self.hidden)
        ):
            return numbers.at_least(number, below=self.below, joined=self._joined(cell))
        return self._said(cell, number)

    def _said(self, cell: Cell, number: int) -> numbers.Shown | None:
        if self.hidden and cell in self.hidden:
            return None
        return numbers.band(number, below=self.below, joined=self._joined(cell))

    def _joined(self, cell: Cell) -> tuple[int, int]:
        return self.joined.get(cell, numbers.NONE_JOINED)

    def _is_joined(self, cell: Cell) -> bool:
        """Return whether the band of a number is not the one that it would have alone."""
        number = self.counts[cell.row][cell.column]
        alone = numbers.ends_of_band(number, below=self.below)
        return numbers.ends_of_band(number, below=self.below, joined=self._joined(cell)) != alone

    def _join_for_parts(self, parts: Parts) -> None:
        """Join bands so far that the most of each, less all that is known of the rest, leaves room for a number over the line.

        How far is said by what is shown elsewhere, never by the number itself: else the joining would tell it.
        """
        for row, how in enumerate(self.ways):
            up_to: dict[int, int] = {}
            for column, hub in enumerate(self.veiled):
                of_each = parts.get(how, {}).get(hub, {}).values()
                few = sum(0 < number < self.below for number in of_each)
                least = sum(numbers.ends_of_band(number, below=self.below)[0] for number in of_each)
                if few:
                    up_to[column] = least + few - 1 + self.below
                    self.joined[Cell(row, column)] = (max(least, self.below), up_to[column])
            if up_to:
                known = [self._least(Cell(row, column)) for column in range(len(self.veiled))]
                furthest = max(sum(known) - known[column] + most for column, most in up_to.items())
                self.joined[Cell(row, TOTAL)] = (max(sum(known), self.below), furthest)

    def _least(self, cell: Cell) -> int:
        """Return the least that a hub's number can be by what is shown of it."""
        if self.hidden and cell in self.hidden:
            return 0
        return numbers.ends_of_band(self.counts[cell.row][cell.column], below=self.below, joined=self._joined(cell))[0]


def _without_few(row: ByHub, lines: Mapping[int, int]) -> ByHub:
    """Return a row less what is below the line of who reads it, or in the first band of who reads everything there."""
    least = {hub: line if line > numbers.ALL_SHOWN else numbers.FEW for hub, line in lines.items()}
    return {hub: number for hub, number in row.items() if hub in least and number >= least[hub]}


class HeardOfEach:
    """Several engagements, each by itself and hidden as on its own page, so that together they tell no more than the pages do.

    `hubs` are those that somebody sees, `own` what they typed where they read no small number. The engagements are read at once: their hubs
    in one query, and one round of `engagement.reach`.
    """

    def __init__(self, engagement_ids: Collection[int], hubs: Sequence[Hub], lines: Mapping[int, int], own: Iterable[Reached]) -> None:
        self.hubs, self.lines = hubs, lines
        self.heard: dict[int, dict[str, Any]] = defaultdict(_nobody)
        for group, ways in less(parts_heard(engagement_ids, since=None, until=None), own).items():
            for how, at_hubs in ways.items():
                for hub, of_each in at_hubs.items():
                    for engagement, number in of_each.items():
                        self.heard[engagement][group][how][hub][engagement] = number
        asked_at = Engagement.hubs.through.objects.filter(engagement__in=engagement_ids).order_by().values_list("engagement", "hub")
        self.asked_at: set[tuple[int, int]] = set(asked_at)
        self.kept: dict[tuple[int, str], HeardOf] = {}

    def of(self, engagement_id: int, group: str) -> HeardOf:
        """Return one group, by its key, as the page of this engagement says it."""
        which = (engagement_id, group)
        if which not in self.kept:
            hubs = [hub for hub in self.hubs if (engagement_id, hub.pk) in self.asked_at]
            parts = self.heard[engagement_id].get(group, {})
            self.kept[which] = HeardOf(added_up(parts), hubs, self.lines, parts)
        return self.kept[which]
