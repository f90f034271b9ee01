"""Opening freezes what families answer; a change is a new version; answers keep theirs."""

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from core.models import AuditEntry, Hub
from feedback.choices import SurveyState
from feedback.models import Survey, SurveyVersion
from feedback.services.surveys import (
    close_survey,
    copy_survey,
    free_slug,
    open_survey,
    publish_new_version,
    save_with_free_slug,
    with_new_ids,
)
from participation.choices import Stage
from tests import builders
from tests.builders import faces, long_text, make_engagement, make_survey, one_choice
from tests.feedback.desk import change_wording

pytestmark = pytest.mark.usefixtures("urgent_number")


@pytest.fixture
def survey(elm: Hub) -> Survey:
    return make_survey(elm, title="The garden", questions=[faces("How is the garden?"), long_text()])


def test_opening_freezes_the_questions_as_version_1(asha: User, survey: Survey) -> None:
    version = open_survey(survey=survey, by=asha)

    survey.refresh_from_db()
    assert (survey.state, survey.current_version, version.number) == (SurveyState.OPEN, version, 1)
    assert version.definition["questions"][0]["text"] == "How is the garden?"
    assert version.definition["questions"][0]["id"] == survey.questions.raw_data[0]["id"]


def test_opening_is_in_the_audit_trail(asha: User, elm: Hub, survey: Survey) -> None:
    open_survey(survey=survey, by=asha)

    entry = AuditEntry.objects.get(verb="feedback.survey.open")
    assert (entry.actor, entry.subject, entry.hub_id) == (f"staff:{asha.pk}", f"feedback.Survey:{survey.pk}", elm.pk)


def test_opening_opens_what_the_survey_is_part_of(asha: User, elm: Hub) -> None:
    engagement = make_engagement(elm, stage=Stage.PLANNING, opened_on=None)

    open_survey(survey=make_survey(elm, engagement=engagement), by=asha)

    engagement.refresh_from_db()
    assert engagement.stage == Stage.OPEN
    assert engagement.opened_on


def test_an_incomplete_engagement_keeps_its_survey_closed(asha: User, elm: Hub) -> None:
    engagement = make_engagement(elm, stage=Stage.PLANNING, question="")
    survey = make_survey(elm, engagement=engagement)

    with pytest.raises(ValidationError, match="Write the question in plain words"):
        open_survey(survey=survey, by=asha)

    engagement.refresh_from_db()
    survey.refresh_from_db()
    assert (engagement.stage, survey.state) == (Stage.PLANNING, SurveyState.DRAFT)


def test_a_refused_opening_leaves_nothing_behind(asha: User, elm: Hub) -> None:
    survey = make_survey(elm, questions=[])

    with pytest.raises(ValidationError, match="Add at least one question"):
        open_survey(survey=survey, by=asha)

    assert not SurveyVersion.objects.exists()
    assert not AuditEntry.objects.filter(verb="feedback.survey.open").exists()


def test_a_survey_opens_once(asha: User, survey: Survey) -> None:
    open_survey(survey=survey, by=asha)

    with pytest.raises(ValidationError, match="open already"):
        open_survey(survey=survey, by=asha)

    assert survey.versions.count() == 1


@pytest.mark.parametrize("who", ["ben", "cara", "adam", "dev"])
def test_only_who_may_open_surveys_at_every_hub_of_it_does(request: pytest.FixtureRequest, survey: Survey, who: str) -> None:
    with pytest.raises(PermissionDenied):
        open_survey(survey=survey, by=request.getfixturevalue(who))


def test_a_survey_of_two_hubs_needs_somebody_of_both(asha: User, elm: Hub, oak: Hub) -> None:
    with pytest.raises(PermissionDenied):
        open_survey(survey=make_survey(elm, oak), by=asha)


def test_a_frozen_version_cannot_be_rewritten(asha: User, survey: Survey) -> None:
    version = open_survey(survey=survey, by=asha)

    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyVersion.objects.filter(pk=version.pk).update(definition={})


def test_how_families_come_back_cannot_change_once_open(asha: User, survey: Survey) -> None:
    open_survey(survey=survey, by=asha)

    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(mode="unlinkable")


def test_saving_a_change_does_not_reach_families(asha: User, survey: Survey) -> None:
    version = open_survey(survey=survey, by=asha)
    survey.refresh_from_db()
    change_wording(survey, "How is the pond?")

    survey.refresh_from_db()
    assert survey.current_version == version
    assert version.definition["questions"][0]["text"] == "How is the garden?"


