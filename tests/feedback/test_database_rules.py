"""What the database itself refuses of answers to families, whichever way a row comes: the last guard of promise 8."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from accounts.models import User
from core.models import Hub
from feedback.choices import Outcome, SurveyState, ThemeState
from feedback.models import Response, Survey, Theme, WeDid, YouSaid
from tests.builders import make_engagement, make_open_survey, make_response, make_theme, make_we_did, make_you_said, today

SAYS_NOTHING: list[tuple[str, dict[str, Any], str]] = [
    (Outcome.DID, {"what_changed": ""}, "did_names_what_changed"),
    (Outcome.DID, {"changed_on": None}, "did_names_what_changed"),
    (Outcome.PARTLY, {"what_changed": ""}, "did_names_what_changed"),
    (Outcome.PARTLY, {"changed_on": None}, "did_names_what_changed"),
    (Outcome.DOING, {"due_on": None}, "a_promise_says_by_when"),
    (Outcome.PLANNED, {"due_on": None}, "a_promise_says_by_when"),
    (Outcome.PASSED_ON, {"passed_to": ""}, "passed_on_names_who_and_when"),
    (Outcome.PASSED_ON, {"replies_by_on": None}, "passed_on_names_who_and_when"),
    *[
        (outcome, missing, "a_refusal_has_its_reason")
        for outcome in (Outcome.NO, Outcome.NOT_NOW)
        for missing in ({"reason": ""}, {"would_change_it": ""}, {"decided_by": None})
    ],
]


@pytest.mark.parametrize(("outcome", "missing", "rule"), SAYS_NOTHING)
def test_an_answer_without_what_its_outcome_needs_is_no_row(elm: Hub, asha: User, outcome: str, missing: dict[str, Any], rule: str) -> None:
    said = make_you_said(elm)

    with pytest.raises(IntegrityError, match=rule):
        make_we_did(said, by=asha, outcome=outcome, **missing)


def test_every_outcome_is_a_row_when_it_is_whole(elm: Hub, asha: User) -> None:
    for outcome in Outcome.values:
        make_we_did(make_you_said(elm), by=asha, outcome=outcome)

    assert WeDid.objects.count() == len(Outcome.values) == 7


def test_one_answer_is_written_at_a_time(elm: Hub, asha: User) -> None:
    said = make_you_said(elm)
    make_we_did(said, by=asha)

    with pytest.raises(IntegrityError):
        make_we_did(said, by=asha)


@pytest.mark.parametrize("week", ["20261120", "2026-W4", "2026-w47", ""])
def test_an_answer_of_a_family_knows_its_week_and_nothing_finer(elm: Hub, week: str) -> None:
    response = make_response(make_open_survey(elm), elm)

    with pytest.raises(IntegrityError, match="a_response_knows_only_its_week"):
        Response.objects.filter(pk=response.pk).update(week=week)


@pytest.mark.parametrize("missing", [{"public_line": "", "heard_on": today()}, {"public_line": "Because.", "heard_on": None}])
def test_a_theme_that_goes_no_further_says_why_and_since_when(elm: Hub, missing: dict[str, Any]) -> None:
    theme = make_theme(make_engagement(elm))

    with pytest.raises(IntegrityError, match="a_theme_not_taken_further_says_why"):
        Theme.objects.filter(pk=theme.pk).update(state=ThemeState.HEARD, **missing)


@pytest.mark.parametrize(
    ("field", "rule"), [("heard_until_on", "heard_until_comes_after_heard_from"), ("answer_by_on", "an_answer_comes_after_the_hearing")]
)
def test_days_stand_in_their_order(elm: Hub, field: str, rule: str) -> None:
    said = make_you_said(elm)

    with pytest.raises(IntegrityError, match=rule):
        YouSaid.objects.filter(pk=said.pk).update(**{field: said.heard_from_on - timedelta(days=1)})


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"engagement": None}, "an_open_survey_hangs_on_an_engagement"),
        ({"current_version": None}, "an_open_survey_has_a_version"),
        ({"opens_on": today(), "closes_on": today() - timedelta(days=1)}, "a_survey_closes_after_it_opens"),
        ({"state": SurveyState.CLOSED}, "a_closed_survey_says_since_when"),
    ],
)
def test_nobody_is_asked_into_the_void(elm: Hub, facts: dict[str, Any], rule: str) -> None:
    survey = make_open_survey(elm)

    with pytest.raises(IntegrityError, match=rule):
        Survey.objects.filter(pk=survey.pk).update(**facts)
