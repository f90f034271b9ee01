"""Writing what is agreed with a partner, having it signed by somebody else, looking at it again, ending it."""

import base64
import hashlib
from datetime import date

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from consent.choices.sharing import REMIND_DAYS, AgreementStepKind
from consent.models import AgreementDocument, AgreementStep, Partner, SharingAgreement, SharingReminder
from consent.rules import sharing as rules
from consent.selectors import sharing as selectors
from core import audit, outbox, second_look
from core.overtaken import OVERTAKEN
from core.querysets import reach
from core.text import normalise
from core.uploads import kind_of_document

TYPES = {"pdf": "application/pdf", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


@transaction.atomic
def save_partner(*, partner: Partner, by: User, seen: str | None = None) -> Partner:
    """Keep a partner as its form has it; the database sees to one of each name, and to the name of one that something is agreed with.

    Raises ValidationError, by field, with why it cannot be kept like this (decision 0048); and when it is not what `seen` is the mark of.
    """
    if partner.pk is None:
        partner.save()
        audit.record("consent.partner.add", partner, by=by)
        return partner
    was = _locked_partner(partner.pk)
    facts = {"number_decided": selectors.number_decided(was), "number_signed": selectors.number_signed(was)}
    reasons = rules.why_not_keep_partner(was, partner, may_sign=reach(by, selectors.SIGN) is None, **facts)
    if seen is not None and seen != selectors.mark_of_partner(was):
        reasons[NON_FIELD_ERRORS] = [OVERTAKEN]
    if reasons:
        raise ValidationError(reasons)
    partner.save(update_fields=selectors.OF_A_PARTNER)
    changed = [name for name in selectors.OF_A_PARTNER if getattr(was, name) != getattr(partner, name)]
    audit.record("consent.partner.edit", partner, by=by, fields=changed)
    return partner


@transaction.atomic
def write_agreement(*, agreement: SharingAgreement, by: User, seen: str | None = None) -> SharingAgreement:
    """Keep the terms of a draft as its form has them, and nothing beside them: a paper that a colleague attached meanwhile stays.

    Raises ValidationError when it was signed meanwhile, when its days are too far apart, and when its terms are not what `seen` is the
    mark of: an old page would take back what a colleague wrote.
    """
    _refuse(rules.why_not_days(starts_on=agreement.starts_on, review_on=agreement.review_on))
    if agreement.pk is None:
        agreement.written_by = by
        agreement.save()
        audit.record("consent.sharing.draft", agreement, by=by)
    else:
        row = _locked(agreement)
        _refuse(rules.why_not_write(row))
        if seen is not None and seen != selectors.mark_of(row):
            raise ValidationError([OVERTAKEN])
        agreement.save(update_fields=selectors.TERMS)
        audit.record("consent.sharing.edit", agreement, by=by)
    agreement.writers.add(by)
    return agreement


@transaction.atomic
def new_version(*, agreement: SharingAgreement, by: User) -> SharingAgreement:
    """Begin a new version of a signed agreement, with its terms to change; the old one holds until the new one is in force."""
    row = _locked(agreement)
    if row.signed_at is None:
        raise ValidationError(["This is a draft still: change it as it is."])
    if newer := SharingAgreement.objects.filter(supersedes=row).first():
        raise ValidationError([f"Version {newer.version} was begun already."])
    old = row.pk
    row.pk, row.version, row.supersedes_id = None, row.version + 1, old
    row.signed_at = row.signed_by = row.starts_on = row.review_on = None
    row.document_digest, row.written_by = "", by
    row._state.adding = True
    row.save()
    row.writers.add(by)
    audit.record("consent.sharing.new_version", row, by=by, of=old)
    return row


@transaction.atomic
def attach(*, agreement: SharingAgreement, file: "File[bytes]", by: User) -> AgreementDocument:
    """Seal a PDF or Word file beside a draft, in the place of an older one. Raises ValidationError for any other file (core.uploads)."""
    row = _locked(agreement)
    _refuse(rules.why_not_write(row))
    kind = kind_of_document(file)
    file.seek(0)
    content = file.read()
    AgreementDocument.objects.filter(agreement=row).delete()
    document = AgreementDocument.objects.create(agreement=row, kind=kind, content=base64.b64encode(content).decode())
    row.document_digest = hashlib.sha256(content).hexdigest()
    row.save(update_fields=["document_digest"])
    row.writers.add(by)
    audit.record("consent.sharing.attach", row, by=by, kind=kind)
    return document


@transaction.atomic
def open_document(*, agreement: SharingAgreement, by: User) -> tuple[bytes, str]:
    """Return a document and its kind, and write down who took it. Raises ValidationError when there is none, or it is another."""
    document = AgreementDocument.objects.filter(agreement=agreement).first()
    if document is None:
        raise ValidationError(["No document is attached."])
    content = base64.b64decode(document.content)
    if hashlib.sha256(content).hexdigest() != agreement.document_digest:
        raise ValidationError(["This is not the document that was attached. Ask who looks after the machines."])
    audit.record("consent.sharing.open_document", agreement, by=by)
    return content, document.kind


@transaction.atomic
def ask_for_signature(*, agreement: SharingAgreement, by: User, today: date) -> None:
    """Ask a data protection officer, who wrote none of it, to sign. Raises ValidationError with everything that is missing."""
    row = _locked(agreement)
    _refuse(rules.why_not_sign(row, today=today))
    look = second_look.ask(about=row, digest=selectors.digest_of(row), by=by, needs=selectors.SIGN, writers=list(row.writers.all()))
    if second_look.somebody_who_may(look, by) is None:
        raise ValidationError([rules.NOBODY_SIGNS])


@transaction.atomic
def sign(*, agreement: SharingAgreement, by: User, today: date) -> None:
    """Sign: from now on the terms are like stone. Nobody signs what they wrote or asked for (core.second_look).

    Raises ValidationError when something is missing, nobody asked, or a word has changed since it was asked.
    """
    row = _locked(agreement)
    row.partner = _locked_partner(row.partner_id)  # nobody calls it something else until the signature stands
    _refuse(rules.why_not_sign(row, today=today))
    look = selectors.look_at(row)
    if look is None:
        raise ValidationError(["Nobody has asked for a signature yet."])
    second_look.agree(look=look, by=by, needs=selectors.SIGN)
    if not second_look.is_agreed(row, selectors.digest_of(row)):
        raise ValidationError(["A word of it has changed since the signature was asked for. Ask for it again."])
    row.signed_at, row.signed_by = timezone.now(), by
    row.save(update_fields=["signed_at", "signed_by"])
    audit.record("consent.sharing.sign", row, by=by, version=row.version)


@transaction.atomic
def send_back(*, agreement: SharingAgreement, remark: str, by: User) -> None:
    """Send a draft back with what should change. Raises ValidationError."""
    look = selectors.look_at(_locked(agreement))
    if look is None:
        raise ValidationError(["Nobody has asked for a signature yet."])
    second_look.send_back(look=look, by=by, remark=remark)


@transaction.atomic
def step(*, agreement: SharingAgreement, kind: str, reason: str, review_on: date | None, by: User, today: date) -> AgreementStep:
    """Note that a signed agreement was looked at again, or end it from today on. Raises ValidationError with every reason why not."""
    _locked(agreement)
    row = selectors.agreements().get(pk=agreement.pk)
    reason = " ".join(normalise(reason).split())
    state = selectors.standing_of(row, today).state
    _refuse(rules.why_not_step(kind=kind, state=state, reason=reason, review_on=review_on, today=today))
    next_on = review_on if kind == AgreementStepKind.REVIEWED else None
    made = AgreementStep.objects.create(agreement=row, kind=kind, on=today, review_on=next_on, reason=reason, by=by)
    audit.record("consent.sharing.end" if kind == AgreementStepKind.ENDED else "consent.sharing.review", row, by=by)
    return made


def remind(today: date) -> int:
    """Have whoever looks after an agreement written to 60, 30 and 7 days before its review: once each, and one letter for days missed."""
    return sum(_remind_of(standing, today) for standing in selectors.near_their_review(today))


@transaction.atomic
def _remind_of(standing: selectors.Standing, today: date) -> int:
    agreement, review_on = standing.agreement, standing.review_on
    if review_on is None or agreement.owner is None:
        return 0
    passed = [days for days in REMIND_DAYS if (review_on - today).days <= days]
    told = set(SharingReminder.objects.filter(agreement=agreement, review_on=review_on).values_list("days_before", flat=True))
    new = [days for days in passed if days not in told]
    if not new:
        return 0
    people = selectors.holders_of(agreement.owner, today) or selectors.officers()  # nobody holds the post: who signed must know
    if not people:
        return 0  # tomorrow somebody may be there to tell
    SharingReminder.objects.bulk_create([SharingReminder(agreement=agreement, review_on=review_on, days_before=days) for days in new])
    for person in people:
        outbox.put("consent.write_about_review", agreement.pk, person.pk, key=f"{agreement.pk}-{person.pk}")
    return len(people)


def _locked(agreement: SharingAgreement) -> SharingAgreement:
    return SharingAgreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)


def _locked_partner(pk: int) -> Partner:
    return Partner.objects.select_for_update().get(pk=pk)


def _refuse(reasons: list[str]) -> None:
    if reasons:
        raise ValidationError(reasons)
