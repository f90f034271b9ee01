"""The clock of a request about data: a calendar month, pauses, two more months, and thirty days for a complaint."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from consent.choices import RightKind, WhyPaused
from consent.models import Person, RightsPause, RightsRequest
from consent.rules.rights_clock import clock_of
from consent.selectors import rights as selectors
from consent.services import rights as services
from core.clocks import months_after
from core.models import Hub
from tests import builders
from tests.families import make_person, make_rights_request

TODAY = date(2026, 3, 10)


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola Nowak of Elm."""
    return make_person(elm)


def _asked(on: date = date(2026, 3, 3), **facts: Any) -> RightsRequest:
    return RightsRequest(kind=facts.pop("kind", RightKind.ACCESS), received_on=on, **facts)


@pytest.mark.parametrize(
    ("day", "number", "found"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 3), 1, date(2027, 1, 3)),
    ],
)
def test_a_month_is_counted_as_the_regulator_counts_it(day: date, number: int, found: date) -> None:
    assert months_after(day, number) == found


def test_a_request_is_due_a_month_after_it_came_on_a_working_day() -> None:
    assert clock_of(_asked(date(2026, 3, 3)), [], TODAY).due_on == date(2026, 4, 7), "3 April 2026 is Good Friday, the 6th Easter Monday"
    assert clock_of(_asked(date(2026, 3, 10)), [], TODAY).due_on == date(2026, 4, 10)


def test_the_clock_stands_still_while_we_wait_for_them() -> None:
    ended = RightsPause(why=WhyPaused.CLARIFY, from_on=date(2026, 3, 5), until_on=date(2026, 3, 8))
    running = RightsPause(why=WhyPaused.IDENTITY, from_on=date(2026, 3, 9))

    clock = clock_of(_asked(), [ended], TODAY)
    assert (clock.due_on, clock.stands_still) == (date(2026, 4, 7), False), "the 6th is Easter Monday"
    clock = clock_of(_asked(), [ended, running], TODAY)
    assert (clock.due_on, clock.stands_still) == (date(2026, 4, 7), True)
    assert clock_of(_asked(), [running], TODAY + timedelta(days=30)).due_on == date(2026, 5, 5)


def test_two_more_months_are_three_from_the_day_it_came() -> None:
    assert clock_of(_asked(longer_on=date(2026, 3, 20), longer_why="complex"), [], TODAY).due_on == date(2026, 6, 3)


def test_a_complaint_is_acknowledged_within_thirty_days_and_stops_for_nothing() -> None:
    clock = clock_of(_asked(kind=RightKind.COMPLAINT), [RightsPause(why="clarify", from_on=TODAY)], TODAY)
    assert (clock.due_on, clock.acknowledge_by, clock.stands_still) == (None, date(2026, 4, 2), False)
    assert not clock.is_late(date(2026, 4, 2))
    assert clock.is_late(date(2026, 4, 3))
    assert clock_of(_asked(kind=RightKind.COMPLAINT, acknowledged_on=TODAY), [], TODAY).acknowledge_by is None


# --- Its steps ------------------------------------------------------------------------------------------------------------


def test_saying_who_it_is_lets_the_clock_run_on(priya: User, ola: Person) -> None:
    today = builders.today()
    asked = make_rights_request(ola, received_on=today - timedelta(days=9))
    services.stop_clock(request=asked, why=WhyPaused.IDENTITY, by=priya, today=today - timedelta(days=6))
    assert selectors.clock_now(asked, today).stands_still

    services.identify(request=asked, how="known", by=priya, today=today)

    assert not selectors.clock_now(asked, today).stands_still
    assert RightsPause.objects.get().until_on == today
    with pytest.raises(ValidationError, match="We know who they are"):
        services.stop_clock(request=asked, why=WhyPaused.IDENTITY, by=priya, today=today)


def test_more_time_is_taken_once_and_only_within_the_first_month(priya: User, ola: Person) -> None:
    today = builders.today()
    late = make_rights_request(ola, received_on=today - timedelta(days=60))
    with pytest.raises(ValidationError, match="The first month is over"):
        services.take_longer(request=late, why="complex", by=priya, today=today)
    asked = make_rights_request(ola)
    services.take_longer(request=asked, why="complex", by=priya, today=today)
    with pytest.raises(ValidationError, match="There are no more"):
        services.take_longer(request=asked, why="many", by=priya, today=today)
    with pytest.raises(ValidationError, match="without undue delay"):
        services.take_longer(request=make_rights_request(ola, "complaint"), why="many", by=priya, today=today)


def test_the_clock_is_stopped_once_and_started_once(priya: User, ola: Person) -> None:
    asked, today = make_rights_request(ola), builders.today()
    with pytest.raises(ValidationError, match="The clock is running"):
        services.start_clock(request=asked, by=priya, today=today)
    services.stop_clock(request=asked, why=WhyPaused.CLARIFY, by=priya, today=today)
    with pytest.raises(ValidationError, match="stands still already"):
        services.stop_clock(request=asked, why=WhyPaused.CLARIFY, by=priya, today=today)
    services.start_clock(request=asked, by=priya, today=today)
    with pytest.raises(ValidationError, match="do not stop"):
        services.stop_clock(request=make_rights_request(ola, "complaint"), why=WhyPaused.CLARIFY, by=priya, today=today)


def test_a_request_sent_twice_is_one(ola: Person) -> None:
    assert make_rights_request(ola, token="a") == make_rights_request(ola, token="a")
    assert make_rights_request(ola, token="b") != make_rights_request(ola)
    assert RightsRequest.objects.count() == 3


@pytest.mark.parametrize(
    "broken",
    [
        {"verdict": "yes"},
        {"decided_on": TODAY},
        {"done_on": TODAY},
        {"why_not_all": "others"},
        {"erased_on": TODAY},
    ],
)
def test_the_database_itself_refuses_what_must_not_be(ola: Person, broken: dict[str, Any]) -> None:
    asked = make_rights_request(ola)
    with pytest.raises(IntegrityError), transaction.atomic():
        RightsRequest.objects.filter(pk=asked.pk).update(**broken)


def test_the_database_keeps_one_open_pause(ola: Person) -> None:
    asked = make_rights_request(ola)
    RightsPause.objects.create(request=asked, why="clarify", from_on=TODAY)
    for broken in ({"from_on": TODAY}, {"from_on": TODAY, "until_on": TODAY - timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RightsPause.objects.create(request=asked, why="clarify", **broken)
