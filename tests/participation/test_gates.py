"""What each gate asks, in its own words: three sizes, three stages under way, and no road round."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from core.answers import Missing
from core.clocks import day_in_words
from core.models import AuditEntry, Hub
from feedback.models import Survey
from feedback.rules.weeks import first_day_of
from feedback.services.surveys import close_survey
from participation.choices import FairCheck, Size, Stage
from participation.models import Engagement, EqualityLine
from participation.rules import gates as rules
from participation.selectors.gates import reasons_not_to_close, why_not_open_now
from participation.services.engagements import (
    close_engagement,
    move_engagement,
    open_engagement,
    reasons_hubs_stay,
    resize_engagement,
)
from tests.builders import make_engagement, make_everyday_engagement, make_open_survey, make_response, make_theme, make_voice, today
from tests.participation.deciding import DAY, big, planned, prepared
from tests.participation.reaching import make_activity, make_aim


def texts(engagement: Engagement, **facts: Any) -> list[str]:
    return [one.text for one in rules.why_not_open(engagement, hubs=list(engagement.hubs.all()), today=today(), **facts)]


def test_a_big_decision_that_says_everything_may_open(elm: Hub) -> None:
    assert texts(big(elm)) == []


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"what_is_fixed": " "}, "Say what is decided already, and why. If nothing is, say so."),
        ({"decided_by": None}, "Say who decides. Choose a job title: families must know who listens."),
        ({"decided_on": None}, "Say when it is decided."),
        (
            {"decided_on": today()},
            "The day it is decided has come already: asking now would be for nothing. Put it off, or do not ask.",
        ),
        ({"ends_on": today() + 90 * DAY}, "It is decided before families have had their time to answer. Choose a later day."),
        ({"decided_at": ""}, "Say in which meeting it is decided."),
        *(
            ({"fair_checks": {one.value: "Said." for one in FairCheck if one != check}}, f"A fair consultation: {check.label}")
            for check in FairCheck
        ),
    ],
)
def test_a_big_decision_waits_for_each_thing_and_a_standard_one_does_not(elm: Hub, missing: dict[str, Any], said: str) -> None:
    assert texts(big(elm, **missing)) == [said]
    assert texts(big(elm, size=Size.STANDARD, **missing)) == []


def test_a_big_decision_waits_for_the_checklist_and_the_equality_record_and_leads_there(elm: Hub) -> None:
    owed = {"open_items": [Missing("Nobody said who listens.", "/a/")], "equality": [Missing("Age was not looked at.", "/b/")]}

    found = rules.why_not_open(big(elm), hubs=[elm], today=today(), **owed)

    assert [(one.text, one.href) for one in found] == [("Nobody said who listens.", "/a/"), ("Age was not looked at.", "/b/")]
    assert texts(planned(elm), **owed) == []
    assert texts(make_everyday_engagement(elm, stage=Stage.PLANNING), **owed) == []


def test_nothing_opens_before_the_three_questions_were_answered(elm: Hub) -> None:
    assert texts(planned(elm, size_answers={})) == ["Say how heavy this decision is: answer three plain questions."]


@pytest.mark.django_db
def test_no_service_opens_what_its_gate_holds(elm: Hub, asha: User) -> None:
    engagement = big(elm, decided_at="")

    with pytest.raises(ValidationError, match="Say in which meeting it is decided"):
        open_engagement(engagement=engagement, by=asha)

    engagement.refresh_from_db()
    assert engagement.stage == Stage.PLANNING


@pytest.mark.django_db
def test_a_big_decision_waits_for_each_planning_item_of_audience_and_influence_and_leads_to_it(elm: Hub, asha: User) -> None:
    engagement = prepared(elm)
    for element, item in (("audience", "AU-P2"), ("influence", "IN-P3")):
        engagement.checklist.filter(item=item).delete()
        (found,) = [one for one in why_not_open_now(engagement) if item in one.text]
        assert found.href == f"/admin/checklist/{engagement.pk}/{element}/#{item}"

    assert not [one for one in why_not_open_now(engagement) if "SP-P" in one.text or "VO-P" in one.text], "the rest is advice"
    Engagement.objects.update(size=Size.STANDARD)
    assert why_not_open_now(Engagement.objects.get()) == []


@pytest.mark.django_db
def test_a_big_decision_waits_for_its_equality_record_and_for_each_group_in_it(elm: Hub, asha: User) -> None:
    engagement = prepared(elm)
    assert why_not_open_now(engagement) == []

    EqualityLine.objects.filter(record=engagement.equality_record, characteristic="age").update(effect="")
    (found,) = why_not_open_now(engagement)
    assert "Age" in found.text
    assert found.href.startswith(f"/admin/equality/{engagement.equality_record_id}/")

    Engagement.objects.update(equality_record=None)
    (found,) = why_not_open_now(Engagement.objects.get())
    assert found.href == f"/admin/equality/new/?engagement={engagement.pk}"


# --- On the way ---------------------------------------------------------------------------------------------------------


def test_making_sense_begins_when_no_family_can_answer_any_more(elm: Hub, asha: User) -> None:
    engagement = make_engagement(elm)
    survey = make_open_survey(elm, engagement=engagement, title="The garden")

    with pytest.raises(ValidationError, match="Families can still answer “The garden”: close it first"):
        move_engagement(engagement=engagement, to=Stage.SENSE, by=asha)

    close_survey(survey=survey, by=asha)
    move_engagement(engagement=engagement, to=Stage.SENSE, by=asha)
    move_engagement(engagement=engagement, to=Stage.ANSWERING, by=asha)

    engagement.refresh_from_db()
    assert engagement.stage == Stage.ANSWERING
    assert AuditEntry.objects.filter(verb="participation.engagement.move").count() == 2


def test_a_step_back_needs_a_reason_and_goes_one_step(elm: Hub, asha: User) -> None:
    engagement = make_engagement(elm, stage=Stage.ANSWERING)

    with pytest.raises(ValidationError, match="Say why it goes a step back"):
        move_engagement(engagement=engagement, to=Stage.SENSE, by=asha)
    with pytest.raises(ValidationError, match="One step at a time"):
        move_engagement(engagement=engagement, to=Stage.OPEN, by=asha, reason="We missed the travellers’ site.")

    move_engagement(engagement=engagement, to=Stage.SENSE, by=asha, reason="We missed the travellers’ site.")
    engagement.refresh_from_db()
    assert engagement.stage == Stage.SENSE
    assert engagement.steps_back == [{"on": today().isoformat(), "to": "sense", "why": "We missed the travellers’ site."}]


@pytest.mark.parametrize("stage", [Stage.PLANNING, Stage.CLOSED, Stage.LOOKED])
def test_what_is_not_under_way_does_not_go_on(elm: Hub, stage: str) -> None:
    (problem,) = rules.why_not_move(make_engagement(elm, stage=stage, closed_on=today()), Stage.SENSE)

    assert problem.text == "Only what is open to families goes on to making sense and answering."


def test_everyday_listening_neither_goes_on_nor_closes(elm: Hub) -> None:
    everyday = make_everyday_engagement(elm)

    assert [one.text for one in rules.why_not_move(everyday, Stage.SENSE)] == ["Everyday listening at a hub stays open."]
    assert [one.text for one in rules.why_not_close(everyday, still_open=[])] == ["Everyday listening at a hub does not close."]


# --- Closing --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.SENSE, Stage.ANSWERING])
def test_closing_lists_each_open_theme_with_the_way_to_it(elm: Hub, stage: str) -> None:
    engagement = make_engagement(elm, stage=stage)
    theme = make_theme(engagement, "Doors")

    from_above = [Missing("“Doors” is still open.", f"/admin/themes/{theme.pk}/")]

    assert [(one.text, one.href) for one in rules.why_not_close(engagement, still_open=from_above)] == [
        ("“Doors” is still open.", f"/admin/themes/{theme.pk}/")
    ]
    assert rules.why_not_close(engagement, still_open=[]) == []


def who_left_a_contact(*, engagement_id: int) -> list[Missing]:
    """Stand for the letters of a later floor: people who left a contact and were not told."""
    return [Missing("People who asked to be told have not been told yet. Send it first.", "/admin/letters/")]


def test_it_does_not_close_while_people_who_left_a_contact_were_not_told(elm: Hub, asha: User, settings: Any) -> None:
    here = f"{__name__}.who_left_a_contact"
    settings.PROVIDERS = settings.PROVIDERS | {"engagement.closing": [*settings.PROVIDERS["engagement.closing"], here]}

    with pytest.raises(ValidationError, match="People who asked to be told have not been told yet"):
        close_engagement(engagement=make_engagement(elm), by=asha)


def test_what_grew_into_a_big_decision_owes_its_planning_when_it_closes(elm: Hub) -> None:
    grown = big(elm, stage=Stage.ANSWERING)
    owed: dict[str, Any] = {"open_items": [Missing("Nobody said who listens.")], "equality": [Missing("Age was not looked at.")]}

    assert [one.text for one in rules.why_not_close(grown, still_open=[], **owed)] == ["Nobody said who listens.", "Age was not looked at."]
    assert rules.why_not_close(make_engagement(elm), still_open=[], **owed) == []


def test_growing_is_no_road_round_what_a_big_decision_says(elm: Hub) -> None:
    grown = make_engagement(elm, size=Size.BIG, stage=Stage.ANSWERING)

    found = [one.text for one in rules.why_not_close(grown, still_open=[])]

    assert "Say in which meeting it is decided." in found
    assert sum(text.startswith("A fair consultation: ") for text in found) == len(FairCheck)


def test_no_exception_closes_what_families_can_still_answer(elm: Hub) -> None:
    asking = Missing("Families can still answer “The garden”: close it first.", "/x/")

    problems = rules.why_not_close(make_engagement(elm), still_open=[asking, Missing("“Doors” is still open.")], still_asking=[asking])

    assert [one.always for one in problems] == [True, False]


def test_a_comment_that_nobody_read_keeps_its_engagement_open(elm: Hub, asha: User) -> None:
    engagement = make_engagement(elm)
    survey = make_open_survey(elm, engagement=engagement)
    voice = make_voice(elm, response=make_response(survey))
    close_survey(survey=survey, by=asha)
    Survey.objects.update(closed_on=today() - 4 * DAY)
    (found,) = reasons_not_to_close(engagement)
    monday = day_in_words(first_day_of(voice.week))
    said = f"Some comments to “{survey.title}” are in no theme yet, the newest of the week of {monday}"
    assert found.text == f"{said}: read them first, and put each to what it is about."
    assert found.href == f"/admin/comments/?without_theme=on&survey={survey.pk}"

    make_theme(make_engagement(elm), "Tea", voices=[voice], by=asha)
    assert reasons_not_to_close(engagement) == [found], "what a theme of another question answers is not this"

    make_theme(engagement, "Doors", voices=[voice], by=asha)
    assert [one.text for one in reasons_not_to_close(engagement)] == [
        "“Doors” is still open: answer it, merge it, or say in one line why it goes no further."
    ]


def test_a_hub_with_aims_or_a_sentence_stays(elm: Hub, oak: Hub) -> None:
    engagement = make_engagement(elm, oak)
    make_aim(engagement, oak)

    assert reasons_hubs_stay(engagement, leaving=[oak]) == ["Oak has aims or a group’s sentence in it: take those off first."]
    assert reasons_hubs_stay(engagement, leaving=[elm]) == []


def test_a_hub_where_families_came_or_will_come_stays(elm: Hub, oak: Hub) -> None:
    engagement = make_engagement(elm, oak)
    make_activity(elm, engagement=engagement, called_off_because="It rained.")
    assert reasons_hubs_stay(engagement, leaving=[elm, oak]) == []

    make_activity(oak, engagement=engagement)

    assert reasons_hubs_stay(engagement, leaving=[elm, oak]) == [
        "Oak has activities in it, so it stays. Call off first what did not happen."
    ]


# --- Sizes ----------------------------------------------------------------------------------------------------------------


def test_under_way_it_may_grow_and_never_shrink(elm: Hub, asha: User) -> None:
    heavy = {"could_lose": True, "must_consult": False, "people_here_decide": False}
    engagement = make_engagement(elm)

    resize_engagement(engagement=engagement, answers=heavy, size=Size.BIG, by=asha)
    engagement.refresh_from_db()
    assert engagement.size == Size.BIG

    with pytest.raises(ValidationError, match="Families were told that this is a big decision, so it stays one"):
        resize_engagement(engagement=engagement, answers={}, size=Size.STANDARD, by=asha)


def test_a_formal_consultation_is_what_was_answered_last_until_families_were_told(elm: Hub, asha: User) -> None:
    engagement, must, need_not = make_engagement(elm, stage=Stage.PLANNING, opened_on=None), {"must_consult": True}, {"could_lose": True}

    for answers, is_formal in ((must, True), (need_not, False), (must, True)):
        resize_engagement(engagement=engagement, answers=answers, size=Size.BIG, by=asha)
        engagement.refresh_from_db()
        assert engagement.is_formal_consultation is is_formal

    Engagement.objects.update(stage=Stage.OPEN)
    resize_engagement(engagement=engagement, answers=need_not, size=Size.BIG, by=asha)
    engagement.refresh_from_db()
    assert engagement.is_formal_consultation


@pytest.mark.parametrize(
    ("size", "to", "stage", "said"),
    [
        (Size.EVERYDAY, Size.BIG, Stage.OPEN, "Everyday listening is a hub’s own, and stays. Ask about this apart from it."),
        (Size.STANDARD, Size.EVERYDAY, Stage.PLANNING, "Everyday listening is a hub’s own, and stays. Ask about this apart from it."),
        (Size.STANDARD, Size.BIG, Stage.CLOSED, "It is closed. Start a new one."),
    ],
)
def test_a_size_that_cannot_be_says_why(size: str, to: Size, stage: str, said: str) -> None:
    assert rules.why_not_resize(Engagement(size=size, stage=stage), to) == [said]
