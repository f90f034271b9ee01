"""What must hold of a claim before it is kept, sent, agreed to and paid. Nothing here is about why somebody needs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.text import too_long
from panels.choices import ClaimState, MemberKind, MoneyKind, Stage
from panels.choices.money import IN_HAND
from panels.models import Claim, ClaimLine, ExpensePolicy, Membership
from panels.rules.bank_details import NO_BANK_DETAILS, looks_like_bank_details, why_not_these_words
from panels.rules.policy import NO_POLICY, for_miles, pays, pounds

NO_CHILD = (
    "They are under 18, and a child makes no claim. Their fares are paid by whoever brings them, who can be given them at the meeting."
)
HEARD_FIRST = "Before anybody accepts a thank-you they read or hear the note about benefits. Tick it when they have."
NOT_YOURS = "You wrote this claim down yourself. Somebody else has to look at it."
YOUR_OWN = "This claim is your own. Somebody else has to look at it."
HELD = "This claim is held back: nothing of it may be deleted or written over now. Ask the data protection officer."
MOST_POUNDS = Decimal(2_000)
LONGEST_NOTE = 600


@dataclass(frozen=True)
class Asked:
    """One line as it is asked for. Of miles the amount is worked out."""

    kind: str
    amount: Decimal = Decimal(0)
    miles: Decimal | None = None
    hours: Decimal | None = None


def why_not_claim(member: Membership, *, is_young: bool, policy: ExpensePolicy | None) -> list[str]:
    """Return why nothing can be claimed for a member."""
    if policy is None:
        return [NO_POLICY]
    if is_young or member.panel.is_of_under_18s:
        return [NO_CHILD]
    if member.kind == MemberKind.PROFESSIONAL:
        return ["They come for their work, which pays them back."]
    if member.person_id is None:
        return ["Nobody knows any more who they were, so nobody can be paid."]
    return []


def why_not_keep(asked: Sequence[Asked], *, policy: ExpensePolicy) -> list[str]:
    """Return what is wrong with what is asked for: each reason names its line."""
    reasons = [] if asked else ["Write at least one sum."]
    for one in asked:
        name = MoneyKind(one.kind).label
        if not pays(policy, one.kind):
            reasons.append(f"{name}: the policy of this panel does not pay this.")
        elif amount_of(one, policy) <= 0:
            reasons.append(f"{name}: write a sum of more than nothing.")
        elif amount_of(one, policy) > MOST_POUNDS:
            reasons.append(f"{name}: that is more than {pounds(MOST_POUNDS)}. Look at it again.")
        if one.kind == MoneyKind.CHILDCARE and not one.hours:
            reasons.append(f"{name}: write for how many hours it was.")
        if one.kind == MoneyKind.THANK_YOU and one.amount > policy.thank_you:
            reasons.append(f"{name}: it is {pounds(policy.thank_you)} for a meeting.")
    return reasons


def why_not_words(words: str) -> list[str]:
    """Return why words of a claim, of an answer to it or beside a receipt cannot be kept."""
    long = too_long(words, LONGEST_NOTE)
    return why_not_these_words(words) + ([long] if long else [])


def amount_of(one: Asked, policy: ExpensePolicy) -> Decimal:
    """Return the pounds of a line: miles at the policy's rate, everything else as it was typed."""
    return for_miles(policy, one.miles) if one.kind == MoneyKind.MILEAGE and one.miles else one.amount


def why_not_change(claim: Claim) -> list[str]:
    """Return why a claim can be changed no more."""
    return [] if claim.state in IN_HAND else ["It was sent, so it stays as it is. Take it back, or ask who looks at it to send it back."]


def why_not_turn_down_thanks(claim: Claim) -> list[str]:
    """Return why they cannot say no to a thank-you any more: until somebody agreed to it they can, as who asks for advice may hear late."""
    return ["It is agreed or over, so the thank-you stays in it."] if why_not_withdraw(claim) else []


