"""Who has something of somebody from us, and must be told before they are erased here (UK GDPR Article 19)."""

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from consent.choices import RightKind, UsedAs, Verdict
from consent.models import ConsentRecord, ConsentRecordQuerySet, ConsentUse, Partner, PartnerTold, RightsRequest, SharedAbout
from consent.models.partners_told import NOT_NAMED
from consent.selectors import ledger
from consent.selectors.people import ids_of
from core import clocks


@dataclass(frozen=True)
class Sent:
    """One time that something went: which sharing, when, what, under which agreement."""

    record_id: int
    on: date
    items: list[str]
    agreement: str


@dataclass
class HasSomething:
    """A partner that has something of somebody: what went, how to reach it, what is still in use, and whether it was told."""

    partner: Partner | None
    sent: list[Sent] = field(default_factory=list)
    contacts: list[str] = field(default_factory=list)
    uses: list[ConsentUse] = field(default_factory=list)
    told: PartnerTold | None = None

    @property
    def key(self) -> str:
        """What the form calls it."""
        return str(self.partner.pk) if self.partner else "0"

    @property
    def name(self) -> str:
        """Who it is."""
        return self.partner.name if self.partner else NOT_NAMED

    @property
    def is_waiting(self) -> bool:
        """Whether it must be told: nobody said so, or something went or is in use that it was not told about."""
        return self.told is None or bool(self.uses) or not {one.record_id for one in self.sent} <= set(self.told.covers)


def partners_of(request: RightsRequest) -> list[HasSomething]:
    """Return every partner that has something of whom a request is about, also under records that were joined; who waits in front."""
    if request.about is None:
        return []
    found: dict[int | None, HasSomething] = {}
    about = SharedAbout.objects.filter(person__in=ids_of(request.about)).order_by("-record__shared_at", "-record__pk")
    for one in about.select_related("record__partner", "record__agreement"):
        record = one.record
        mine = found.setdefault(record.partner_id, HasSomething(record.partner))
        if record.pk not in {sent.record_id for sent in mine.sent}:  # two records that were joined may have gone at one time
            mine.sent.append(Sent(record.pk, clocks.today(record.shared_at), record.items_in_words, str(record.agreement)))
        _add(mine.contacts, record.agreement.their_officer, record.agreement.their_contact, record.partner.email)
    for use in _in_use(ConsentRecord.objects.of([request.about])):
        mine = found.setdefault(use.record.partner_id, HasSomething(use.record.partner))
        mine.uses.append(use)
        if use.record.partner:
            _add(mine.contacts, use.record.partner.email)
    for told in PartnerTold.objects.filter(request=request).select_related("partner", "by"):
        found.setdefault(told.partner_id, HasSomething(told.partner)).told = told
    return sorted(found.values(), key=lambda one: (not one.is_waiting, one.name))


def _in_use(records: "ConsentRecordQuerySet") -> list[ConsentUse]:
    uses = ConsentUse.objects.filter(record__in=records, used_as=UsedAs.PARTNER, ended_on__isnull=True)
    return list(uses.select_related("record__partner"))


def _add(contacts: list[str], *more: str) -> None:
    contacts += [one for one in dict.fromkeys(more) if one and one not in contacts]


def not_told(request: RightsRequest) -> list[str]:
    """Return the names of the partners that must be told first."""
    return [one.name for one in partners_of(request) if one.is_waiting]


def request_of(use: ConsentUse) -> RightsRequest | None:
    """Return the request because of which somebody was set aside or erased; None while their record is in use, or it was not asked."""
    person = ledger.as_now(use.record.person)
    if person.is_here:
        return None
    done = RightsRequest.objects.filter(kind=RightKind.ERASURE, verdict__in=[Verdict.YES, Verdict.PARTLY], withdrawn_on=None)
    return done.filter(person__in=ids_of(person)).order_by("-decided_on", "pk").first()


def where_it_is(use: ConsentUse, request: RightsRequest | None, *, may_read: bool) -> str:
    """Return where a use leads: to the request where the record of whom it is leads to nothing any more; empty where nobody may follow."""
    if request is None or not _leads_to_a_record(use):
        return use.href
    return reverse("rights:one", args=[request.pk]) if may_read else ""


def _leads_to_a_record(use: ConsentUse) -> bool:
    return use.used_as == UsedAs.PARTNER or use.href == reverse("families:one", args=[use.record.person_id])
