"""What people decided, and what holds of it today. Nothing here is kept in a column: the rows themselves are read each time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Min, Q, QuerySet

from accounts.models import User
from consent.choices import Source
from consent.models import ConsentRecord, Partner, Person, Purpose, UseStopped, Wording
from consent.rules import ledger as rules
from consent.rules.standing import NOTHING_KNOWN, Standing, standing_of
from core import clocks
from core.codes import tidy_short_code

VIEW, ADD = "consent.view", "consent.add"
Key = tuple[UUID, int, int | None]  # person, purpose, partner
Decided = Any
"""A ConsentRecord with `joined_at`: when whose it was became part of the living record, None for that one's own."""
JOINED_AT = F("person__merged_at")


def locked_person(pk: UUID) -> Person:
    """Return a person, locked until the transaction ends: what is decided meanwhile waits."""
    return Person.objects.select_for_update(of=("self",)).get(pk=pk)


def as_now(person: Person) -> Person:
    """Return the record under which somebody stands now, if theirs was merged into another."""
    while person.merged_into:
        person = person.merged_into
    return person


def standing(person: Person, purpose: Purpose, partner: Partner | None = None, *, today: date | None = None) -> Standing:
    """Return what holds for one person, one purpose and one partner, in one query."""
    return standings([person], purpose, partner=partner, today=today)[person.pk]


def standings(
    people: "Iterable[Person]", purpose: Purpose, *, partner: Partner | None = None, today: date | None = None
) -> dict[UUID, Standing]:
    """Return what holds for many people about one purpose, by the person's id, in one query beside the people's own."""
    people = list(people)
    records = ConsentRecord.objects.filter(purpose=purpose, partner=partner)
    found = _by_key(people, records)
    day = today or clocks.today()
    return {one.pk: _stands(one, found.get((one.pk, purpose.pk, partner.pk if partner else None), []), day) for one in people}


def _stands(person: Person, records: "list[Decided]", today: date) -> Standing:
    joined = {one.person_id: one.joined_at for one in records if one.person_id != person.pk}
    asked_from = person.ask_again_from if person.is_young else None
    return standing_of(records, asked_themselves_from=asked_from, today=today, joined=joined)


def _by_key(people: list[Person], records: "QuerySet[ConsentRecord]") -> dict[Key, "list[Decided]"]:
    """Return decisions in their order by whom and what they are about; what stood under a merged record counts for who it is now."""
    ids, found = {one.pk for one in people}, dict[Key, list[Decided]]()
    mine = ConsentRecord.objects.of(people).filter(pk__in=records.values("pk")).oldest_first()
    above = {"once": F("person__merged_into"), "twice": F("person__merged_into__merged_into"), "joined_at": JOINED_AT}
    annotated: Iterable[Any] = mine.annotate(**above)
    for record in annotated:
        whose = next(pk for pk in (record.person_id, record.once, record.twice) if pk in ids)
        found.setdefault((whose, record.purpose_id, record.partner_id), []).append(record)
    return found


@dataclass(frozen=True)
class Line:
    """One purpose in a person's ledger, and what holds of it."""

    purpose: Purpose
    partner: Partner | None
    standing: Standing

    @property
    def words(self) -> dict[str, str]:
        """The exact words that what holds is about, with the partner's name in its place."""
        record = self.standing.record
        return record.wording.filled(self.partner) if record else {}


def ledger_of(person: Person, *, today: date) -> list[Line]:
    """Return every purpose that is asked, with what one person decided about it; those for a partner once for each partner."""
    beside = ("purpose", "partner", "wording", "hub", "collected_by", "detail", "scan")
    known = ConsentRecord.objects.select_related(*beside).defer("scan__content")  # megabytes, which nobody reads here
    found = _by_key([person], known.all())
    known = known.annotate(joined_at=JOINED_AT)
    rows: dict[UUID, Decided] = {row.pk: row for row in known.filter(pk__in=[one.pk for records in found.values() for one in records])}
    lines = []
    for purpose in Purpose.objects.asked().order_by("title"):
        keys = sorted((key for key in found if key[1] == purpose.pk), key=lambda key: key[2] or 0)
        if not keys and purpose.ended_on is None:
            lines.append(Line(purpose, None, NOTHING_KNOWN))
        for key in keys:
            records = [rows[one.pk] for one in found[key]]
            lines.append(Line(purpose, records[0].partner, _stands(person, records, today)))
    return lines


def decided_differently(one: Person, other: Person, *, today: date) -> list[str]:
    """Return the titles of what one of two people said no to and the other yes; the partner's name with them."""
    found = []
    theirs = {(line.purpose.pk, line.partner): line for line in ledger_of(other, today=today)}
    for line in ledger_of(one, today=today):
        beside = theirs.get((line.purpose.pk, line.partner))
        if beside and {line.standing.is_no, beside.standing.is_no} == {True, False} and (line.standing.is_yes or beside.standing.is_yes):
            found.append(f"{line.purpose.title}{f' ({line.partner})' if line.partner else ''}")
    return found


