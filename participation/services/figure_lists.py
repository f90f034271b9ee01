"""About how many of each group live around each hub, from a table: a council with fifty groups and sixteen hubs types none of it.

A figure takes the place of the older one, as on the page of a group. Every figure says who counted and when, or it is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from core import clocks
from core.imports.choices import Outcome
from core.imports.days import day_written
from core.imports.records import OUR_EXAMPLE, Column, Kind, Plan, Record, Remark
from core.marks import mark_of
from core.models import Hub, ImportLine, ImportRun
from core.text import folded
from participation.models import Population, PriorityGroup
from participation.rules import groups as rules
from participation.services.groups import RIGHT

COLUMNS = (
    Column("group", "Group", "Young parents", ("priority group", "category", "who"), is_needed=True),
    Column("hub", "Hub", "Elm", ("family hub", "site", "centre", "area"), is_needed=True),
    Column("number", "About how many", "120", ("number", "count", "population", "people", "families", "figure"), is_needed=True),
    Column("source", "Where it comes from", "Census 2021, wards of Elm", ("source", "data source", "from")),
    Column("counted_on", "Counted on", "2021-03-21", ("date", "as at", "day", "counted")),
)
PROBLEMS = {
    "broken": "could not be read",
    "group": "name a group that you do not look for",
    "hub": "name a hub we do not have",
    "number": "have no number",
    "why": "do not say who counted, or when",
    "twice": "stand in the list twice",
    "stays": "had to stay",
    OUR_EXAMPLE.code: "is the example of our template",
}
MOST, LONGEST_SOURCE = 9_999_999, 200
_FIELDS = ("number_of_people", "source", "counted_on")


@dataclass
class _Row:
    """A figure as a row says it; `stands` is the one that it would take the place of."""

    group: PriorityGroup
    hub: Hub
    said: dict[str, Any]
    stands: Population | None


class FigureRows:
    """Reads the rows of a table of figures."""

    def __init__(self, run: ImportRun) -> None:
        groups, hubs = list(PriorityGroup.objects.all()), list(Hub.objects.all())
        self.groups = {folded(group.key): group for group in groups} | {folded(group.name): group for group in groups}
        self.hubs = {folded(hub.name): hub for hub in hubs}
        self.stands = {(one.group_id, one.hub_id): one for one in Population.objects.order_by()}
        self.seen: dict[str, int] = {}
        self.today = clocks.today()

    def hold(self) -> None:
        """Nothing is held: each figure is one row, and the newer takes the place of the older."""

    def plan(self, records: Sequence[Record]) -> list[Plan]:
        """Return what would become of each row."""
        return [self._planned(record) for record in records]

    def _planned(self, record: Record) -> Plan:
        cells = {name: " ".join(str(value or "").split()) for name, value in record.values.items()}
        group, hub = self.groups.get(folded(cells.get("group", ""))), self.hubs.get(folded(cells.get("hub", "")))
        plan = Plan(record.number, f"{group or '?'} at {hub or '?'}"[:120], Outcome.REFUSED)
        number, counted_on = _number(cells.get("number", "")), day_written(cells.get("counted_on", ""))
        plan.remarks = self._why_not(group, hub, number, cells.get("source", ""), counted_on)
        if plan.remarks or group is None or hub is None:
            return plan
        mark = f"{group.pk} {hub.pk}"
        if mark in self.seen:
            plan.remarks = [Remark("twice", f"Row {self.seen[mark]} is about the same group and hub. That one was taken.")]
            return plan
        self.seen[mark] = record.number
        said = {"number_of_people": number, "source": cells["source"], "counted_on": counted_on}
        plan.given = _Row(group, hub, said, self.stands.get((group.pk, hub.pk)))
        plan.outcome = _outcome(plan.given)
        return plan

    def _why_not(
        self, group: PriorityGroup | None, hub: Hub | None, number: int | None, source: str, counted_on: date | None
    ) -> list[Remark]:
        found = []
        if group is None:
            found.append(Remark("group", "You look for no group of this name. Write it as it stands in your list, or add it there first."))
        if hub is None:
            found.append(Remark("hub", "There is no hub of this name. Write it as it stands under Hubs."))
        if number is None:
            found.append(Remark("number", f"This row has no number from 0 to {MOST:,}. Write about how many there are, in digits."))
        if counted_on is None:
            found.append(Remark("why", f"Write the day on which they were counted, such as {self.today:%d/%m/%Y}."))
        reasons = rules.why_not_keep_figure(source=source, counted_on=counted_on or self.today, today=self.today)
        if len(source) > LONGEST_SOURCE:
            found.append(Remark("why", f"Say in up to {LONGEST_SOURCE} letters where it comes from."))
        return found + [Remark("why", reason.text) for reason in reasons]

    def write(self, plans: Sequence[Plan]) -> None:
        """Write the figures; one entry of the trail tells of the whole list."""
        for plan in plans:
            row: _Row = plan.given
            plan.before = {name: str(getattr(row.stands, name)) for name in _FIELDS} if row.stands else {}
            figure, _ = Population.objects.update_or_create(group=row.group, hub=row.hub, defaults=row.said)
            plan.subject, plan.after = f"{Population._meta.label}:{figure.pk}", mark_of(figure, _FIELDS)

    def finish(self) -> None:
        """Nothing is left to do."""

    def take_back(self, lines: Sequence[ImportLine]) -> dict[int, str]:
        """Put the older figure back, or none, unless somebody wrote a newer one since."""
        return {line.pk: reason for line in lines if (reason := _taken_back(line))}


def _outcome(row: _Row) -> str:
    if row.stands is None:
        return Outcome.MADE
    return Outcome.SAME if all(getattr(row.stands, name) == row.said[name] for name in _FIELDS) else Outcome.CHANGED


def _taken_back(line: ImportLine) -> str:
    figure = Population.objects.select_for_update().filter(pk=line.subject.partition(":")[2]).first()
    if figure is None:
        return "This figure was deleted meanwhile."
    if mark_of(figure, _FIELDS) != line.after:
        return "Somebody wrote a newer figure since, so it stays. Look at it by hand."
    if not line.before:
        figure.delete()
        return ""
    figure.number_of_people, figure.source = int(line.before["number_of_people"]), line.before["source"]
    figure.counted_on = date.fromisoformat(line.before["counted_on"])
    figure.save()
    return ""


def _number(text: str) -> int | None:
    """Return a number as people write it, "1,200" or "about 1200"; None when there is none, or more than one."""
    plain = re.sub(r"(?<=\d)[, ](?=\d{3}\b)", "", text)
    digits = re.fullmatch(r"(?:about|circa|c\.|~)?\s*([0-9]{1,7})(?:\.0+)?", plain.strip().lower())
    return int(digits.group(1)) if digits else None


def _figures_of(pk: str) -> str:
    group = Population.objects.filter(pk=pk).values_list("group", flat=True).first()
    return reverse("groups:figures", args=[group]) if group else reverse("groups:index")


FIGURES = Kind(
    name="figures",
    title="Bring in how many there are",
    says="About how many of each group live around each hub, from a census or a school. Each row says who counted, and when.",
    right=RIGHT,
    make=FigureRows,
    problems=PROBLEMS,
    where=_figures_of,
    columns=COLUMNS,
    after="They stand beside whom you heard from now on.",
)
