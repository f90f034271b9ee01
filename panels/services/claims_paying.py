"""The second look at a claim, paying it, and what goes to the finance system."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.models import User
from consent.selectors.ledger import as_now
from core import audit, clocks, outbox
from core.overtaken import refuse_if_overtaken
from core.text import normalise
from panels.choices import ClaimState
from panels.models import Claim, ClaimReceipt, Panel
from panels.rules import claims as rules
from panels.selectors import claims as selectors
from panels.selectors import payees
from panels.selectors.claims import Listed
from panels.services.claims import held_with_panel, refuse_if_held

APPROVE, PAY = "claim.approve", "claim.pay"
WRITE, WRITE_BACK = "panels.write_claim_paid", "panels.write_claim_back"
HEADS = ("Claim", "Name", "Code", "Panel", "Cost code", "To pay, in pounds", "Agreed on", "Pay by")


@transaction.atomic
def agree(*, claim: Claim, agreed: Mapping[int, Decimal], answer: str, by: User, seen: int | None) -> Claim:
    """Give the second look: agree to each line, wholly or in part. `agreed` is pounds by the line's id; `answer` is read by the member.

    Raises PermissionDenied, Overtaken, and ValidationError: by who wrote it down or claims it, for more than was asked, for less without
    a word.
    """
    panel, row = _decided_by(claim, by, seen)
    answer, lines = normalise(answer).strip(), list(row.lines.all())
    if reasons := rules.why_not_agree(lines, agreed, answer=answer):
        raise ValidationError(reasons)
    _keep_what_was_answered(row, answer)
    for line in lines:
        line.agreed = agreed[line.pk]
        line.save(update_fields=["agreed"])
    row.state, row.answer, row.checked_by, row.checked_on, row.version = ClaimState.CHECKED, answer, by, clocks.today(), row.version + 1
    row.save(update_fields=["state", "answer", "checked_by", "checked_on", "version"])
    audit.record("panels.claim.agree", row, by=by, hub_id=panel.hub_id)
    return row


@transaction.atomic
def send_back(*, claim: Claim, answer: str, by: User, seen: int | None) -> None:
    """Send a claim back with a reason for the member, and ask them by letter to ring us. Its clock stops until it is sent again."""
    panel, row = _decided_by(claim, by, seen)
    answer = normalise(answer).strip()
    missing = [] if answer else ["Say what is missing, or why it cannot be paid. The member reads it."]
    if reasons := missing or rules.why_not_words(answer):
        raise ValidationError(reasons)
    _keep_what_was_answered(row, answer)
    row.state, row.answer, row.version = ClaimState.BACK, answer, row.version + 1
    row.save(update_fields=["state", "answer", "version"])
    audit.record("panels.claim.send_back", row, by=by, hub_id=panel.hub_id)
    _write(WRITE_BACK, row)


@transaction.atomic
def pay(*, claim: Claim, on: date, reference: str, by: User) -> bool:
    """Write down that a claim was paid, and tell the member. Returns whether a letter could reach them: whether it may go is asked when
    it leaves. Raises PermissionDenied and ValidationError with every reason.
    """
    panel, row = held_with_panel(claim, by, PAY)
    reference = " ".join(normalise(reference).split())
    is_own = payees.is_claimant(by, row.membership)
    if reasons := rules.why_not_pay(row, reference=reference, on=on, today=clocks.today(), is_claimant=is_own):
        raise ValidationError(reasons)
    row.state = ClaimState.PAID if row.agreed == row.asked else ClaimState.PART_PAID
    row.paid_by, row.paid_reference, row.ended_on, row.version = by, reference, on, row.version + 1
    row.save(update_fields=["state", "paid_by", "paid_reference", "ended_on", "version"])
    audit.record("panels.claim.pay", row, by=by, hub_id=panel.hub_id)
    return _write(WRITE, row)


@transaction.atomic
def cannot_pay(*, claim: Claim, answer: str, by: User) -> None:
    """Send back what was agreed and cannot be paid, with a reason for the member, and ask them by letter to ring us.

    It is looked at anew when it is sent again.
    """
    panel, row = held_with_panel(claim, by, PAY, deletes=True)
    answer = normalise(answer).strip()
    if reasons := rules.why_not_send_back_unpaid(row, answer=answer):
        raise ValidationError(reasons)
    refuse_if_held(row)
    row.lines.update(agreed=None)
    row.state, row.answer, row.checked_by, row.checked_on, row.version = ClaimState.BACK, answer, None, None, row.version + 1
    row.save(update_fields=["state", "answer", "checked_by", "checked_on", "version"])
    audit.record("panels.claim.cannot_pay", row, by=by, hub_id=panel.hub_id)
    _write(WRITE_BACK, row)


@transaction.atomic
def open_receipt(*, receipt: ClaimReceipt, by: User) -> ClaimReceipt:
    """Return a receipt to who enters or checks claims, and write down who looked. Raises PermissionDenied."""
    if not selectors.may_read_words(by, receipt.claim):
        raise PermissionDenied
    audit.record("panels.claim.open_receipt", receipt.claim, by=by, hub_id=receipt.claim.membership.panel.hub_id)
    return receipt


@transaction.atomic
def export(*, by: User, today: date) -> list[list[str]]:
    """Return what is to be paid as rows for the finance system, and write down who took it. Of what members said, nothing is in it."""
    listed = selectors.to_pay(by, today)
    for one in listed:
        audit.record("panels.claim.export", one.claim, by=by, hub_id=one.claim.membership.panel.hub_id)
    return _rows(listed)


def _rows(listed: Iterable[Listed]) -> list[list[str]]:
    return [
        [
            one.claim.reference,
            one.name,
            one.claim.payee_code,
            str(one.claim.membership.panel),
            one.claim.policy.cost_code,
            f"{one.claim.agreed:.2f}",
            one.claim.checked_on.isoformat() if one.claim.checked_on else "",
            one.claim.pay_by_on.isoformat() if one.claim.pay_by_on else "",
        ]
        for one in listed
    ]


def _decided_by(claim: Claim, by: User, seen: int | None) -> tuple[Panel, Claim]:
    panel, row = held_with_panel(claim, by, APPROVE, deletes=True)
    refuse_if_overtaken(seen=seen, now=row.version)
    if reasons := rules.why_not_decide(row, by_pk=by.pk, is_claimant=payees.is_claimant(by, row.membership)):
        raise ValidationError(reasons)
    return panel, row


def _keep_what_was_answered(row: Claim, answer: str) -> None:
    """Refuse to write another answer over one that a hold keeps. A first answer takes nothing away, so a member still gets their money."""
    if row.answer and row.answer != answer:
        refuse_if_held(row)


def _write(name: str, row: Claim) -> bool:
    """Queue a letter to the member. Returns whether they have an address for one."""
    if not row.membership.person:
        return False
    person = as_now(row.membership.person)
    outbox.put(name, str(row.pk), str(person.pk))
    return bool(person.email)