def person_with_code(user: User, right: str, typed: str) -> Person | None:
    """Return the person of a code, however it is typed, of one's own hubs; who was merged is found as who they are now."""
    return people_with_codes(user, right, [typed]).get(tidy_code(typed))


def people_with_codes(user: User, right: str, typed: Iterable[str]) -> dict[str, Person]:
    """Return the people of many codes by the tidied code, of one's own hubs, in two queries at most; nobody who was erased or set aside."""
    mine = Person.objects.visible_to(user, right).in_sight().filter(erased_on__isnull=True)
    rows = list(mine.filter(code__in={tidy_code(one) for one in typed}))
    now = mine.in_bulk({row.merged_into_id for row in rows if row.merged_into_id})
    found = {row.code: now.get(row.merged_into_id) if row.merged_into_id else row for row in rows}
    return {code: person for code, person in found.items() if person}


def tidy_code(typed: str) -> str:
    """Return a person's code as it is kept: without the P- before it, in capitals."""
    return tidy_short_code(typed).removeprefix("P")


def wording_on(purpose: Purpose, *, language: str, audience: str, day: date) -> list[Wording]:
    """Return the published words that may have been read on a day, the newest first."""
    published = purpose.wordings.filter(language=language, audience=audience, published_at__isnull=False).order_by("-number")
    return [one for one in published if one.published_at and clocks.today(one.published_at) <= day]


def replaced_on(wording: Wording) -> date | None:
    """Return the day on which newer words took the place of these, or of the English words that these translate; None while they hold."""
    these = [wording.pk, wording.translates_id] if wording.translates_id else [wording.pk]
    at = Wording.objects.filter(supersedes__in=these, published_at__isnull=False).aggregate(at=Min("published_at"))["at"]
    return clocks.today(at) if at else None


def record_of(person: Person, pk: Any) -> ConsentRecord | None:
    """Return a decision of this person, also one from a record that was merged into theirs."""
    return ConsentRecord.objects.of([person]).filter(pk=pk).select_related("purpose", "wording", "partner", "person").first()


def why_not_use(
    *, person: Person, purpose: Purpose, partner: Partner | None = None, channel: str = "", today: date | None = None
) -> list[str]:
    """Return why something of a person may not be used for a purpose at this moment; an empty list when it may.

    Ask it where something is used and when it is used, never before: what was right when it was queued may not be any more (promise 6).
    """
    if purpose.is_asked:
        stands = standing(person, purpose, partner, today=today)
        return rules.why_not_use(person=person, purpose=purpose, partner=partner, channel=channel, standing=stands)
    is_stopped = stopped(person, purpose) is not None
    return rules.why_not_use(
        person=person, purpose=purpose, partner=partner, channel=channel, standing=NOTHING_KNOWN, is_stopped=is_stopped
    )


def _stops(people: "Iterable[Person]") -> "QuerySet[UseStopped]":
    once, twice = Q(person__merged_into__in=people), Q(person__merged_into__merged_into__in=people)
    return UseStopped.objects.filter(Q(person__in=people) | once | twice, lifted_on__isnull=True)


def stops_of(person: Person, purpose: Purpose) -> "QuerySet[UseStopped]":
    """Return every time somebody told us to stop using theirs that holds still: one for each record that was merged into theirs."""
    return _stops([person]).filter(purpose=purpose)


def stopped(person: Person, purpose: Purpose) -> UseStopped | None:
    """Return since when somebody told us to stop using theirs, also under a record that was merged into theirs; None where they did not."""
    return stops_of(person, purpose).first()


def purposes_stopped(person: Person) -> set[int]:
    """Return the ids of the purposes for which somebody's is not used any more."""
    return set(_stops([person]).values_list("purpose", flat=True))


def who_stopped(people: "Iterable[Person]", purpose: Purpose) -> set[UUID]:
    """Return the ids of those of many people who told us to stop using theirs, in one query: leave them out."""
    people = list(people)
    found = _stops(people).filter(purpose=purpose).values_list("person", "person__merged_into", "person__merged_into__merged_into")
    return {one.pk for one in people} & {pk for row in found for pk in row if pk}


def who_is_silent(people: "Iterable[Person]") -> set[UUID]:
    """Return the ids of those of many people who were brought in with a list and have decided nothing yet, in one query.

    They get messages about the panel they are on and nothing else, until they choose (decision 0036).
    """
    listed = [one for one in people if one.source == Source.LIST]
    found = ConsentRecord.objects.of(listed).values_list("person", "person__merged_into", "person__merged_into__merged_into")
    return {one.pk for one in listed} - {pk for row in found for pk in row if pk}


def shown_to(person: Person) -> list[tuple[Purpose, UseStopped | None]]:
    """Return what a person is only told about and may stop in one step, or had stopped by an objection, each with since when."""
    stops = {one.purpose_id: one for one in _stops([person])}
    mine = Purpose.objects.in_use().filter(Q(stops_in_one_step=True) | Q(pk__in=list(stops)))
    return [(one, stops.get(one.pk)) for one in mine]
