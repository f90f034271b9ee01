"""What Earshot knows of each question of the quarterly return, counted from the records themselves, with the way back to each.

Breakdowns are raw totals of slips (decision 0059): for the return alone, and for nobody who does not hold it for the whole council.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from core import clocks
from feedback.choices import HAPPENED, SurveyState
from feedback.models import Survey, WeDid
from panels.choices import Asked, MeetingState
from panels.choices.monitoring import NOT_SAID
from panels.choices.panels import IN_THE_RETURN
from panels.models import Meeting, Membership, MonitoringRound, Panel
from panels.return_mapping import NO, YES, Asks, Option
from panels.rules.monitoring import slips_in_no_band
from panels.selectors.makeup import counted, last_closed
from panels.selectors.meetings import day_of
from panels.selectors.members import number_active
from panels.selectors.spending import moments, quarter_of
from participation.choices import TOGETHER
from participation.models import Activity

Value = str | int | list[str] | dict[str, int] | None
OLD_AFTER = 365  # days after which a round of slips says little of who is on a panel now


@dataclass(frozen=True)
class Quarter:
    """One quarter by the council's calendar, from its first day to its last."""

    first: date
    last: date

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter that a day is in."""
        return cls(*quarter_of(day))

    @property
    def key(self) -> str:
        """How an address names it: by its first month, 2026-07."""
        return f"{self.first:%Y-%m}"

    @property
    def words(self) -> str:
        """How people say it: July to September 2026."""
        return f"{self.first:%B} to {self.last:%B %Y}"


@dataclass(frozen=True)
class Source:
    """Where a figure comes from: the way there, and the right that opens it; none where everybody may read it."""

    words: str
    href: str
    right: str = ""


@dataclass(frozen=True)
class Found:
    """What was counted. `value` None: Earshot cannot know, a person fills it in. `remarks` are what to see to before it is sent."""

    value: Value = None
    sources: tuple[Source, ...] = ()
    remarks: tuple[str, ...] = ()


Counted = tuple[Panel, MonitoringRound | None, dict[str, dict[str, int]]]


class Facts:
    """What the questions of one quarter are counted from, looked up once: up to its last day, or up to today while it goes on."""

    def __init__(self, quarter: Quarter, *, today: date) -> None:
        self.first, self.last = quarter.first, min(quarter.last, today)
        self.span = moments(self.first, self.last)

    @cached_property
    def panels(self) -> list[Panel]:
        """The panels that the return counts: of parents and carers, begun by the end and not ended before the beginning."""
        rows = Panel.objects.filter(kind__in=IN_THE_RETURN, started_on__lte=self.last)
        return list(rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=self.first)).order_by("title", "pk"))

    @cached_property
    def rounds(self) -> list[Counted]:
        """Each panel with its last round of slips that was closed by the end, and its totals by question."""
        found = [(one, last_closed(one, by_day=self.last)) for one in self.panels]
        return [(panel, row, counted(row) if row else {}) for panel, row in found]

    @cached_property
    def meetings(self) -> list[Meeting]:
        """The meetings of such panels in the quarter that were held, or of which nobody said whether they were."""
        rows = Meeting.objects.filter(panel__kind__in=IN_THE_RETURN, starts_at__range=self.span).exclude(state=MeetingState.CALLED_OFF)
        return list(rows.filter(starts_at__lt=timezone.now()).select_related("panel").order_by("starts_at", "pk"))

    @property
    def held(self) -> list[Meeting]:
        """The meetings that were held."""
        return [one for one in self.meetings if one.state == MeetingState.HELD]

    def number_on(self, panel: Panel) -> int:
        """How many parents and carers were on a panel on the last day."""
        return number_active(panel, self.last)


def count(asks: Asks, facts: Facts) -> Found:
    """Return what is known of a question. Raises KeyError for a counter that is none."""
    return COUNTERS[asks.counted_by](asks, facts) if asks.counted_by else Found()


def _offer(asks: Asks, facts: Facts) -> Found:
    return Found(sources=(Source("The offer as it is printed", reverse("offer_booklet")),))


def _routes(asks: Asks, facts: Facts) -> Found:
    found = {one.key: _ROUTES[one.counts](one, facts) for one in asks.options if one.counts}
    sources = tuple(source for ways in found.values() for source in ways)
    return Found([key for key, ways in found.items() if ways], sources)


def _panel_route(option: Option, facts: Facts) -> list[Source]:
    return [_meeting(one) for one in facts.held[:1]]


def _survey_route(option: Option, facts: Facts) -> list[Source]:
    rows = Survey.objects.exclude(state=SurveyState.DRAFT).filter(rating_point="").annotate(put_out_at=Min("versions__published_at"))
    rows = rows.filter(put_out_at__lte=facts.span[1])
    rows = rows.exclude(closes_on__lt=facts.first).exclude(closed_on__lt=facts.first).exclude(opens_on__gt=facts.last)
    return [Source(f"Survey: {one.title}", reverse("survey:edit", args=[one.pk]), "survey.edit") for one in rows[:1]]


def _activity_route(option: Option, facts: Facts) -> list[Source]:
    rows = Activity.objects.filter(kind__in=option.methods, held_on__range=(facts.first, facts.last), called_off_because="")
    if option.together:
        rows = rows.filter(engagement__claimed_degree__in=TOGETHER)
    return [Source(f"{one.get_kind_display()}: {one.title}", reverse("turnout:one", args=[one.pk]), "turnout.view") for one in rows[:1]]


_ROUTES: dict[str, Callable[[Option, Facts], list[Source]]] = {
    "panel_meetings": _panel_route,
    "surveys": _survey_route,
    "activities": _activity_route,
}


def _meeting(row: Meeting) -> Source:
    return Source(f"{row.panel}: {clocks.day_in_words(day_of(row))}", reverse("meeting:one", args=[row.pk]), "meeting.view")


def _panel_meetings(asks: Asks, facts: Facts) -> Found:
    remarks = tuple(
        f"Nobody said whether the meeting of {one.panel} on {clocks.day_in_words(day_of(one))} took place."
        for one in facts.meetings
        if one.state == MeetingState.PLANNED
    )
    return Found(len(facts.held), tuple(map(_meeting, facts.meetings)), remarks)


def _changed(asks: Asks, facts: Facts) -> Found:
    rows = WeDid.objects.readable().filter(outcome__in=sorted(HAPPENED), published_at__range=facts.span)
    rows = rows.filter(you_said__taken_down_on__isnull=True).select_related("you_said").order_by("published_at", "pk")
    sources = tuple(Source(f"{one.you_said}: {one.what_changed}", reverse("you_said", args=[one.you_said.reference])) for one in rows)
    return Found(YES if sources else None, sources)


def _members(asks: Asks, facts: Facts) -> Found:
    numbers = [(one, facts.number_on(one)) for one in facts.panels]
    on_it = Membership.objects.filter(panel__in=facts.panels, person__isnull=False).active_on(facts.last).order_by()
    on_two = on_it.values("person").annotate(number=Count("pk")).filter(number__gt=1).count()
    remarks = (f"On more than one panel, and counted in each: {on_two}.",) if on_two else ()
    sources = (Source(f"{one}: {number}", reverse("panel_members:list", args=[one.pk]), "member.view") for one, number in numbers)
    return Found(sum(number for _, number in numbers), tuple(sources), remarks)


def _totals(of: str, facts: Facts) -> tuple[dict[str, int], tuple[Source, ...], tuple[str, ...]]:
    """Return how many gave each answer, over all panels; where each was typed; and what is old or missing."""
    totals, sources, remarks = dict[str, int](), list[Source](), list[str]()
    for panel, row, by_question in facts.rounds:
        if panel.is_of_under_18s and of == Asked.AGE:
            continue
        if row is None or row.closed_on is None:
            remarks.append(f"{panel} has closed no round of slips by {clocks.day_in_words(facts.last)}: its members are not in here.")
            continue
        if (facts.last - row.closed_on).days > OLD_AFTER:
            remarks.append(f"{panel} was last counted on {clocks.day_in_words(row.closed_on)}. Begin a new round.")
        address = reverse("panel:one", args=[panel.pk])  # the slips themselves are gone, and their totals open for the coordinator
        sources.append(Source(f"{panel}: slips, closed on {clocks.day_in_words(row.closed_on)}", address, "panel.view"))
        for answer, number in by_question[of].items():
            totals[answer] = totals.get(answer, 0) + number
    return totals, tuple(sources), tuple(remarks)


def _is_held(asks: Asks, facts: Facts) -> Found:
    """Return yes where somebody said it, and no where every panel was counted and everybody would rather not say.

    Of a panel that was not counted here Earshot cannot know what is held elsewhere (decision 0068).
    """
    totals, sources, remarks = _totals(asks.of, facts)
    if _is_said(totals):
        return Found(YES, sources)
    asked = [one for one in facts.panels if not (one.is_of_under_18s and asks.of == Asked.AGE)]
    return Found(NO, sources) if asked and len(sources) == len(asked) else Found(None, sources, remarks)


def _is_said(totals: dict[str, int]) -> bool:
    return any(number for answer, number in totals.items() if answer != NOT_SAID[0])


def _breakdown(asks: Asks, facts: Facts) -> Found:
    totals, sources, remarks = _totals(asks.of, facts)
    parts = {one.key: sum(totals.get(answer, 0) for answer in one.takes) for one in asks.options}
    return Found(parts if _is_said(totals) else None, sources, remarks)


def number_in_no_band(facts: Facts) -> tuple[int, list[Panel]]:
    """Return how many stand in SPCP07 and in no age band because they are under 18, and the panels of which that cannot be told.

    On a panel of under-18s that is everybody. On another it is who said so on a slip: the other questions count them, and no band of age.
    Where the questions do not add up to one another a slip was lost or keyed in twice, and nobody is called a child for it.
    """
    number, unknown = 0, list[Panel]()
    for panel, row, by_question in facts.rounds:
        if panel.is_of_under_18s:
            number += facts.number_on(panel)
        elif row:
            found = slips_in_no_band(by_question)
            number, unknown = number + (found or 0), unknown + ([panel] if found is None else [])
    return number, unknown


def _comments(asks: Asks, facts: Facts) -> Found:
    number, unknown = number_in_no_band(facts)
    if unknown:
        again = "The questions on the slips of {} do not add up to one another. Begin a new round.".format
        return Found("The totals of SPCP08a, SPCP09a and SPCP10a differ: some answers are missing.", (), tuple(map(again, unknown)))
    if not number:
        return Found("")
    who = "1 panel member is" if number == 1 else f"{number} panel members are"
    return Found(f"{who} counted in SPCP07 and in no age band, because the form has none for members under 18.")


COUNTERS: dict[str, Callable[[Asks, Facts], Found]] = {
    "offer": _offer,
    "routes": _routes,
    "panel_meetings": _panel_meetings,
    "changed": _changed,
    "members": _members,
    "is_held": _is_held,
    "breakdown": _breakdown,
    "comments": _comments,
}
