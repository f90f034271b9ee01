"""Who is on a panel today, from the spreadsheet that a coordinator keeps. Nothing they agreed to comes with them.

A row whose e-mail address or number is known already is put on the panel under that record; else somebody new is written down. A record
that is there stays as it is, but where a row says that it is not safe to write to them: the stricter of both holds. The report keeps row
numbers and codes, and not one cell (DESIGN promise 5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from consent.choices import SafeThere, Source
from consent.models import Person, index_of
from consent.rules.people import more_careful
from consent.selectors.ledger import as_now
from consent.services.people import lock_all, stop_writing, write_down
from consent.services.people import mark_of as mark_of_person
from consent.services.people_lists import HOW_TO_WRITE, NOT_CLEAR, NOT_SAFE, SAID_SO
from core import clocks
from core.imports.choices import Outcome
from core.imports.records import OUR_EXAMPLE, Column, Kind, Option, Plan, Record, Remark
from core.marks import mark_of
from core.models import ImportLine, ImportRun
from core.text import folded
from panels.choices import Stage
from panels.models import Membership, Panel
from panels.rules import member_lists as rules
from panels.selectors import member_lists as selectors
from panels.services.member_lists_undone import MARKED, lock_people, taken_back

RIGHT = "person.import"
PANEL = "panel"
COLUMNS = (
    Column("name", "Name", "Ola Nowak", ("full name", "member", "parent", "first name"), is_needed=True),
    Column("panel", "Panel", "Parents at Elm", ("group", "forum", "panel name")),
    Column("email", "E-mail", "ola@example.org", ("email address", "e-mail address", "contact email")),
    Column("phone", "Phone", "07700 900123", ("telephone", "tel", "mobile", "phone number", "contact number")),
    Column("hub", "Hub", "Elm", ("family hub", "site", "centre", "knows best")),
    Column("joined_on", "On the panel since", "2025-09-01", ("since", "joined", "start date", "joined on", "date joined")),
    Column("kind", "Member kind", "member", ("role", "type", "kind")),
    Column("capacity", "Lives it or represents", "lives it", ("capacity", "lived experience or representing", "speaks as")),
    Column("term_until_on", "On the panel until", "2027-08-31", ("until", "end of term", "term ends", "end date")),
    *HOW_TO_WRITE,
)
PROBLEMS = {
    "broken": "could not be read",
    "name": "have no name",
    "panel": "name no panel we have",
    "reach": "have no e-mail address or phone number that can be used",
    "hub": "name a hub we do not have",
    "since": "do not say clearly since when",
    "until": "do not say clearly until when",
    **NOT_CLEAR,
    **SAID_SO,
    "kind": "say in no way we know what they are on the panel",
    "on-it": "are on the panel already",
    "twice": "stand in the list twice",
    "known": "are known already, and are put on the panel under their record",
    "which": "share an address or number with more than one record",
    "stays": "had to stay",
    OUR_EXAMPLE.code: "is the example of our template",
}
_OF_A_PERSON = ("name", "email", "phone", "hub", "safe", "channel", "language")


@dataclass
class _Row:
    """Somebody as a row says it; `person` is who is known already, `before` the row that had them first.

    `careful` is how their record is to be from now on because the row says that it is not safe to write; empty where that is no news.
    """

    panel: Panel
    said: dict[str, Any]
    person: Person | None
    before: int | None
    careful: str = ""


class MemberRows:
    """Reads the rows of a list of members."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.panels, self.hubs = selectors.panels_by_name(), selectors.hubs_by_name()
        chosen = str(run.options.get(PANEL) or "")
        self.panel = next((panel for panel in self.panels.values() if str(panel.pk) == chosen), None)
        self.people, self.on_panels = selectors.people_by_address(), selectors.who_is_on_which()
        self.seen: dict[str, int] = {}
        self.safe: dict[str, str] = {}
        self.made: dict[str, Person] = {}
        self.today = clocks.today()

    def hold(self) -> None:
        """Hold the panels, so that nobody joins one, or ends it, in the middle of the list."""
        list(Panel.objects.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))

    def plan(self, records: Sequence[Record]) -> list[Plan]:
        """Return what would become of each row."""
        return [self._planned(record) for record in records]

    def _planned(self, record: Record) -> Plan:
        panel, wrong = self._panel_of(record)
        said, remarks = rules.read(record.values, hubs=self.hubs, began_on=panel.started_on if panel else None, today=self.today)
        plan = Plan(record.number, "", Outcome.MADE, [Remark(code, words) for code, words in [*wrong, *remarks]])
        if panel is None or not said["name"]:
            plan.outcome = Outcome.REFUSED
            return plan
        said["hub"] = said["hub"] or panel.hub
        return self._compared(plan, panel, said)

    def _panel_of(self, record: Record) -> tuple[Panel | None, list[tuple[str, str]]]:
        typed = folded(" ".join(str(record.values.get("panel") or "").split()))
        panel = self.panels.get(typed) if typed else self.panel
        if panel is None:
            return None, [("panel", "There is no panel of this name. Write it as it stands under Panels, or choose it for the whole list.")]
        return panel, []

    def _compared(self, plan: Plan, panel: Panel, said: dict[str, Any]) -> Plan:
        """See who it is, and whether they are on the panel already or stood in the list before."""
        marks = [mark for mark in (index_of("email", said["email"]), index_of("phone", said["phone"])) if mark]
        found = {one.pk: one for mark in marks for one in self.people.get(mark, ())}
        person, why = _who(found.values(), said["name"])
        if why:
            plan.outcome = Outcome.REFUSED
            plan.remarks.append(why)
            return plan
        called = [str(person.pk)] if person else _called(said, marks)
        own = [f"{panel.pk}|{mark}" for mark in called]
        before = next((self.seen[mark] for mark in own if mark in self.seen), None)
        if person and (panel.pk, person.pk) in self.on_panels:
            plan.outcome, plan.remarks = Outcome.SAME, [Remark("on-it", f"On the panel already as {person.shown_code}: left alone.")]
        elif before is not None:
            plan.outcome, plan.remarks = Outcome.SAME, [Remark("twice", f"The same person as in row {before}.")]
        elif person:
            plan.remarks.append(Remark("known", rules.known_as(person, said["name"])))
        for mark in own:
            self.seen.setdefault(mark, plan.number)
        plan.given = _Row(panel, said, person, before)
        self._see_whether_safe(plan, plan.given, called)
        return plan

    def _see_whether_safe(self, plan: Plan, row: _Row, called: Sequence[str]) -> None:
        """Note where a row is the first to say that it is not safe to write to who is known, or stood in the list before."""
        was = SafeThere.NOT_ASKED if row.before else row.said["safe"]  # of who is new nothing else is said
        was = next((self.safe[one] for one in called if one in self.safe), row.person.safe if row.person else was)
        row.careful = more_careful(row.said["safe"], was)
        self.safe |= dict.fromkeys(called, row.careful or was)
        if row.careful:
            plan.remarks.append(NOT_SAFE)
            plan.outcome = Outcome.CHANGED if plan.outcome == Outcome.SAME else plan.outcome

    def write(self, plans: Sequence[Plan]) -> None:
        """Put them on their panels; who is new is written down first. What they agreed to is not known, and stays so until they say."""
        lock_all([plan.given.person.pk for plan in plans if plan.given.careful and plan.given.person])
        for plan in plans:
            row: _Row = plan.given
            is_new_here = plan.outcome == Outcome.MADE
            person = row.person or (self._written_down_once(row) if is_new_here else self._who_stood_before(row))
            if person and row.careful:
                self._be_careful(person, row.careful, plans)
            if person is None or not is_new_here:
                plan.name = person.shown_code if person else ""
                continue
            membership = Membership.objects.create(
                panel=row.panel, person=person, stage=Stage.ON, knows_best=row.said["hub"], **_facts(row.said)
            )
            self.on_panels.add((row.panel.pk, person.pk))
            plan.name, plan.subject = person.shown_code, f"{Membership._meta.label}:{membership.pk}"
            plan.before = {} if row.person else {"made": str(person.pk), "mark": mark_of_person(person)}
            plan.after = mark_of(membership, MARKED)

    def _written_down_once(self, row: _Row) -> Person:
        """Return who is new, written down once for all the panels on which the list has them."""
        called = _called_in(row.said)
        person = next((self.made[one] for one in called if one in self.made), None)
        if person is None:
            person = write_down(said={name: row.said[name] for name in _OF_A_PERSON}, source=Source.LIST)
        self.made |= dict.fromkeys(called, person)
        return person

    def _who_stood_before(self, row: _Row) -> Person | None:
        """Return who is meant by a row that stands in the list twice: known by what they are called, or by what its first row became."""
        person = next((self.made[one] for one in _called_in(row.said) if one in self.made), None)
        line = None if person else self.run.lines.filter(number=row.before or 0).exclude(subject="").first()
        member = Membership.objects.filter(pk=line.subject.partition(":")[2]).select_related("person").first() if line else None
        return member.person if member else person

    def _be_careful(self, person: Person, safe: str, plans: Sequence[Plan]) -> None:
        """Write to somebody no more. Whom this list wrote down is still known as untouched since when it is taken back."""
        was = mark_of_person(person)
        stop_writing(person=as_now(person), safe=safe, by=self.run.by)
        person.refresh_from_db()
        now = {"made": str(person.pk), "mark": mark_of_person(person)}
        for plan in plans:
            plan.before = now if plan.before == now | {"mark": was} else plan.before
        self.run.lines.filter(before__made=now["made"], before__mark=was).update(before=now)

    def finish(self) -> None:
        """Nothing is left to do."""

    def take_back(self, lines: Sequence[ImportLine]) -> dict[int, str]:
        """Take them off again, and delete who was new, unless somebody has worked with either since."""
        lock_people(lines)
        return {line.pk: reason for line in lines if (reason := taken_back(line))}


