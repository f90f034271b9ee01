"""When a survey may open: every reason, in the words staff read."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from core.models import Hub
from feedback.models import Survey
from feedback.questionnaire import freeze
from feedback.rules.opening import OpeningFacts, why_not_open
from feedback.rules.questions import is_block_id, why_not_ask
from participation.choices import Size, Stage
from participation.models import Engagement
from tests import builders
from tests.builders import faces, long_text, make_survey, one_choice, several_choices, short_text

TODAY = date(2026, 12, 1)


def ready(survey: Survey, **other: Any) -> OpeningFacts:
    """Return the facts of a survey that may open, but for what the test says otherwise."""
    hubs = list(survey.hubs.all())
    facts: dict[str, Any] = {
        "questions": freeze(survey)["questions"],
        "hubs": hubs,
        "engagement": survey.engagement,
        "engagement_hubs": list(survey.engagement.hubs.all()) if survey.engagement else [],
        "urgent_number": "01632 960 001",
        "today": TODAY,
    }
    return OpeningFacts(**(facts | other))


def texts(survey: Survey, **other: Any) -> list[str]:
    """Return the reasons in words."""
    return [problem.text for problem in why_not_open(survey, ready(survey, **other))]


def asked(*questions: dict[str, Any]) -> list[str]:
    """Return why these builder blocks cannot be asked."""
    return [problem.text for problem in why_not_ask(frozen(*questions))]


def frozen(*questions: dict[str, Any]) -> list[dict[str, Any]]:
    """Return builder blocks in the shape of a frozen version."""
    blocks: list[dict[str, Any]] = freeze(Survey(title="A survey", questions=json.dumps(questions)))["questions"]
    return blocks


@pytest.fixture
def survey(elm: Hub) -> Survey:
    """A survey with nothing left to mend."""
    return make_survey(elm, questions=[faces(), long_text()])


def test_a_whole_survey_has_nothing_to_mend(survey: Survey) -> None:
    assert texts(survey) == []


def test_a_survey_without_questions_waits(elm: Hub) -> None:
    assert texts(make_survey(elm, questions=[])) == ["Add at least one question."]


def test_a_survey_without_a_hub_waits(survey: Survey) -> None:
    assert "Choose at least one hub." in texts(survey, hubs=[])


def test_a_survey_that_is_part_of_nothing_waits(survey: Survey) -> None:
    assert texts(survey, engagement=None, engagement_hubs=[]) == ["Nobody acts on what families say yet. Choose what this is part of."]


def test_a_survey_waits_until_somebody_acts_on_it(elm: Hub) -> None:
    engagement = builders.make_engagement(elm, title="The garden", stage=Stage.PLANNING, what_can_change="The beds")
    Engagement.objects.filter(pk=engagement.pk).update(who_acts=None)
    engagement.refresh_from_db()

    reasons = texts(make_survey(elm, engagement=engagement))

    assert reasons == ["“The garden”: Nobody acts on what families say yet. Choose a job title."]


def test_a_standard_survey_waits_for_its_answer_by_day(elm: Hub) -> None:
    engagement = builders.make_engagement(elm, title="The garden", stage=Stage.PLANNING, what_can_change="The beds", answer_by_on=None)

    assert texts(make_survey(elm, engagement=engagement)) == ["“The garden”: Say by which day families are answered."]


def test_everyday_listening_waits_for_its_number_of_weeks(elm: Hub) -> None:
    engagement = builders.make_everyday_engagement(elm, stage=Stage.PLANNING, answer_within_weeks=None)

    reasons = texts(make_survey(elm, engagement=engagement))

    assert reasons == ["“Everyday listening at Elm”: Say within how many weeks families are answered."]


def test_a_closed_engagement_takes_no_new_survey(elm: Hub) -> None:
    engagement = builders.make_engagement(elm, title="The garden", stage=Stage.CLOSED)

    assert texts(make_survey(elm, engagement=engagement)) == ["“The garden” is closed. Choose another."]


def test_a_hub_that_is_no_part_of_the_question_is_named(survey: Survey, oak: Hub) -> None:
    [reason] = texts(survey, hubs=[*survey.hubs.all(), oak])

    assert reason.startswith("Oak is not part of")


@pytest.mark.parametrize("number", ["", "  "])
def test_nobody_is_asked_before_there_is_a_number_to_ring(survey: Survey, number: str) -> None:
    [reason] = texts(survey, urgent_number=number)

    assert "no number to ring when somebody is worried about a child" in reason


def test_a_survey_cannot_close_before_it_opens(survey: Survey) -> None:
    survey.opens_on, survey.closes_on = TODAY + timedelta(days=9), TODAY + timedelta(days=8)

    assert texts(survey) == ["It closes before it opens."]


def test_a_survey_cannot_open_after_its_last_day(survey: Survey) -> None:
    survey.closes_on = TODAY - timedelta(days=1)

    assert texts(survey) == ["The closing day is already past."]


def test_a_survey_may_close_on_the_day_it_opens(survey: Survey) -> None:
    survey.opens_on = survey.closes_on = TODAY

    assert texts(survey) == []


def test_each_reason_says_where_to_mend_it(elm: Hub) -> None:
    survey = make_survey(elm, questions=[long_text("")])

    [problem] = why_not_open(survey, ready(survey))

    assert problem.where == survey.questions.raw_data[0]["id"]


def test_a_question_needs_wording() -> None:
    assert asked(faces(), long_text("   ")) == ["Question 2 has no wording."]


@pytest.mark.parametrize("build", [one_choice, several_choices])
def test_a_choice_needs_two_answers(build: Any) -> None:
    assert asked(build("Which?", "Yes")) == ["Question 1 needs at least two answers to choose from."]


def test_an_answer_needs_words() -> None:
    assert asked(one_choice("Which?", "Yes", " ", "No")) == ["Question 1 has an answer without words."]


@pytest.mark.parametrize("twin", ["Yes", " yes ", "YES.", "Ｙes"])
def test_two_answers_the_same_are_one_too_many(twin: str) -> None:
    assert asked(one_choice("Which?", "Yes", twin, "No")) == ["Question 1 has the answer “Yes” twice."]


def test_answers_that_differ_may_stand_together() -> None:
    assert asked(one_choice("Which?", "Yes", "Yes, but not on Mondays")) == []


def test_a_jump_to_a_question_that_is_gone_is_found() -> None:
    gone = long_text()["id"]

    reasons = asked(one_choice("Did you come?", {"text": "Yes", "go_to": gone}, "No"), long_text())

    assert reasons == ["Question 1 leads to a question that is no longer there."]


def test_a_jump_backwards_is_found() -> None:
    first = faces()

    assert asked(first, short_text(go_to=first["id"])) == ["Question 2 leads back to question 1. Families can only go forwards."]


def test_a_jump_to_itself_is_found() -> None:
    own = "11111111-2222-4333-8444-555555555555"

    assert asked(faces(id=own, go_to=own), long_text()) == ["Question 1 leads to itself."]


def test_a_jump_forwards_and_to_the_end_is_fine() -> None:
    last = long_text()

    assert asked(one_choice("Did you come?", {"text": "Yes", "go_to": last["id"]}, {"text": "No", "go_to": "end"}), faces(), last) == []


def test_a_question_nobody_reaches_is_found() -> None:
    last = long_text()
    answers = ({"text": "Yes", "go_to": last["id"]}, {"text": "No", "go_to": "end"})

    reasons = asked(one_choice("Did you come?", *answers, required=True, rather_not_say=False), faces(), last)

    assert reasons == ["No answer leads to question 2, so nobody would be asked it."]


@pytest.mark.parametrize("may_pass", [{"required": False, "rather_not_say": False}, {"required": True, "rather_not_say": True}])
def test_a_family_that_passes_goes_on_to_the_next_question(may_pass: dict[str, bool]) -> None:
    answers = ({"text": "Yes", "go_to": "end"}, {"text": "No", "go_to": "end"})

    assert asked(one_choice("Did you come?", *answers, **may_pass), faces()) == []


def test_questions_behind_an_early_end_are_found_each() -> None:
    reasons = asked(faces(go_to="end"), short_text(), long_text())

    assert reasons == [
        "No answer leads to question 2, so nobody would be asked it.",
        "No answer leads to question 3, so nobody would be asked it.",
    ]


def test_two_questions_with_one_id_are_found() -> None:
    twin = "11111111-2222-4333-8444-555555555555"

    reasons = asked(faces(id=twin), long_text(id=twin))

    assert reasons[0] == "Question 1 was not saved as the page made it. Remove it and add it again."


def test_an_id_that_the_builder_never_made_is_found() -> None:
    assert asked(faces(id="<b>x")) == ["Question 1 was not saved as the page made it. Remove it and add it again."]


@pytest.mark.parametrize(
    ("value", "good"),
    [("11111111-2222-4333-8444-555555555555", True), ("x", False), ("", False), (None, False), ("1" * 32, False), ("end", False)],
)
def test_only_a_uuid_is_a_block_id(value: object, good: bool) -> None:
    assert is_block_id(value) is good


def test_all_reasons_come_at_once(survey: Survey) -> None:
    survey.closes_on = TODAY - timedelta(days=1)

    reasons = texts(survey, questions=frozen(long_text(""), one_choice("Which?", "a", "a")), hubs=[], urgent_number="")

    assert len(reasons) == 5


def test_everyday_listening_needs_no_more_than_who_and_when(elm: Hub) -> None:
    engagement = builders.make_everyday_engagement(elm, stage=Stage.PLANNING, question="", what_can_change="")

    assert engagement.size == Size.EVERYDAY
    assert texts(make_survey(elm, engagement=engagement)) == []
