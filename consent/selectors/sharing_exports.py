"""Who would go to a partner and who would not, and why; what was shared about somebody."""

import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext

from accounts.models import User
from consent.choices import RightKind
from consent.choices.sharing import DataItem
from consent.choices.sharing_exports import HERE, LeftOut
from consent.models import (
    ConsentRecord,
    Person,
    PersonQuerySet,
    Purpose,
    RightsRequest,
    SharedAbout,
    SharingAgreement,
    SharingFile,
    Wording,
)
from consent.rules import sharing_exports as rules
from consent.rules.sharing_exports import Line, Wanted
from consent.rules.standing import NOTHING_KNOWN
from consent.selectors import ledger, people, sharing
from core import clocks
from core.imports.report import guarded, table_writer
from core.querysets import reach
from core.questions import Held

T = TypeVar("T")
AT_ONCE = 1_000  # people a query is about: a database takes only so many ids


@dataclass
class Plan:
    """What would go now: nothing is written. `reasons` say why nothing can; `left_out` holds codes of people, by why."""

    wanted: Wanted
    agreement: SharingAgreement | None = None
    purpose: Purpose | None = None
    reasons: list[str] = field(default_factory=list)
    going: list[tuple[Person, Line, ConsentRecord | None]] = field(default_factory=list)
    left_out: dict[LeftOut, list[str]] = field(default_factory=dict)

    @property
    def numbers_left_out(self) -> dict[LeftOut, int]:
        """How many are left out, by why."""
        return {why: len(codes) for why, codes in self.left_out.items()}

    @property
    def left_out_in_words(self) -> list[tuple[str, list[str]]]:
        """Why people are left out, in words, with their codes; the commonest reason first."""
        return [(why.label, sorted(codes)) for why, codes in sorted(self.left_out.items(), key=lambda one: -len(one[1]))]

    @property
    def number_left_out(self) -> int:
        """How many are left out, for whatever reason."""
        return sum(len(codes) for codes in self.left_out.values())

    @property
    def items_in_words(self) -> list[str]:
        """The items as people call them."""
        return [str(DataItem(item).label) for item in self.wanted.data_items]

    @property
    def kept_back(self) -> list[tuple[str, int]]:
        """Items that stay empty for some who go, because it is not safe or was not agreed to: what it is called, for how many."""
        counts = Counter(item for _, line, _ in self.going for item in line.kept_back)
        return [(str(DataItem(item).label), counts[item]) for item in self.wanted.data_items if counts[item]]

    @property
    def words_agreed_to(self) -> list[str]:
        """The different words that those who go said yes to, the ones most said yes to first."""
        words = Counter(record.wording_id for _, _, record in self.going if record)
        rows = Wording.objects.in_bulk(list(words))
        return [rows[pk].filled(self.wanted.partner)["text"] for pk, _ in words.most_common()]

    @cached_property
    def content(self) -> bytes:
        """The file: CSV with a mark that Excel knows UTF-8 by, by the people's codes; no part of a cell can become a formula."""
        out = io.StringIO()
        writer = table_writer(out)
        writer.writerow([str(DataItem(item).label) for item in self.wanted.data_items])
        writer.writerows([guarded(cell) for cell in line.cells.values()] for _, line, _ in self.going)
        return f"\ufeff{out.getvalue()}".encode()

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the file: whoever looked twice and saw the same digest saw the same people with the same data."""
        return hashlib.sha256(self.content).hexdigest()


def plan_for(user: User, wanted: Wanted, today: date) -> Plan:
    """Return who of the people somebody may see would go now, under the agreement that covers it; or why nothing can."""
    plan = Plan(wanted)
    if reach(user, sharing.EXPORT) is not None:
        plan.reasons = [rules.NOT_YOURS]
        return plan
    cover = sharing.covering(wanted.partner, wanted.purpose_code, wanted.data_items, today)
    plan.agreement = cover.agreement
    plan.purpose, plan.reasons = _purpose_of(cover.agreement)
    plan.reasons = cover.reasons + plan.reasons + rules.why_not_from_here(wanted.data_items)
    if not plan.reasons:
        mine = _with_hubs(people.people_of(user, sharing.EXPORT), wanted.data_items)
        _sort_out(plan, mine.filter(hub=wanted.hub) if wanted.hub else mine, today)
    return plan


def plan_of_file(file: SharingFile, today: date) -> Plan:
    """Return who of the people in a file may go now, with what we hold of them now. Whoever asks has locked them (`lock_people`)."""
    agreement = file.agreement
    plan = Plan(Wanted(agreement.partner, agreement.purpose_code, tuple(file.data_items), file.hub), agreement)
    plan.purpose, reasons = _purpose_of(agreement)
    plan.reasons = sharing.why_not_any_more(agreement, file.data_items, today) + reasons
    if plan.reasons:
        return plan
    rows = _with_hubs(Person.objects.all(), file.data_items)
    for ids in _thousands(file.people):
        found = {str(one.pk): one for one in rows.filter(pk__in=ids).order_by("pk")}
        here = [found[pk] for pk in ids if pk in found and found[pk].is_here]
        if len(here) < len(ids):
            plan.left_out.setdefault(LeftOut.GONE, []).extend([""] * (len(ids) - len(here)))
        _sort_out(plan, here, today)
    return plan


def lock_people(ids: Iterable[str]) -> None:
    """Lock these people until the transaction ends, in the order of their ids: two who lock some of the same never wait for each other."""
    for some in _thousands(sorted(ids)):
        list(Person.objects.select_for_update(of=("self",)).filter(pk__in=some).order_by("pk").values_list("pk", flat=True))


def _with_hubs(rows: PersonQuerySet, data_items: Iterable[str]) -> PersonQuerySet:
    return rows.select_related("hub") if DataItem.HUB in data_items else rows  # a hub is costly to make, ten thousand times


def purpose_of(agreement: SharingAgreement) -> Purpose | None:
    """Return the purpose that an agreement names by its code; None where there is none of that code."""
    return Purpose.objects.filter(key=agreement.purpose_code).first()


def _purpose_of(agreement: SharingAgreement | None) -> tuple[Purpose | None, list[str]]:
    if agreement is None:
        return None, []
    purpose = purpose_of(agreement)
    return purpose, rules.why_not_purpose(agreement, purpose)


def _thousands(rows: "Iterable[T]") -> Iterator[list[T]]:
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _sort_out(plan: Plan, rows: "Iterable[Person]", today: date) -> None:
    """Put each person to those who go or to those who are left out; four queries for each thousand."""
    assert plan.purpose is not None
    purpose, partner = plan.purpose, plan.wanted.partner if plan.purpose.for_a_partner else None
    for some in _thousands(rows):
        stands = ledger.standings(some, purpose, partner=partner, today=today) if purpose.is_asked else {}
        stopped = set() if purpose.is_asked else ledger.who_stopped(some, purpose)
        objected = _who_objected(some)
        silent = set() if purpose.is_asked else ledger.who_is_silent(some)
        for person in some:
            standing = stands.get(person.pk, NOTHING_KNOWN)
            said = {"is_stopped": person.pk in stopped, "has_objected": person.pk in objected, "is_silent": person.pk in silent}
            why = rules.why_left_out(purpose=purpose, standing=standing, **said)
            if why is None:
                line = rules.line_of(person, plan.wanted.data_items, places=rules.places_of(purpose, standing))
                why = rules.why_no_line(line)
                if why is None:
                    plan.going.append((person, line, standing.record))
                    continue
            plan.left_out.setdefault(why, []).append(person.shown_code)


def _who_objected(some: Sequence[Person]) -> set[UUID]:
    """Return who waits for our answer to "stop" or "forget me". What we stopped after it stands where every stop stands (decision 0038)."""
    asked = RightsRequest.objects.waiting().filter(kind__in=[RightKind.OBJECTION, RightKind.ERASURE])
    whose = asked.filter(Q(person__in=some) | Q(person__merged_into__in=some)).values_list("person", "person__merged_into")
    return {pk for pair in whose for pk in pair if pk}


# --- Files ----------------------------------------------------------------------------------------------------------------


def files_of(user: User) -> "QuerySet[SharingFile]":
    """Return the files that somebody made themselves: nobody else's are there."""
    beside = ("agreement__partner", "record", "hub")
    return SharingFile.objects.filter(made_by=user).select_related(*beside).defer("content")


