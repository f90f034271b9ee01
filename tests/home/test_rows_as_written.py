"""What people write in a list is read as they mean it, or left open and said: nothing becomes free, for everyone or a Monday by chance."""

import csv
import io
from typing import Any

import pytest

from accounts.models import User
from home.models import HomePage, ServicePage
from home.rules.left_open import NOT_SAID
from tests.home.bringing_in import bring_in, remarks, try_table


@pytest.fixture(autouse=True)
def tree(front: HomePage) -> None:
    """The pages below which drafts are made."""


def read(adam: User, **cells: str) -> tuple[Any, str]:
    """Return the draft that a list of one row becomes, and what was remarked about the row."""
    sheet = io.StringIO()
    table = csv.DictWriter(sheet, ["Name", *cells])
    table.writeheader()
    table.writerow({"Name": "Bumps", **cells})
    run = bring_in(try_table("services", sheet.getvalue(), by=adam))
    return ServicePage.objects.get(title="Bumps").get_latest_revision_as_object(), remarks(run, 2)


# --- Ages -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("youngest", "oldest", "ages"),
    [
        ("from 6 weeks", "", (1, "months", None, "years")),
        ("6 weeks", "12 wks", (1, "months", 2, "months")),
        ("52 weeks", "", (12, "months", None, "years")),
        ("0 weeks", "5", (0, "months", 5, "years")),
        ("birth", "up to 5 years", (0, "months", 5, "years")),
        ("From birth", "3 weeks", (0, "months", 1, "months")),
        ("6 mths", "2 yrs old", (6, "months", 2, "years")),
        ("10 weeks", "1", (2, "months", 1, "years")),
        ("0", "0", (0, "years", 0, "years")),
        ("6 months", "0", (6, "months", 0, "years")),
        ("50 months", "4", (50, "months", 4, "years")),
    ],
)
def test_weeks_become_whole_months_and_never_years(youngest: str, oldest: str, ages: tuple[Any, ...], adam: User) -> None:
    page, remarked = read(adam, **{"Youngest age": youngest, "Oldest age": oldest})
    assert (page.youngest, page.youngest_unit, page.oldest, page.oldest_unit) == ages
    assert "no age we can read" not in remarked
    assert "above the oldest" not in remarked


@pytest.mark.parametrize(("youngest", "oldest"), [("60 weeks", "12 months"), ("60 months", "4"), ("1", "0"), ("from 3", "6 weeks")])
def test_ages_the_wrong_way_round_are_left_out_whatever_they_are_counted_in(youngest: str, oldest: str, adam: User) -> None:
    page, remarked = read(adam, **{"Youngest age": youngest, "Oldest age": oldest})
    assert (page.youngest, page.oldest, page.youngest_unit) == (None, None, NOT_SAID)
    assert "The youngest age is above the oldest." in remarked


# --- Days -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "when", "words", "weekday"),
    [
        ("Tuesday", "Monthly, 10am", "Tuesday, Monthly, 10am", 1),
        ("Thursdays", "With friends 10am", "Thursdays, With friends 10am", 3),
        ("Mon", "Wedding fairs, sunny gardens, Saturn club", "Mon, Wedding fairs, sunny gardens, Saturn club", 0),
        ("", "Monthly", "Monthly", None),
        ("", "Weekdays", "Weekdays", None),
        ("", "Weds 10am", "Weds 10am", 2),
        ("", "Thurs10am", "Thurs10am", 3),
        ("", "Monday’s 2pm", "Monday’s 2pm", 0),
        ("", "SUN 10am", "SUN 10am", 6),
        ("", "Mon-Fri 9am", "Mon-Fri 9am", None),
    ],
)
def test_only_the_name_of_a_day_is_a_day(day: str, when: str, words: str, weekday: int | None, adam: User) -> None:
    page, _ = read(adam, Day=day, When=when)
    assert [(one.when, one.weekday) for one in page.times.all()] == [(words, weekday)]


# --- Cost -----------------------------------------------------------------------------------------------------------------


FREE = ("free", "Free.", "FREE of charge", "no charge", "No cost", "none", "nil", "0", "£0", "£0.00", "0.00")
FREE_IN_MORE_WORDS = ("Free to attend", "Free entry", "This is free for everyone", "Free drop-in", "Free at the point of use!")


@pytest.mark.parametrize("words", [*FREE, *FREE_IN_MORE_WORDS])
def test_what_is_free_is_free(words: str, adam: User) -> None:
    page, _ = read(adam, Cost=words)
    assert (page.cost, page.cost_in_words) == ("free", "")


