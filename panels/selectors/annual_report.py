"""A panel's yearly report: what is counted for it, and what of that everybody may read (domain reference 3.7, decision 0068)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.urls import reverse

from core import clocks
from core.selectors import defaults
from core.small_numbers import numbers
from panels.choices.agenda import TOOK_PART
from panels.models import AnnualReport, Meeting, MonitoringRound, Panel
from panels.report_template import CHANGED, NOT_CHANGED, PURPOSE, REPORT, SAID
from panels.rules.public_words import stands_in
from panels.selectors import terms
from panels.selectors.full_names import full_names
from panels.selectors.makeup import NOT_SHOWN, Makeup, last_closed, makeup_in
from panels.selectors.members import number_active
from panels.selectors.spending import financial_year_of, moments, spent
from panels.selectors.what_changed import Part, parts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_YEARS = 6


@dataclass(frozen=True)
class Year:
    """One year from April to March."""

    first: date
    last: date

    @property
    def begins(self) -> int:
        """The calendar year in which it begins, by which an address names it."""
        return self.first.year

    @property
    def words(self) -> str:
        """How staff say it: 2025 to 2026."""
        return f"{self.first.year} to {self.last.year}"


@dataclass(frozen=True)
class Met:
    """One meeting as everybody may read it: on which day, and about how many members came; nothing where they were a few."""

    on: date
    came: str


@dataclass(frozen=True)
class Shown:
    """What everybody may read of the numbers. Of under-18s neither days nor who came; no parts of money where few are on it, or came."""

    members: str
    number_of_meetings: int
    met: tuple[Met, ...]
    total: Decimal
    thanks: Decimal | None
    access: Decimal | None
    makeup: Makeup | None
    hides_some: bool


def year_of(day: date) -> Year:
    """Return the year that a day is in."""
    return Year(*financial_year_of(day))


def year_called(panel: Panel, begins: int, today: date) -> Year | None:
    """Return the year of a panel that an address names; None before it began, after it ended, and for one to come."""
    if not panel.started_on.year - 1 <= begins <= today.year:
        return None
    year = year_of(date(begins, 4, 1))
    goes_on_until = min(panel.ended_on or today, today)
    return year if year.first <= goes_on_until and year.last >= panel.started_on else None


def years_of(panel: Panel, today: date) -> list[tuple[Year, AnnualReport | None]]:
    """Return the years of a panel, this one first, each with its report; one query."""
    reports = {one.begins_on: one for one in AnnualReport.objects.filter(panel=panel)}
    years = [found for n in range(MOST_YEARS) if (found := year_called(panel, year_of(today).begins - n, today))]
    return [(one, reports.get(one.first)) for one in years]


def report_of(panel: Panel, year: Year) -> AnnualReport | None:
    """Return the report of a year, draft or published."""
    return AnnualReport.objects.select_related("written_by", "published_by").filter(panel=panel, begins_on=year.first).first()


def counted(panel: Panel, year: Year, *, today: date) -> dict[str, Any]:
    """Return what is counted for a year up to its end, or to today while it goes on: raw, as a report keeps it once it is published.

    `{"members", "meetings": [[day, number who came]], "thanks", "access", "round"}`; money in pounds as text, `round` the id of the last
    round of slips, which never changes once it is closed.
    """
    until = min(year.last, today)
    rows = Meeting.objects.held().filter(panel=panel, starts_at__range=moments(year.first, until)).order_by("starts_at", "pk")
    there = rows.annotate(number=Count("attendances", filter=Q(attendances__came__in=TOOK_PART))).values_list("starts_at", "number")
    (money,) = spent([panel], since=year.first, until=until)
    row = last_closed(panel, by_day=until)
    return {
        "members": number_active(panel, until),
        "meetings": [[clocks.today(at).isoformat(), number] for at, number in there],
        "thanks": f"{money.thanks:.2f}",
        "access": f"{money.access:.2f}",
        "round": row.pk if row else None,
    }


def as_shown(panel: Panel, figures: Mapping[str, Any]) -> Shown:
    """Return what everybody may read of what was counted, by the public's line as it stands today."""
    below = defaults.standing().hide_below_public
    thanks, access = Decimal(figures["thanks"]), Decimal(figures["access"])
    met = () if panel.is_of_under_18s else tuple(_met(day, number, below) for day, number in figures["meetings"])
    tells_parts = figures["members"] >= below and not _would_tell_who_came(panel, figures, below)
    row = MonitoringRound.objects.select_related("panel").filter(pk=figures["round"]).first() if figures["round"] else None
    found = makeup_in(row) if row else None
    told, hides_some = _told(found) if found else (None, False)
    return Shown(
        members=str(numbers.band(figures["members"], below=below)),
        number_of_meetings=len(figures["meetings"]),
        met=met,
        total=thanks + access,
        thanks=thanks if tells_parts else None,
        access=access if tells_parts else None,
        makeup=told,
        hides_some=hides_some,
    )


