"""The one road by which people's data goes to a partner: a file is made, and handed over to who made it (DESIGN promise 7).

Everything is asked twice: when the file is made, and again when it is fetched. Only then does anything leave, so only then is it written
down as shared, in the same transaction.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from consent.choices import UsedAs
from consent.choices.retention import BY_CODE
from consent.models import ConsentRecord, SharedAbout, SharingAgreement, SharingFile, SharingRecord
from consent.models.sharing_exports import GONE_AFTER, OPEN_FOR
from consent.rules import sharing_exports as rules
from consent.rules.retention import kept_until
from consent.rules.sharing_exports import Wanted
from consent.selectors import sharing_exports as selectors
from consent.selectors.retention import length_of
from consent.selectors.sharing import EXPORT
from consent.services import ledger_uses
from core import audit, clocks
from core.querysets import reach
from core.questions import Erased, Kept
from core.write_lock import writing

KEPT = "To which partner we gave something about you, when, and which kind of data"
WHY_KEPT = "You, and others, must be able to learn who got what from us. No name stands in it."


@transaction.atomic
def make_file(*, wanted: Wanted, why_now: str, seen: str, by: User, now: datetime) -> SharingFile:
    """Make a file for a partner of everybody who may go now, sealed, for who made it alone. Nothing is shared by it yet.

    `seen` is the digest of what they were shown before: other people or other data need another look. Raises ValidationError with every
    reason: no agreement in force that covers the partner, the purpose and every item; or nobody left.
    """
    plan = selectors.plan_for(by, wanted, clocks.today(now))
    content, digest = plan.content, plan.digest
    reasons = plan.reasons or rules.why_not_make(why_now=why_now, number_going=len(plan.going), is_as_seen=seen == digest)
    if reasons:
        raise ValidationError(reasons)
    assert plan.agreement is not None
    file = SharingFile.objects.create(
        agreement=plan.agreement,
        made_by=by,
        made_at=now,
        why_now=why_now,
        data_items=list(wanted.data_items),
        hub=wanted.hub,
        people=[str(person.pk) for person, _, _ in plan.going],
        left_out={str(why): number for why, number in plan.numbers_left_out.items()},
        content=content,
        digest=digest,
    )
    audit.record("consent.sharing.make_file", file, by=by, agreement=file.agreement_id, number=len(file.people), items=file.data_items)
    return file


def fetch(*, file: SharingFile, by: User, now: datetime) -> bytes:
    """Hand a file over, and write down that it was shared: the first time; later in its quarter of an hour only who fetched it again.

    Raises ValidationError when it is somebody else's or too old, when the agreement covers it no more, or when somebody in it may not go
    any more or is not as they were: then the file is deleted.
    """
    with writing():
        selectors.lock_people(file.people)  # before the file, as an erasing does (`forget`): the other way round each waits for the other
        SharingAgreement.objects.select_for_update(of=("self",)).get(pk=file.agreement_id)  # nobody ends it meanwhile
        row = SharingFile.objects.select_for_update(of=("self",)).select_related("agreement__partner", "hub", "record").get(pk=file.pk)
        reasons, yeses = _looked_at(row, by, now)
        content = row.content or b""
        if reasons:
            _withhold(row, by)
        elif row.record:
            audit.record("consent.sharing.fetch_again", row.record, by=by)
        else:
            row.record = _written_down(row, by, now)
            row.save(update_fields=["record"])
            partner = row.record.partner
            key, title = f"consent.Partner:{partner.pk}:{row.agreement.purpose_code}", f"What we gave to {partner.name}"
            ledger_uses.begin_uses(yeses=yeses, used_as=UsedAs.PARTNER, title=title, today=clocks.today(now), key=key)
    if reasons:
        raise ValidationError(reasons)
    return content


def _looked_at(row: SharingFile, by: User, now: datetime) -> tuple[list[str], list[tuple[ConsentRecord, tuple[str, ...]]]]:
    """Return why a file does not leave, and the yeses it rests on with the ways that go; everybody in it is locked meanwhile."""
    if row.made_by_id != by.pk or reach(by, EXPORT) is not None:
        return [rules.NOT_YOURS], []
    if row.content is None or now >= row.open_until:
        return [rules.TOO_LATE], []
    plan = selectors.plan_of_file(row, clocks.today(now))
    if plan.reasons:
        return [*plan.reasons, rules.MADE_ANEW], []
    if plan.digest != row.digest:
        return rules.why_withheld(plan.numbers_left_out), []
    return [], [(yes, line.ways) for _, line, yes in plan.going if yes]


def _written_down(row: SharingFile, by: User, now: datetime) -> SharingRecord:
    record = SharingRecord.objects.create(
        agreement=row.agreement,
        partner=row.agreement.partner,
        data_items=row.data_items,
        number_of_people=len(row.people),
        left_out=row.left_out,
        why_now=row.why_now,
        file_digest=row.digest,
        by=by,
        shared_at=now,
    )
    SharedAbout.objects.bulk_create([SharedAbout(record=record, person_id=UUID(pk)) for pk in row.people], batch_size=500)
    audit.record("consent.sharing.export", record, by=by, agreement=row.agreement_id, number=len(row.people), items=row.data_items)
    return record


def _withhold(row: SharingFile, by: User) -> None:
    if row.content is not None and row.made_by_id == by.pk:
        _empty([row])
        audit.record("consent.sharing.withhold", row, by=by)


def _empty(files: "Iterable[SharingFile]") -> int:
    return SharingFile.objects.filter(pk__in=[file.pk for file in files], content__isnull=False).update(content=None)


def close_old(now: datetime) -> None:
    """Delete the bytes of files that are past their quarter of an hour, and a day after they were made what is left of them."""
    selectors.files_past(now - OPEN_FOR).filter(content__isnull=False).update(content=None)
    selectors.files_past(now - GONE_AFTER).delete()


@transaction.atomic
def forget(*, person_id: UUID, today: date) -> Erased:
    """Delete the files that somebody is in: they are made anew without them. That something was shared, and with whom, stays."""
    number = _empty(selectors.files_about(person_id))
    shared_on = selectors.last_shared_on(person_id)
    if shared_on is None:
        return Erased(number)
    length = length_of(BY_CODE["sharing_records"])
    return Erased(number, (Kept(KEPT, WHY_KEPT, kept_until(length.number, length.unit, shared_on)),))
