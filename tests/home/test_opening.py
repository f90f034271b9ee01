"""Open now, or when next: told from a week of times, the moment, and the bank holidays."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from core.clocks import bank_holiday
from home import rules

LONDON = ZoneInfo("Europe/London")


@dataclass
class Stretch:
    """As core.OpeningTime."""

    weekday: int
    opens_at: time
    closes_at: time


# Monday to Friday 9 to 12 and 1 to 5, Saturday morning.
WEEK = [Stretch(day, time(begin), time(end)) for day in range(5) for begin, end in ((9, 12), (13, 17))] + [
    Stretch(5, time(9, 30), time(12))
]


def at(moment: str) -> str:
    """Return what families read at a moment in London."""
    opening = rules.opening(WEEK, datetime.fromisoformat(moment).replace(tzinfo=LONDON), bank_holiday)
    assert opening is not None
    assert opening.is_open is opening.in_words.startswith("Open now")
    return opening.in_words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-23T09:00", "Open now, until midday"),
        ("2026-11-23T08:59", "Closed now. Opens today at 9am"),
        ("2026-11-23T11:59:59", "Open now, until midday"),
        ("2026-11-23T12:00", "Closed now. Opens today at 1pm"),
        ("2026-11-23T16:59", "Open now, until 5pm"),
        ("2026-11-23T17:00", "Closed now. Opens tomorrow at 9am"),
        ("2026-11-27T18:00", "Closed now. Opens tomorrow at 9:30am"),
        ("2026-11-28T12:30", "Closed now. Opens on Monday at 9am"),
        ("2026-11-29T10:00", "Closed now. Opens tomorrow at 9am"),
        ("2026-12-25T10:00", "Bank holiday today: ring before you come"),
        ("2026-12-24T18:00", "Closed now. Opens on Tuesday at 9am"),  # Christmas, Boxing Day, Sunday, and Monday stands in
        ("2026-12-27T13:00", "Closed now. Opens on Tuesday at 9am"),
        ("2027-03-28T01:30", "Closed now. Opens on Tuesday at 9am"),  # clocks go forward; Easter Monday follows
        ("2027-10-31T01:30", "Closed now. Opens tomorrow at 9am"),  # clocks go back
    ],
)
def test_families_read_whether_a_hub_is_open(moment: str, words: str) -> None:
    assert at(moment) == words


def test_a_day_more_than_a_week_away_is_named_in_full() -> None:
    only_christmas_fridays = [Stretch(4, time(9), time(12))]

    opening = rules.opening(only_christmas_fridays, datetime(2026, 12, 18, 15, tzinfo=LONDON), bank_holiday)

    assert opening is not None
    assert opening.in_words == "Closed now: ring before you come"  # 25 December and 1 January are bank holidays
    later = rules.opening(only_christmas_fridays, datetime(2026, 12, 27, 15, tzinfo=LONDON), bank_holiday)
    assert later is not None
    assert later.in_words == "Closed now. Opens on Friday 8 January at 9am"


def test_two_stretches_that_touch_are_one() -> None:
    touching = [Stretch(0, time(9), time(12)), Stretch(0, time(12), time(17))]

    opening = rules.opening(touching, datetime(2026, 11, 23, 10, tzinfo=LONDON), bank_holiday)

    assert opening is not None
    assert opening.in_words == "Open now, until 5pm"


def test_a_hub_whose_times_nobody_wrote_down_says_nothing() -> None:
    assert rules.opening([], datetime(2026, 11, 23, 10, tzinfo=LONDON), bank_holiday) is None
    assert rules.week_in_words([]) == []


def test_the_week_is_told_as_people_say_it() -> None:
    week = dict(rules.week_in_words(WEEK))

    assert week["Monday"] == ["9am to midday", "1pm to 5pm"]
    assert week["Saturday"] == ["9:30am to midday"]
    assert week["Sunday"] == ["Closed"]


@pytest.mark.parametrize(
    ("pregnancy", "youngest", "oldest", "words"),
    [
        (False, None, None, "All ages"),
        (True, None, None, "From pregnancy"),
        (True, None, (2, "years"), "From pregnancy to 2 years"),
        (True, None, (0, "months"), "During pregnancy"),
        (False, None, (4, "years"), "From birth to 4 years"),
        (False, (6, "months"), (4, "years"), "From 6 months to 4 years"),
        (False, (1, "months"), (1, "years"), "From 1 month to 1 year"),
        (False, (11, "years"), (25, "years"), "From 11 years to 25 years"),
        (False, (13, "years"), None, "From 13 years"),
        (False, (3, "years"), (3, "years"), "3 years"),
        (False, None, (0, "years"), "From birth to the first birthday"),
    ],
)
def test_ages_are_said_as_a_parent_would(
    pregnancy: bool, youngest: tuple[int, str] | None, oldest: tuple[int, str] | None, words: str
) -> None:
    young, old = youngest or (None, "years"), oldest or (None, "years")

    assert (
        rules.ages_in_words(from_pregnancy=pregnancy, youngest=young[0], youngest_unit=young[1], oldest=old[0], oldest_unit=old[1]) == words
    )


def test_a_service_nobody_checked_for_half_a_year_says_so() -> None:
    today = date(2026, 11, 21)

    assert rules.is_overdue_a_check(None, today)
    assert rules.is_overdue_a_check(date(2026, 4, 1), today)
    assert not rules.is_overdue_a_check(date(2026, 8, 1), today)
