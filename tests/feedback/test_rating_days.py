"""Families have their time to rate, and what they said is neither cut short nor put off by whoever is rated."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.clocks import day_in_words
from core.models import Hub
from feedback.choices import SurveyState
from feedback.models import Survey
from feedback.rules.ratings import is_long_work
from feedback.services.ratings import prepare_rating
from feedback.services.surveys import close_survey, open_survey
from participation.choices import Stage
from tests.builders import make_brand, make_engagement, make_open_survey, today
from tests.cast import sign_in
from tests.feedback.desk import words
from tests.feedback.rating import open_rating

DAY = timedelta(days=1)


@pytest.fixture
def rating(elm: Hub) -> Survey:
    """What families rate at the end, open since today."""
    return open_rating(make_engagement(elm, stage=Stage.ANSWERING))


@pytest.fixture
def desk(asha: User) -> Client:
    """Asha's desk: she is rated by it."""
    return sign_in(asha)


def keep(desk: Client, survey: Survey, opens_on: date | None, closes_on: date | None) -> str:
    """Save the days on the builder's page, and return what it says."""
    hubs = list(survey.hubs.values_list("pk", flat=True))
    sent: dict[str, Any] = {"hubs": hubs, "opens_on": opens_on or "", "closes_on": closes_on or "", "seen": survey.edited_count}
    return words(desk.post(reverse("survey:edit", args=[survey.pk]), sent, follow=True))


def test_it_begins_on_the_day_it_opens_and_ends_by_itself(rating: Survey) -> None:
    assert (rating.opens_on, rating.closes_on) == (today(), today() + 28 * DAY)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, "What families say is read after its last day, so it has one."),
        (13, "Families need two weeks to rate it."),
        (57, "What families say is not put off: eight weeks are enough."),
    ],
)
def test_while_families_rate_its_last_day_is_neither_taken_away_nor_put_off(
    rating: Survey, desk: Client, days: int | None, said: str
) -> None:
    assert said in keep(desk, rating, rating.opens_on, None if days is None else today() + days * DAY)
    rating.refresh_from_db()
    assert rating.closes_on == today() + 28 * DAY


def test_its_first_day_stays_too_by_which_the_last_is_reckoned(rating: Survey, desk: Client) -> None:
    assert "so its first day stays" in keep(desk, rating, today() + 40 * DAY, today() + 80 * DAY)
    rating.refresh_from_db()
    assert (rating.opens_on, rating.closes_on) == (today(), today() + 28 * DAY)


@pytest.mark.parametrize("days", [14, 56])
def test_between_two_weeks_and_eight_staff_choose(rating: Survey, desk: Client, days: int) -> None:
    keep(desk, rating, rating.opens_on, today() + days * DAY)
    rating.refresh_from_db()
    assert rating.closes_on == today() + days * DAY


@pytest.mark.parametrize("closes_on", [None, today() + 5 * DAY, today() + 90 * DAY])
def test_a_draft_with_such_days_does_not_open(elm: Hub, closes_on: date | None) -> None:
    make_brand(safeguarding_phone="01632 960 001")
    draft = prepare_rating(engagement=make_engagement(elm, stage=Stage.ANSWERING), point="end", by=None)
    Survey.objects.update(closes_on=closes_on)

    with pytest.raises(ValidationError, match=r"Let its last day be|Write it down"):
        open_survey(survey=draft, by=None)
    assert Survey.objects.get().state == SurveyState.DRAFT


def test_nobody_closes_it_before_families_had_two_weeks(rating: Survey, desk: Client) -> None:
    page = words(desk.get(reverse("survey:close", args=[rating.pk])))
    said = f"it stays open for two weeks at least: until {day_in_words(today() + 14 * DAY)}"
    assert said in page

    with pytest.raises(ValidationError, match="it stays open for two weeks at least"):
        close_survey(survey=rating, by=None)

    Survey.objects.update(opens_on=today() - 14 * DAY)
    close_survey(survey=rating, by=None)
    assert Survey.objects.get().state == SurveyState.CLOSED


def test_any_other_survey_closes_on_the_day_it_opened(elm: Hub) -> None:
    close_survey(survey=make_open_survey(elm, opens_on=today()), by=None)
    assert Survey.objects.get().state == SurveyState.CLOSED


def test_the_weeks_in_which_the_council_answers_are_none_of_the_families(elm: Hub) -> None:
    """A fortnight's question that is answered in fourteen weeks is no long work: it asks at its end only."""
    begun = today() - 100 * DAY
    asked = make_engagement(elm, stage=Stage.SENSE, opened_on=begun, ends_on=begun + 14 * DAY, answer_by_on=today() + 30 * DAY)

    assert not is_long_work(asked, today=today())
    asked.stage = Stage.OPEN
    assert is_long_work(asked, today=today())
