"""People from a spreadsheet, such as the members of a panel that is here already. Nothing they agreed to comes with them.

A row that names somebody who is here already is left alone: a list is no reason to change what they told us themselves. One thing is
never lost: where a row says that it is not safe to write to them, the stricter of list and record holds. The report keeps row numbers and
codes, and not one cell (DESIGN promise 5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse

from consent.choices import SafeThere, Source
from consent.models import Person, index_of
from consent.rules import people_lists as rules
from consent.rules.people import more_careful
from consent.selectors.ledger import as_now
from consent.services.people import lock_all, mark_of, stop_writing, write_down
from core.imports.choices import Outcome
from core.imports.records import GONE_SINCE, OUR_EXAMPLE, Column, Kind, Option, Plan, Record, Remark
from core.models import Hub, ImportLine, ImportRun
from core.text import folded

HUB = "hub"
SAFE_ELSEWHERE = (
    *("safe to contact", "safe contact", "is it safe", "is it safe to write", "safe to write", "ok to write", "okay to write"),
    *("safe to email", "safe to text"),
)
HOW_TO_WRITE = (
    Column("safe", "Safe to write there", "yes", SAFE_ELSEWHERE),
    Column("channel", "Likes to be reached", "by text message", ("preferred contact", "contact preference", "channel")),
    Column("language", "Reads", "Polish", ("language", "preferred language", "first language")),
)
COLUMNS = (
    Column("name", "Name", "Ola Nowak", ("full name", "parent", "member", "first name", "parent name"), is_needed=True),
    Column("email", "E-mail", "ola@example.org", ("email address", "e-mail address", "contact email")),
    Column("phone", "Phone", "07700 900123", ("telephone", "tel", "mobile", "phone number", "contact number")),
    Column("post_address", "Address", "14 Quay Lane, Ashmere", ("post address", "postal address", "home address")),
    *HOW_TO_WRITE,
    Column("hub", "Hub", "Elm", ("family hub", "site", "centre")),
)
NOT_CLEAR = {
    "safe": "do not say clearly whether it is safe",
    "channel": "say in no way we know how they like to be reached",
    "language": "name a language we have no pages in",
}
SAID_SO = {"not-safe": "say that it is not safe to write to who is known already, and their records say so now"}
NOT_SAFE = Remark(
    "not-safe", "The list says that it is not safe to write: their record says so from now on, also if the list is taken back."
)
ASK_WHO = "Shares an e-mail address or number with {whom}. Is it the same person?"
ASK_SOON = f"{ASK_WHO} The list says that it is not safe to write there: look today."
PROBLEMS = {
    "broken": "could not be read",
    "name": "have no name",
    "email": "have an e-mail address that cannot be used",
    "phone": "have a phone number that cannot be rung",
    "post_address": "have an address that is too long",
    **NOT_CLEAR,
    **SAID_SO,
    "hub": "name a hub we do not have",
    "here": "are here already",
    "twice": "stand in the list twice",
    "alike": "may be somebody who is here already",
    "stays": "had to stay",
    GONE_SINCE.code: "were here before, and are not any more",
    OUR_EXAMPLE.code: "is the example of our template",
}
CORRECTED = "Somebody corrected this record since, so it stays. Look at it by hand."
RELIED_ON = "Something was agreed or written down under this record since, so it stays."
GONE = "This record was joined to another or deleted meanwhile."


@dataclass
class _Row:
    """Somebody as a row says it; `person` is who is here already, `before` the row that had them first.

    `careful` is how their record is to be from now on because the row says that it is not safe to write; empty where that is no news.
    """

    said: dict[str, Any]
    own: str
    person: Person | None = None
    before: int | None = None
    careful: str = ""


class PeopleRows:
    """Reads the rows of a list of people."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.hubs = {folded(hub.name): hub for hub in Hub.objects.all()}
        chosen = str(run.options.get(HUB) or "")
        self.hub = next((hub for hub in self.hubs.values() if str(hub.pk) == chosen), None)
        self.seen: dict[str, int] = {}
        self.safe: dict[str, str] = {}
        self.made: dict[str, Person] = {}
        self.here = self._people_here()

    def _people_here(self) -> dict[str, Person]:
        """Return everybody who is here by what tells them apart: opened once for the whole list."""
        here: dict[str, Person] = {}
        for person in Person.objects.here():
            for mark in _marks(person.name, person.email_index, person.phone_index, person.hub_id):
                here.setdefault(mark, person)
        return here

    def hold(self) -> None:
        """Nothing is held: of two lists at the same moment each names whom it made, and either can be taken back."""

    def plan(self, records: Sequence[Record]) -> list[Plan]:
        """Return what would become of each row."""
        return [self._planned(record) for record in records]

    def _planned(self, record: Record) -> Plan:
        said, remarks = rules.read(record.values, hubs=self.hubs)
        said.setdefault("hub", self.hub)
        plan = Plan(record.number, "", Outcome.MADE, [Remark(code, words) for code, words in remarks])
        if not said["name"]:
            plan.outcome = Outcome.REFUSED
            return plan
        email, phone = index_of("email", said["email"]), index_of("phone", said["phone"])
        marks = _marks(said["name"], email, phone, said["hub"].pk if said["hub"] else None)
        plan.given = _Row(said, marks[0], self.here.get(marks[0]), self.seen.get(marks[0]))
        self._compare(plan, plan.given, marks[1:])
        self._see_whether_safe(plan, plan.given)
        for mark in marks:
            self.seen.setdefault(mark, plan.number)
        return plan

    def _compare(self, plan: Plan, row: _Row, shared: list[str]) -> None:
        """See whether a row is somebody who is here, or who stood in the list before."""
        if row.person is not None:
            plan.outcome, plan.name = Outcome.SAME, row.person.shown_code
            plan.remarks = [Remark("here", f"Here already as {row.person.shown_code}: left alone.")]
        elif row.before is not None:
            plan.outcome = Outcome.SAME
            plan.remarks = [Remark("twice", f"The same person as in row {row.before}.")]
        else:
            alike = next((self.here[mark] for mark in shared if mark in self.here), None)
            twin = next((self.seen[mark] for mark in shared if mark in self.seen), None)
            asks = ASK_SOON if row.said["safe"] in {SafeThere.ONLY_RING, SafeThere.IN_PERSON} else ASK_WHO
            if alike:
                plan.remarks.append(Remark("alike", asks.format(whom=alike.shown_code)))
            elif twin:
                plan.remarks.append(Remark("alike", asks.format(whom=f"row {twin}")))

    def _see_whether_safe(self, plan: Plan, row: _Row) -> None:
        """Note where a row is the first to say that it is not safe to write to who is here, or stood in the list before."""
        was = row.person.safe if row.person else SafeThere.NOT_ASKED if row.before else row.said["safe"]
        was = self.safe.get(row.own, was)
        row.careful = more_careful(row.said["safe"], was)
        self.safe[row.own] = row.careful or was
        if row.careful:
            plan.outcome = Outcome.CHANGED
            plan.remarks.append(NOT_SAFE)

    def write(self, plans: Sequence[Plan]) -> None:
        """Write the people down. What they agreed to is not known, and stays so until they say."""
        there = lock_all([plan.given.person.pk for plan in plans if plan.given.person])
        for plan in plans:
            row: _Row = plan.given
            if plan.outcome == Outcome.MADE:
                person = self.made[row.own] = write_down(said=row.said, source=Source.LIST)
                plan.name, plan.subject, plan.after = person.shown_code, f"{Person._meta.label}:{person.pk}", mark_of(person)
                continue
            known = row.person or self._who_stood_before(row)
            if known and (known.pk in there or row.person is None):
                self._be_careful(known, row.careful, plans)
                plan.name = known.shown_code

    def _who_stood_before(self, row: _Row) -> Person | None:
        """Return who is meant by a row that stands in the list twice: made just now, or by a worker that was cut off since."""
        line = None if row.own in self.made else self.run.lines.filter(number=row.before or 0).exclude(subject="").first()
        return Person.objects.filter(pk=line.subject.partition(":")[2]).first() if line else self.made.get(row.own)

    def _be_careful(self, person: Person, safe: str, plans: Sequence[Plan]) -> None:
        """Write to somebody no more. Whom this list wrote down is still known as untouched since when it is taken back."""
        was = mark_of(person)
        stop_writing(person=as_now(person), safe=safe, by=self.run.by)
        person.refresh_from_db()
        subject, now = f"{Person._meta.label}:{person.pk}", mark_of(person)
        for plan in plans:
            plan.after = now if (plan.subject, plan.after) == (subject, was) else plan.after
        self.run.lines.filter(subject=subject, after=was).update(after=now)

    def finish(self) -> None:
        """Nothing is left to do."""

    def take_back(self, lines: Sequence[ImportLine]) -> dict[int, str]:
        """Delete who was written down, unless somebody has worked with the record since."""
        return {line.pk: reason for line in lines if (reason := _taken_back(line))}


