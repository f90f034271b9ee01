"""What must hold of small sums given at a meeting, and of the month that they are signed off in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from panels.choices import MeetingState, MemberKind, MoneyKind, ThanksIn
from panels.models import ExpensePolicy, Meeting, Membership, Payout, Voucher
from panels.rules.policy import NO_POLICY, pays, pounds

IS_SIGNED = "That month is signed off, so nothing can be added to it. Write it down today, with today’s day."
TELL_OF_BENEFITS = "Read out the note about benefits first, then tick that they heard it: money and vouchers can change what they get."


@dataclass(frozen=True)
class Sum:
    """One sum to give. `voucher` where it is given as one; a refused thank-you has no amount."""

    kind: str
    amount: Decimal = Decimal(0)
    voucher: Voucher | None = None
    is_refused: bool = False


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def month_after(month: date) -> date:
    """Return the first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def why_not_give(
    wanted: Sum,
    *,
    policy: ExpensePolicy | None,
    member: Membership,
    got_already: Iterable[Payout],
    heard_of_benefits: bool,
) -> list[str]:
    """Return why a member cannot be given a sum. `got_already` is what they got at this meeting and was not taken back."""
    if policy is None:
        return [NO_POLICY]
    got = list(got_already)
    if member.kind == MemberKind.PROFESSIONAL:
        return ["They come for their work, which pays them."]
    if any(one.kind == wanted.kind for one in got):
        return [f"{MoneyKind(wanted.kind).label}: this is written down already for them at this meeting."]
    if wanted.is_refused:
        return []
    reasons = _why_not_this_much(wanted, policy, sum((one.amount for one in got if one.kind != MoneyKind.THANK_YOU), Decimal(0)))
    if wanted.kind == MoneyKind.THANK_YOU and not heard_of_benefits:
        reasons.append(TELL_OF_BENEFITS)
    return reasons


def _why_not_this_much(wanted: Sum, policy: ExpensePolicy, got: Decimal) -> list[str]:
    reasons = []
    if wanted.amount <= 0:
        reasons.append("Write a sum in pounds, such as 4.50.")
    if not pays(policy, wanted.kind):
        reasons.append(f"{MoneyKind(wanted.kind).label}: the policy of this panel does not pay this.")
    if wanted.kind == MoneyKind.THANK_YOU:
        if policy.thanks_in == ThanksIn.BANK:
            reasons.append("This panel says thank you by bank transfer. Put it into a claim.")
        elif (policy.thanks_in == ThanksIn.VOUCHER) != (wanted.voucher is not None):
            reasons.append(f"This panel says thank you with {policy.get_thanks_in_display().lower()}.")
        if wanted.amount > policy.thank_you:
            reasons.append(f"A thank-you is {pounds(policy.thank_you)} here, so {pounds(wanted.amount)} is more than was promised to all.")
    elif got + wanted.amount > policy.small_sum_limit:
        limit = pounds(policy.small_sum_limit)
        reasons.append(f"At a meeting one person gets up to {limit}, a thank-you besides. Put it into a claim instead.")
    return reasons


def why_not_at(meeting: Meeting, *, given_on: date, today: date, is_signed: bool) -> list[str]:
    """Return why nothing can be given for a meeting on a day."""
    reasons = []
    if meeting.state == MeetingState.CALLED_OFF:
        reasons.append("This meeting was called off. What somebody spent all the same is a claim.")
    if given_on > today:
        reasons.append("That day is still to come.")
    if is_signed:
        reasons.append(IS_SIGNED)
    return reasons


def why_not_delete(payout: Payout, *, is_signed: bool) -> list[str]:
    """Return why a sum cannot simply be deleted."""
    if payout.corrects_id:
        return ["This takes another sum back, so it stays. Was that wrong, too? Give the sum anew."]
    return ["Its month is signed off. Take it back instead: that is a row of its own, of today."] if is_signed else []


def why_not_take_back(payout: Payout, *, is_signed: bool) -> list[str]:
    """Return why a sum cannot be taken back by a row of its own."""
    if not is_signed:
        return ["Its month is not signed off yet, so delete it instead."]
    if payout.was_taken_back or payout.corrects_id or payout.was_refused:
        return ["There is nothing left of it to take back."]
    return []


@dataclass(frozen=True)
class ToSign:
    """A month as somebody is about to sign it: `givers` are the ids of the staff who gave some of it out."""

    month: date
    number_of_sums: int
    givers: frozenset[int]
    is_signed: bool


def why_not_sign(of: ToSign, *, by_pk: int, today: date) -> list[str]:
    """Return why somebody cannot sign a month off: they gave some of it out, it is not over, it is signed, or there is nothing in it."""
    if of.is_signed:
        return ["This month is signed off already."]
    reasons = []
    if today < month_after(of.month):
        reasons.append("This month is not over. Sign it off when nothing can be added to it any more.")
    if by_pk in of.givers:
        reasons.append("You gave some of this out, or wrote it down. Somebody else has to sign it off.")
    if not of.number_of_sums:
        reasons.append("Nothing was given in this month.")
    return reasons
