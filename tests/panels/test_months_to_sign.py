"""Whoever signs a month of small sums off is told that it waits: nobody else looks for it."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub
from panels.models import Panel, Payout
from panels.provides.money import what_waits
from panels.rules.payouts import month_after
from panels.selectors import payouts as selectors
from panels.services import payouts as services
from tests.builders import today
from tests.cast import give_role, make_user
from tests.panels.paneling import make_member
from tests.panels.paying import give, meeting_was, paying_panel


def last_month() -> date:
    """Return a day of the month before."""
    return today().replace(day=1) - timedelta(days=1)


@pytest.fixture
def panel(elm: Hub, petra: User) -> Panel:
    """A panel whose coordinator gave £4 fares last month."""
    panel = paying_panel(elm, petra)
    give(meeting_was(panel, days_ago=62), make_member(panel), by=petra, on=last_month())
    return panel


def _told(user: User, day: date | None = None) -> list[tuple[str, bool]]:
    return [(one.text, one.is_late) for one in what_waits(user=user, today=day or today()) if one.text.startswith("Sign off")]


def test_a_month_that_is_over_waits_for_who_may_sign_it_and_gave_none_of_it(panel: Panel, hana: User, petra: User, fay: User) -> None:
    assert _told(hana) == [(f"Sign off the small sums of {last_month():%B %Y}: {panel}", False)]
    assert not _told(petra), "who gave it out"
    assert not _told(fay), "who pays"

    seen = selectors.digest(selectors.month_of_panel(panel, last_month()).sums)
    services.sign_off(panel=panel, month=last_month(), seen=seen, by=hana)
    assert not _told(hana)


def test_who_may_sign_and_gave_some_of_it_is_not_asked(panel: Panel, hana: User) -> None:
    Payout.objects.update(given_by=hana)
    assert not _told(hana)


def test_it_is_late_once_another_month_is_over(panel: Panel, hana: User) -> None:
    following = month_after(today().replace(day=1))
    assert [late for _, late in _told(hana, following)] == [following - today().replace(day=1) > timedelta(days=31)]
    assert [late for _, late in _told(hana, following + timedelta(days=2))] == [True]


def test_several_months_of_a_panel_are_one_line_that_leads_to_the_first(panel: Panel, hana: User, petra: User) -> None:
    give(meeting_was(panel, days_ago=90), make_member(panel), by=petra, on=last_month().replace(day=1) - timedelta(days=1))
    (one,) = [line for line in what_waits(user=hana, today=today()) if line.text.startswith("Sign off")]
    assert "2 months" in one.text
    assert one.href.endswith(f"month={last_month().replace(day=1) - timedelta(days=1):%Y-%m}")


def test_this_month_waits_for_its_end(elm: Hub, hana: User, petra: User) -> None:
    panel = paying_panel(elm, petra)
    give(meeting_was(panel, days_ago=2), make_member(panel), by=petra, on=today())
    assert not _told(hana)


def test_nobody_is_told_of_another_hubs_month(elm: Hub, oak: Hub, hana: User) -> None:
    olu = make_user("Olu")
    give_role(olu, RoleKind.PANEL_COORDINATOR, hub=oak)
    panel = paying_panel(oak, olu)
    give(meeting_was(panel, days_ago=62), make_member(panel), by=olu, on=last_month())
    assert not _told(hana)