def _called(said: dict[str, Any], marks: Sequence[str]) -> list[str]:
    """Return what tells apart who is new in a list: their name with each way to reach them, or with their hub. A family shares a number."""
    name = folded(said["name"])
    return [f"{mark}|{name}" for mark in filter(None, marks)] or [f"hub {said['hub'].pk if said['hub'] else ''}|{name}"]


def _called_in(said: dict[str, Any]) -> list[str]:
    return _called(said, [index_of(name, said[name]) for name in ("email", "phone")])


def _facts(said: dict[str, Any]) -> dict[str, Any]:
    return {name: said[name] for name in ("kind", "capacity", "joined_on", "term_until_on")}


def _who(found: Any, name: str) -> tuple[Person | None, Remark | None]:
    """Return whom a row means among those with its address or number: the only one, or the only one of that name."""
    people = list(found)
    if len(people) > 1:
        people = [one for one in people if folded(one.name) == folded(name)]
        if len(people) != 1:
            return None, Remark("which", "More than one record has this address or number. Put them on the panel by hand.")
    return (people[0] if people else None), None


def _member_at(pk: str) -> str:
    person = Membership.objects.filter(pk=pk).values_list("person", flat=True).first()
    return reverse("families:one", args=[person]) if person else reverse("panel:index")


MEMBERS = Kind(
    name="panel_members",
    title="Bring in who is on a panel",
    says="The members of a panel that is here already. Who is known by their e-mail address or number is not written down twice. Nothing "
    "they agreed to comes with them: until they choose, they get messages about the panel, and nothing else.",
    right=RIGHT,
    make=MemberRows,
    problems=PROBLEMS,
    where=_member_at,
    columns=COLUMNS,
    options=(Option(PANEL, "Where the list names no panel, they are on", choices=selectors.panels_to_name),),
    after="Ask each of them what they agree to, and how they want to be reached.",
    names_people=True,
)
