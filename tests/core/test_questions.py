"""Lower floors ask by name; a wrong answerer stops the start, not a family."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as live
from django.core import checks
from pytest_django import Settings

from core import questions
from core.answers import Missing
from core.checks_questions import providers_answer_their_questions
from tests.core import answerers

HERE = "tests.core.answerers"


def _problems() -> list[checks.CheckMessage]:
    return providers_answer_their_questions(None)


def _who(settings: Settings, name: str, *paths: str) -> None:
    settings.PROVIDERS = {**live.PROVIDERS, name: list(paths)}


def test_everybody_named_in_the_settings_answers_what_is_asked() -> None:
    assert _problems() == []


def test_the_check_runs_by_itself() -> None:
    assert providers_answer_their_questions in checks.registry.registry.registered_checks


def test_every_question_has_a_place_in_the_settings() -> None:
    assert set(live.PROVIDERS) == set(questions.QUESTIONS)


def test_a_path_that_leads_nowhere_stops_the_start(settings: Settings) -> None:
    _who(settings, "attention", "feedback.provides.nobody")
    (problem,) = _problems()
    assert problem.id == "earshot.E102"
    assert "feedback.provides.nobody" in problem.msg


@pytest.mark.parametrize("wrong", ["asks_too_little", "asks_too_much", "answers_something_else", "takes_it_by_place", "says_no_types"])
def test_a_wrong_signature_stops_the_start(settings: Settings, wrong: str) -> None:
    _who(settings, "engagement.closing", f"{HERE}.{wrong}")
    (problem,) = _problems()
    assert problem.id == "earshot.E103"
    assert "engagement_id: int" in (problem.hint or "")


def test_a_question_nobody_asks_stops_the_start(settings: Settings) -> None:
    _who(settings, "engagement.colour")
    (problem,) = _problems()
    assert problem.id == "earshot.E101"
    assert "engagement.closing" in (problem.hint or "")


def test_a_question_without_a_place_in_the_settings_stops_the_start(settings: Settings) -> None:
    settings.PROVIDERS = {name: paths for name, paths in live.PROVIDERS.items() if name != "attention"}
    (problem,) = _problems()
    assert problem.id == "earshot.E104"


def test_everybody_is_asked_in_order(settings: Settings) -> None:
    _who(settings, "engagement.closing", f"{HERE}.nothing_stands_in_the_way", f"{HERE}.one_thing_does")
    assert questions.engagement_closing.answers(engagement_id=7) == [[], [Missing("Number 7 is not ready.")]]


def test_asking_by_name_gives_the_answerers(settings: Settings) -> None:
    _who(settings, "engagement.closing", f"{HERE}.one_thing_does")
    answerers_found: list[Callable[..., Any]] = questions.ask("engagement.closing")
    assert answerers_found == [answerers.one_thing_does]


def test_asking_an_unknown_question_fails_loudly() -> None:
    with pytest.raises(KeyError):
        questions.ask("engagement.colour")


@pytest.mark.parametrize("name", sorted(questions.QUESTIONS))
def test_every_question_says_what_it_asks_and_is_no_answer_itself(name: str) -> None:
    shape = questions.QUESTIONS[name].shape
    assert shape.__doc__
    with pytest.raises(NotImplementedError):
        shape(**dict.fromkeys(list(shape.__annotations__)[:-1]))
