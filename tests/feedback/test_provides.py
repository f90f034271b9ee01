"""What feedback answers when the floor below asks."""

import pytest

from accounts.models import User
from core import questions
from core.models import Hub
from feedback import provides
from feedback.choices import ThemeState
from feedback.models import Theme, YouSaid
from tests.builders import (
    make_engagement,
    make_hub,
    make_open_survey,
    make_response,
    make_survey,
    make_theme,
    make_voice,
    make_you_said,
    today,
)


def why_not_close_engagement(*, engagement_id: int) -> list[str]:
    """Return the words alone."""
    return [missing.text for missing in provides.why_not_close_engagement(engagement_id=engagement_id)]


def test_an_engagement_without_themes_may_close(elm: Hub) -> None:
    assert why_not_close_engagement(engagement_id=make_engagement(elm).pk) == []


def test_an_open_theme_keeps_its_engagement_open_and_says_what_to_do(elm: Hub) -> None:
    engagement = make_engagement(elm)
    make_theme(engagement, "Doors and ramps")

    (reason,) = why_not_close_engagement(engagement_id=engagement.pk)

    assert reason == "“Doors and ramps” is still open: answer it, merge it, or say in one line why it goes no further."


@pytest.mark.parametrize(
    "ending",
    [{"state": ThemeState.ANSWERED}, {"state": ThemeState.HEARD, "public_line": "The building is not ours.", "heard_on": "2026-11-02"}],
    ids=["answered", "heard, not taken further"],
)
def test_a_theme_that_ended_keeps_nothing_open(elm: Hub, ending: dict[str, str]) -> None:
    engagement = make_engagement(elm)
    Theme.objects.filter(pk=make_theme(engagement).pk).update(**ending)

    assert why_not_close_engagement(engagement_id=engagement.pk) == []


def test_what_was_raised_and_not_answered_keeps_its_engagement_open(elm: Hub) -> None:
    engagement = make_engagement(elm)
    said = make_you_said(elm, engagement=engagement)
    assert why_not_close_engagement(engagement_id=engagement.pk) == [f"{said.reference} waits for its answer: publish one first."]

    YouSaid.objects.update(published_on=today())
    assert why_not_close_engagement(engagement_id=engagement.pk) == []


def test_a_merged_theme_counts_where_it_went(elm: Hub) -> None:
    engagement = make_engagement(elm)
    stays = make_theme(engagement, "Doors")
    Theme.objects.filter(pk=make_theme(engagement, "Heavy doors").pk).update(state=ThemeState.MERGED, merged_into=stays)

    (reason,) = why_not_close_engagement(engagement_id=engagement.pk)

    assert "“Doors”" in reason


def test_another_engagements_theme_is_no_reason(elm: Hub) -> None:
    make_theme(make_engagement(elm), "Somebody else's")
    assert why_not_close_engagement(engagement_id=make_engagement(elm).pk) == []


def test_of_many_open_themes_the_rest_stands_in_one_line_by_name(elm: Hub) -> None:
    engagement = make_engagement(elm)
    for number in range(8):
        make_theme(engagement, f"Theme {number}")

    reasons = why_not_close_engagement(engagement_id=engagement.pk)

    assert len(reasons) == 6
    assert reasons[-1] == "3 more themes are still open: “Theme 5”, “Theme 6”, “Theme 7”."

    Theme.objects.filter(name__in=["Theme 0", "Theme 1"]).delete()

    assert why_not_close_engagement(engagement_id=engagement.pk)[-1] == "One more theme is still open: “Theme 7”."


def test_the_question_reaches_feedback_through_the_settings(elm: Hub, asha: User) -> None:
    engagement = make_engagement(elm)
    make_theme(engagement, "Doors")

    (reasons,) = questions.engagement_closing.answers(engagement_id=engagement.pk)

    assert "Doors" in reasons[0].text
    assert reasons[0].href == f"/admin/themes/{engagement.themes.get().pk}/"


def test_a_survey_that_still_asks_keeps_its_engagement_open(elm: Hub) -> None:
    engagement = make_engagement(elm)
    make_survey(elm, engagement=engagement, title="A draft")
    make_open_survey(elm, engagement=engagement, title="The garden")

    assert why_not_close_engagement(engagement_id=engagement.pk) == ["Families can still answer “The garden”: close it first."]


# --- A hub is taken off -------------------------------------------------------------------------------------------------------


def test_a_hub_where_families_answered_or_wrote_a_comment_stays(elm: Hub, oak: Hub) -> None:
    engagement = make_engagement(elm, oak, make_hub("Ash"))
    survey = make_open_survey(elm, engagement=engagement)
    survey.hubs.clear()
    hub_ids = frozenset(Hub.objects.values_list("pk", flat=True))
    assert provides.why_hubs_stay(engagement_id=engagement.pk, hub_ids=hub_ids) == []

    make_response(survey, elm)
    make_voice(oak, response=make_response(survey, oak))

    assert provides.why_hubs_stay(engagement_id=engagement.pk, hub_ids=hub_ids) == [
        "Families at Elm answered or wrote a comment, so Elm stays.",
        "Families at Oak answered or wrote a comment, so Oak stays.",
    ]
    assert provides.why_hubs_stay(engagement_id=make_engagement(elm).pk, hub_ids=hub_ids) == []
