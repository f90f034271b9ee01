"""What was begun and lies still: an answer nobody finished, comments nobody sorted, a survey past a day of its own."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core import audit
from core.choices import RoleKind
from core.models import AuditEntry, Hub
from core.querysets import forget_roles
from core.questions import Attention
from feedback.choices import SurveyState
from feedback.models import Survey, WeDid
from feedback.selectors import unfinished
from feedback.services.we_did import ask_for_second_look
from participation.choices import Stage
from participation.models import Engagement
from tests.builders import (
    end_theme,
    make_engagement,
    make_hub,
    make_open_survey,
    make_response,
    make_survey,
    make_theme,
    make_voice,
    make_we_did,
    make_you_said,
    today,
    week_of,
)
from tests.cast import give_role, make_user, sign_in

DAY = timedelta(days=1)
OLD = week_of(today() - timedelta(weeks=4))


# --- Answers --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def draft(elm: Hub, asha: User) -> WeDid:
    """An answer that Asha last saved eight days ago."""
    answer = make_we_did(make_you_said(elm), by=asha)
    at = f"{today() - 8 * DAY}T10:00:00.000+00:00"
    AuditEntry.objects.create(at=at, actor=f"staff:{asha.pk}", verb="feedback.we_did.write", subject=audit.name_of(answer))
    return answer


def drafts(person: User) -> list[Attention]:
    return unfinished.answers_nobody_finished(person, today=today())


def test_an_answer_that_was_begun_and_left_for_a_week_waits_for_who_began_it(draft: WeDid, asha: User, dev: User) -> None:
    (line,) = drafts(asha)

    assert line.text == f"“The front door is too heavy.” ({draft.you_said.reference}): you began an answer, and nobody looks at it yet"
    assert line.href == f"/admin/you-said/{draft.you_said_id}/answer/"
    assert line.since_on == today() - 8 * DAY
    assert sign_in(asha).get(line.href).status_code == 200
    assert drafts(dev) == []


def test_one_that_was_saved_this_week_or_that_somebody_looks_at_does_not(draft: WeDid, asha: User) -> None:
    ask_for_second_look(answer=draft, by=asha, today=today())
    assert drafts(asha) == []

    fresh = make_we_did(make_you_said(draft.you_said.hubs.get()), by=asha)
    audit.record("feedback.we_did.write", fresh, by=asha)
    assert drafts(asha) == []


def test_who_moved_to_another_hub_is_not_asked_to_finish_it(draft: WeDid, asha: User, oak: Hub) -> None:
    asha.roles.update(hub=oak)
    forget_roles(asha)

    assert drafts(asha) == []


# --- Comments -------------------------------------------------------------------------------------------------------------


def comments(person: User) -> list[Attention]:
    return unfinished.comments_nobody_sorted(person, today=today())


def test_comments_that_nobody_sorted_for_two_weeks_wait_in_one_line(elm: Hub, oak: Hub, asha: User, ben: User, cara: User) -> None:
    sorted_one = make_voice(elm, week=OLD)
    make_theme(make_engagement(elm), voices=[sorted_one], by=asha)
    make_voice(elm)
    make_voice(elm, week=week_of(today() - timedelta(weeks=60)))
    assert comments(asha) == []

    left = [make_voice(elm, week=OLD), make_voice(elm, week=OLD)]
    (line,) = comments(asha)

    assert line.text == "2 comments at Elm wait to be read and put to a theme"
    assert line.why == "You sort comments at Elm."
    assert comments(ben) == comments(cara) == []  # he sorts none; hers are at Oak
    page = sign_in(asha).get(line.href).text
    for voice in left:
        assert f"/admin/comments/{voice.pk}/" in page
    assert f"/admin/comments/{sorted_one.pk}/" not in page


def test_whoever_serves_many_hubs_reads_them_together(elm: Hub, oak: Hub) -> None:
    lead = make_user("Lea")
    give_role(lead, RoleKind.ENGAGEMENT_LEAD)
    for hub in (elm, oak, make_hub("Ash"), make_hub("Fir")):
        make_voice(hub, week=OLD)

    (line,) = comments(lead)

    assert line.text == "4 comments at Ash, Elm and 2 more hubs wait to be read and put to a theme"
    assert line.why == "You sort comments at every hub."


def test_what_was_said_to_a_question_that_is_closed_waits_for_nobody(elm: Hub, asha: User) -> None:
    survey = make_open_survey(elm)
    make_voice(elm, week=OLD, response=make_response(survey))
    assert len(comments(asha)) == 1

    Engagement.objects.update(stage=Stage.CLOSED, closed_on=today())

    assert comments(asha) == []


def test_a_theme_that_ended_is_no_waiting_comment(elm: Hub, asha: User) -> None:
    end_theme(make_theme(make_engagement(elm), voices=[make_voice(elm, week=OLD)], by=asha))

    assert comments(asha) == []


# --- Surveys --------------------------------------------------------------------------------------------------------------


def surveys(person: User) -> list[Attention]:
    return unfinished.surveys_past_a_day(person, today=today())


def ends_on(survey: Survey, days: int) -> Survey:
    survey.closes_on = today() + days * DAY
    survey.save()
    return survey


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (8, ""),
        (7, "ends in 7 days: remind"),
        (1, "ends tomorrow: remind"),
        (0, "ends today: remind"),
        (-1, "has had its last day: close it"),
    ],
)
def test_a_survey_says_a_week_before_that_it_ends_and_after_that_it_is_to_be_closed(elm: Hub, asha: User, days: int, says: str) -> None:
    ends_on(make_open_survey(elm, title="The café"), days)

    found = surveys(asha)

    assert [says in line.text for line in found] == ([True] if says else [])
    for line in found:
        assert sign_in(asha).get(line.href.partition("#")[0]).status_code == 200


def test_a_draft_whose_first_day_has_come_waits_to_be_opened(elm: Hub, asha: User, ben: User, cara: User) -> None:
    survey = make_survey(elm, title="The café", opens_on=today())
    make_survey(elm, title="Later", opens_on=today() + DAY)

    (line,) = surveys(asha)

    assert line.text == "“The café” was to open to families and is a draft still"
    assert line.href == f"/admin/survey/open/{survey.pk}/"
    assert surveys(ben) == surveys(cara) == []


def test_a_survey_of_two_hubs_waits_only_for_who_serves_both(elm: Hub, oak: Hub, asha: User) -> None:
    ends_on(make_open_survey(elm, oak), 2)
    assert surveys(asha) == []

    give_role(asha, RoleKind.ENGAGEMENT_LEAD, oak)

    assert len(surveys(asha)) == 1


def test_a_closed_survey_is_quiet(elm: Hub, asha: User) -> None:
    survey = ends_on(make_open_survey(elm), -3)
    survey.state, survey.closed_on = SurveyState.CLOSED, today()
    survey.save()

    assert surveys(asha) == []


@pytest.mark.parametrize("number", [1, 8])
def test_many_cost_no_more_than_one(elm: Hub, asha: User, number: int, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(number):
        ends_on(make_open_survey(elm), 2)
        make_voice(elm, week=OLD)
        answer = make_we_did(make_you_said(elm), by=asha)
        at = f"{today() - 9 * DAY}T10:00:00.000+00:00"
        AuditEntry.objects.create(at=at, actor="system", verb="feedback.we_did.write", subject=audit.name_of(answer))

    with django_assert_max_num_queries(9):
        found = [*drafts(asha), *comments(asha), *surveys(asha)]

    assert len(found) == 2 * number + 1
