"""What a new You said starts with, so that staff type little and promise what was promised."""

from datetime import date, timedelta

from accounts.models import User
from core.models import Hub
from feedback.rules.weeks import first_day_of, last_day_of
from feedback.selectors.answer_board import sources
from feedback.selectors.sources import first_guess
from tests.builders import (
    make_everyday_engagement,
    make_open_survey,
    make_response,
    make_theme,
    make_voice,
    make_you_said,
)

TODAY = date(2026, 11, 20)


def test_a_week_begins_on_monday_and_ends_on_sunday() -> None:
    assert first_day_of("2026-W47") == date(2026, 11, 16)
    assert last_day_of("2026-W47") == date(2026, 11, 22)
    assert first_day_of("2026-W01") == date(2025, 12, 29)


def test_it_is_heard_from_the_first_week_to_the_last_and_never_after_today(elm: Hub, asha: User) -> None:
    comments = [make_voice(elm, week=week) for week in ("2026-W45", "2026-W43", "2026-W47")]

    guess, _ = first_guess(asha, voices=comments, themes=[], today=TODAY)

    assert guess["heard_from_on"] == date(2026, 10, 19)
    assert guess["heard_until_on"] == TODAY


def test_the_day_is_the_one_promised_to_whoever_was_heard_first(elm: Hub, asha: User) -> None:
    everyday = make_everyday_engagement(elm)
    survey = make_open_survey(elm, engagement=everyday)
    comments = [make_voice(elm, response=make_response(survey, elm), week=week) for week in ("2026-W43", "2026-W46")]

    guess, engagements = first_guess(asha, voices=comments, themes=[], today=TODAY)

    assert engagements == [everyday]
    assert guess["answer_by_on"] == everyday.promised_on(date(2026, 10, 19))
    assert guess["owner"] == everyday.who_acts


def test_without_a_promise_it_is_six_weeks(elm: Hub, asha: User) -> None:
    guess, engagements = first_guess(asha, voices=[make_voice(elm, week="2026-W43")], themes=[], today=TODAY)

    assert engagements == []
    assert guess["answer_by_on"] == date(2026, 10, 19) + timedelta(weeks=6)


def test_a_theme_gives_its_name_and_the_hubs_its_comments_came_from(elm: Hub, oak: Hub, asha: User) -> None:
    everyday = make_everyday_engagement(elm)
    theme = make_theme(everyday, "Heavy door", voices=[make_voice(elm), make_voice(oak)], by=asha)

    guess, _ = first_guess(asha, voices=[], themes=[theme], today=TODAY)

    assert guess["text"] == "Heavy door"
    assert guess["hubs"] == [elm]


def test_staff_see_how_many_comments_are_behind_it_each_counted_once(elm: Hub, oak: Hub, asha: User) -> None:
    said = make_you_said(elm)
    both, alone, elsewhere = make_voice(elm), make_voice(elm), make_voice(oak)
    theme = make_theme(said.engagement, "Doors", voices=[both, elsewhere], by=asha)
    said.themes.add(theme)
    said.voices.add(both, alone)

    found = sources(said, asha)

    assert found.number_of_comments == 2
    assert found.themes == [(theme.pk, "Doors", 1)]
