"""The cast and the builders give what they promise, on both databases."""

import pytest

from accounts.models import User
from core.models import Hub, Post
from core.querysets import may
from feedback.choices import Outcome
from feedback.models import Survey
from tests import builders
from tests.cast import give_role, make_user, sign_in


def test_the_two_hubs_stand_in_different_parts_of_the_council(elm: Hub, oak: Hub) -> None:
    assert (elm.locality.name, oak.locality.name) == ("North", "South")


def test_asha_asks_at_elm_and_not_at_oak(asha: User, elm: Hub, oak: Hub) -> None:
    assert may(asha, "survey.add", hub_id=elm.pk)
    assert not may(asha, "survey.add", hub_id=oak.pk)


def test_ben_reads_comments_at_elm_and_answers_nobody(ben: User, elm: Hub) -> None:
    assert may(ben, "voice.view", hub_id=elm.pk)
    assert not may(ben, "we_did.publish")


def test_dev_decides_everywhere(dev: User, elm: Hub, oak: Hub) -> None:
    assert may(dev, "we_did.publish", hub_id=elm.pk)
    assert may(dev, "we_did.publish", hub_id=oak.pk)


def test_nora_may_nothing(nora: User) -> None:
    assert not may(nora, "hub.view")


def test_a_role_given_later_counts_at_once(nora: User, elm: Hub) -> None:
    assert not may(nora, "voice.view")

    give_role(nora, "hub_worker", elm)

    assert may(nora, "voice.view", hub_id=elm.pk)


def test_posts_have_their_holders(elm_manager: Post, head_of_early_help: Post, asha: User, dev: User) -> None:
    assert elm_manager.holders.get().user == asha
    assert head_of_early_help.holders.get().user == dev


def test_a_member_of_staff_signs_in(asha: User) -> None:
    assert sign_in(asha).session["_auth_user_id"] == str(asha.pk)


def test_staff_without_a_role_do_not_enter_the_admin(db: None) -> None:
    assert sign_in(make_user("Zoe")).get("/admin/").status_code in {302, 403}


def test_an_open_survey_is_open_today_and_holds_its_frozen_questions(elm: Hub) -> None:
    survey = builders.make_open_survey(
        elm, questions=[builders.one_choice("Was it easy to find?", "Yes", "No", id="11111111-1111-4111-8111-111111111111")]
    )

    assert list(Survey.objects.open_on(builders.today())) == [survey]
    assert survey.current_version is not None
    question = survey.current_version.definition["questions"][0]
    assert question["id"] == "11111111-1111-4111-8111-111111111111"
    assert [option["text"] for option in question["options"]] == ["Yes", "No"]


def test_every_kind_of_question_is_stored_and_read_back(elm: Hub) -> None:
    blocks = [
        builders.one_choice("One?"),
        builders.several_choices("Several?"),
        builders.faces(),
        builders.short_text(),
        builders.long_text(),
    ]

    stored = Survey.objects.get(pk=builders.make_survey(elm, questions=blocks).pk)

    assert [block.block_type for block in stored.questions] == ["one_choice", "several_choices", "faces", "short_text", "long_text"]
    assert stored.questions[0].value["options"][0]["text"] == "Yes"


def test_a_comment_is_heard_with_its_response_and_put_to_a_theme(elm: Hub, asha: User) -> None:
    survey = builders.make_open_survey(elm)
    voice = builders.make_voice(elm, "More time, please.", response=builders.make_response(survey))
    assert survey.engagement is not None

    theme = builders.make_theme(survey.engagement, "Time", voices=[voice], by=asha)

    voice.refresh_from_db()
    assert voice.text == "More time, please."
    assert list(theme.voices.all()) == [voice]


def test_a_poster_leads_to_its_survey(elm: Hub) -> None:
    survey = builders.make_open_survey(elm)
    assert builders.make_entry_point(survey, elm).survey == survey


@pytest.mark.parametrize("outcome", Outcome.values)
def test_every_outcome_can_be_answered_in_public(elm: Hub, asha: User, outcome: str) -> None:
    you_said = builders.make_you_said(elm)

    we_did = builders.make_we_did(you_said, by=asha, outcome=outcome, published=True)

    assert we_did.published_at is not None
    assert you_said.published_on == builders.today()


def test_an_everyday_engagement_promises_weeks_not_a_day(elm: Hub) -> None:
    everyday = builders.make_everyday_engagement(elm)
    assert everyday.answer_by_on is None
    assert everyday.answer_within_weeks == 6
