"""Who was heard of whom, and where: groups by hubs, as somebody may read it, with what is done about who is missing."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from accounts.models import User
from core.clocks import is_late, today
from core.marks import mark_of
from core.models import Hub
from core.small_numbers import numbers
from participation.choices import ENDED, Stage
from participation.models import Aim, Engagement, GroupSentence, Population, PriorityGroup
from participation.rules import reach as rules
from participation.selectors.activities import typed_themselves
from participation.selectors.groups import figures, groups_to_show
from participation.selectors.heard import Heard, HeardOf, HeardOfEach, added_up, less, parts_heard

VIEW, EDIT = "reach.view", "reach.edit"
FIRST_DAY = (4, 1)  # councils count their years from the first of April
Where = tuple[int, int]  # ids of a group and a hub


@dataclass(frozen=True)
class AimLine:
    """An aim as a page shows it, with how far its own engagement is from it in words; empty where that would tell of a few."""

    aim: Aim
    in_words: str
    gap: str
    is_late: bool
    has_ended: bool  # with its engagement: what was planned in it is done by nobody any more


@dataclass(frozen=True)
class Place:
    """One group at one hub: `heard` way by way, `about` how many there are, and the sentence that stands in for a number."""

    group: PriorityGroup
    hub: Hub
    heard: tuple[Heard, ...]
    about: numbers.Shown | None
    figure: Population | None
    aims: tuple[AimLine, ...]
    sentences: tuple[GroupSentence, ...]
    is_missing: bool

    @property
    def heard_in_words(self) -> list[str]:
        """How many were heard, a line for each way."""
        if self.is_missing:
            return [rules.NOBODY_YET + (f", of about {self.about}" if self.about else "")]
        return [rules.in_words(one.how, one.number_in_words, about=self.about) for one in self.heard]

    @property
    def to_do(self) -> tuple[AimLine, ...]:
        """The aims that are not reached, or of which nobody may be told."""
        return tuple(line for line in self.aims if rules.is_gap_open(line.gap))

    @property
    def is_left_alone(self) -> bool:
        """Whether nobody of a group that we look for was heard, and nobody does anything about it."""
        return self.is_missing and self.group.is_active and all(line.has_ended for line in self.to_do)

    @property
    def in_their_words(self) -> tuple[GroupSentence, ...]:
        """What stands where a number cannot be shown."""
        return self.sentences if self.is_missing or any(one.shown is None for one in self.heard) else ()


@dataclass(frozen=True)
class Row:
    """One group at every hub, and over all of them where that tells of nobody (`everywhere`)."""

    group: PriorityGroup
    places: tuple[Place, ...]
    everywhere: tuple[Heard, ...]

    @property
    def called(self) -> str:
        """What the group is called, and whether we look for it now."""
        return rules.called(self.group)


@dataclass(frozen=True)
class Grid:
    """Groups by hubs, as somebody may read it. `hides` is whether this reader sees no small number at some hub."""

    hubs: tuple[Hub, ...]
    rows: tuple[Row, ...]
    hides: bool

    @property
    def places(self) -> list[Place]:
        """Every group at every hub."""
        return [place for row in self.rows for place in row.places]


def year_of(day: date) -> int:
    """Return in which year a council's year began that holds this day."""
    return day.year if (day.month, day.day) >= FIRST_DAY else day.year - 1


def days_of(year: int) -> tuple[date, date]:
    """Return the first and the last day of a council's year."""
    return date(year, *FIRST_DAY), date(year + 1, *FIRST_DAY) - timedelta(days=1)


def mark_of_row(row: Aim | GroupSentence | None) -> str:
    """Return a mark of what an aim or a sentence says, by which an old page is told from one that nobody overtook; empty for none."""
    return mark_of(row, [field.attname for field in row._meta.concrete_fields]) if row else ""


def grid_of_year(user: User, *, year: int) -> Grid:
    """Return groups by hubs over a council's year, all engagements together, for the same few queries however much there is.

    How far an aim is, its own engagement says, as its page does: who was heard by another is no part of it. Aims are of engagements that
    were under way in that year, or are planned now; sentences those to which their group agreed in it.
    """
    since, until = days_of(year)
    engagements = list(Engagement.objects.visible_to(user, VIEW).order_by().values_list("pk", flat=True))
    hubs = Hub.objects.visible_to(user, VIEW).filter(pk__in=Engagement.hubs.through.objects.values("hub"))
    under_way = Q(engagement__opened_on__lte=until) & (Q(engagement__closed_on__isnull=True) | Q(engagement__closed_on__gte=since))
    if year == year_of(today()):
        under_way |= Q(engagement__stage=Stage.PLANNING)
    aims = Aim.objects.filter(under_way, engagement__in=engagements)
    sentences = GroupSentence.objects.agreed().filter(engagement__in=engagements, agreed_on__gte=since, agreed_on__lte=until)
    return _grid(user, list(hubs), _Standing(aims, sentences), engagements, since=since, until=until, each_by_itself=True)