def test_putting_the_changes_out_makes_version_2_and_answers_keep_theirs(asha: User, elm: Hub, survey: Survey) -> None:
    first = open_survey(survey=survey, by=asha)
    survey.refresh_from_db()
    answered = builders.make_response(survey, elm)
    change_wording(survey, "How is the pond?")

    second = publish_new_version(survey=survey, by=asha)

    survey.refresh_from_db()
    answered.refresh_from_db()
    assert (second.number, survey.current_version, answered.version) == (2, second, first)
    assert second.definition["questions"][0]["text"] == "How is the pond?"
    assert second.definition["questions"][0]["id"] == first.definition["questions"][0]["id"]
    entry = AuditEntry.objects.get(verb="feedback.survey.new_version")
    assert (entry.subject, entry.actor, entry.hub_id) == (f"feedback.Survey:{survey.pk}", f"staff:{asha.pk}", elm.pk)


def test_nothing_new_makes_no_new_version(asha: User, survey: Survey) -> None:
    open_survey(survey=survey, by=asha)

    with pytest.raises(ValidationError, match="Nothing has changed"):
        publish_new_version(survey=survey, by=asha)


def test_a_broken_change_cannot_go_out(asha: User, survey: Survey) -> None:
    open_survey(survey=survey, by=asha)
    survey.refresh_from_db()
    change_wording(survey, " ")

    with pytest.raises(ValidationError, match="Question 1 has no wording"):
        publish_new_version(survey=survey, by=asha)

    assert survey.versions.count() == 1


def test_a_draft_has_no_changes_to_put_out(asha: User, survey: Survey) -> None:
    with pytest.raises(ValidationError, match="Only an open survey"):
        publish_new_version(survey=survey, by=asha)


def test_closing_ends_it_and_says_so_in_the_trail(asha: User, survey: Survey) -> None:
    open_survey(survey=survey, by=asha)
    close_survey(survey=survey, by=asha)

    survey.refresh_from_db()
    assert survey.state == SurveyState.CLOSED
    assert AuditEntry.objects.filter(verb="feedback.survey.close").count() == 1
    with pytest.raises(ValidationError, match="Copy it to ask again"):
        open_survey(survey=survey, by=asha)


def test_a_copy_shares_no_id_with_the_original_and_leads_where_the_original_led(asha: User, elm: Hub) -> None:
    last = long_text("Tell us more")
    first = one_choice("Did you come?", {"text": "Yes", "go_to": last["id"]}, {"text": "No", "go_to": "end"})
    survey = make_survey(elm, questions=[first, faces(go_to=last["id"]), last])

    copy = copy_survey(survey=survey, by=asha)

    old, new = ids(survey), ids(copy)
    blocks = copy.questions.get_prep_value()
    assert old.isdisjoint(new)
    assert len(new) == 5
    assert [row["value"]["go_to"] for row in blocks[0]["value"]["options"]] == [blocks[2]["id"], "end"]
    assert blocks[1]["value"]["go_to"] == blocks[2]["id"]
    assert survey.questions.raw_data[0]["id"] == first["id"]


def ids(survey: Survey) -> set[str]:
    blocks: list[dict[str, Any]] = survey.questions.get_prep_value()
    return {block["id"] for block in blocks} | {row["id"] for block in blocks for row in block["value"].get("options", [])}


def test_a_jump_to_nothing_is_not_carried_into_a_copy() -> None:
    [block] = with_new_ids([faces(go_to="11111111-2222-4333-8444-555555555555")])

    assert block["value"]["go_to"] == ""


def test_a_copy_is_a_draft_of_my_own_hubs_only(asha: User, elm: Hub, oak: Hub) -> None:
    survey = builders.make_open_survey(elm, oak, title="Both")

    copy = copy_survey(survey=survey, by=asha)

    assert (copy.title, copy.state, list(copy.hubs.all())) == ("Copy of Both", SurveyState.DRAFT, [elm])
    entry = AuditEntry.objects.get(verb="feedback.survey.copy")
    assert (entry.subject, entry.actor) == (f"feedback.Survey:{copy.pk}", f"staff:{asha.pk}")
    assert json.loads(entry.facts)["copied_from"] == survey.pk


def test_a_very_long_title_can_be_copied(asha: User, elm: Hub) -> None:
    assert len(copy_survey(survey=make_survey(elm, title="a" * 120), by=asha).title) == 120


def test_two_surveys_of_one_title_have_two_addresses(elm: Hub) -> None:
    make_survey(elm, title="Food", slug="food")
    make_survey(elm, title="Food", slug="food-2")

    assert free_slug("Food") == "food-3"


def test_two_surveys_of_one_title_made_at_once_get_an_address_each(elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    make_survey(elm, slug="food")
    addresses = iter(["food", "food-2"])  # the first was still free when this one looked
    monkeypatch.setattr("feedback.services.surveys.free_slug", lambda title, but: next(addresses))
    second = Survey(title="Food")

    save_with_free_slug(second, second.save)

    assert Survey.objects.get(pk=second.pk).slug == "food-2"


@pytest.mark.parametrize(("title", "slug"), [("P", "p-2"), ("؟؟؟", "survey"), ("Café & crèche", "cafe-creche")])
def test_every_title_gives_an_address(db: None, title: str, slug: str) -> None:
    assert free_slug(title) == slug
