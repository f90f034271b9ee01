"""The next meeting lies ahead of the last and of today; one that begins at night is asked about."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from panels.models import Meeting, Panel
from panels.rules import meetings as rules
from tests.builders import today
from tests.cast import sign_in
from tests.panels.meeting import words
from tests.panels.paneling import in_days, make_meeting, make_panel

ASKS = "It begins at night. Is that meant?"


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """The panel of Elm."""
    return make_panel(elm)


@pytest.fixture
def desk(petra: User) -> Client:
    """Petra's desk, who calls its meetings."""
    return sign_in(petra)


def _next(desk: Client, last: Meeting, days: int) -> str:
    said = {"starts_at_0": str(today() + timedelta(days=days)), "starts_at_1": "10:00"}
    return words(desk.post(reverse("meeting:next", args=[last.pk]), said, follow=True))


def test_a_day_before_the_last_meeting_is_refused(desk: Client, panel: Panel) -> None:
    last = make_meeting(panel, starts_at=in_days(30))
    assert "That is before the meeting it is made from. Look at the year." in _next(desk, last, 20)
    assert Meeting.objects.count() == 1


def test_a_day_that_has_gone_by_is_refused_also_after_the_last(desk: Client, panel: Panel) -> None:
    last = make_meeting(panel, starts_at=in_days(-30))
    assert "That has gone by." in _next(desk, last, -10)
    assert Meeting.objects.count() == 1
    assert "It is made." in _next(desk, last, 10)


@pytest.mark.parametrize(("hour", "is_at_night"), [(3, True), (6, True), (7, False), (21, False), (22, True)])
def test_an_hour_of_the_night_is_asked_about(desk: Client, panel: Panel, hour: int, *, is_at_night: bool) -> None:
    meeting = make_meeting(panel, starts_at=rules.moment_of(today() + timedelta(days=10), time(hour)))
    for screen in ("meeting:one", "meeting_invitation:one"):
        assert (ASKS in words(desk.get(reverse(screen, args=[meeting.pk])))) == is_at_night, screen
