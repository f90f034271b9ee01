"""What tests about money are made of: a policy, sums at a meeting, and claims. Each with sensible defaults."""

from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from panels.choices import MoneyKind, ThanksIn
from panels.models import Claim, ExpensePolicy, Meeting, Membership, Panel, Payout, Voucher
from panels.rules.claims import Asked
from panels.rules.payouts import Sum
from panels.services import claims, claims_paying, payouts, vouchers
from panels.services.claims import Said
from tests.builders import today
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel


def make_policy(panel: Panel, by: User, *, draft: bool = False, **fields: Any) -> ExpensePolicy:
    """Put a policy in force from long ago: fares, 45p a mile, childcare up to £12, £20 at the meeting, £10 thank-you in cash."""
    facts = {"childcare_an_hour": Decimal(12), "thank_you": Decimal(10), "thanks_in": ThanksIn.CASH, "small_sum_limit": Decimal(20)}
    facts |= {} if draft else {"in_force_from": date(2015, 1, 1), "put_in_force_by": by}
    return ExpensePolicy.objects.create(panel=panel, written_by=by, cost_code="FH-204", **(facts | fields))


def paying_panel(hub: Any, by: User, **fields: Any) -> Panel:
    """Make a panel with a policy in force."""
    panel = make_panel(hub)
    make_policy(panel, by, **fields)
    return panel


def meeting_was(panel: Panel, *, days_ago: int = 1) -> Meeting:
    """Make a meeting that was some days ago."""
    return make_meeting(panel, starts_at=in_days(-days_ago))


def give(meeting: Meeting, member: Membership, *sums: Sum, by: User, on: date | None = None, heard: bool = True) -> list[Payout]:
    """Give sums to a member: £4 fares unless said else, today."""
    wanted = sums or (Sum(MoneyKind.FARES, Decimal(4)),)
    return payouts.give(meeting=meeting, wanted=[(member, wanted)], heard_of_benefits=heard, given_on=on or today(), by=by)


def make_voucher(panel: Panel, by: User, serial: str = "LV-9931-QQ", pounds: int = 10) -> Voucher:
    """Put one voucher into a panel's stock."""
    return vouchers.add(panel=panel, serials=[serial], amount=Decimal(pounds), bought_on=today(), by=by)[0]


def make_claim(member: Membership, *, by: User | None, sent: bool = True, **said: Any) -> Claim:
    """Write a claim down for £30 of childcare, three hours of it, and send it."""
    lines = said.pop("lines", [Asked(MoneyKind.CHILDCARE, Decimal(30), hours=Decimal(3))])
    return claims.enter(member=member, said=Said(lines, **said), by=by, and_send=sent)


def agree(claim: Claim, *, by: User, pounds: str = "", answer: str = "") -> Claim:
    """Agree to a claim, wholly, or to so many pounds of its first line."""
    lines = list(claim.lines.all())
    agreed = {line.pk: line.amount for line in lines}
    if pounds:
        agreed[lines[0].pk] = Decimal(pounds)
    return claims_paying.agree(claim=claim, agreed=agreed, answer=answer, by=by, seen=claim.version)


def agreed_claim(panel: Panel, *, by: User, checked_by: User, **said: Any) -> Claim:
    """Make a claim of Ola Nowak that waits to be paid."""
    return agree(make_claim(make_member(panel), by=by, **said), by=checked_by)