def grid_of_engagement(user: User, engagement: Engagement) -> Grid:
    """Return groups by the hubs of one engagement, from its beginning on."""
    hubs = Hub.objects.visible_to(user, VIEW).filter(engagements=engagement)
    standing = _Standing(Aim.objects.filter(engagement=engagement), GroupSentence.objects.agreed().filter(engagement=engagement))
    return _grid(user, list(hubs), standing, [engagement.pk])


def hubs_with_plans(engagement: Engagement) -> set[int]:
    """Return the ids of the hubs at which an engagement has aims or sentences (two queries)."""
    aims, sentences = Aim.objects.filter(engagement=engagement), GroupSentence.objects.filter(engagement=engagement)
    return {*aims.order_by().values_list("hub_id", flat=True), *sentences.order_by().values_list("hub_id", flat=True)}


def sentences_of(engagement: Engagement) -> "QuerySet[GroupSentence]":
    """Return what small groups said of themselves in this engagement and agreed to: for everybody to read, with its date."""
    return GroupSentence.objects.agreed().filter(engagement=engagement).select_related("group", "hub")


def _grid(
    user: User,
    hubs: Sequence[Hub],
    standing: "_Standing",
    engagements: Sequence[int],
    *,
    since: date | None = None,
    until: date | None = None,
    each_by_itself: bool = False,
) -> Grid:
    lines = numbers.lines_for(user, hub_ids=[hub.pk for hub in hubs])
    own = typed_themselves(user, engagements, lines=lines, since=since, until=until)
    heard = less(parts_heard(engagements, since=since, until=until), own)
    each = _each(user, standing.engagements_with_aims(), hubs, lines) if each_by_itself else None
    here = {hub.pk for hub in hubs}
    told = {key: HeardOf(added_up(parts), hubs, lines, parts) for key, parts in heard.items()}
    keys = [key for key, one in told.items() if any(here & row.keys() for row in one.by_way.values())]  # a row tells of nobody hidden
    rows = []
    for group in groups_to_show(ids=standing.groups_at(here), keys=keys):
        of_group = told.get(group.key) or HeardOf({}, hubs, lines)
        rows.append(Row(group, tuple(standing.place(group, hub, of_group, each) for hub in hubs), of_group.everywhere()))
    return Grid(tuple(hubs), tuple(rows), hides=any(line > numbers.ALL_SHOWN for line in lines.values()))


def _each(user: User, engagements: Collection[int], hubs: Sequence[Hub], lines: Mapping[int, int]) -> HeardOfEach:
    own = typed_themselves(user, engagements, lines=lines, since=None, until=None)
    return HeardOfEach(engagements, hubs, lines, own)


class _Standing:
    """What stands about each group at each hub besides who was heard: figures, aims and sentences, one query for each kind."""

    def __init__(self, aims: "QuerySet[Aim]", sentences: "QuerySet[GroupSentence]") -> None:
        self.figures = figures()
        self.aims, self.sentences = defaultdict[Where, list[Aim]](list), defaultdict[Where, list[GroupSentence]](list)
        for aim in aims.select_related("owner__hub", "engagement").order_by("due_on", "pk"):
            self.aims[aim.group_id, aim.hub_id].append(aim)
        for sentence in sentences.select_related("engagement").order_by("-agreed_on", "-pk"):
            self.sentences[sentence.group_id, sentence.hub_id].append(sentence)

    def engagements_with_aims(self) -> set[int]:
        """Return the ids of the engagements whose aims stand here."""
        return {aim.engagement_id for aims in self.aims.values() for aim in aims}

    def groups_at(self, hub_ids: Collection[int]) -> set[int]:
        """Return the ids of the groups of which an aim or a sentence stands at these hubs."""
        return {group for group, hub in (*self.aims, *self.sentences) if hub in hub_ids}

    def place(self, group: PriorityGroup, hub: Hub, of_group: HeardOf, each: HeardOfEach | None) -> Place:
        """Return one group at one hub. An aim's gap is its own engagement's: `each` where the page is about several."""
        where, below = (group.pk, hub.pk), of_group.lines[hub.pk]
        figure = self.figures.get(where)
        own = [(aim, each.of(aim.engagement_id, group.key) if each else of_group) for aim in self.aims.get(where, ())]
        return Place(
            group=group,
            hub=hub,
            heard=of_group.at(hub),
            about=numbers.people(figure.number_of_people, below=below) if figure else None,
            figure=figure,
            aims=tuple(_line(aim, heard.best_at(hub), below) for aim, heard in own),
            sentences=tuple(self.sentences.get(where, ())),
            is_missing=of_group.best_at(hub) == 0,
        )


def _line(aim: Aim, best: int | None, below: int) -> AimLine:
    gap = "" if best is None else rules.gap_in_words(best, aim_from=aim.aim_from, below=below)
    has_ended = aim.engagement.stage in ENDED
    late = aim.due_on is not None and not has_ended and is_late(aim.due_on, today())
    return AimLine(aim, rules.aim_in_words(aim), gap, is_late=late, has_ended=has_ended)
