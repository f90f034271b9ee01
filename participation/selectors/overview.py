"""Everything the council asks about at a glance: by stage, size and hub; how well it listened over time; what is to come.

What is counted here the council did (engagements), and never people: so nothing is hidden.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, QuerySet, When
from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import User
from core.clocks import is_late, lateness_in_words, weeks_in_words
from participation.choices import UNDER_WAY, Element, Size, Stage
from participation.models import Engagement
from participation.rules import checklist as rules
from participation.selectors.checklist import Profile, profiles_of
from participation.selectors.reach import FIRST_DAY, year_of

VIEW = "engagement.view"
MOST_SHOWN = 200
WORDS = (rules.WELL_SHOWN, rules.PARTLY, rules.NOT_YET, rules.NOBODY_SAID)
HALF = 10  # the month in which the second half of a council's year begins (selectors.reach says when the first does)


@dataclass(frozen=True)
class Line:
    """One engagement at a glance. `words` is Lundy's profile: a word for each element, in their order, and never one for all."""

    row: Engagement
    hubs: str
    by_when: str
    late: str
    words: tuple[str, ...]
    href: str

    @property
    def named(self) -> list[tuple[str, str]]:
        """Return each word with its element: on a phone no heading stands above it."""
        return list(zip(Element.labels, self.words, strict=True))


@dataclass(frozen=True)
class Half:
    """The engagements that families were first asked in, in half a year: how many had which word for which element."""

    label: str
    number_of_engagements: int
    rows: tuple[tuple[str, tuple[int, ...]], ...]  # element, then how many in the order of WORDS

    @property
    def named(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """Return each element with its numbers, each by its word: on a phone no heading stands above it."""
        return [(element, list(zip(WORDS, numbers, strict=True))) for element, numbers in self.rows]


@dataclass(frozen=True)
class Day:
    """Something that happens on a day."""

    on: date
    what: str
    title: str
    href: str


def seen_by(user: User, *, stage: str = "", size: str = "", hub_id: int | None = None) -> "QuerySet[Engagement]":
    """Return what somebody may see, narrowed by stage, size and hub."""
    rows = Engagement.objects.visible_to(user, VIEW)
    if stage:
        rows = rows.filter(stage=stage)
    if size:
        rows = rows.filter(size=size)
    if hub_id:
        rows = rows.filter(pk__in=Engagement.hubs.through.objects.filter(hub=hub_id).values("engagement"))
    return rows


def numbers_by_stage(user: User) -> list[tuple[str, str, int]]:
    """Return each stage with its label and how many there are that somebody may see."""
    found = dict(seen_by(user).order_by().values_list("stage").annotate(number=Count("pk")))
    return [(stage.value, stage.label, found.get(stage.value, 0)) for stage in Stage]


def lines(rows: "QuerySet[Engagement]", *, today: date, most: int | None = None) -> list[Line]:
    """Return engagements at a glance, those under way first and by the day families are answered. Five queries, however many."""
    place = Case(When(stage__in=UNDER_WAY, then=0), When(stage=Stage.PLANNING, then=1), default=2)
    in_order = rows.select_related("who_acts", "decided_by").prefetch_related("hubs")
    found = list(in_order.order_by(place, F("answer_by_on").asc(nulls_last=True), "title", "pk")[:most])
    profiles = profiles_of(found)
    return [_line(one, profiles[one.pk], today) for one in found]


def _line(row: Engagement, profile: Profile, today: date) -> Line:
    first = row.promised_on(row.opened_on or today) if row.size != Size.EVERYDAY else None
    late = lateness_in_words(first, today) if first and row.stage in UNDER_WAY and is_late(first, today) else ""
    by_when = date_format(first, "j M Y") if first else _within(row.answer_within_weeks)
    hubs = ", ".join(hub.name for hub in row.hubs.all())
    words = tuple(profile[element].word for element in Element)
    return Line(row, hubs, by_when, late, words, reverse("checklist:tab", args=[row.pk, Element.SPACE]))


def _within(weeks: int | None) -> str:
    return f"within {weeks_in_words(weeks)}" if weeks else ""


def over_time(user: User) -> list[Half]:
    """Return, half year by half year, how well engagements listened: newest first. Never an average: each element is counted for itself."""
    rows = list(seen_by(user).exclude(size=Size.EVERYDAY).exclude(opened_on=None).order_by("-opened_on"))
    profiles = profiles_of(rows)
    halves: dict[tuple[int, bool], list[Engagement]] = {}
    for row in rows:
        if row.opened_on:
            halves.setdefault(half_of(row.opened_on), []).append(row)
    return [_half(half, [profiles[one.pk] for one in inside]) for half, inside in halves.items()]


def half_of(day: date) -> tuple[int, bool]:
    """Return the council's year that a day is in, and whether it is in its second half, from October."""
    return year_of(day), day.month >= HALF or day.month < FIRST_DAY[0]


def _half(half: tuple[int, bool], profiles: Sequence[Profile]) -> Half:
    year, is_second = half
    label = f"October {year} to March {year + 1}" if is_second else f"April to September {year}"
    rows = []
    for element in Element:
        said = Counter(profile[element].word for profile in profiles)
        rows.append((element.label, tuple(said[word] for word in WORDS)))
    return Half(label, len(profiles), tuple(rows))


def calendar(user: User, *, since: date, until: date) -> list[tuple[str, list[Day]]]:
    """Return what happens from one day to another, month by month: asking begins and ends, answers are due, something is decided."""
    days = sorted(_days(user, since, until), key=lambda one: (one.on, one.title, one.what))
    months: dict[str, list[Day]] = {}
    for one in days:
        months.setdefault(date_format(one.on, "F Y"), []).append(one)
    return list(months.items())


def _days(user: User, since: date, until: date) -> Iterator[Day]:
    for row in seen_by(user).exclude(stage__in=(Stage.CLOSED, Stage.LOOKED)):
        href = reverse("asked_about", args=[row.slug]) if row.stage != Stage.PLANNING else ""
        answer_on = None if row.size == Size.EVERYDAY else row.promised_on(row.opened_on or since)
        happens = (
            (row.starts_on, "Families can answer from this day"),
            (row.ends_on, "Last day for families to answer"),
            (answer_on, "Families were promised an answer"),
            (row.answer_by_on if row.answer_by_on != answer_on else None, "Families are now told to expect an answer"),
            (row.decided_on, f"Decided: {row.decided_at}" if row.decided_at else "Decided"),
        )
        yield from (Day(on, what, row.title, href) for on, what in happens if on and since <= on <= until)