def is_open(file: SharingFile, now: datetime) -> bool:
    """Return whether a file can still be fetched by its time, and holds anything."""
    return now < file.open_until and SharingFile.objects.filter(pk=file.pk, content__isnull=False).exists()


def files_past(moment: datetime) -> "QuerySet[SharingFile]":
    """Return the files made at a moment or before it."""
    return SharingFile.objects.filter(made_at__lte=moment)


def files_about(person_id: UUID) -> list[SharingFile]:
    """Return the files that somebody is in. There are a handful at most: they live for a day."""
    return [file for file in SharingFile.objects.defer("content") if str(person_id) in file.people]


# --- What was shared ------------------------------------------------------------------------------------------------------


def last_shared_on(person_id: UUID) -> date | None:
    """Return the last day on which anything of somebody went to a partner; None where nothing ever did."""
    at = SharedAbout.objects.filter(person=person_id).aggregate(at=Max("record__shared_at"))["at"]
    return clocks.today(at) if at else None


def shared_about(person_id: UUID) -> Iterator[tuple[str, date, list[str]]]:
    """Yield what went to a partner about somebody, as they read it: the partner, the day, the items. The last first."""
    rows = SharedAbout.objects.filter(person=person_id).select_related("record__partner").order_by("-record__shared_at", "-pk")
    for row in rows:
        items = [str(HERE[item]) for item in row.record.data_items if item in HERE]
        yield row.record.partner.name, clocks.today(row.record.shared_at), items


def held_about(person_id: UUID) -> list[Held]:
    """Return to whom we gave what about somebody; said also where it was nobody, for that is what they came to know."""
    by_partner: dict[str, list[str]] = {}
    for partner, day, items in shared_about(person_id):
        by_partner.setdefault(partner, []).append(f"{clocks.day_in_words(day)}: {', '.join(items)}")
    if not by_partner and not Person.objects.here().filter(pk=person_id).exists():
        return []  # a record that was joined to another: that one says it
    rows = tuple((partner, "\n".join(lines)) for partner, lines in by_partner.items())
    nobody = (gettext("Our partners"), gettext("We gave nothing about you to any of them."))
    return [Held(gettext("Who we gave it to"), rows or (nobody,))]
