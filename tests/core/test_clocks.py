"""A promised day is a day somebody works, whatever the calendar does."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from core import clocks

days = st.dates(min_value=date(2024, 1, 1), max_value=date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 12, 25), "Christmas"),
        (date(2026, 12, 28), "Boxing Day"),  # Boxing Day falls on a Saturday: Monday is its substitute
        (date(2027, 12, 27), "Christmas"),  # both fall on the weekend
        (date(2027, 12, 28), "Boxing Day"),
        (date(2027, 1, 1), "New Year"),
        (date(2027, 3, 26), "Good Friday"),
        (date(2027, 3, 29), "Easter Monday"),
        (date(2027, 5, 3), "May"),
        (date(2027, 5, 31), "Spring"),
        (date(2027, 8, 30), "Late Summer"),
    ],
)
def test_englands_bank_holidays_are_known(day: date, name: str) -> None:
    assert name in clocks.bank_holiday(day)
    assert not clocks.is_working_day(day)


@pytest.mark.parametrize("day", [date(2027, 1, 4), date(2027, 3, 17), date(2027, 11, 30), date(2026, 8, 3)])
def test_scotlands_and_irelands_are_not_ours(day: date) -> None:
    assert clocks.is_working_day(day)


@pytest.mark.parametrize(
    ("heard_on", "weeks", "due"),
    [
        (date(2026, 10, 23), 6, date(2026, 12, 4)),
        (date(2026, 11, 13), 6, date(2026, 12, 29)),  # Christmas Day, a weekend, the substitute Monday
        (date(2026, 11, 20), 6, date(2027, 1, 4)),  # New Year’s Day is a Friday
        (date(2027, 2, 12), 6, date(2027, 3, 30)),  # Good Friday to Easter Monday
        (date(2027, 3, 6), 6, date(2027, 4, 19)),  # a Saturday
    ],
)
def test_a_promise_falls_on_a_day_somebody_works(heard_on: date, weeks: int, due: date) -> None:
    assert clocks.due_on(heard_on, weeks=weeks) == due


@given(days, st.integers(min_value=1, max_value=52))
def test_a_promise_is_moved_by_days_and_never_made_earlier(day: date, weeks: int) -> None:
    due = clocks.due_on(day, weeks=weeks)

    assert clocks.is_working_day(due)
    assert timedelta(0) <= due - (day + timedelta(weeks=weeks)) <= timedelta(days=5)


def test_the_promised_day_itself_is_in_time() -> None:
    due = date(2026, 12, 4)

    assert not clocks.is_late(due, date(2026, 12, 4))
    assert clocks.is_late(due, date(2026, 12, 5))
    assert clocks.lateness_in_words(due, date(2026, 12, 4)) == ""
    assert clocks.lateness_in_words(due, date(2026, 12, 5)) == "1 day late"
    assert clocks.lateness_in_words(due, date(2026, 12, 7)) == "3 days late"


def test_a_promise_is_said_in_words() -> None:
    due = date(2026, 12, 4)

    assert clocks.in_words(due, date(2026, 11, 1)) == "by Friday 4 December 2026"
    assert clocks.in_words(due, date(2026, 12, 3)) == "by tomorrow, Friday 4 December 2026"
    assert clocks.in_words(due, due) == "by today, Friday 4 December 2026"
    assert clocks.in_words(due, date(2026, 12, 9)) == "by Friday 4 December 2026"


def test_days_and_months_are_named_in_the_familys_language() -> None:
    with translation.override("pl"):
        assert "4" in clocks.in_words(date(2026, 12, 4), date(2026, 11, 1))
        assert "December" not in clocks.in_words(date(2026, 12, 4), date(2026, 11, 1))


@pytest.mark.parametrize(
    ("language", "said"),
    [("pl", "piątek 4 grudnia 2026"), ("ro", "vineri 4 decembrie 2026"), ("ar", "الجمعة 4 ديسمبر 2026"), ("ur", "جمعہ 4 دسمبر 2026")],
)
def test_a_day_inside_a_sentence_is_written_as_its_language_does(language: str, said: str) -> None:
    with translation.override(language):
        assert clocks.day_in_words(date(2026, 12, 4), weekday=True) == said
        assert clocks.weekday_in_words(date(2026, 12, 4)) == said.split()[0]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2027, 3, 27, 23, 59, tzinfo=UTC), date(2027, 3, 27)),  # the night summer time begins
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), date(2027, 3, 28)),
        (datetime(2027, 3, 28, 23, 0, tzinfo=UTC), date(2027, 3, 29)),  # 00:00 in summer time
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),  # the night it ends, 25 hours long
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), date(2026, 7, 2)),
    ],
)
def test_today_is_the_familys_day_on_the_nights_the_clocks_change(moment: datetime, day: date) -> None:
    assert clocks.today(moment) == day


def test_a_promise_over_a_clock_change_is_still_whole_weeks() -> None:
    heard = clocks.today(datetime(2026, 9, 24, 22, 30, tzinfo=UTC))  # a Thursday, 23:30 in summer time

    assert clocks.due_on(heard, weeks=6) == date(2026, 11, 5)


@pytest.mark.parametrize(
    ("day", "number", "then"),
    [
        (date(2026, 5, 18), 5, date(2026, 5, 26)),  # Monday; the spring bank holiday is the Monday after
        (date(2026, 5, 22), 5, date(2026, 6, 1)),  # Friday before it
        (date(2026, 5, 23), 1, date(2026, 5, 26)),  # Saturday
        (date(2026, 12, 24), 1, date(2026, 12, 29)),  # Christmas, and Boxing Day on a Saturday with its substitute
        (date(2026, 5, 18), 0, date(2026, 5, 18)),
    ],
)
def test_working_days_are_counted_from_the_day_after(day: date, number: int, then: date) -> None:
    assert clocks.working_days_after(day, number) == then
