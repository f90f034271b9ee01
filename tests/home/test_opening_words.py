"""What families read about when a hub is open: ordinary weeks, closures, other times, bank holidays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override

from home.choices import BankHolidays, WhyClosed
from home.rules import Calendar, Spell, opening, what_is_ahead, why_not_close, why_not_plan

LONDON = ZoneInfo("Europe/London")


@dataclass
class At:
    weekday: int
    opens_at: time
    closes_at: time


OFFICE = [At(day, time(9), time(17)) for day in range(5)]


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def no_holiday(day: date) -> str:
    return ""


def shut(start: str, end: str, **fields: Any) -> Spell:
    return Spell(moment(start), moment(end), **fields)


def words(now: str, *spells: Spell, habit: str = BankHolidays.NOT_SAID, holidays: tuple[str, ...] = (), week: Iterable[At] = OFFICE) -> str:
    said = opening(
        week,
        moment(now),
        lambda day: "Boxing Day" if str(day) in holidays else "",
        Calendar(spells, habit),
    )
    return said.in_words if said else "nothing"


# 2 December 2026 is a Wednesday.
@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-12-02 10:00", "Open now, until 5pm"),
        ("2026-12-02 08:00", "Closed now. Opens today at 9am"),
        ("2026-12-02 17:00", "Closed now. Opens tomorrow at 9am"),
        ("2026-12-04 18:00", "Closed now. Opens on Monday at 9am"),
    ],
)
def test_an_ordinary_week(now: str, said: str) -> None:
    assert words(now) == said


def test_a_day_that_closes_for_lunch() -> None:
    week = [At(2, time(9), time(12)), At(2, time(13), time(17))]

    assert words("2026-12-02 11:00", week=week) == "Open now, until midday"
    assert words("2026-12-02 12:30", week=week) == "Closed now. Opens today at 1pm"
    assert words("2026-12-02 11:00", week=[At(2, time(9), time(12)), At(2, time(12), time(17))]) == "Open now, until 5pm"


def test_closed_today_says_why_and_when_it_opens_again() -> None:
    cold = shut("2026-12-02 08:30", "2026-12-03 00:00", reason=WhyClosed.HEATING)

    assert words("2026-12-02 10:00", cold) == "Closed today: no heating. Opens tomorrow at 9am."


def test_closed_until_two_ends_by_itself() -> None:
    cold = shut("2026-12-02 08:30", "2026-12-02 14:00", reason=WhyClosed.SNOW)

    assert words("2026-12-02 13:59", cold) == "Closed today until 2pm: snow and ice."
    assert words("2026-12-02 14:00", cold) == "Open now, until 5pm"


def test_closed_until_a_time_at_which_it_would_not_open_says_when_it_does() -> None:
    cold = shut("2026-12-02 08:30", "2026-12-02 17:30")

    assert words("2026-12-02 13:00", cold) == "Closed today. Opens tomorrow at 9am."


def test_a_closure_of_several_days_looks_past_itself_and_past_the_weekend() -> None:
    snow = shut("2026-12-03 00:00", "2026-12-05 00:00", reason=WhyClosed.STAFF_ILL)

    assert words("2026-12-03 10:00", snow) == "Closed today: not enough staff. Opens on Monday at 9am."
    assert words("2026-12-02 18:00", snow) == "Closed now. Opens on Monday at 9am"


def test_a_closure_that_begins_this_afternoon_ends_the_opening() -> None:
    training = shut("2026-12-02 14:00", "2026-12-02 17:00", name="Training")

    assert words("2026-12-02 10:00", training) == "Open now, until 2pm"


def test_christmas_with_its_bank_holidays() -> None:
    christmas = shut("2026-12-24 00:00", "2027-01-03 00:00", name="Christmas")

    assert words("2026-12-30 10:00", christmas, holidays=("2026-12-25", "2027-01-01")) == "Closed today: Christmas. Opens on Monday at 9am."
    assert words("2026-12-24 10:00", christmas) == "Closed today: Christmas. Opens on Monday 4 January at 9am."


def test_other_times_of_a_day_take_the_place_of_the_ordinary_ones() -> None:
    late = shut("2026-12-02 00:00", "2026-12-03 00:00", name="Fair", opens_at=time(11), closes_at=time(19))

    assert words("2026-12-02 10:00", late) == "Closed now. Opens today at 11am"
    assert words("2026-12-02 18:00", late) == "Open now, until 7pm"
    assert words("2026-12-05 10:00", shut("2026-12-05 00:00", "2026-12-06 00:00", name="Fair", opens_at=time(9), closes_at=time(12))) == (
        "Open now, until midday"
    )


@pytest.mark.parametrize(
    ("habit", "on_the_day", "before"),
    [
        (BankHolidays.NOT_SAID, "Bank holiday today: ring before you come", "Closed now. Opens on Tuesday at 9am"),
        (BankHolidays.CLOSED, "Closed today: bank holiday. Opens tomorrow at 9am.", "Closed now. Opens on Tuesday at 9am"),
        (BankHolidays.AS_USUAL, "Open now, until 5pm", "Closed now. Opens tomorrow at 9am"),
    ],
)
def test_what_is_done_on_bank_holidays(habit: str, on_the_day: str, before: str) -> None:
    assert words("2026-12-28 10:00", habit=habit, holidays=("2026-12-28",)) == on_the_day
    assert words("2026-12-27 10:00", habit=habit, holidays=("2026-12-28",)) == before


def test_a_hub_without_known_times_is_closed_all_the_same() -> None:
    cold = shut("2026-12-02 08:30", "2026-12-02 14:00", reason=WhyClosed.HEATING)

    assert words("2026-12-02 10:00", cold, week=[]) == "Closed today until 2pm: no heating."
    assert words("2026-12-02 15:00", cold, week=[]) == "nothing"


def test_a_hub_that_never_opens_again_in_sight_says_ring() -> None:
    long = shut("2026-12-02 00:00", "2027-12-02 00:00", name="Building works")

    assert words("2026-12-02 10:00", long) == "Closed today: Building works. Ring before you come."


def test_in_another_language_the_name_that_staff_wrote_keeps_its_own_direction() -> None:
    with override("ur"):
        assert "\u2068Christmas\u2069" in words("2026-12-28 10:00", shut("2026-12-24 00:00", "2027-01-03 00:00", name="Christmas"))


# --- In good time -----------------------------------------------------------------------------------------------------------


def ahead(now: str, *spells: Spell) -> list[str]:
    return what_is_ahead(Calendar(spells), moment(now))


def test_christmas_is_told_from_four_weeks_before_until_it_begins() -> None:
    christmas = shut("2026-12-24 00:00", "2027-01-03 00:00", name="Christmas")

    assert ahead("2026-11-25 10:00", christmas) == []
    assert ahead("2026-11-26 10:00", christmas) == ["Closed from 24 December to 2 January: Christmas"]
    assert ahead("2026-12-25 10:00", christmas) == []  # now the hub's own line says so


def test_one_day_and_other_times_are_told_by_their_weekday() -> None:
    training = shut("2026-12-02 00:00", "2026-12-03 00:00", name="Staff training")
    fair = shut("2026-12-05 00:00", "2026-12-06 00:00", name="Fair", opens_at=time(10), closes_at=time(14))

    assert ahead("2026-12-01 10:00", training, fair) == [
        "Closed on Wednesday 2 December: Staff training",
        "Open 10am to 2pm on Saturday 5 December: Fair",
    ]
    assert ahead("2026-12-05 11:00", fair) == ["Open 10am to 2pm on Saturday 5 December: Fair"]
    assert ahead("2026-12-06 00:00", fair) == []


# --- What cannot be said ----------------------------------------------------------------------------------------------------


def test_what_cannot_be_said_of_today() -> None:
    now = moment("2026-12-02 10:00")

    assert why_not_close(hubs=[1], until=now + timedelta(hours=1), now=now) == []
    assert why_not_close(hubs=[], until=None, now=now) == ["Choose which hub is closed.", "Say until when."]
    assert "gone by" in why_not_close(hubs=[1], until=now, now=now)[0]
    assert "more than two weeks" in why_not_close(hubs=[1], until=now + timedelta(days=15), now=now)[0]


def test_what_cannot_be_planned() -> None:
    today = date(2026, 12, 2)
    fine: dict[str, Any] = {"name": "X", "first": today, "last": today, "opens": None, "closes": None, "today": today}

    assert why_not_plan(**fine) == []
    for wrong, says in (
        ({"name": ""}, "Give it a name"),
        ({"first": today + timedelta(days=1)}, "comes before the first"),
        ({"first": date(2026, 1, 1), "last": date(2026, 1, 2)}, "gone by"),
        ({"last": date(2028, 1, 2)}, "more than a year"),
        ({"opens": time(9)}, "need both"),
        ({"opens": time(9), "closes": time(8)}, "closes before it opens"),
    ):
        assert says in why_not_plan(**fine | wrong)[0]
