"""Posters go up and come down, where somebody may and families can answer."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from core import codes
from core.models import AuditEntry, Hub, Post
from core.role_table import RIGHTS
from feedback.choices import EntryKind, SurveyState
from feedback.models import EntryPoint, Survey
from feedback.services import entry_points
from feedback.services.entry_points import put_up_poster, take_down_poster
from feedback.services.ready_made import READY_MADE, ask_ready_made, ready_made
from participation.models import Engagement
from participation.services.engagements import start_standing_engagement
from tests import builders
from tests.builders import make_entry_point, make_open_survey, make_survey


def test_a_poster_gets_a_short_code_that_cannot_be_mistaken(asha: User, elm: Hub) -> None:
    poster = put_up_poster(survey=make_open_survey(elm), hub=elm, by=asha, label="  Reception ")

    assert len(poster.code) == codes.POSTER_LENGTH
    assert set(poster.code) <= set(codes.POSTER_ALPHABET)
    assert (poster.label, poster.kind, poster.made_on) == ("Reception", EntryKind.POSTER, builders.today())
    assert AuditEntry.objects.get(verb="feedback.entry_point.put_up").hub_id == elm.pk


def test_a_code_that_is_taken_is_not_given_again(asha: User, elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    survey = make_open_survey(elm)
    make_entry_point(survey, elm, code="CCCCCC")
    drawn = iter(["CCCCCC", "DDDDDD"])
    monkeypatch.setattr(entry_points, "short_code", lambda: next(drawn))

    assert put_up_poster(survey=survey, hub=elm, by=asha).code == "DDDDDD"


def test_a_hub_worker_may_put_up_a_poster(ben: User, elm: Hub) -> None:
    assert put_up_poster(survey=make_open_survey(elm), hub=elm, by=ben).pk


@pytest.mark.parametrize("who", ["cara", "adam", "edie", "priya"])
def test_others_may_not(request: pytest.FixtureRequest, elm: Hub, who: str) -> None:
    with pytest.raises(PermissionDenied):
        put_up_poster(survey=make_open_survey(elm), hub=elm, by=request.getfixturevalue(who))


def test_a_draft_has_no_poster(asha: User, elm: Hub) -> None:
    with pytest.raises(ValidationError, match="not open yet"):
        put_up_poster(survey=make_survey(elm), hub=elm, by=asha)


def test_a_closed_survey_has_no_new_poster(asha: User, elm: Hub) -> None:
    survey = make_open_survey(elm)
    Survey.objects.filter(pk=survey.pk).update(state=SurveyState.CLOSED, closed_on=builders.today())
    survey.refresh_from_db()

    with pytest.raises(ValidationError, match="lead nowhere"):
        put_up_poster(survey=survey, hub=elm, by=asha)


def test_a_survey_past_its_last_day_has_no_new_poster(asha: User, elm: Hub) -> None:
    with pytest.raises(ValidationError, match="lead nowhere"):
        put_up_poster(survey=make_open_survey(elm, closes_on=builders.today() - timedelta(days=1)), hub=elm, by=asha)


def test_a_poster_can_be_printed_before_the_first_day(asha: User, elm: Hub) -> None:
    survey = make_open_survey(elm, opens_on=builders.today() + timedelta(days=3))

    assert put_up_poster(survey=survey, hub=elm, by=asha).pk


def test_a_poster_hangs_only_at_a_hub_of_its_survey(asha: User, elm: Hub, oak: Hub) -> None:
    with pytest.raises(ValidationError, match="Elm is not one of the hubs"):
        put_up_poster(survey=make_open_survey(oak), hub=elm, by=asha)


def test_taking_down_is_noted_once(asha: User, elm: Hub) -> None:
    poster = make_entry_point(make_open_survey(elm), elm)
    take_down_poster(poster=poster, by=asha)
    take_down_poster(poster=poster, by=asha)

    poster.refresh_from_db()
    assert poster.taken_down_on == builders.today()
    assert AuditEntry.objects.filter(verb="feedback.entry_point.take_down").count() == 1


def test_another_hub_takes_nothing_down(cara: User, elm: Hub) -> None:
    poster = make_entry_point(make_open_survey(elm), elm)

    with pytest.raises(PermissionDenied):
        take_down_poster(poster=poster, by=cara)

    assert EntryPoint.objects.get().taken_down_on is None


# --- Ready-made surveys ---------------------------------------------------------------------------------------------------


def test_after_a_session_asks_what_was_liked_not_liked_and_next_time(asha: User, elm: Hub, elm_manager: Post, urgent_number: str) -> None:
    survey = ask_ready_made(key="after-a-session", hub=elm, by=asha)

    assert survey.current_version is not None
    asked = [question["text"] for question in survey.current_version.definition["questions"]]
    assert asked[1:] == ["What did you like?", "What did you not like?", "What should we change next time?"]
    assert str(survey.engagement) == "Everyday listening at Elm"
    assert survey.state == SurveyState.OPEN


def test_the_second_poster_uses_the_survey_of_the_first(asha: User, elm: Hub, elm_manager: Post, urgent_number: str) -> None:
    first = ask_ready_made(key="after-a-session", hub=elm, by=asha)

    assert ask_ready_made(key="after-a-session", hub=elm, by=asha) == first


def test_without_anybody_who_acts_it_does_not_open_and_leaves_nothing(asha: User, elm: Hub, urgent_number: str) -> None:
    with pytest.raises(ValidationError, match="Nobody acts on what families say yet"):
        ask_ready_made(key="after-a-session", hub=elm, by=asha)

    assert not Survey.objects.exists()


def test_with_several_posts_somebody_has_to_choose_who_acts(asha: User, elm: Hub, elm_manager: Post, urgent_number: str) -> None:
    other = builders.make_post("Outreach lead", hub=elm)
    with pytest.raises(ValidationError):
        ask_ready_made(key="after-a-session", hub=elm, by=asha)

    start_standing_engagement(hub=elm, who_acts=other)

    survey = ask_ready_made(key="after-a-session", hub=elm, by=asha)
    assert survey.engagement is not None
    assert survey.engagement.who_acts == other
    assert Engagement.objects.count() == 1


def test_a_hub_worker_cannot_open_a_ready_made_survey(ben: User, elm: Hub, elm_manager: Post, urgent_number: str) -> None:
    with pytest.raises(PermissionDenied):
        ask_ready_made(key="after-a-session", hub=elm, by=ben)


def test_every_ready_made_survey_can_be_asked(asha: User, elm: Hub, elm_manager: Post, urgent_number: str) -> None:
    for one in READY_MADE:
        assert ask_ready_made(key=one.key, hub=elm, by=asha).state == SurveyState.OPEN


def test_a_ready_made_survey_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(LookupError):
        ready_made("nothing")


def test_whoever_puts_posters_up_may_also_look_at_them() -> None:
    for rights in RIGHTS.values():
        assert "entry_point.add" not in rights or "entry_point.view" in rights
