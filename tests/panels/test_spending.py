"""What a panel spent on thanking and on letting people come, for the yearly report."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import User
from core.models import Hub
from panels.choices import MoneyKind
from panels.models import MeetingNeed, Payout
from panels.rules.payouts import Sum
from panels.selectors.meetings import day_of
from panels.selectors.spending import Spent, financial_year_of, quarter_of, spent
from panels.services import claims_paying
from panels.services.forgetting import forget_needs
from panels.services.needs import book
from tests.builders import today
from tests.panels.meeting import make_need
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel
from tests.panels.paying import agreed_claim, give, meeting_was, paying_panel


def test_thanks_and_access_are_told_apart_and_a_part_payment_counts_as_what_was_paid(elm: Hub, petra: User, hana: User, fay: User) -> None:
    panel, other = paying_panel(elm, petra), make_panel(elm)
    give(meeting_was(panel), make_member(panel), Sum(MoneyKind.FARES, Decimal(4)), Sum(MoneyKind.THANK_YOU, Decimal(10)), by=petra)
    claim = agreed_claim(panel, by=petra, checked_by=hana, note="")
    assert spent([panel, other], since=today(), until=today()) == [Spent(panel.pk, Decimal(10), Decimal(4)), Spent(other.pk)]

    claims_paying.pay(claim=claim, on=today(), reference="X1", by=fay)
    claim.lines.update(agreed=Decimal(24))

    (found, _) = spent([panel, other], since=today(), until=today())
    assert (found.thanks, found.access, found.total) == (Decimal(10), Decimal(28), Decimal(38))


def test_what_was_spent_on_another_day_is_not_counted(elm: Hub, petra: User) -> None:
    panel = paying_panel(elm, petra)
    give(meeting_was(panel), make_member(panel), by=petra)
    Payout.objects.update(given_on=date(2020, 4, 1))
    assert spent([panel], since=date(2019, 4, 1), until=date(2020, 3, 31)) == [Spent(panel.pk)]
    assert spent([panel], since=date(2020, 4, 1), until=date(2021, 3, 31))[0].access == 4


def test_what_was_booked_for_a_meeting_counts_on_its_day_also_once_nobody_knows_who_needed_it(elm: Hub, petra: User) -> None:
    panel = make_panel(elm)
    meeting, ola = make_meeting(panel, starts_at=in_days(-40)), make_member(panel)
    book(need=make_need(meeting, ola), spent=Decimal("24.50"), by=petra, on=today())
    day = day_of(meeting)
    for _ in range(2):  # before and after it is deleted
        assert spent([panel], since=day, until=day)[0].access == Decimal("24.50")
        assert spent([panel], since=day + timedelta(days=1), until=today()) == [Spent(panel.pk)]
        forget_needs(now=timezone.now())
    assert not MeetingNeed.objects.exists()


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 5, 31), date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter_of_a_day(day: date, first: date, last: date) -> None:
    assert quarter_of(day) == (first, last)


@pytest.mark.parametrize(("day", "year"), [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026)])
def test_a_financial_year_begins_in_april(day: date, year: int) -> None:
    assert financial_year_of(day) == (date(year, 4, 1), date(year + 1, 3, 31))
