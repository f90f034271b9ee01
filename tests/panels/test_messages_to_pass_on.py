"""Whom no e-mail reaches is not forgotten: the front page says that somebody is still to tell them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from consent.choices import Channel
from core.choices import RoleKind
from core.models import Hub
from panels.choices import Stage
from panels.models import Membership, Message, MessageTo, Panel
from panels.provides.messages import what_waits
from tests.builders import today
from tests.cast import give_role, make_user
from tests.panels.inviting import add_member
from tests.panels.messaging import make_message, send, writing_panel


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """A panel with somebody who is written to, and somebody who is rung."""
    panel = writing_panel(elm)
    add_member(panel)
    add_member(panel, "Cal Crane", "", phone="07700 900123", channel=Channel.PHONE)
    return panel


def _told(user: User) -> list[tuple[str, bool]]:
    return [(one.text.partition(" what was")[0], one.is_late) for one in what_waits(user=user, today=today())]


def test_who_is_to_be_told_by_hand_waits_until_they_were(panel: Panel, petra: User) -> None:
    message = make_message(panel, petra)
    assert not _told(petra), "a draft"
    send(message, petra)
    assert _told(petra) == [("Tell 1 member", False)]

    MessageTo.objects.filter(left_at=None, way="phone").update(told_on=today(), told_how="rang")
    assert not _told(petra)


def test_after_three_days_it_is_late_and_after_four_weeks_no_news(panel: Panel, petra: User) -> None:
    send(make_message(panel, petra), petra)
    Message.objects.update(sent_at=timezone.now() - timedelta(days=4))
    assert _told(petra) == [("Tell 1 member", True)]
    Message.objects.update(sent_at=timezone.now() - timedelta(days=29))
    assert not _told(petra)


def test_what_leaves_later_waits_for_its_hour(panel: Panel, petra: User) -> None:
    send(make_message(panel, petra), petra, leaves_at=timezone.now() + timedelta(days=2))
    assert not _told(petra)


def test_who_left_meanwhile_is_not_told(panel: Panel, petra: User) -> None:
    send(make_message(panel, petra), petra)
    Membership.objects.update(stage=Stage.LEFT, left_on=today())
    assert not _told(petra)


def test_nobody_is_told_of_another_hubs_message(panel: Panel, petra: User, oak: Hub) -> None:
    send(make_message(panel, petra), petra)
    other = make_user("Olu")
    give_role(other, RoleKind.PANEL_COORDINATOR, hub=oak)
    assert not _told(other)
