"""Writing down what people decide. Rows are only ever added; what can tell who somebody is goes into rows of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from consent.choices import Audience, Decision, GivenBy, Method
from consent.models import ConsentDetail, ConsentRecord, ConsentScan, Partner, Person, Purpose, Wording
from consent.rules import ledger as rules
from consent.rules.ledger import Said
from consent.selectors import ledger as selectors
from consent.selectors import purposes as purposes_selectors
from consent.services import ledger_uses
from core import audit, clocks
from core.models import Hub
from core.questions import Erased, Kept
from core.text import normalise
from core.write_lock import writing

Scan = tuple[str, bytes]
"""What `core.uploads.clean_scan` returns: the kind, and the bytes."""


@dataclass(frozen=True)
class Recorded:
    """A decision that was written down, and in plain words what stopped because of it."""

    record: ConsentRecord
    stopped: tuple[str, ...] = ()


def record(
    *, said: Said, by: User | None, hub: Hub | None, today: date, scan: Scan | None = None, answers: ConsentRecord | None = None
) -> Recorded:
    """Write down one decision of one person about one purpose, whichever way it came (`said.method`).

    `by` is the member of staff who took it in, None when the person did it themselves. A yes holds for as long as the purpose says, unless
    `said.until_on` says otherwise. Where a yes held before and does not any more, everybody who used it is told to stop, in this very
    transaction. Raises ValidationError with every reason why not.
    """
    with writing():
        person = selectors.locked_person(said.person.pk)
        said = replace(_tidy(said), person=person, has_scan=scan is not None, is_collected=by is not None, until_on=_until_on(said))
        if reasons := rules.why_not_record(said, replaced_on=selectors.replaced_on(said.wording), today=today):
            raise ValidationError(reasons)
        before = selectors.standing(person, said.purpose, said.partner, today=today)
        row = _written(said, by=by, hub=hub or person.hub, answers=answers)
        _keep_apart(row, said, scan, today)
        verb = "change_mind" if row.decision == Decision.WITHDRAWN else "write"
        audit.record(f"consent.record.{verb}", row, by=by, hub_id=row.hub_id, decision=row.decision, method=row.method)
        return Recorded(row, tuple(_stop_where_a_yes_ended(before, said, today, by)))


def _tidy(said: Said) -> Said:
    decided_by, witness, kept_at = (normalise(name).strip() for name in (said.decided_by, said.witness, said.kept_at))
    return replace(said, decided_by=decided_by, witness=witness, kept_at=kept_at)


def _until_on(said: Said) -> date | None:
    if not said.is_yes:
        return None
    months = said.purpose.good_for_months
    return said.until_on or (clocks.months_after(said.given_on, months) if months else None)


def _written(said: Said, *, by: User | None, hub: Hub | None, answers: ConsentRecord | None) -> ConsentRecord:
    return ConsentRecord.objects.create(
        person=said.person,
        purpose=said.purpose,
        wording=said.wording,
        partner=said.partner,
        decision=said.decision,
        given_by=said.given_by,
        is_explicit=said.is_explicit and said.is_yes,
        method=said.method,
        collected_by=by,
        hub=hub,
        given_on=said.given_on,
        channels=sorted(said.channels) if said.is_yes else [],
        until_on=said.until_on,
        answers=answers,
    )


def _keep_apart(row: ConsentRecord, said: Said, scan: Scan | None, today: date) -> None:
    """Keep names and pictures where they can be deleted."""
    if said.decided_by or said.witness or said.kept_at:
        ConsentDetail.objects.create(record=row, decided_by=said.decided_by, witness=said.witness, kept_at=said.kept_at)
    if scan:
        ConsentScan.objects.create(record=row, kind=scan[0], content=scan[1], added_on=today)


def _stop_where_a_yes_ended(before: rules.Standing, said: Said, today: date, by: User | None) -> list[str]:
    """Tell everybody to stop where this decision ended a yes; also one that had run out: copies may still be out."""
    after = selectors.standing(said.person, said.purpose, said.partner, today=today)
    yeses = [one for one in before.history if one.decision == Decision.GRANTED]
    return [] if after.is_yes or said.is_yes else ledger_uses.stop(yeses=yeses, today=today, by=by)


def change_mind(
    *,
    person: Person,
    purpose: Purpose,
    today: date,
    by: User | None,
    partner: Partner | None = None,
    method: str = Method.WEB,
    given_by: str = GivenBy.SELF,
    hub: Hub | None = None,
) -> Recorded:
    """Write down that somebody changed their mind, and stop using what their yes allowed. Their word is enough: no proof is asked for.

    Where no yes was known it is written down as a no. Raises ValidationError for an erased person, and where no words were ever published.
    """
    stands = selectors.standing(person, purpose, partner, today=today)
    wording = stands.record.wording if stands.record else _any_words(purpose)
    if wording is None:
        raise ValidationError(["No words of this purpose were ever published, so nobody can have agreed to it."])
    had_said_yes = any(one.decision == Decision.GRANTED for one in stands.history)
    decision = Decision.WITHDRAWN if had_said_yes else Decision.REFUSED
    said = Said(person, purpose, wording, decision, wording.language, method, today, given_by, partner)
    return record(said=said, by=by, hub=hub, today=today)


def _any_words(purpose: Purpose) -> Wording | None:
    return purposes_selectors.wording_to_show(purpose, language=settings.LANGUAGE_CODE, audience=Audience.ADULTS)


def record_all(*, said: Iterable[tuple[str, Said]], by: User, hub: Hub | None, today: date, scan: Scan | None = None) -> list[Recorded]:
    """Write down many decisions, all or none: those of one paper form, or those of a whole sheet. Each comes with its place on the paper.

    Raises ValidationError with one reason for each that cannot be written down, beginning with its place, such as "Line 3".
    """
    wrong, done = list[str](), list[Recorded]()
    with transaction.atomic():
        for place, one in said:
            try:
                done.append(record(said=one, by=by, hub=hub, today=today, scan=scan))
            except ValidationError as error:
                wrong += [f"{place}: {reason}" for reason in error.messages]
        if wrong:
            raise ValidationError(wrong)
    return done


@transaction.atomic
def open_names(*, record: ConsentRecord, by: User) -> ConsentDetail | None:
    """Return the names behind a decision, and write down who looked; None when there are none, or they were deleted."""
    found = ConsentDetail.objects.filter(record=record).first()
    if found:
        audit.record("consent.record.open_names", record, by=by, hub_id=record.hub_id)
    return found


@transaction.atomic
def open_scan(*, record: ConsentRecord, by: User) -> ConsentScan | None:
    """Return the scan of a signed form, and write down who looked; None when there is none, or it was deleted."""
    found = ConsentScan.objects.filter(record=record).first()
    if found:
        audit.record("consent.record.open_scan", record, by=by, hub_id=record.hub_id)
    return found


def forget_names(*, person: Person) -> int:
    """Delete the names and scans behind what a person decided, inside the asker's transaction; return how many rows. Decisions stay."""
    records = ConsentRecord.objects.of([person])
    return sum(model._default_manager.filter(record__in=records).delete()[0] for model in (ConsentDetail, ConsentScan))


@transaction.atomic
def erase(*, person_id: UUID, today: date) -> Erased:
    """Erase what stands behind a person's decisions, and stop using what they allowed. The decisions stay: they name nobody."""
    person = Person.objects.get(pk=person_id)
    records = list(ConsentRecord.objects.of([person]).select_related("purpose"))
    ledger_uses.stop(yeses=[one for one in records if one.decision == Decision.GRANTED], today=today, by=None)
    number = forget_names(person=person)
    if not records:
        return Erased(number)
    why = "We must be able to show that we asked, what we were told, and that we kept to it. No name stands in it."
    return Erased(number, (Kept(f"{len(records)} decisions about how we may use what we know", why, None),))
