"""A survey closes: who had begun may finish for three more days, and whoever comes later is told how else to reach us."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from feedback.choices import SurveyState
from feedback.models import Draft, Response, Survey
from feedback.services import answering, forgetting
from feedback.services.surveys import close_survey
from tests.builders import make_brand, make_open_survey, today
from tests.cast import sign_in
from tests.feedback.family import YES, Parent, answered

Clock = pytest.MonkeyPatch


def on_day(clock: Clock, days: int) -> None:
    """Let it be noon, so many days from the real now."""
    real = timezone.localtime(datetime.now(UTC)).date()
    moment = timezone.make_aware(datetime.combine(real + timedelta(days=days), time(12)))
    clock.setattr("django.utils.timezone.now", lambda: moment)
    clock.setattr("feedback.services.answering.now", lambda: moment)
    clock.setattr("feedback.services.forgetting.now", lambda: moment)


def address(survey: Survey, end: str = "") -> str:
    return f"/have-your-say/{survey.slug}/{end}"


def test_who_had_begun_may_finish_on_the_third_day_after_closing(parent: Parent, survey: Survey, asha: User, monkeypatch: Clock) -> None:
    parent.start(survey).answer(YES)
    close_survey(survey=survey, by=asha)
    last = today() + timedelta(days=3)

    parent.open(address(survey))
    assert "You began before that, so you can still finish it." in parent.text
    assert f"Please send it by {last:%-d %B %Y}." in parent.text
    assert "Start again" not in parent.text

    on_day(monkeypatch, 2)
    parent.press(go="on").answer("The singing")
    on_day(monkeypatch, 3)
    parent.answer("A lighter door")
    assert f"Please send it by {last:%-d %B %Y}." in parent.text
    parent.send()

    assert "data-thank-you" in parent.text
    assert Response.objects.count() == 1


def test_on_the_fourth_day_it_is_over_however_often_it_was_renewed(parent: Parent, survey: Survey, asha: User, monkeypatch: Clock) -> None:
    make_brand(phone="01632 960 100")
    other = make_open_survey(survey.hubs.get(), title="What families want")
    answered(parent, survey)
    on_the_check_page = parent.form()
    close_survey(survey=survey, by=asha)
    on_day(monkeypatch, 2)
    parent.open(address(survey, f"{survey.questions[1].id}/?check")).press(answer="The slide", go="on")
    on_day(monkeypatch, 4)

    for way_in in (parent.open(address(survey, "check/")), parent.post(on_the_check_page["action"], on_the_check_page["fields"])):
        assert way_in.page.status_code == 410
        assert "You had begun to tell us something" in way_in.text
        assert "What you wrote before was not sent, and it is deleted." in way_in.text
        assert "01632 960 100" in way_in.text
        assert address(other) in way_in.text

    assert not Response.objects.exists()
    forgetting.sweep()
    assert not Draft.objects.exists()


def test_words_typed_too_late_are_given_back(parent: Parent, survey: Survey, asha: User, monkeypatch: Clock) -> None:
    parent.start(survey).answer(YES)
    close_survey(survey=survey, by=asha)
    on_day(monkeypatch, 4)

    parent.press(answer="The singing", go="on")

    assert parent.page.status_code == 410
    assert "The singing" in parent.text
    assert "You had begun to tell us something" in parent.text


def test_a_planned_last_day_counts_like_closing(parent: Parent, survey: Survey, monkeypatch: Clock) -> None:
    Survey.objects.filter(pk=survey.pk).update(closes_on=today() + timedelta(days=1))
    survey.refresh_from_db()
    on_day(monkeypatch, 1)
    answered(parent, survey)
    on_day(monkeypatch, 3)
    parent.open(address(survey, f"{survey.questions[1].id}/?check")).press(answer="The slide", go="on")
    on_day(monkeypatch, 4)
    assert "data-thank-you" in parent.send().text

    on_day(monkeypatch, 1)
    late = answered(Parent(), survey)
    on_day(monkeypatch, 5)
    assert "You had begun to tell us something" in late.send().text


def test_a_last_day_that_came_nearer_shortens_what_was_begun(parent: Parent, survey: Survey) -> None:
    answered(parent, survey)
    survey.closes_on = today() - timedelta(days=4)
    survey.save()
    answering.shorten_drafts(survey)  # as the builder's form does when it saves

    assert "You had begun to tell us something" in parent.send().text
    forgetting.sweep()
    assert not Draft.objects.exists()


def test_the_phone_beside_the_builder_shortens_nothing(parent: Parent, survey: Survey, asha: User) -> None:
    answered(parent, survey)
    before = Draft.objects.get().expires_at

    sign_in(asha).post(f"/admin/survey/preview/{survey.pk}/", {"title": "Changed", "closes_on": str(today()), "hubs": survey.hubs.get().pk})

    assert Draft.objects.get().expires_at == before


def test_nobody_begins_after_closing_and_nobody_is_told_they_had(survey: Survey, asha: User) -> None:
    close_survey(survey=survey, by=asha)

    page = Parent().open(address(survey))

    assert page.page.status_code == 410
    assert "This is closed now" in page.text
    assert "You had begun" not in page.text
    assert Survey.objects.get().state == SurveyState.CLOSED


def test_start_again_after_closing_loses_nothing(parent: Parent, survey: Survey, asha: User) -> None:
    parent.start(survey).answer(YES)
    close_survey(survey=survey, by=asha)

    parent.post(address(survey), {"go": "again"})

    assert "What did you like?" in parent.text
    assert Draft.objects.count() == 1


def test_carry_on_goes_to_the_first_question_not_passed_yet_and_not_back_to_what_was_left_out(parent: Parent, survey: Survey) -> None:
    parent.start(survey).answer(YES).press(answer="", go="on")

    parent.open(address(survey)).press(go="on")
    assert "What would you change?" in parent.text

    parent.answer("A lighter door").open(address(survey)).press(go="on")
    assert "Check your answers" in parent.text
