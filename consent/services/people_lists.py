"""People from a spreadsheet, such as the members of a panel that is here already. Nothing they agreed to comes with them.

A row that names somebody who is here already is left alone: a list is no reason to change what they told us themselves. The report keeps
row numbers and codes, and not one cell (DESIGN promise 5).
"""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse

from consent.choices import Source
from consent.models import Person, index_of
from consent.rules import people_lists as rules
from consent.services.people import mark_of, write_down
from core.imports.choices import Outcome
from core.imports.records import GONE_SINCE, OUR_EXAMPLE, Column, Kind, Option, Plan, Record, Remark
from core.models import Hub, ImportLine, ImportRun
from core.text import folded

HUB = "hub"
HOW_TO_WRITE = (
    Column("safe", "Safe to write there", "yes", ("safe to contact", "safe contact", "is it safe")),
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
PROBLEMS = {
    "broken": "could not be read",
    "name": "have no name",
    "email": "have an e-mail address that cannot be used",
    "phone": "have a phone number that cannot be rung",
    "post_address": "have an address that is too long",
    **NOT_CLEAR,
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


class PeopleRows:
    """Reads the rows of a list of people."""

    def __init__(self, run: ImportRun) -> None:
        self.hubs = {folded(hub.name): hub for hub in Hub.objects.all()}
        chosen = str(run.options.get(HUB) or "")
        self.hub = next((hub for hub in self.hubs.values() if str(hub.pk) == chosen), None)
        self.seen: dict[str, int] = {}
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
        plan = Plan(record.number, "", Outcome.MADE, [Remark(code, words) for code, words in remarks], given=said)
        if not said["name"]:
            plan.outcome = Outcome.REFUSED
            return plan
        email, phone = index_of("email", said["email"]), index_of("phone", said["phone"])
        marks = _marks(said["name"], email, phone, said["hub"].pk if said["hub"] else None)
        self._compare(plan, marks)
        return plan

    def _compare(self, plan: Plan, marks: list[str]) -> None:
        """See whether a row is somebody who is here, or who stood in the list before."""
        own, shared = marks[0], marks[1:]
        before, here = self.seen.get(own), self.here.get(own)
        if here is not None:
            plan.outcome, plan.name = Outcome.SAME, here.shown_code
            plan.remarks = [Remark("here", f"Here already as {here.shown_code}: left alone.")]
        elif before is not None:
            plan.outcome = Outcome.SAME
            plan.remarks = [Remark("twice", f"The same person as in row {before}.")]
        else:
            alike = next((self.here[mark] for mark in shared if mark in self.here), None)
            twin = next((self.seen[mark] for mark in shared if mark in self.seen), None)
            if alike:
                plan.remarks.append(Remark("alike", f"Shares an e-mail address or number with {alike.shown_code}. Is it the same person?"))
            elif twin:
                plan.remarks.append(Remark("alike", f"Shares an e-mail address or number with row {twin}. Is it the same person?"))
        for mark in marks:
            self.seen.setdefault(mark, plan.number)

    def write(self, plans: Sequence[Plan]) -> None:
        """Write the people down. What they agreed to is not known, and stays so until they say."""
        for plan in plans:
            person = write_down(said=plan.given, source=Source.LIST)
            plan.name, plan.subject, plan.after = person.shown_code, f"{Person._meta.label}:{person.pk}", mark_of(person)

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
