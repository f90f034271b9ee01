"""How many of a group were heard, as somebody may read it.

What adds up is only the hubs of one group by one way: groups overlap, and one person may have been heard by two ways. So each group is a
two-way table of its own, ways by hubs, and is hidden exactly by `core.small_numbers.tables`. What is left is said in bands, so that the
page of one activity, of one engagement and of a year cannot be taken from one another.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core import questions
from core.models import Hub
from core.questions import Reached
from core.small_numbers import numbers, tables
from core.small_numbers.circulation import TOTAL, Cell
from participation.models import Engagement
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
    found = _nobody()
    for one in _heard(engagement_ids, since, until):
        found[one.group][one.how][one.hub_id] += one.number_of_people
    return found


def _heard(engagement_ids: Collection[int], since: date | None, until: date | None) -> Iterator[Reached]:
    answers = questions.engagement_reach.answers(engagement_ids=frozenset(engagement_ids), since=since, until=until)
    return filter(counts_as_heard, (one for some in answers for one in some))


def _nobody() -> HeardAt:
    return defaultdict(lambda: defaultdict(lambda: defaultdict(int)))


class HeardOf:
    """One group at several hubs. `lines` says for each hub below which number somebody reads none (`numbers.lines_for`)."""

    def __init__(self, by_way: Mapping[str, ByHub], hubs: Sequence[Hub], lines: Mapping[int, int]) -> None:
        self.by_way, self.hubs, self.lines = by_way, hubs, lines
        self.ways = sorted(by_way)
        self.veiled = [hub.pk for hub in hubs if lines[hub.pk] > numbers.ALL_SHOWN]
        self.below = max((lines[hub] for hub in self.veiled), default=numbers.ALL_SHOWN)
        counts = [[by_way[how].get(hub, 0) for hub in self.veiled] for how in self.ways]
        self.hidden = tables.hide(counts, below=self.below) if self.veiled and self.ways else None

    def at(self, hub: Hub) -> tuple[Heard, ...]:
        """Return what was heard at a hub, way by way; nothing where the group was heard nowhere."""
        return tuple(Heard(how, self._shown(row, hub.pk)) for row, how in enumerate(self.ways))

    def everywhere(self) -> tuple[Heard, ...]:
        """Return the same for all the hubs together; nothing where somebody reads one hub more closely than another."""
        if len(set(self.lines.values())) != 1:
            return ()
        return tuple(Heard(how, self._total(row)) for row, how in enumerate(self.ways))

    def best_at(self, hub: Hub) -> int | None:
        """Return how many were heard by the way by which most were; None where any number there is not shown."""
        if any(one.shown is None for one in self.at(hub)):
            return None
        return max((self.by_way[how].get(hub.pk, 0) for how in self.ways), default=0)

    def _shown(self, row: int, hub: int) -> numbers.Shown | None:
        number = self.by_way[self.ways[row]].get(hub, 0)
        if hub not in self.veiled:
            return numbers.band(number, below=numbers.ALL_SHOWN)
        return None if self.hidden and Cell(row, self.veiled.index(hub)) in self.hidden else numbers.band(number, below=self.below)

    def _total(self, row: int) -> numbers.Shown | None:
        here = {hub.pk for hub in self.hubs}
        number = sum(count for hub, count in self.by_way[self.ways[row]].items() if hub in here)
        return None if self.hidden and Cell(row, TOTAL) in self.hidden else numbers.band(number, below=self.below)


class HeardOfEach:
    """Several engagements, each by itself and hidden as on its own page, so that together they tell no more than the pages do.

    `hubs` are those that somebody sees. The engagements are read at once: their hubs in one query, and one round of `engagement.reach`.
    """

    def __init__(self, engagement_ids: Collection[int], hubs: Sequence[Hub], lines: Mapping[int, int]) -> None:
        self.hubs, self.lines = hubs, lines
        self.heard: dict[int, HeardAt] = defaultdict(_nobody)
        for one in _heard(engagement_ids, None, None):
            self.heard[one.engagement_id][one.group][one.how][one.hub_id] += one.number_of_people
        asked_at = Engagement.hubs.through.objects.filter(engagement__in=engagement_ids).order_by().values_list("engagement", "hub")
        self.asked_at: set[tuple[int, int]] = set(asked_at)
        self.kept: dict[tuple[int, str], HeardOf] = {}

    def of(self, engagement_id: int, group: str) -> HeardOf:
        """Return one group, by its key, as the page of this engagement says it."""
        which = (engagement_id, group)
        if which not in self.kept:
            hubs = [hub for hub in self.hubs if (engagement_id, hub.pk) in self.asked_at]
            self.kept[which] = HeardOf(self.heard[engagement_id].get(group, {}), hubs, self.lines)
        return self.kept[which]
