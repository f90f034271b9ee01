"""Families rate how they were listened to: a locked set of questions, asked once at each point, handed over by nobody who is rated."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub
from feedback.choices import Mode
from feedback.models import Survey
from feedback.questionnaire import freeze
from feedback.rating_set import SETS, blocks_of
from feedback.rules import ratings as rules
from feedback.selectors.opening import problems_before_opening
from feedback.services.ratings import prepare_rating
from feedback.services.surveys import copy_survey, open_survey, publish_new_version
from participation.choices import RatingPoint, Size, Stage
from participation.models import Engagement
from tests import builders
from tests.builders import make_engagement, today
from tests.cast import sign_in
from tests.feedback.rating import open_rating


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def closed(hub: Hub, **fields: Any) -> Engagement:
    return make_engagement(hub, title="The café", **({"stage": Stage.CLOSED, "closed_on": today()} | fields))


@pytest.fixture
def cafe(elm: Hub) -> Engagement:
    return closed(elm)


@pytest.fixture
def desk(asha: User) -> Client:
    return sign_in(asha)


# --- The set --------------------------------------------------------------------------------------------------------------


def test_at_the_end_three_taps_ask_about_all_four_elements_and_one_more_how_it_was_done() -> None:
    *three, how = SETS[RatingPoint.END].questions

    assert [str(one.text) for one in three] == [
        "Did you feel safe to speak?",
        "Did the right people listen?",
        "Were you told what happens next?",
    ]
    assert {element for one in three for element in one.elements} == {"space", "voice", "audience", "influence"}
    assert all([str(text) for _, text in one.answers] == ["Yes", "Sort of", "No"] for one in three)
    assert not how.elements
    assert len(how.answers) == 5


def test_later_asks_one_thing_and_no_point_asks_more_than_six() -> None:
    assert [str(one.text) for one in SETS[RatingPoint.LATER].questions] == ["Did you hear what changed, or why not?"]
    assert set(SETS) == set(RatingPoint.values)
    assert all(len(one.questions) <= 6 for one in SETS.values())


def test_nothing_has_to_be_answered_and_nothing_is_written_in_words(elm: Hub) -> None:
    for point in RatingPoint.values:
        for block in blocks_of(1, point):
            assert (block["type"], block["value"]["required"]) == ("one_choice", False)


def test_two_ratings_never_share_an_id() -> None:
    ids = [block["id"] for engagement in (1, 2) for point in RatingPoint.values for block in blocks_of(engagement, point)]
    ids += [o["id"] for e in (1, 2) for p in RatingPoint.values for b in blocks_of(e, p) for o in b["value"]["options"]]

    assert len(ids) == len(set(ids))


# --- When -----------------------------------------------------------------------------------------------------------------


def why_not(engagement: Engagement, point: str, *prepared: str) -> list[str]:
    return rules.why_not_rate(engagement, point, prepared=prepared, today=today())


TOO_EARLY = "Nobody can say yet how it ended. Ask at the end: once it is taken on to answering, and families hear back."


def test_the_end_can_be_rated_once_families_are_answered_also_when_it_is_closed(elm: Hub) -> None:
    assert why_not(make_engagement(elm, stage=Stage.ANSWERING), "end") == []
    assert why_not(closed(elm), "end") == []
    assert why_not(make_engagement(elm), "end") == why_not(make_engagement(elm, stage=Stage.SENSE), "end") == [TOO_EARLY]
    assert "Families were not asked about this yet. Open it first." in why_not(make_engagement(elm, stage=Stage.PLANNING), "end")


def test_nobody_prepares_the_end_while_families_are_still_asked_by_the_screen_or_the_service(elm: Hub, asha: User, desk: Client) -> None:
    asked = make_engagement(elm)
    with pytest.raises(ValidationError, match="Ask at the end"):
        prepare_rating(engagement=asked, point="end", by=asha)
    shown = words(desk.get(reverse("rating:one", args=[asked.pk])))

    page = desk.post(reverse("rating:one", args=[asked.pk]), {"point": "end"}, follow=True)

    assert TOO_EARLY in shown
    assert TOO_EARLY in words(page)
    assert not Survey.objects.exists()


def test_what_was_prepared_in_time_does_not_open_after_a_step_back(elm: Hub, asha: User) -> None:
    asked = make_engagement(elm, stage=Stage.ANSWERING)
    builders.make_brand(safeguarding_phone="01632 960 001")
    survey = prepare_rating(engagement=asked, point="end", by=asha)
    Engagement.objects.update(stage=Stage.SENSE)
    survey.refresh_from_db()

    assert [one.text for one in problems_before_opening(survey)] == [TOO_EARLY]
    with pytest.raises(ValidationError, match="Ask at the end"):
        open_survey(survey=survey, by=asha)


def test_everyday_listening_has_no_end_to_rate(elm: Hub) -> None:
    [reason] = why_not(builders.make_everyday_engagement(elm), "end")
    assert reason == "Everyday listening has no end that families could rate."


def test_later_waits_until_three_months_after_it_closed_and_says_until_when(elm: Hub) -> None:
    [reason] = why_not(make_engagement(elm), "later")
    assert "Close it first" in reason
    [reason] = rules.why_not_rate(closed(elm, closed_on=date(2026, 1, 31)), "later", prepared=(), today=date(2026, 4, 29))
    assert reason == "It is too early: what changes has to reach families first. Ask from 30 April 2026, three months after it closed."
    assert rules.why_not_rate(closed(elm, closed_on=date(2026, 1, 31)), "later", prepared=(), today=date(2026, 4, 30)) == []


@pytest.mark.parametrize("point", ["start", "middle"])
def test_start_and_middle_are_for_work_of_more_than_three_months(elm: Hub, point: str) -> None:
    [reason] = why_not(make_engagement(elm), point)
    assert "three months or less" in reason
    long = make_engagement(elm, starts_on=today(), ends_on=today() + timedelta(days=120))
    assert long.size == Size.STANDARD
    assert why_not(long, point) == []
    assert "It is over." in " ".join(why_not(closed(elm, starts_on=today(), ends_on=today() + timedelta(days=120)), point))


def test_families_are_asked_once_at_each_point(cafe: Engagement, asha: User) -> None:
    prepare_rating(engagement=cafe, point="end", by=asha)

    with pytest.raises(ValidationError, match="once at each point"):
        prepare_rating(engagement=cafe, point="end", by=asha)
    with pytest.raises(IntegrityError):
        Survey.objects.create(title="Again", slug="again", engagement=cafe, rating_point="end", mode=Mode.UNLINKABLE)


def test_a_point_that_is_none_is_refused_in_words(cafe: Engagement, asha: User) -> None:
    for point in ("", "someday", "\x00"):
        with pytest.raises(ValidationError, match="Choose when families rate it"):
            prepare_rating(engagement=cafe, point=point, by=asha)


def test_who_may_not_make_surveys_there_prepares_nothing(cafe: Engagement, cara: User, ben: User) -> None:
    for user in (cara, ben):
        with pytest.raises(PermissionDenied):
            prepare_rating(engagement=cafe, point="end", by=user)
    assert not Survey.objects.exists()


# --- Locked ---------------------------------------------------------------------------------------------------------------


def test_a_rating_is_unlinkable_from_its_first_moment(cafe: Engagement, asha: User) -> None:
    survey = prepare_rating(engagement=cafe, point="end", by=asha)

    assert (survey.mode, survey.title) == (Mode.UNLINKABLE, "How did we listen? The café")
    with pytest.raises(IntegrityError):
        Survey.objects.filter(pk=survey.pk).update(mode=Mode.CODE_LINKED)


def test_it_opens_as_any_survey_does_also_past_the_day_families_were_answered_by(elm: Hub, asha: User) -> None:
    builders.make_brand(safeguarding_phone="01632 960 001")
    cafe = closed(elm, answer_by_on=today() - timedelta(days=9), opened_on=today() - timedelta(days=60))
    survey = prepare_rating(engagement=cafe, point="end", by=asha)

    open_survey(survey=survey, by=asha)

    survey.refresh_from_db()
    cafe.refresh_from_db()
    assert (survey.state, cafe.stage) == ("open", Stage.CLOSED)


def test_the_builder_takes_no_other_words(cafe: Engagement, desk: Client, elm: Hub, asha: User) -> None:
    survey = prepare_rating(engagement=cafe, point="end", by=asha)
    address = reverse("survey:edit", args=[survey.pk])
    page = desk.get(address)
    assert "only its hubs and days can be changed" in words(page)
    assert 'name="questions-count"' not in page.text

    sent = {"questions-count": "1", "questions-0-type": "faces", "questions-0-deleted": "", "questions-0-order": "0"}
    sent |= {"questions-0-value-text": "Were we great?", "questions-0-id": "", "title": "Praise us", "why": "x", "mode": "code"}
    answer = desk.post(address, {**sent, "hubs": [elm.pk], "closes_on": str(today() + timedelta(days=9)), "seen": str(survey.edited_count)})

    assert answer.status_code == 302
    before, survey = freeze(survey), Survey.objects.get()
    assert freeze(survey) == before
    assert (survey.title, survey.mode, survey.rating_point) == ("How did we listen? The café", "unlinkable", "end")
    assert survey.closes_on == today() + timedelta(days=9)


def test_other_words_put_in_on_any_other_way_never_reach_families(cafe: Engagement, asha: User) -> None:
    builders.make_brand(safeguarding_phone="01632 960 001")
    survey = prepare_rating(engagement=cafe, point="end", by=asha)
    blocks = blocks_of(cafe.pk, "end")
    blocks[1]["value"]["text"] = "Did the right people listen, as they always do?"
    Survey.objects.filter(pk=survey.pk).update(questions=json.dumps(blocks))
    survey = Survey.objects.get()

    assert rules.NOT_THE_SET in [problem.text for problem in problems_before_opening(survey)]
    with pytest.raises(ValidationError, match="not the rating questions any more"):
        open_survey(survey=survey, by=asha)


def test_no_new_version_of_an_open_rating_has_other_words(cafe: Engagement, asha: User) -> None:
    survey = open_rating(cafe)
    Survey.objects.filter(pk=survey.pk).update(questions=json.dumps(blocks_of(cafe.pk, "later")))

    with pytest.raises(ValidationError, match="not the rating questions any more"):
        publish_new_version(survey=Survey.objects.get(), by=asha)


def test_it_is_not_copied_into_something_that_looks_like_it(cafe: Engagement, asha: User, desk: Client) -> None:
    survey = open_rating(cafe)

    with pytest.raises(ValidationError, match="not copied"):
        copy_survey(survey=survey, by=asha)
    desk.post(reverse("survey:copy_survey", args=[survey.pk]))
    assert "not copied" in words(desk.get(reverse("survey:copy_survey", args=[survey.pk])))
    assert Survey.objects.count() == 1
