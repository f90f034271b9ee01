"""What Ashmere's parents got back: a policy, sums at each meeting, signed off by the month, a claim paid and one that is late."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from accounts.models import User
from core import clocks
from demo import days
from demo.people import Staff
from panels.choices import MoneyKind, ThanksIn
from panels.models import Claim, ExpensePolicy, Meeting, Membership, Panel
from panels.rules.claims import Asked
from panels.rules.payouts import Sum, month_of
from panels.selectors import payouts as selectors
from panels.services import claims, claims_paying, payouts, vouchers
from panels.services.claims import Said

SERIALS = tuple(f"ASH-{number}-{number * 7 % 89:02}" for number in range(4101, 4125))
FARES = (Decimal("3.20"), Decimal("4.80"), Decimal("2.40"))


def seed(panel: Panel, held: Sequence[Meeting], members: Sequence[Membership], staff: Staff, today: date) -> None:
    """Say what the panel pays, give small sums at each meeting that was, and let three claims stand at different places."""
    cora, maya, fay = (staff.users[name] for name in ("cora.panel", "maya.manager", "fay.finance"))
    _policy(panel, cora, maya, today)
    vouchers.add(panel=panel, serials=SERIALS, amount=Decimal(10), bought_on=days.ago(today, weeks=56), by=cora)
    meetings = sorted(held, key=lambda meeting: meeting.starts_at, reverse=True)
    for meeting in meetings:
        _give(meeting, members[:3], cora)
    for month in sorted({month_of(timezone.localdate(meeting.starts_at)) for meeting in meetings} - {month_of(today)}):
        seen = selectors.digest(selectors.month_of_panel(panel, month).sums)
        payouts.sign_off(panel=panel, month=month, seen=seen, by=maya)
    _claims(members, meetings[0], (cora, maya, fay), today)


def _policy(panel: Panel, cora: User, maya: User, today: date) -> None:
    ExpensePolicy.objects.create(
        panel=panel,
        childcare_an_hour=Decimal(12),
        thank_you=Decimal(10),
        thanks_in=ThanksIn.VOUCHER,
        cost_code="FH-2040",
        written_by=cora,
        put_in_force_by=maya,
        in_force_from=days.ago(today, weeks=58),
    )


def _give(meeting: Meeting, members: Sequence[Membership], by: User) -> None:
    """Pay everybody's bus, and thank all but the last, who says no."""
    stock, wanted = iter(selectors.vouchers_left(meeting.panel)), []
    for turn, member in enumerate(members):
        refuses = member == members[-1]
        thanks = Sum(MoneyKind.THANK_YOU, is_refused=True) if refuses else Sum(MoneyKind.THANK_YOU, Decimal(10), next(stock))
        wanted.append((member, (Sum(MoneyKind.FARES, FARES[turn % len(FARES)]), thanks)))
    payouts.give(meeting=meeting, wanted=wanted, heard_of_benefits=True, given_on=timezone.localdate(meeting.starts_at), by=by)


def _claims(members: Sequence[Membership], meeting: Meeting, by: tuple[User, User, User], today: date) -> None:
    cora, maya, fay = by
    paid, late, waiting = (
        claims.enter(member=member, said=Said([line], meeting), by=cora, and_send=True)
        for member, line in zip(
            members,
            (
                Asked(MoneyKind.CHILDCARE, Decimal(36), hours=Decimal(3)),
                Asked(MoneyKind.MILEAGE, miles=Decimal(18)),
                Asked(MoneyKind.CARER, Decimal(45)),
            ),
            strict=False,
        )
    )
    _agree(paid, maya)
    claims_paying.pay(claim=paid, on=today, reference="AP 118204", by=fay)
    _agree(late, maya)
    sent_on = days.ago(today, weeks=4)
    Claim.objects.filter(pk=late.pk).update(
        entered_on=sent_on,
        sent_on=sent_on,
        pay_by_on=clocks.working_days_after(sent_on, 10),
        checked_on=sent_on + timedelta(days=1),
    )
    assert waiting.state == "sent", "somebody has to look at it"


def _agree(claim: Claim, by: User) -> None:
    agreed = {line.pk: line.amount for line in claim.lines.all()}
    claims_paying.agree(claim=claim, agreed=agreed, answer="", by=by, seen=claim.version)
