"""Giving small sums at a meeting, putting slips right, and signing a month off."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, clocks
from panels.choices import GivenAs
from panels.models import ExpensePolicy, Meeting, Membership, MonthlySignOff, Panel, Payout, SignedPayout, Voucher
from panels.rules import payouts as rules
from panels.rules.payouts import Sum
from panels.selectors import payees, policies
from panels.selectors import payouts as selectors
from panels.services.panels import held

EDIT, APPROVE = "claim.edit", "claim.approve"


@transaction.atomic
def give(
    *, meeting: Meeting, wanted: Sequence[tuple[Membership, Sequence[Sum]]], heard_of_benefits: bool, given_on: date, by: User
) -> list[Payout]:
    """Write down what members got at a meeting: all of it, or nothing.

    Raises PermissionDenied, and ValidationError whose message dict has the reasons by the member's id, or under `__all__` for the meeting.
    """
    panel, today = held(meeting.panel, by, EDIT), clocks.today()
    is_signed = selectors.sign_off_of(panel, given_on) is not None
    if reasons := rules.why_not_at(meeting, given_on=given_on, today=today, is_signed=is_signed):
        raise ValidationError({"__all__": reasons})
    policy = policies.in_force(panel, given_on)
    rows, problems = [], {}
    for member, sums in wanted:
        made, why_not = _given(meeting, member, sums, policy=policy, heard_of_benefits=heard_of_benefits, given_on=given_on, by=by)
        rows += made
        if why_not:
            problems[str(member.pk)] = why_not
    if problems:
        raise ValidationError(problems)
    for row in rows:
        verb = "panels.payout.refuse" if row.was_refused else "panels.payout.give"
        audit.record(verb, row, by=by, hub_id=panel.hub_id, kind=row.kind)
    return rows


def _given(
    meeting: Meeting,
    member: Membership,
    sums: Sequence[Sum],
    *,
    policy: ExpensePolicy | None,
    heard_of_benefits: bool,
    given_on: date,
    by: User,
) -> tuple[list[Payout], list[str]]:
    """Write down the sums of one member, or return why not. The caller's transaction undoes what was written when it raises."""
    made: list[Payout] = []
    if member.panel_id != meeting.panel_id or member.person is None:
        return [], ["They are not on this panel."]
    for one in sums:
        got = selectors.standing_sums(meeting, member)
        if why_not := rules.why_not_give(one, policy=policy, member=member, got_already=got, heard_of_benefits=heard_of_benefits):
            return [], why_not
        facts = {
            "meeting": meeting,
            "membership": member,
            "payee_code": payees.code_of(member),
            "kind": one.kind,
            "amount": one.amount,
            "given_as": "" if one.is_refused else GivenAs.VOUCHER if one.voucher else GivenAs.CASH,
            "was_refused": one.is_refused,
            "heard_of_benefits": heard_of_benefits,
        }
        row = Payout.objects.create(**facts, given_on=given_on, given_by=by)
        if one.voucher and (why := _voucher_goes(one, row, meeting.panel)):
            return [], why
        made.append(row)
    return made, []


def _voucher_goes(wanted: Sum, row: Payout, panel: Panel) -> list[str]:
    """Give a voucher out with a sum, or say why not: of two people who reach for the same one, one gets it."""
    voucher = Voucher.objects.select_for_update(of=("self",)).filter(pk=wanted.voucher.pk, panel=panel).first() if wanted.voucher else None
    if voucher is None or voucher.payout_id or voucher.amount != wanted.amount:
        return ["That voucher is given already, or is worth another sum. Choose another one."]
    voucher.payout = row
    voucher.save(update_fields=["payout"])
    return []


@transaction.atomic
def delete_slip(*, payout: Payout, by: User) -> None:
    """Delete what was written down by a slip, as long as its month is not signed; its voucher is back in the stock."""
    panel = held(payout.meeting.panel, by, EDIT)
    row = Payout.objects.select_for_update(of=("self",)).get(pk=payout.pk)
    if reasons := rules.why_not_delete(row, is_signed=selectors.sign_off_of(panel, row.given_on) is not None):
        raise ValidationError(reasons)
    Voucher.objects.filter(payout=row).update(payout=None)
    # The row is gone from here on, so the trail keeps whose sum it was.
    audit.record("panels.payout.delete", row, by=by, hub_id=panel.hub_id, payee=row.payee_code, kind=row.kind)
    row.delete()


@transaction.atomic
def take_back(*, payout: Payout, by: User) -> Payout:
    """Take a sum of a signed month back, by a row of today that says minus as much; its voucher is back in the stock."""
    panel, today = held(payout.meeting.panel, by, EDIT), clocks.today()
    row = Payout.objects.select_for_update(of=("self",)).get(pk=payout.pk)
    reasons = rules.why_not_take_back(row, is_signed=selectors.sign_off_of(panel, row.given_on) is not None)
    if reasons := reasons or rules.why_not_at(
        row.meeting, given_on=today, today=today, is_signed=selectors.sign_off_of(panel, today) is not None
    ):
        raise ValidationError(reasons)
    same = {name: getattr(row, name) for name in ("meeting", "membership", "payee_code", "kind", "given_as", "heard_of_benefits")}
    back = Payout.objects.create(**same, amount=-row.amount, given_on=today, given_by=by, corrects=row)
    row.was_taken_back = True
    row.save(update_fields=["was_taken_back"])
    Voucher.objects.filter(payout=row).update(payout=None)
    audit.record("panels.payout.take_back", back, by=by, hub_id=panel.hub_id, kind=row.kind)
    return back


@transaction.atomic
def sign_off(*, panel: Panel, month: date, seen: str, by: User) -> MonthlySignOff:
    """Sign a month's small sums off: from then on they stay as they are. `seen` is the digest of the rows that stood on the page.

    Raises ValidationError with every reason: by who gave some of it out, before the month is over, or when the rows are others by now.
    """
    row, today = held(panel, by, APPROVE), clocks.today()
    of_month = selectors.month_of_panel(row, month)
    givers, number = [one.given_by_id for one in of_month.sums], len(of_month.sums)
    facts = rules.ToSign(of_month.month, number_of_sums=number, givers=frozenset(givers), is_signed=of_month.sign_off is not None)
    reasons = rules.why_not_sign(facts, by_pk=by.pk, today=today)
    if not reasons and seen != selectors.digest(of_month.sums):
        reasons = ["Since you looked, something was added or taken out. Look again at what the month came to."]
    if reasons:
        raise ValidationError(reasons)
    totals = {kind: str(pounds) for kind, pounds in sorted(selectors.totals(of_month.sums).items())}
    kept = {"panel": row, "month": of_month.month, "totals": totals, "number_of_sums": number, "digest": seen}
    signed = MonthlySignOff.objects.create(**kept, signed_by=by, signed_on=today)
    SignedPayout.objects.bulk_create(SignedPayout(sign_off=signed, payout=one, signed_on=today) for one in of_month.sums)
    audit.record("panels.payout.sign_off", signed, by=by, hub_id=row.hub_id, month=of_month.month.isoformat(), number=number)
    return signed


@transaction.atomic
def write_down_print(*, meeting: Meeting, by: User) -> None:
    """Write down that a sheet to sign was printed: first names and sums leave on paper."""
    panel = held(meeting.panel, by, EDIT)
    audit.record("panels.payout.print", meeting, by=by, hub_id=panel.hub_id)