def _would_tell_who_came(panel: Panel, figures: Mapping[str, Any], below: int) -> bool:
    """Return whether thanks by themselves would tell what is hidden beside them: at a sum for each meeting they count who came."""
    return panel.is_of_under_18s or any(0 < number < below for _, number in figures["meetings"])


def _met(day: str, number: int, below: int) -> Met:
    return Met(date.fromisoformat(day), str(numbers.band(number, below=below)) if number >= below else "")


def _told(makeup: Makeup) -> tuple[Makeup, bool]:
    """Return who is on a panel without what is not told, and whether anything was left out: one sentence says so, not six."""
    answers = [(asked, said) for asked, said in makeup.answers if said != [("", NOT_SHOWN)]]
    groups = [(group, said) for group, said in makeup.groups if said != NOT_SHOWN]
    return Makeup(makeup.counted_on, answers, groups), (answers, groups) != (makeup.answers, makeup.groups)


def said_in(words: Mapping[str, str]) -> "list[tuple[str, StrOrPromise, str]]":
    """Return the report's headings in their order, each with what was written: (key, heading, words)."""
    return [(one.key, one.heading, words.get(one.key, "")) for one in REPORT]


def first_words(panel: Panel, found: list[Part]) -> dict[str, str]:
    """Return what the boxes of a new report begin with, for people to make sentences of: what the panel is for, was told, and got back."""
    holds = terms.in_force(panel)
    begun = {PURPOSE: holds.words.get("purpose", "") if holds else panel.about}
    for key in (SAID, CHANGED, NOT_CHANGED):
        begun[key] = "\n".join(line.words for part in found if part.beside == key for line in part.lines)
    return begun


def material(panel: Panel, year: Year, *, today: date) -> list[Part]:
    """Return what was said and came back in a year, for who writes its report."""
    return parts(panel, since=year.first, until=min(year.last, today))


def sources(panel: Panel) -> list[tuple[str, str, str]]:
    """Return where the numbers come from: (words, address, the right that opens it)."""
    return [
        ("Members", reverse("panel_members:list", args=[panel.pk]), "member.view"),
        ("Meetings, and who came", f"{reverse('meeting:index')}?panel={panel.pk}", "meeting.view"),
        ("Thanks and expenses", reverse("panel_money:one", args=[panel.pk]), "claim.view"),
        ("Who is on it, in numbers", reverse("panel_members:slips", args=[panel.pk]), "member.edit"),
        ("Other bodies", reverse("bodies:list", args=[panel.pk]), "panel.view"),
    ]


def published_of(panel: Panel) -> list[AnnualReport]:
    """Return the reports of a panel that everybody may read, the newest first; one query."""
    return list(AnnualReport.objects.filter(panel=panel).published())


def names_in(panel: Panel, text: str) -> bool:
    """Return whether the full name of somebody who is or was on a panel stands in a text."""
    return any(stands_in(name, text) for name in full_names(panel))
