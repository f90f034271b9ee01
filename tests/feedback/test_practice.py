"""Try it: the family's own questions, with nothing kept and nothing counted."""

import html
import json
import re
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from accounts.models import User
from core.models import Hub
from feedback.models import Survey
from tests.builders import faces, long_text, make_survey, one_choice, several_choices
from tests.cast import sign_in
from tests.feedback.desk import Page, step, words

YES, NO = "aaaaaaaa-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000002"


@pytest.fixture
def survey(elm: Hub) -> Survey:
    last = long_text("Anything else?")
    came = one_choice("Did you come?", {"id": YES, "text": "Yes"}, {"id": NO, "text": "No", "go_to": last["id"]}, required=True)
    return make_survey(elm, title="The garden", questions=[came, faces("How was it?"), last])


@pytest.fixture
def desk(asha: User) -> Client:
    return sign_in(asha)


def answer(desk: Client, survey: Survey, page: Page, *chosen: str, go: str = "on", **other: Any) -> Page:
    """Answer the question that a page shows, and return the next page."""
    text = page.content.decode()
    hidden = {name: html.unescape(value) for name, value in re.findall(r'name="(question|carried)" value="([^"]*)"', text)}
    return desk.post(step("try", survey), hidden | {"answer": list(chosen), "go": go} | other)


def every_row() -> dict[str, int]:
    """Count the rows of every table of families' answers."""
    return {model.__name__: model._default_manager.count() for model in apps.get_app_config("feedback").get_models()}


def test_the_practice_says_that_nothing_is_kept(desk: Client, survey: Survey) -> None:
    page = words(desk.get(step("try", survey)))

    assert "Practice: nothing is kept" in page
    assert "Did you come?" in page


def test_a_whole_walk_stores_and_counts_nothing(desk: Client, survey: Survey) -> None:
    before = every_row()

    page = desk.get(step("try", survey))
    page = answer(desk, survey, page, YES)
    assert "How was it?" in words(page)
    page = answer(desk, survey, page, "5")
    page = answer(desk, survey, page, "More cake, please")

    assert "That was the last question" in words(page)
    assert every_row() == before


def test_a_draft_can_be_tried_before_anybody_else_sees_it(desk: Client, survey: Survey) -> None:
    assert survey.current_version is None
    assert desk.get(step("try", survey)).status_code == 200


def test_then_go_to_is_followed(desk: Client, survey: Survey) -> None:
    page = answer(desk, survey, desk.get(step("try", survey)), NO)

    assert "Anything else?" in words(page)


def test_going_back_shows_what_was_chosen(desk: Client, survey: Survey) -> None:
    page = answer(desk, survey, desk.get(step("try", survey)), YES)
    page = answer(desk, survey, page, go="back")

    assert re.search(rf'value="{YES}" checked', page.content.decode())


def test_a_question_that_must_be_answered_says_so(desk: Client, survey: Survey) -> None:
    page = answer(desk, survey, desk.get(step("try", survey)))

    assert page.status_code == 422
    assert "Choose an answer." in words(page)


def test_what_was_typed_too_long_is_kept_on_the_page(desk: Client, survey: Survey) -> None:
    page = answer(desk, survey, answer(desk, survey, desk.get(step("try", survey)), NO), "a" * 5_001)

    assert "too long" in words(page)
    assert "a" * 5_001 in page.content.decode()


def test_a_survey_without_questions_says_what_to_do(desk: Client, elm: Hub) -> None:
    assert "There are no questions yet" in words(desk.get(step("try", make_survey(elm, questions=[]))))


@pytest.mark.parametrize("carried", ["", "not json", "[]", '{"x": 1}', '{"nobody": "yes"}', json.dumps({YES: ["a"]}), "null", "[" * 2_000])
def test_tampered_answers_are_left_out_and_nothing_breaks(desk: Client, survey: Survey, carried: str) -> None:
    page = answer(desk, survey, desk.get(step("try", survey)), YES, carried=carried)

    assert "How was it?" in words(page)


@pytest.mark.parametrize("shape", ["x", ["x", "y"], [["x"]], {"a": "b"}])
def test_an_answer_of_the_wrong_shape_is_no_error(desk: Client, elm: Hub, shape: Any) -> None:
    kinds = [several_choices("Which?"), faces("How?"), long_text("Why?")]
    survey = make_survey(elm, questions=kinds)
    carried = json.dumps({kind["id"]: shape for kind in kinds})

    page = desk.post(step("try", survey), {"question": kinds[1]["id"], "carried": carried, "go": "back"})

    assert "Which?" in words(page)


def test_a_question_that_was_deleted_meanwhile_begins_again(desk: Client, survey: Survey) -> None:
    page = desk.post(step("try", survey), {"question": "gone", "answer": "x", "carried": "{}"})

    assert "Did you come?" in words(page)


def test_words_typed_in_the_practice_never_run(desk: Client, elm: Hub) -> None:
    survey = make_survey(elm, questions=[long_text("First"), long_text("Second")])
    page = answer(desk, survey, desk.get(step("try", survey)), '"><script>alert(1)</script>')

    assert "<script>alert" not in page.content.decode()


def test_a_hub_worker_may_try_and_another_hub_finds_nothing(ben: User, cara: User, survey: Survey) -> None:
    assert sign_in(ben).get(step("try", survey)).status_code == 200
    assert sign_in(cara).get(step("try", survey)).status_code == 404


def test_nobody_gets_in_without_signing_in(survey: Survey) -> None:
    assert Client().get(step("try", survey)).status_code == 302
