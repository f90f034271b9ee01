"""How a survey is frozen, walked and read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.models import Hub
from feedback import questionnaire
from feedback.questionnaire import (
    END,
    LONG_TEXT_LIMIT,
    RATHER_NOT_SAY,
    Option,
    Question,
    Questionnaire,
    compile_definition,
    freeze,
    options_of,
    read,
)
from tests.builders import long_text, make_survey, one_choice


def choice(name: str, *targets: str, required: bool = False) -> Question:
    options = tuple(Option(f"{name}{number}", f"Answer {number}", target) for number, target in enumerate(targets))
    return Question(id=name, kind="one_choice", text=name, options=options, required=required, rather_not_say=True)


def words(name: str, go_to: str = "", required: bool = False) -> Question:
    return Question(id=name, kind="long_text", text=name, go_to=go_to, required=required)


def test_without_skips_every_question_comes_in_order() -> None:
    questions = Questionnaire("", "", (words("a"), words("b"), words("c")))

    assert [question.id for question in questions.path({})] == ["a", "b", "c"]
    assert not questions.branches


def test_an_answer_leads_forward_to_the_question_it_names() -> None:
    questions = Questionnaire("", "", (choice("a", "c", ""), words("b"), words("c")))

    assert [question.id for question in questions.path({"a": "a0"})] == ["a", "c"]
    assert [question.id for question in questions.path({"a": "a1"})] == ["a", "b", "c"]
    assert questions.branches


def test_an_answer_can_lead_to_the_end() -> None:
    questions = Questionnaire("", "", (choice("a", END, ""), words("b")))

    assert [question.id for question in questions.path({"a": "a0"})] == ["a"]


@pytest.mark.parametrize("target", ["a", "nowhere"])
def test_a_skip_that_leads_back_or_nowhere_goes_on_to_the_next_question(target: str) -> None:
    questions = Questionnaire("", "", (words("a"), words("b", go_to=target), words("c")))

    assert [question.id for question in questions.path({})] == ["a", "b", "c"]


def test_what_was_answered_before_a_change_of_mind_is_not_sent() -> None:
    questions = Questionnaire("", "", (choice("a", "c", ""), words("b"), words("c")))

    assert questions.on_path({"a": "a0", "b": "skipped now", "c": "kept"}) == {"a": "a0", "c": "kept"}


def test_back_leads_to_the_question_before_on_this_familys_way() -> None:
    questions = Questionnaire("", "", (choice("a", "c", ""), words("b"), words("c")))

    before = questions.before(questions.by_id["c"], {"a": "a0"})

    assert before is not None
    assert before.id == "a"
    assert questions.before(questions.by_id["a"], {}) is None


def test_only_questions_on_the_way_must_be_answered() -> None:
    questions = Questionnaire("", "", (choice("a", "c", ""), words("b", required=True), words("c", required=True)))

    assert [question.id for question in questions.missing({"a": "a0"})] == ["c"]


@pytest.mark.parametrize("posted", [["someone else's"], ["a0", "someone else's"], ["a0", "a1"]])
def test_answers_that_were_never_offered_are_refused(posted: list[str]) -> None:
    reading = read(choice("a", "", ""), posted)

    assert reading.value is None
    assert reading.problem


def test_rather_not_say_counts_as_an_answer() -> None:
    assert read(choice("a", "", "", required=True), [RATHER_NOT_SAY]).value == RATHER_NOT_SAY


def test_rather_not_say_does_not_go_with_other_answers() -> None:
    several = Question(id="a", kind="several_choices", text="a", options=(Option("x", "X"), Option("y", "Y")), rather_not_say=True)

    assert read(several, ["x", "y"]).value == ["x", "y"]
    assert "Not both" in read(several, ["x", RATHER_NOT_SAY]).problem


def test_a_question_that_must_be_answered_says_so() -> None:
    assert read(choice("a", "", required=True), []).problem == "Choose an answer."
    assert "Write your answer" in read(words("a", required=True), ["  "]).problem
    assert read(words("a"), [""]).problem == ""


def test_a_text_that_is_too_long_is_kept_whole_and_says_by_how_much() -> None:
    typed = "a" * (LONG_TEXT_LIMIT + 1_234)

    reading = read(words("a"), [typed])

    assert reading.value == typed
    assert "1,234 letters too long" in reading.problem


def test_one_letter_too_many_is_one_letter() -> None:
    assert "1 letter too long" in read(words("a"), ["a" * (LONG_TEXT_LIMIT + 1)]).problem


@given(st.lists(st.text(), max_size=4))
def test_whatever_is_posted_is_read_without_an_error(posted: list[str]) -> None:
    for question in (choice("a", "", ""), words("b"), Question(id="c", kind="faces", text="c")):
        reading = read(question, posted)

        assert reading.value is None or not reading.problem or question.is_text


def test_a_frozen_survey_reads_as_it_was_built(elm: Hub) -> None:
    survey = make_survey(
        elm,
        questions=[one_choice("Was it easy?", "Yes", {"text": "No", "go_to": END}, required=True, help="Any time"), long_text("Why?")],
    )

    questions = compile_definition(freeze(survey))

    first, second = questions.questions
    assert (first.text, first.kind, first.required, first.help) == ("Was it easy?", "one_choice", True, "Any time")
    assert [(option.text, option.go_to) for option in first.options] == [("Yes", ""), ("No", END)]
    assert second.text == "Why?"
    assert [block["id"] for block in survey.questions.get_prep_value()] == [first.id, second.id]


def test_faces_come_with_words_and_a_way_not_to_say() -> None:
    offered = options_of(Question(id="f", kind="faces", text="f", rather_not_say=True), "4")

    assert [row["text"] for row in offered] == ["Very unhappy", "Unhappy", "In between", "Happy", "Very happy", "Rather not say"]
    assert [row["value"] for row in offered if row["checked"]] == ["4"]


class _ClearedMeanwhile(dict[int, Questionnaire]):
    """The shelf of compiled versions as it is when another thread clears it at once."""

    def __setitem__(self, version_id: int, questions: Questionnaire) -> None:
        """Keep nothing."""


def test_a_version_is_there_also_when_another_thread_clears_the_shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questionnaire, "_compiled", _ClearedMeanwhile())

    assert questionnaire.compiled(7, {"title": "After a session", "questions": []}).title == "After a session"
    assert questionnaire.known(7) is None
