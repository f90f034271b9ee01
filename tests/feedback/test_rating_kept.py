"""What families said of how they were listened to is kept once, in words; and whoever is rated does not make a result alone."""

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import User
from core import outbox
from core.models import AuditEntry, Hub
from core.services.defaults import change_defaults
from feedback.models import RatingResult, Response, Survey
from feedback.rules import ratings as rules
from feedback.selectors.endings import answers_given_until
from feedback.services.endings import end_answer
from participation.models import Engagement
from tests.builders import make_engagement, make_open_survey, make_response, today
from tests.feedback.rating import LINE, end, of, open_rating, put_into_words, rate, said


@pytest.fixture
def cafe(elm: Hub) -> Engagement:
    return make_engagement(elm, title="The café", opened_on=today() - timedelta(days=90))


# --- Kept once, in words ---------------------------------------------------------------------------------------------------


def test_what_was_said_outlives_the_answers(cafe: Engagement) -> None:
    survey = open_rating(cafe)
    rate(survey, 16, listened="no", how="consulted")
    end(survey)
    before = said(cafe)

    for response in Response.objects.all():
        end_answer(response.pk, today())

    assert (Response.objects.count(), said(cafe)) == (0, before)
    assert of(cafe, "audience").words == "Half or more said no."


def test_no_answer_ends_before_the_rating_is_put_into_words(cafe: Engagement) -> None:
    survey = open_rating(cafe)
    rate(survey, 16, listened="no")
    later = today() + timedelta(days=400)
    assert len(answers_given_until(later)) == 16, "while it is open their time is their time"
    end(survey)
    assert answers_given_until(later) == []

    put_into_words()

    assert len(answers_given_until(later)) == 16


def test_what_families_told_us_otherwise_waits_for_no_rating(cafe: Engagement, elm: Hub) -> None:
    survey = make_open_survey(elm, engagement=cafe)
    make_response(survey, elm)
    Survey.objects.filter(pk=survey.pk).update(state="closed", closed_on=today())

    assert len(answers_given_until(today() + timedelta(days=400))) == 1


def test_what_was_said_is_kept_once_and_moves_with_no_later_line_and_no_answer(cafe: Engagement, adam: User) -> None:
    survey = open_rating(cafe)
    rate(survey, 16, listened="no")
    end(survey)
    before = said(cafe)
    change_defaults(by=adam, reason="Our hubs are small.", hide_below_public=20)
    rate(survey, 40, listened="yes")

    assert put_into_words() == 0
    assert said(cafe) == before
    assert AuditEntry.objects.filter(verb="feedback.rating.kept").count() == 1


def test_no_number_of_people_is_kept(cafe: Engagement) -> None:
    survey = open_rating(cafe)
    rate(survey, 37, listened="no", how="consulted")
    end(survey)
    put_into_words()

    kept = [value for row in RatingResult.objects.order_by("pk").values() for name, value in row.items() if name not in ("id", "survey_id")]

    assert {value for value in kept if isinstance(value, int)} == {LINE}
    assert {"no", "consulted", "some", "nobody"} < set(kept)


@pytest.mark.parametrize(
    ("number", "word", "band"),
    [
        (0, "nobody", "nobody"),
        *[(number, "too_few", "fewer than 15") for number in (1, 14)],
        *[(number, "some", "15 to 49") for number in (15, 49)],
        *[(number, "many", "50 to 199") for number in (50, 199)],
        *[(number, "very_many", "200 or more") for number in (200, 4000)],
    ],
)
def test_how_many_answered_is_said_in_wide_bands(cafe: Engagement, number: int, word: str, band: str) -> None:
    survey = end(open_rating(cafe))
    RatingResult.objects.create(survey=survey, question="listened", line=LINE, how_many=rules.how_many(number, line=LINE))

    assert (RatingResult.objects.get().how_many, of(cafe, "audience").how_many) == (word, band)


def test_a_line_above_the_bands_leaves_those_above_it() -> None:
    assert [rules.how_many(number, line=50) for number in (49, 50, 200)] == ["too_few", "many", "very_many"]


def test_the_worker_keeps_results_every_hour(cafe: Engagement) -> None:
    rate(end(open_rating(cafe)), 16, listened="no")

    outbox.put("feedback.keep_rating_results")
    outbox.drain()

    assert RatingResult.objects.count() == 4


# --- Whoever is rated ---------------------------------------------------------------------------------------------------


def test_nobody_makes_a_result_from_one_place_in_a_day_and_ten_families_get_through(cafe: Engagement) -> None:
    survey = open_rating(cafe)
    address = f"/have-your-say/{survey.slug}/"

    begun = [Client(HTTP_USER_AGENT=f"Phone {number}").post(address).status_code for number in range(rules.FEWEST)]

    assert begun == [302] * 12 + [429] * (rules.FEWEST - 12)
    assert begun.count(302) < rules.FEWEST
    assert "There were too many tries" in Client().post(address).text  # tomorrow or in so many minutes: as the day has it
    assert Client(REMOTE_ADDR="192.0.2.9").post(address).status_code == 302, "elsewhere families still answer"


def test_other_surveys_and_other_ratings_at_that_place_go_on(cafe: Engagement, elm: Hub) -> None:
    rating, other = open_rating(cafe), open_rating(make_engagement(elm, title="The hall"))
    for _ in range(13):
        Client().post(f"/have-your-say/{rating.slug}/")
    survey = make_open_survey(elm, engagement=cafe)

    for slug in (other.slug, survey.slug):
        assert Client().post(f"/have-your-say/{slug}/").status_code == 302