@pytest.mark.parametrize(
    "words",
    [
        "Free for members",
        "Free entry, tea £1",
        "£0.50 a session",
        "0.5",
        "Free for under 2s, £3 others",
        "No charge for the first, then £2",
        "0800 numbers cost £1",
        "£05",
    ],
)
def test_what_costs_something_keeps_its_words(words: str, adam: User) -> None:
    page, _ = read(adam, Cost=words)
    assert (page.cost, page.cost_in_words) == ("paid", words)


# --- How to get it, and for whom ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "way"),
    [
        ("No booking needed", "turn_up"),
        ("No booking required", "turn_up"),
        ("You do not need an appointment", "turn_up"),
        ("You don’t need to book", "turn_up"),
        ("Booking is not needed", "turn_up"),
        ("No appointment or referral necessary", "turn_up"),
        ("Come without an appointment", "turn_up"),
        ("No need to book, just drop in", "turn_up"),
        ("No referral needed, but please book", "book"),
        ("Referral is not needed but booking is required", "book"),
        ("You do not need a referral. Ask us first.", "ask"),
        ("No entry without booking", "book"),
        ("Do not turn up without booking", "book"),
        ("Not a drop-in: please book", "book"),
        ("By appointment", "book"),
        ("A parent books a place", "book"),
        ("An appointment, please. Book online", "book"),
        ("If you cannot book online, ask us", "ask"),
        ("Pre-booking essential", "book"),
        ("just turn up", "turn_up"),
        ("turn_up", "turn_up"),
        ("Drop-in", "turn_up"),
        ("Ask us first", "ask"),
        ("Self-referral", "ask"),
    ],
)
def test_a_place_that_need_not_be_booked_is_not_booked(words: str, way: str, adam: User) -> None:
    page, remarked = read(adam, **{"How to get it": words})
    assert page.how_to_get_it == way
    assert "is not one of" not in remarked


@pytest.mark.parametrize(
    "words", ["See Facebook", "A task for owls", "No drop-in", "You can’t book", "Read our booklet", "Return the form"]
)
def test_a_way_that_is_none_of_ours_is_left_open(words: str, adam: User) -> None:
    page, remarked = read(adam, **{"How to get it": words})
    assert page.how_to_get_it == NOT_SAID
    assert f"“{words}” is not one of: just turn up, book a place, ask us first. It is left out." in remarked


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("everyone", "everyone"),
        ("For everybody", "everyone"),
        ("Universal", "everyone"),
        ("Open to all, no referral needed", "everyone"),
        ("Any family", "everyone"),
        ("No referral needed – open to everyone", "everyone"),
        ("A parent, a patient: anyone", "everyone"),
        ("Extra help", "extra_help"),
        ("extra_help", "extra_help"),
        ("Targeted", "extra_help"),
        ("Specialist", "extra_help"),
        ("By invitation", "extra_help"),
        ("Referral only", "extra_help"),
        ("All children with SEND", "extra_help"),
        ("SEN", "extra_help"),
    ],
)
def test_whom_it_is_for_is_read_from_whole_words(words: str, whom: str, adam: User) -> None:
    page, remarked = read(adam, **{"Everyone or extra help": words})
    assert page.for_whom == whom
    assert "is not one of" not in remarked


@pytest.mark.parametrize("words", ["Tier 2", "Small groups", "Senior citizens", "Not open to all"])
def test_nothing_is_for_everyone_because_nobody_understood_it(words: str, adam: User) -> None:
    page, remarked = read(adam, **{"Everyone or extra help": words})
    assert page.for_whom == NOT_SAID
    assert f"“{words}” is not one of: everyone, extra help. It is left out." in remarked
    assert "does not say whether it is for everyone" in remarked


# --- What does not fit ----------------------------------------------------------------------------------------------------


def test_a_row_with_more_than_twenty_places_and_times_says_how_many_there_were(adam: User) -> None:
    page, remarked = read(adam, Where=";".join(f"Hall {number}" for number in range(5)), When=";".join(["10am"] * 6))
    assert page.times.count() == 20
    assert "It names 30 places and times. The draft has the first 20." in remarked


def test_a_place_a_time_and_a_price_that_are_too_long_say_so(adam: User) -> None:
    page, remarked = read(adam, Where="Hall " * 40, When="Mondays " * 30, Cost="£2 each, " * 20)
    [time] = page.times.all()
    assert (len(time.place) <= 120, len(time.when) <= 160, len(page.cost_in_words) <= 120) == (True, True, True)
    for words in ("“where” is longer than 120", "“when” is longer than 160", "“cost” is longer than 120"):
        assert f"{words} letters. We kept the beginning." in remarked
