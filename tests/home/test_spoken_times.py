"""Opening times as people type them."""

import pytest

from home.rules.day_names import weekdays_of
from home.rules.spoken_times import read_opening_times


def said(text: str) -> list[str]:
    days = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
    return [f"{days[day]} {opens:%H:%M}-{closes:%H:%M}" for day, opens, closes in read_opening_times(text)[0]]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("Mon-Tue 9-17; Sat 10-13", ["Mo 09:00-17:00", "Tu 09:00-17:00", "Sa 10:00-13:00"]),
        ("Monday to Tuesday 9am to 5pm, closed Sunday", ["Mo 09:00-17:00", "Tu 09:00-17:00"]),
        ("Tuesdays 9.30am to noon and 1-4", ["Tu 09:30-12:00", "Tu 13:00-16:00"]),
        ("Mon, Wed & Fri: 9:30–12", ["Mo 09:30-12:00", "We 09:30-12:00", "Fr 09:30-12:00"]),
        ("Thu 5-9pm", ["Th 17:00-21:00"]),
        ("Fri 9-5", ["Fr 09:00-17:00"]),
        ("Sat-Mon 10-1", ["Mo 10:00-13:00", "Sa 10:00-13:00", "Su 10:00-13:00"]),
        ("weekends 10-12", ["Sa 10:00-12:00", "Su 10:00-12:00"]),
        ("Tues 9-5, Weds 9-5; Thurs9-5", ["Tu 09:00-17:00", "We 09:00-17:00", "Th 09:00-17:00"]),
        ("Monday’s 9-5", ["Mo 09:00-17:00"]),
        ("Mon 08.00-09.00\nTue 08:00 - 09:00", ["Mo 08:00-09:00", "Tu 08:00-09:00"]),
    ],
)
def test_what_people_mean_is_understood(text: str, means: list[str]) -> None:
    assert said(text) == means
    assert read_opening_times(text)[1] == ""


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("term time only Mon 9-5", "term time only"),
        ("by appointment", "by appointment"),
        ("Monthly 9-5", "Monthly 9-5"),
        ("with friends 10-12", "with friends 10-12"),
        ("Common 9-5", "Common 9-5"),
        ("sunny days 10-12", "sunny days 10-12"),
        ("Mon 25-29", "Mon 25-29"),
        ("Mon 9-5; Tue whenever", "Tue whenever"),
    ],
)
def test_what_is_not_understood_is_given_back(text: str, unread: str) -> None:
    assert read_opening_times(text)[1] == unread


@pytest.mark.parametrize(
    ("names", "day"),
    [
        ("Mon Monday Mondays mon's", 0),
        ("TUE Tues Tuesday Tuesdays", 1),
        ("Wed Weds Wednesday Wednesdays", 2),
        ("Thu Thur Thurs Thursday Thursdays", 3),
        ("Fri Friday Fridays", 4),
        ("Sat Sats Saturday Saturday’s", 5),
        ("Sun Sunday SUNDAYS", 6),
    ],
)
def test_every_name_of_a_day_is_known(names: str, day: int) -> None:
    assert [weekdays_of(name) for name in names.split()] == [[day]] * len(names.split())


@pytest.mark.parametrize("word", ["", "Monthly", "friends", "Saturn", "sunny", "wedding", "Tu", "Weekday-ish", "ThursdayX", "Frid"])
def test_what_is_no_name_of_a_day_means_none(word: str) -> None:
    assert weekdays_of(word) == []
