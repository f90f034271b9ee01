"""What the front page says of meetings: no agenda, papers that nobody has, things not booked, who came not written down."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from core.models import Hub
from panels.models import Meeting, Panel
from panels.provides.meetings import what_waits
from panels.rules.needs import booked_by_on
from panels.selectors.meetings_waiting import meetings_that_wait
from panels.services.points import make_comment
from tests.builders import today
from tests.panels.meeting import make_item, make_need, make_paper
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel
from tests.panels.writing_down import make_minutes, make_point


@pytest.fixture
def panel(elm: Hub) -> Panel:
    return make_panel(elm, "Parents at Elm")


def told(user: User) -> list[str]:
    return [one.text.split(": ")[-1] for one in what_waits(user=user, today=today())]


def test_a_meeting_within_a_week_without_an_agenda_waits_for_who_calls_it(panel: Panel, petra: User) -> None:
    meeting = make_meeting(panel, starts_at=in_days(6))

    (one,) = what_waits(user=petra, today=today())

    assert one.text.endswith(": nothing is on the agenda")
    assert "Meeting of Parents at Elm" in one.text
    assert one.why == "You call the meetings of Parents at Elm."
    make_item(meeting)
    assert told(petra) == []


def test_papers_that_members_do_not_have_wait(panel: Panel, petra: User) -> None:
    meeting = make_meeting(panel, starts_at=in_days(6))
    make_item(meeting)
    paper = make_paper(meeting)
    assert told(petra) == ["members do not have all papers"]

    paper.out_on = today()
    paper.save()

    assert told(petra) == []


def test_what_is_not_booked_waits_when_three_working_days_are_left(panel: Panel, petra: User) -> None:
    meeting = make_meeting(panel, starts_at=in_days(1))
    make_item(meeting)
    need = make_need(meeting, make_member(panel))
    (one,) = what_waits(user=petra, today=today())
    assert one.text.endswith(": book 1 thing")
    assert one.href.endswith(f"/meetings/{meeting.pk}/needs/")
    assert one.is_late

    need.booked_on, need.booked_by = today(), petra
    need.save()

    assert told(petra) == []


def test_what_is_not_booked_is_asked_for_within_the_week_before_and_late_when_its_day_went_by(panel: Panel, petra: User) -> None:
    meeting = make_meeting(panel, starts_at=in_days(7))
    make_item(meeting)
    make_need(meeting, make_member(panel))
    by = booked_by_on(today() + timedelta(days=7))

    (soon,) = meetings_that_wait(petra, today=today())
    assert (soon.due_on, soon.since_on, soon.is_late) == (by, today(), by < today())
    (on_the_day,) = meetings_that_wait(petra, today=by)
    assert not on_the_day.is_late
    (after,) = meetings_that_wait(petra, today=by + timedelta(days=1))
    assert after.is_late


def test_a_meeting_that_was_and_has_no_ticks_waits(panel: Panel, petra: User) -> None:
    make_meeting(panel, starts_at=in_days(-2))
    make_meeting(panel, starts_at=in_days(-40))

    assert told(petra) == ["write down who came"]
    Meeting.objects.update(state="held")
    assert told(petra) == ["send the minutes out"], "and no more who came"


def test_what_was_raised_waits_to_become_a_comment_once_the_minutes_are_out(panel: Panel, petra: User) -> None:
    meeting = make_meeting(panel, starts_at=in_days(-2), state="held")
    point = make_point(meeting, petra)
    assert told(petra) == ["send the minutes out"]
    make_minutes(meeting, petra)

    [one] = what_waits(user=petra, today=today())
    assert one.text.endswith(": make comments of what was raised, to be answered")
    assert one.href.endswith(f"/meetings/{meeting.pk}/run/")

    make_comment(point=point, hub=None, by=petra, today=today())
    assert told(petra) == []


def test_far_away_called_off_and_of_another_hub_wait_for_nobody(panel: Panel, petra: User, oak: Hub) -> None:
    make_meeting(panel, starts_at=in_days(9))
    make_meeting(panel, starts_at=in_days(3), state="off", called_off_because="Snow.")
    make_meeting(make_panel(oak), starts_at=in_days(3))

    assert told(petra) == []


def test_it_costs_one_query_and_nothing_for_who_calls_no_meeting(
    panel: Panel, petra: User, hana: User, fay: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(5):
        make_need(make_meeting(panel, starts_at=in_days(number)), make_member(panel) if number == 0 else panel.memberships.get())
    for user, number in ((petra, 2), (hana, 1), (fay, 1)):  # the roles are read once for each
        with django_assert_max_num_queries(number):
            what_waits(user=user, today=today())