def why_not_send(claim: Claim, *, has_thanks: bool, number_of_lines: int, stage: str) -> list[str]:
    """Return why a claim cannot be sent."""
    reasons = why_not_change(claim)
    if not number_of_lines:
        reasons.append("Write at least one sum.")
    if has_thanks and not claim.heard_of_benefits:
        reasons.append(HEARD_FIRST)
    if has_thanks and claim.meeting_id is None:
        reasons.append("A thank-you is for a meeting. Choose which.")
    if has_thanks and stage == Stage.LEFT:
        reasons.append("They have left the panel. What they spent can still be claimed, a thank-you cannot.")
    return reasons


def why_not_withdraw(claim: Claim) -> list[str]:
    """Return why a claim cannot be taken back."""
    if claim.state in IN_HAND | {ClaimState.SENT}:
        return []
    return ["It is agreed or over, so it cannot be taken back any more."]


def why_not_decide(claim: Claim, *, by_pk: int, is_claimant: bool) -> list[str]:
    """Return why somebody may not look at a claim for the second time (security 5.9: for money nobody checks themselves)."""
    if claim.state != ClaimState.SENT:
        return ["There is nothing to decide about it now."]
    if is_claimant:
        return [YOUR_OWN]
    return [NOT_YOURS] if claim.entered_by_id == by_pk else []


def why_not_agree(lines: Sequence[ClaimLine], agreed: Mapping[int, Decimal], *, answer: str) -> list[str]:
    """Return why these sums cannot be agreed to: more than was asked, nothing at all, or less without a word to the member."""
    reasons = []
    for line in lines:
        sum_of = agreed.get(line.pk)
        if sum_of is None or not 0 <= sum_of <= line.amount:
            reasons.append(f"{line.get_kind_display()}: agree to between nothing and {pounds(line.amount)}.")
    if reasons:
        return reasons
    total = sum(agreed[line.pk] for line in lines)
    if not total:
        return ["Nothing is agreed to. Send it back and say why."]
    if total < sum(line.amount for line in lines) and not answer:
        reasons.append("It is less than they asked for. Say why: they read it.")
    return reasons + why_not_words(answer)


def why_not_pay(claim: Claim, *, reference: str, on: date, today: date, is_claimant: bool) -> list[str]:
    """Return why a claim cannot be marked as paid."""
    if claim.state != ClaimState.CHECKED:
        return ["It is not agreed, or it is paid already."]
    reasons = [YOUR_OWN.replace("look at it", "pay it")] if is_claimant else []
    if not reference:
        reasons.append("Write the reference of the payment, so that it can be found in the finance system.")
    elif looks_like_bank_details(reference, is_a_reference=True):
        reasons.append(NO_BANK_DETAILS)
    if on > today or (claim.checked_on and on < claim.checked_on):
        reasons.append("It was paid between the day it was agreed to and today.")
    return reasons


def why_not_send_back_unpaid(claim: Claim, *, answer: str) -> list[str]:
    """Return why a claim cannot be sent back by who was to pay it."""
    if claim.state != ClaimState.CHECKED:
        return ["It is not agreed, or it is paid already."]
    return why_not_words(answer) if answer else ["Say why it cannot be paid. The member reads it."]


def what_to_look_at(lines: Sequence[ClaimLine], *, policy: ExpensePolicy, number_of_receipts: int, is_again: bool) -> list[str]:
    """Return what whoever checks should look at twice. None of it stands in the way: people lose receipts, and nobody is left worse off."""
    found = []
    if not number_of_receipts and (over := [line for line in lines if _needs_receipt(line, policy)]):
        named = ", ".join(line.get_kind_display() for line in over)
        found.append(f"No receipt came with it, and the policy asks for one above {pounds(policy.receipt_over)}: {named}.")
    for line in lines:
        most = (policy.childcare_an_hour or 0) * (line.hours or 0)
        if line.kind == MoneyKind.CHILDCARE and line.amount > most:
            found.append(f"Childcare: {line.hours} hours come to {pounds(Decimal(most))} at most by the policy.")
    if is_again:
        found.append("The same member has another claim or small sum for this meeting. See that nothing is paid twice.")
    return found


def _needs_receipt(line: ClaimLine, policy: ExpensePolicy) -> bool:
    return line.kind not in {MoneyKind.MILEAGE, MoneyKind.THANK_YOU} and line.amount > policy.receipt_over