def _taken_back(line: ImportLine) -> str:
    """Delete one; return why it must stay, or nothing."""
    person = Person.objects.select_for_update(of=("self",)).filter(pk=line.subject.partition(":")[2]).first()
    if person is None or not person.is_here or person.merged_here.exists():
        return GONE
    if mark_of(person) != line.after:
        return CORRECTED
    try:
        with transaction.atomic():
            person.delete()
    except ProtectedError:
        return RELIED_ON
    return ""


def _marks(name: str, email: str, phone: str, hub_id: int | None) -> list[str]:
    """Return what tells somebody apart, the surest first: their name with how to reach them, or with their hub; then that alone.

    A family shares an address or a number, so one of those alone is a question and no answer.
    """
    reach = email or phone
    called = folded(" ".join(name.split()))
    own = f"{called}|{reach}" if reach else f"{called}|hub {hub_id}"
    return [own, *(mark for mark in (email, phone) if mark)]


def _hubs() -> Sequence[tuple[str, str]]:
    return [("", "The whole council"), *((str(hub.pk), hub.name) for hub in Hub.objects.order_by("name"))]


def _person_at(pk: str) -> str:
    return reverse("families:one", args=[pk])


PEOPLE = Kind(
    name="families",
    title="Bring in people",
    says="Members of a panel, or others whom you know by name. Nothing they agreed to comes with them: until they choose, they get "
    "messages about the panel they are on, and nothing else.",
    right="person.import",
    make=PeopleRows,
    problems=PROBLEMS,
    where=_person_at,
    columns=COLUMNS,
    options=(Option(HUB, "Where the list names no hub, they belong to", choices=_hubs),),
    after="Ask each of them what they agree to. Until then nothing is sent to them but what their panel needs.",
    names_people=True,
)
