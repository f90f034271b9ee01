"""What a gate asked of a big decision stands once families were told of it: no screen and no service takes it back."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.models import AuditEntry, Hub
from feedback.selectors.opening import problems_before_opening
from participation.choices import Effect, FairCheck, Gate, Said, Stage
from participation.models import ChecklistAnswer, Engagement, EqualityRecord, GateOverride
from participation.rules import gates as rules
from participation.selectors.checklist import sheet
from participation.selectors.gates import why_not_ask_in
from participation.services.checklist import Given, mark, save_answers
from participation.services.engagements import open_engagement
from participation.services.equality import LineSaid, choose_engagements, save_record
from tests.builders import make_brand, make_engagement, make_post, make_survey, today
from tests.cast import sign_in
from tests.participation.deciding import DAY, big, prepared
from tests.participation.known import fill_in, make_equality
from tests.participation.listening import say
from tests.staff_forms import largest_form

pytestmark = pytest.mark.django_db

PAST = "The day it is decided has come already: asking now would be for nothing. Put it off, or do not ask."
TOO_SOON = "It is decided before families have had their time to answer. Choose a later day."
TOLD = "Families were told this. Say it better, but do not leave it empty."


@pytest.fixture
def closure(elm: Hub, asha: User) -> Engagement:
    """Return a big decision that opened with all that its gate asks."""
    engagement = prepared(elm, ends_on=today() + 30 * DAY)
    open_engagement(engagement=engagement, by=asha)
    engagement.refresh_from_db()
    return engagement


def save(engagement: Engagement, by: User, **typed: str) -> str:
    """Save its page with this in its boxes, and return what it says then."""
    at, desk = reverse("engagement:edit", args=[engagement.pk]), sign_in(by)
    values = {name: said for name, said in largest_form(at, desk.get(at).content.decode()).values.items() if said}
    page = desk.post(at, values | {name: [value] for name, value in typed.items()}, follow=True)
    engagement.refresh_from_db()
    return str(page.content.decode())


@pytest.mark.parametrize("check", FairCheck.values)
def test_no_check_of_a_fair_consultation_is_emptied(closure: Engagement, asha: User, check: str) -> None:
    page = save(closure, asha, **{f"fair_checks-{check}": " "})

    assert TOLD in page
    assert str(FairCheck(check).label)[:20] in page
    assert closure.fair_checks[check] == "Said."


def test_a_check_may_be_said_better_and_while_it_is_planned_emptied(closure: Engagement, asha: User, elm: Hub) -> None:
    save(closure, asha, **{"fair_checks-time": "Eight weeks, and the school holidays."})
    assert closure.fair_checks["time"] == "Eight weeks, and the school holidays."

    other = big(elm, title="Another")
    save(other, asha, **{"fair_checks-time": ""})
    assert not other.fair_checks.get("time")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"decided_on": -DAY, "ends_on": -2 * DAY}, PAST),
        ({"decided_on": 0 * DAY, "ends_on": -2 * DAY}, PAST),
        ({"decided_on": 20 * DAY}, TOO_SOON),
        ({"ends_on": 90 * DAY}, TOO_SOON),
        ({"ends_on": 120 * DAY}, TOO_SOON),
    ],
)
def test_no_day_on_its_page_makes_the_asking_for_nothing(closure: Engagement, asha: User, typed: dict[str, Any], reason: str) -> None:
    page = save(closure, asha, **{name: str(today() + after) for name, after in typed.items()})

    assert reason in page
    assert (closure.decided_on, closure.ends_on) == (today() + 90 * DAY, today() + 30 * DAY)


def test_its_page_can_still_be_saved_when_the_day_has_come(closure: Engagement, asha: User) -> None:
    Engagement.objects.filter(pk=closure.pk).update(decided_on=today() - DAY, ends_on=today() - 9 * DAY)

    save(closure, asha, service="The clinic")

    assert closure.service == "The clinic"


@pytest.mark.parametrize(("decided", "ends", "reason"), [(-1, -9, PAST), (0, -9, PAST), (20, 20, TOO_SOON), (20, 40, TOO_SOON)])
def test_no_survey_opens_in_what_is_decided_already_or_too_soon(
    closure: Engagement, elm: Hub, decided: int, ends: int, reason: str
) -> None:
    make_brand(safeguarding_phone="01632 960 001")
    survey = make_survey(elm, engagement=closure)
    assert problems_before_opening(survey) == []

    Engagement.objects.filter(pk=closure.pk).update(decided_on=today() + decided * DAY, ends_on=today() + ends * DAY)
    survey.refresh_from_db()

    (problem,) = problems_before_opening(survey)
    assert reason in problem.text
    assert f"/{closure.pk}/#" in problem.href


def test_what_a_second_person_agreed_to_at_its_opening_is_not_asked_again(closure: Engagement, asha: User) -> None:
    Engagement.objects.filter(pk=closure.pk).update(ends_on=today() + 120 * DAY)
    closure.refresh_from_db()
    assert [one.text for one in why_not_ask_in(closure)] == [TOO_SOON]

    passed = {"gate": Gate.OPENING, "missing": [TOO_SOON], "public_reason": "The cabinet moved its meeting, and we ask on after it."}
    GateOverride.objects.create(engagement=closure, asked_by=asha, asked_on=today(), used_at=timezone.now(), **passed)

    assert why_not_ask_in(closure) == []


def test_the_days_are_asked_of_a_big_decision_alone(elm: Hub) -> None:
    light = make_engagement(elm, decided_on=date(2020, 1, 1), ends_on=today())

    assert rules.why_not_be_answered(light, hubs=[elm], today=today()) == []


def unsay(engagement: Engagement, code: str, by: User) -> None:
    """Take back what was said to an item."""
    standing = next(answer for item, answer in sheet(engagement).items() if item.id == code)
    empty = ChecklistAnswer(engagement=engagement, item=code, version=1)
    save_answers(engagement=engagement, given=[Given(empty, mark(standing))], by=by)


@pytest.mark.parametrize("code", ["AU-P1", "IN-P1"])
def test_no_planning_item_of_audience_or_influence_is_taken_back(closure: Engagement, asha: User, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        unsay(closure, code, asha)

    assert refused.value.message_dict == {code: ["It opened with an answer to this. Say something else, but do not take it back."]}
    assert ChecklistAnswer.objects.get(engagement=closure, item=code).said == Said.YES


def test_another_answer_may_be_given_and_other_items_taken_back(closure: Engagement, asha: User) -> None:
    say(closure, "SP-P1")
    unsay(closure, "SP-P1", asha)
    assert ChecklistAnswer.objects.get(engagement=closure, item="SP-P1").said == ""

    standing = next(answer for item, answer in sheet(closure).items() if item.id == "AU-P1")
    other = ChecklistAnswer(engagement=closure, item="AU-P1", version=1, said=Said.NO)
    save_answers(engagement=closure, given=[Given(other, mark(standing))], by=asha)
    assert ChecklistAnswer.objects.get(engagement=closure, item="AU-P1").said == Said.NO


def test_on_screen_the_item_says_so(closure: Engagement, asha: User) -> None:
    desk, at = sign_in(asha), reverse("checklist:tab", args=[closure.pk, "audience"])
    values = {name: said for name, said in largest_form(at, desk.get(at).content.decode()).values.items() if said}

    page = desk.post(at, values | {"AU-P1-said": [""]})

    assert "It opened with an answer to this." in page.content.decode()
    assert ChecklistAnswer.objects.get(engagement=closure, item="AU-P1").said == Said.YES


def test_while_it_is_planned_an_answer_may_be_taken_back(elm: Hub, asha: User) -> None:
    engagement = prepared(elm)

    unsay(engagement, "AU-P1", asha)

    assert ChecklistAnswer.objects.get(engagement=engagement, item="AU-P1").said == ""


def test_its_equality_record_is_not_taken_off(closure: Engagement, asha: User) -> None:
    assert closure.equality_record
    with pytest.raises(ValidationError) as refused:
        choose_engagements(record=closure.equality_record, engagements=[], by=asha)

    reason = f"“{closure}” opened with this record. Choose it in the record that takes its place: then it moves there."
    assert refused.value.messages == [reason]
    assert Engagement.objects.get(pk=closure.pk).equality_record == closure.equality_record


def test_it_moves_to_another_record_that_looked_at_everybody_and_to_no_other(closure: Engagement, elm: Hub, asha: User) -> None:
    begun = make_equality(elm, title="Begun")
    with pytest.raises(ValidationError, match="is not there yet"):
        choose_engagements(record=begun, engagements=[closure], by=asha)
    assert Engagement.objects.get(pk=closure.pk).equality_record == closure.equality_record

    fill_in(begun)
    choose_engagements(record=begun, engagements=[closure], by=asha)
    assert Engagement.objects.get(pk=closure.pk).equality_record == begun


@pytest.mark.parametrize("stage", [Stage.PLANNING, Stage.OPEN])
def test_what_somebody_signed_is_left_for_nothing_that_nobody_signed(closure: Engagement, elm: Hub, asha: User, stage: Stage) -> None:
    """Else a signed “Stop” is gone round by a record of one’s own in which everything is fine."""
    Engagement.objects.update(stage=stage)
    EqualityRecord.objects.filter(engagements=closure).update(
        outcome="stop", signed_on=today(), signed_by=asha, signed_as=make_post("Head")
    )
    own = fill_in(make_equality(elm))

    with pytest.raises(ValidationError, match="rests on a record that is signed"):
        choose_engagements(record=own, engagements=[closure], by=asha)

    closure.refresh_from_db()
    assert closure.equality_record != own


def test_the_trail_says_what_was_taken_off(elm: Hub, asha: User) -> None:
    planned = prepared(elm)
    assert planned.equality_record

    choose_engagements(record=planned.equality_record, engagements=[], by=asha)

    assert f'"left":[{planned.pk}]' in AuditEntry.objects.get(verb="participation.equality.join").facts


def test_the_button_of_a_record_says_why_not(closure: Engagement, asha: User) -> None:
    assert closure.equality_record
    page = sign_in(asha).post(reverse("equality:join", args=[closure.equality_record.pk]), {}, follow=True)

    assert "opened with this record" in page.content.decode()


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.CLOSED])
def test_no_group_that_was_looked_at_is_forgotten_again(closure: Engagement, elm: Hub, asha: User, stage: str) -> None:
    Engagement.objects.filter(pk=closure.pk).update(stage=stage, closed_on=today())
    record = closure.equality_record
    assert record

    with pytest.raises(ValidationError, match=r"Age: .*opened with what stands here\. Say it better, but do not take it back\."):
        save_record(record=record, hubs=[elm], lines={"age": LineSaid()}, by=asha)

    save_record(record=record, hubs=[elm], lines={"age": LineSaid(effect=Effect.NEGATIVE, mitigation="A bus.")}, by=asha)
    with pytest.raises(ValidationError, match="Age"):
        save_record(record=record, hubs=[elm], lines={"age": LineSaid(effect=Effect.NEGATIVE)}, by=asha)


def test_a_draft_on_which_nothing_open_rests_is_written_freely(elm: Hub, asha: User) -> None:
    record = prepared(elm).equality_record
    assert record

    save_record(record=record, hubs=[elm], lines={"age": LineSaid()}, by=asha)

    assert record.lines.get(characteristic="age").effect == ""


def test_when_families_are_asked_no_more_the_day_may_be_put_right(closure: Engagement, asha: User) -> None:
    Engagement.objects.filter(pk=closure.pk).update(stage=Stage.ANSWERING, ends_on=today() - 9 * DAY)

    assert TOO_SOON in save(closure, asha, decided_on=str(today() - 9 * DAY))
    save(closure, asha, decided_on=str(today() - DAY))

    assert closure.decided_on == today() - DAY
