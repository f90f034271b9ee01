"""One sign-off a month, by somebody who gave none of it out; from then on the rows stay as they are."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub
from panels.choices import MoneyKind, ThanksIn
from panels.models import MonthlySignOff, Panel, Payout, Voucher
from panels.rules.payouts import Sum, ToSign, month_after, why_not_sign
from panels.selectors import payouts as selectors
from panels.services import payouts as services
from tests.builders import today
from tests.cast import give_role, sign_in
from tests.panels.paneling import make_member
from tests.panels.paying import give, make_voucher, meeting_was, paying_panel


def last_month() -> date:
    """Return a day of the month before."""
    return today().replace(day=1) - timedelta(days=1)


def sign(panel: Panel, day: date, by: User) -> MonthlySignOff:
    seen = selectors.digest(selectors.month_of_panel(panel, day).sums)
    return services.sign_off(panel=panel, month=day, seen=seen, by=by)


@pytest.fixture
def panel(elm: Hub, petra: User) -> Panel:
    """A panel whose coordinator gave £4 fares last month."""
    panel = paying_panel(elm, petra)
    give(meeting_was(panel, days_ago=62), make_member(panel), by=petra, on=last_month())
    return panel


def test_a_manager_signs_the_month_and_it_stands_with_its_totals(panel: Panel, hana: User) -> None:
    address = reverse("panel_money:month", args=[panel.pk]) + f"?month={last_month():%Y-%m}"
    page = sign_in(hana).get(address)
    assert "£4.00" in page.text
    assert "Nowak" not in page.text

    seen = selectors.digest(Payout.objects.all())
    said = sign_in(hana).post(reverse("panel_money:sign", args=[panel.pk]), {"month": f"{last_month():%Y-%m}", "seen": seen}, follow=True)

    assert "Signed off on" in said.text
    signed = MonthlySignOff.objects.get()
    assert (signed.month, signed.totals, signed.number_of_sums, signed.signed_by) == (
        last_month().replace(day=1),
        {"fares": "4.00"},
        1,
        hana,
    )


def test_who_gave_some_of_it_out_cannot_sign_it_off(panel: Panel, petra: User, elm: Hub) -> None:
    give_role(petra, RoleKind.HUB_MANAGER, elm)
    with pytest.raises(ValidationError, match="Somebody else has to sign it off"):
        sign(panel, last_month(), petra)


def test_who_may_not_agree_to_claims_signs_nothing(panel: Panel, petra: User) -> None:
    with pytest.raises(PermissionDenied):
        sign(panel, last_month(), petra)


@pytest.mark.parametrize(
    ("facts", "day", "why"),
    [
        ({}, date(2026, 11, 30), "not over"),
        ({"number_of_sums": 0}, date(2026, 12, 1), "Nothing was given"),
        ({"is_signed": True}, date(2026, 12, 1), "signed off already"),
        ({"givers": frozenset({7})}, date(2026, 12, 1), "Somebody else"),
    ],
)
def test_why_a_month_is_not_signed(facts: dict[str, Any], day: date, why: str) -> None:
    month = replace(ToSign(date(2026, 11, 1), number_of_sums=2, givers=frozenset({3}), is_signed=False), **facts)
    assert why in " ".join(why_not_sign(month, by_pk=7, today=day))


def test_a_month_that_is_over_is_signed_by_somebody_else() -> None:
    month = ToSign(date(2026, 12, 1), number_of_sums=2, givers=frozenset({3}), is_signed=False)
    assert why_not_sign(month, by_pk=7, today=date(2027, 1, 1)) == []
    assert month_after(date(2026, 12, 1)) == date(2027, 1, 1)


def test_what_was_added_since_somebody_looked_is_not_signed_unseen(panel: Panel, petra: User, hana: User) -> None:
    seen = selectors.digest(Payout.objects.all())
    give(meeting_was(panel, days_ago=63), panel.memberships.get(), by=petra, on=last_month())
    with pytest.raises(ValidationError, match="Since you looked"):
        services.sign_off(panel=panel, month=last_month(), seen=seen, by=hana)


def test_once_signed_the_database_keeps_each_sum_and_the_sign_off(panel: Panel, hana: User) -> None:
    sign(panel, last_month(), hana)

    with pytest.raises(IntegrityError), transaction.atomic():
        Payout.objects.update(amount=40)
    with pytest.raises(IntegrityError), transaction.atomic():
        MonthlySignOff.objects.update(number_of_sums=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        MonthlySignOff.objects.all().delete()


def test_a_row_that_is_not_as_it_was_signed_is_told_in_red(panel: Panel, hana: User) -> None:
    sign(panel, last_month(), hana)
    Payout.objects.update(kind=MoneyKind.OTHER)
    page = sign_in(hana).get(reverse("panel_money:month", args=[panel.pk]) + f"?month={last_month():%Y-%m}")
    assert "These rows are not those that were signed." in page.text


def test_nothing_is_added_to_a_signed_month_nor_deleted_from_it(panel: Panel, petra: User, hana: User) -> None:
    sign(panel, last_month(), hana)
    with pytest.raises(ValidationError, match="signed off"):
        give(meeting_was(panel, days_ago=61), panel.memberships.get(), by=petra, on=last_month())
    with pytest.raises(ValidationError, match="Take it back instead"):
        services.delete_slip(payout=Payout.objects.get(), by=petra)


def test_what_was_wrong_is_taken_back_by_a_row_of_today_and_can_be_given_anew(panel: Panel, petra: User, hana: User) -> None:
    sign(panel, last_month(), hana)
    row = Payout.objects.get()

    back = services.take_back(payout=row, by=petra)

    assert (back.amount, back.given_on, back.corrects) == (Decimal(-4), today(), row)
    assert selectors.month_of_panel(panel, last_month()).is_as_signed
    assert selectors.month_of_panel(panel, today()).total == -4
    give(row.meeting, row.membership, by=petra)
    with pytest.raises(ValidationError, match="nothing left"):
        services.take_back(payout=row, by=petra)
    with pytest.raises(ValidationError, match="so it stays"):
        services.delete_slip(payout=back, by=petra)


def test_a_voucher_taken_back_is_in_the_stock_again(elm: Hub, petra: User, hana: User) -> None:
    panel = paying_panel(elm, petra, thanks_in=ThanksIn.VOUCHER)
    voucher, meeting = make_voucher(panel, petra), meeting_was(panel, days_ago=62)
    (row,) = give(meeting, make_member(panel), Sum(MoneyKind.THANK_YOU, Decimal(10), voucher), by=petra, on=last_month())
    sign(panel, last_month(), hana)

    services.take_back(payout=row, by=petra)

    assert Voucher.objects.left().get() == voucher


def test_a_made_up_month_is_not_there(panel: Panel, hana: User) -> None:
    assert sign_in(hana).get(reverse("panel_money:month", args=[panel.pk]) + "?month=13").status_code == 404
    assert sign_in(hana).post(reverse("panel_money:sign", args=[panel.pk]), {"month": "soon"}).status_code == 404
