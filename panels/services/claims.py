"""Entering a claim and sending it: by who looks after the panel, or by the member themselves (`by=None`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from consent.selectors.ledger import as_now
from consent.services.holding import wait_for_holds
from core import audit, clocks
from core.overtaken import USED_BEFORE, refuse_if_overtaken
from core.text import normalise
from panels.choices import ClaimState, MoneyKind
from panels.models import Claim, ClaimLine, ClaimReceipt, ExpensePolicy, Meeting, Membership, Panel
from panels.rules import claims as rules
from panels.rules.claims import Asked
from panels.selectors import payees, policies
from panels.selectors.money_held import is_held
from panels.services.holding_members import held_with_person
from panels.services.panels import held

EDIT = "claim.edit"
MOST_RECEIPTS = 6


@dataclass(frozen=True)
class Receipt:
    """A receipt as `core.uploads.clean_scan` gives it: "jpg", "png" or "pdf", its bytes, and a few words about it."""

    kind: str
    content: bytes
    note: str = ""


@dataclass(frozen=True)
class Said:
    """What a claim says: its lines, for which meeting, a few words, and whether they were told about benefits."""

    lines: Sequence[Asked]
    meeting: Meeting | None = None
    note: str = ""
    heard_of_benefits: bool = False
    receipts: Sequence[Receipt] = ()


@transaction.atomic
def enter(*, member: Membership, said: Said, by: User | None, and_send: bool = False, key: UUID | None = None) -> Claim:
    """Begin a claim for a member under the policy of today, `and_send` it. `by` is None when they enter it themselves.

    `key` is made with the form: however often it is sent, it is one claim, and the first is returned as it stands.

    Raises PermissionDenied, and ValidationError with every reason: no policy, a child, sums that the policy does not pay, bank details.
    """
    member, today = held_with_person(member, by, EDIT), clocks.today()
    panel = member.panel
    if found := _sent_before(key, member, by, said):
        return found
    policy = policies.in_force(panel, today)
    is_young = bool(member.person and as_now(member.person).is_young)
    if reasons := rules.why_not_claim(member, is_young=is_young, policy=policy):
        raise ValidationError(reasons)
    assert policy is not None  # a claim without one was refused
    note = _looked_at(said, policy, panel)
    facts: dict[str, Any] = {"membership": member, "meeting": said.meeting, "policy": policy, "payee_code": payees.code_of(member)}
    facts |= {"pk": key} if key else {}
    claim = Claim.objects.create(**facts, note=note, heard_of_benefits=said.heard_of_benefits, entered_by=by, entered_on=today)
    _keep_lines(claim, said)
    add_receipts(claim, said.receipts)
    audit.record("panels.claim.enter", claim, by=by, hub_id=panel.hub_id)
    return send(claim=claim, by=by) if and_send else claim


@transaction.atomic
def change(*, claim: Claim, said: Said, by: User | None, seen: int | None, and_send: bool = False) -> Claim:
    """Change a claim that was not sent, or came back, under today’s policy. Raises Overtaken, and ValidationError with every
    reason: while a legal hold keeps what it says, nothing is written over.
    """
    panel, row = held_with_panel(claim, by, EDIT, deletes=True)
    refuse_if_overtaken(seen=seen, now=row.version)
    policy = policies.in_force(panel, clocks.today()) or row.policy
    if reasons := rules.why_not_change(row):
        raise ValidationError(reasons)
    refuse_if_held(row)
    row.note = _looked_at(said, policy, panel)
    row.meeting, row.policy, row.heard_of_benefits, row.version = said.meeting, policy, said.heard_of_benefits, row.version + 1
    row.entered_by = by  # whoever wrote it last may not be who looks at it
    row.save()
    row.lines.all().delete()
    _keep_lines(row, said)
    add_receipts(row, said.receipts)
    audit.record("panels.claim.change", row, by=by, hub_id=panel.hub_id)
    return send(claim=row, by=by) if and_send else row


@transaction.atomic
def send(*, claim: Claim, by: User | None) -> Claim:
    """Send a claim: from now on the clock of its policy runs. Raises ValidationError with every reason why not."""
    panel, row = held_with_panel(claim, by, EDIT)
    kinds = set(row.lines.values_list("kind", flat=True))
    has_thanks, stage = MoneyKind.THANK_YOU in kinds, row.membership.stage
    if reasons := rules.why_not_send(row, has_thanks=has_thanks, number_of_lines=len(kinds), stage=stage):
        raise ValidationError(reasons)
    today = clocks.today()
    row.state, row.sent_on, row.pay_by_on = ClaimState.SENT, today, clocks.working_days_after(today, row.policy.pay_within_days)
    row.version += 1
    row.save(update_fields=["state", "sent_on", "pay_by_on", "version"])
    audit.record("panels.claim.send", row, by=by, hub_id=panel.hub_id, pay_by=row.pay_by_on.isoformat())
    return row


@transaction.atomic
def withdraw(*, claim: Claim, by: User | None) -> None:
    """Take a claim back that is not agreed yet: it is not paid, and its receipts and words go. Not while a hold keeps them."""
    panel, row = held_with_panel(claim, by, EDIT, deletes=True)
    if reasons := rules.why_not_withdraw(row):
        raise ValidationError(reasons)
    refuse_if_held(row)
    _end(row, ClaimState.WITHDRAWN)
    audit.record("panels.claim.withdraw", row, by=by, hub_id=panel.hub_id)


@transaction.atomic
def turn_down_thanks(*, claim: Claim, by: User | None) -> None:
    """They say no to a thank-you: its line goes, also when it was sent already; a claim of nothing else is over.

    Raises ValidationError when there is none to refuse, or somebody agreed to it.
    """
    panel, row = held_with_panel(claim, by, EDIT, deletes=True)
    if reasons := rules.why_not_turn_down_thanks(row):
        raise ValidationError(reasons)
    refuse_if_held(row)
    if not row.lines.filter(kind=MoneyKind.THANK_YOU).delete()[0]:
        raise ValidationError(["There is no thank-you in it."])
    if row.lines.exists():
        row.version += 1
        row.save(update_fields=["version"])
    else:
        _end(row, ClaimState.REFUSED)
    audit.record("panels.claim.refuse_thanks", row, by=by, hub_id=panel.hub_id)


def add_receipts(claim: Claim, receipts: Sequence[Receipt]) -> None:
    """Keep receipts with a claim, sealed. Raises ValidationError for too many, or for bank details in the words beside one."""
    if claim.receipts.count() + len(receipts) > MOST_RECEIPTS:
        raise ValidationError([f"A claim holds {MOST_RECEIPTS} receipts at most. Put the others into a second one."])
    for one in receipts:
        note = normalise(one.note).strip()
        if reasons := rules.why_not_words(note):
            raise ValidationError(reasons)
        ClaimReceipt.objects.create(claim=claim, kind=one.kind, content=one.content, note=note, added_on=clocks.today())


@transaction.atomic
def remove_receipt(*, receipt: ClaimReceipt, by: User | None) -> None:
    """Delete a receipt that was the wrong one, of a claim that is not sent, or came back. Not while a hold keeps it.

    Raises PermissionDenied and ValidationError. Sent twice, it is gone once.
    """
    panel, row = held_with_panel(receipt.claim, by, EDIT, deletes=True)
    if reasons := rules.why_not_change(row):
        raise ValidationError(reasons)
    refuse_if_held(row)
    if row.receipts.filter(pk=receipt.pk).delete()[0]:
        row.version += 1
        row.save(update_fields=["version"])
        audit.record("panels.claim.remove_receipt", row, by=by, hub_id=panel.hub_id)


def held_with_panel(claim: Claim, by: User | None, right: str, *, deletes: bool = False) -> tuple[Panel, Claim]:
    """Return a claim anew with its panel, both locked, the panel first. Raises PermissionDenied.

    `deletes`: this act takes something away or writes over it, so it waits for who places a hold. Then ask `refuse_if_held`.
    """
    panel = held(claim.membership.panel, by, right)
    if deletes:
        wait_for_holds()
    rows = Claim.objects.select_for_update(of=("self",)).select_related("policy", "membership__person__merged_into", "membership__panel")
    return panel, rows.get(pk=claim.pk)


def refuse_if_held(claim: Claim) -> None:
    """Raise ValidationError where a legal hold keeps what a claim says, and this would be deleted or written over."""
    if is_held([claim]):
        raise ValidationError([rules.HELD])


def _sent_before(key: UUID | None, member: Membership, by: User | None, said: Said) -> Claim | None:
    """Return the claim that this form made already. Raises ValidationError where it is somebody else’s, or says something else."""
    found = Claim.objects.select_related("policy").filter(pk=key).first() if key else None
    if found and (found.membership_id != member.pk or found.entered_by != by or not _says(found, said)):
        raise ValidationError([USED_BEFORE])
    return found


def _says(claim: Claim, said: Said) -> bool:
    """Return whether a claim says what was sent: its sums, for which meeting, and the words."""
    asked = {one.kind: (rules.amount_of(one, claim.policy), one.miles, one.hours) for one in said.lines}
    stands = {one.kind: (one.amount, one.miles, one.hours) for one in claim.lines.all()}
    return asked == stands and claim.meeting == said.meeting and claim.note == normalise(said.note).strip()


def _looked_at(said: Said, policy: ExpensePolicy, panel: Panel) -> str:
    """Return the words of a claim as they are kept. Raises ValidationError with every reason why they, or the sums, are not."""
    note = normalise(said.note).strip()
    reasons = rules.why_not_keep(said.lines, policy=policy) + rules.why_not_words(note)
    if said.meeting and said.meeting.panel_id != panel.pk:
        reasons.append("That meeting is another panel’s.")
    if reasons:
        raise ValidationError(reasons)
    return note


def _keep_lines(claim: Claim, said: Said) -> None:
    rows = (
        ClaimLine(claim=claim, kind=one.kind, amount=rules.amount_of(one, claim.policy), miles=one.miles, hours=one.hours)
        for one in said.lines
    )
    ClaimLine.objects.bulk_create(rows)


def _end(row: Claim, state: ClaimState) -> None:
    """End a claim that is not paid: nothing has to be kept of what was said, nor of the receipts."""
    row.state, row.ended_on, row.note, row.answer, row.version = state, clocks.today(), "", "", row.version + 1
    row.save(update_fields=["state", "ended_on", "note", "answer", "version"])
    row.receipts.all().delete()
