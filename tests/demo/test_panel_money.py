"""Ashmere's parents got money back: something is paid, something late, and a month is signed off."""

import pytest

from core.models import Hub
from demo import panels_claims
from demo.people import Staff
from panels.choices import ClaimState
from panels.models import Claim, MonthlySignOff, Payout, Voucher
from panels.selectors import payouts as selectors
from tests.builders import today
from tests.cast import give_role, make_user
from tests.families import make_person
from tests.panels.paneling import make_member, make_panel
from tests.panels.paying import meeting_was

pytestmark = pytest.mark.django_db


def test_a_year_of_money_stands_whatever_the_day(elm: Hub) -> None:
    users = {}
    for name, kind, hub in (
        ("cora.panel", "panel_coordinator", elm),
        ("maya.manager", "hub_manager", elm),
        ("fay.finance", "finance", None),
    ):
        users[name] = make_user(name)
        give_role(users[name], kind, hub)
    panel = make_panel(elm)
    members = [make_member(panel, make_person(elm, name)) for name in ("Ola Nowak", "Sam Green", "Kim Lee")]
    held = [meeting_was(panel, days_ago=number) for number in (100, 20, 60)]

    panels_claims.seed(panel, held, members, Staff(users, {}), today())

    states = sorted(Claim.objects.values_list("state", flat=True))
    assert states == [ClaimState.CHECKED, ClaimState.PAID, ClaimState.SENT]
    assert Claim.objects.late(today()).count() == 1
    assert (Payout.objects.count(), Voucher.objects.left().count()) == (18, 18)
    signed = MonthlySignOff.objects.first()
    assert signed is not None
    assert selectors.month_of_panel(panel, signed.month).is_as_signed
