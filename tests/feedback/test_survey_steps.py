"""Each step of a survey's life has a page that says what will happen, and what stands in its way."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from core import brand
from core.models import BrandSettings, Hub, Post, PostHolder
from feedback.choices import SurveyState
from feedback.models import Survey
from feedback.services.surveys import close_survey, open_survey
from tests.builders import faces, long_text, make_engagement, make_post, make_survey, today
from tests.cast import sign_in
from tests.feedback.desk import change_wording, step, words

pytestmark = pytest.mark.usefixtures("urgent_number")


@pytest.fixture
def survey(elm: Hub) -> Survey:
    return make_survey(elm, title="The garden", questions=[faces("How is the garden?"), long_text()])


@pytest.fixture
def asha_at_her_desk(asha: User, elm_manager: Post) -> Client:
    return sign_in(asha)


def test_the_opening_page_says_what_will_happen(asha_at_her_desk: Client, survey: Survey) -> None:
    page = words(asha_at_her_desk.get(step("open", survey)))

    assert "The garden, with 2 questions" in page
    assert "Elm" in page
    assert "Family hub manager" in page


def test_the_opening_page_links_each_thing_to_where_it_is_mended(asha_at_her_desk: Client, elm: Hub) -> None:
    survey = make_survey(elm, questions=[long_text("")])
    survey.hubs.set([elm])

    page = asha_at_her_desk.get(step("open", survey)).content.decode()

    assert "One thing is still to do." in page
    assert f'href="{step("edit", survey)}#block-{survey.questions.raw_data[0]["id"]}-section"' in page
    assert "<form" not in page.split('class="survey-step"')[1].split("</div>")[0]


def test_opening_from_the_page_works_and_leads_back(asha_at_her_desk: Client, survey: Survey) -> None:
    page = asha_at_her_desk.post(step("open", survey), follow=True)

    assert "The survey is open. Families can answer it now." in words(page)
    assert "Families answer version 1" in words(page)


def test_nobody_asks_in_what_others_promised(asha_at_her_desk: Client, asha: User, elm: Hub, oak: Hub) -> None:
    """A survey of one hub would keep what the whole council asked from closing, and make its promise in somebody else's name."""
    lead = make_post("Participation lead")
    theirs = make_engagement(elm, oak, title="What families want", owner=lead)
    survey = make_survey(elm, engagement=theirs, questions=[faces("How is it?")])
    reason = "“What families want” is not yours to ask in: its promises are somebody else’s. Ask Participation lead to open it"
    assert reason in words(asha_at_her_desk.get(step("open", survey)))

    with pytest.raises(ValidationError, match="is not yours to ask in"):
        open_survey(survey=survey, by=asha)
    assert Survey.objects.get().state == SurveyState.DRAFT

    PostHolder.objects.create(post=lead, user=asha, from_on=today())
    open_survey(survey=survey, by=asha)
    assert Survey.objects.get().state == SurveyState.OPEN, "who acts for its owner asks in it"


def test_looking_at_a_step_changes_nothing(asha_at_her_desk: Client, survey: Survey) -> None:
    for name in ("open", "put_out", "close", "copy_survey"):
        asha_at_her_desk.get(step(name, survey))

    assert (Survey.objects.count(), Survey.objects.get().state) == (1, SurveyState.DRAFT)


def test_posting_an_opening_that_cannot_be_shows_the_list(asha_at_her_desk: Client, elm: Hub) -> None:
    page = asha_at_her_desk.post(step("open", make_survey(elm, questions=[])))

    assert "Add at least one question." in words(page)


def test_the_builder_says_that_changes_wait_and_puts_them_out(asha: User, asha_at_her_desk: Client, survey: Survey) -> None:
    open_survey(survey=survey, by=asha)
    survey.refresh_from_db()
    change_wording(survey, "How is the pond?")

    assert "changes that families do not see yet" in words(asha_at_her_desk.get(step("edit", survey)))
    page = asha_at_her_desk.post(step("put_out", survey), follow=True)
    assert "Families answer version 2" in words(page)
    assert "do not see yet" not in words(page)


def test_a_step_that_makes_no_sense_now_offers_no_button(asha: User, asha_at_her_desk: Client, survey: Survey) -> None:
    assert "Only an open survey can be closed." in words(asha_at_her_desk.get(step("close", survey)))
    assert "Only an open survey has changes" in words(asha_at_her_desk.get(step("put_out", survey)))
    open_survey(survey=survey, by=asha)
    already = words(asha_at_her_desk.get(step("open", survey)))
    assert "It is open already." in already
    assert "still to do" not in already
    assert "Nothing has changed since the last version." in words(asha_at_her_desk.get(step("put_out", survey)))


def test_copying_from_the_page_leads_to_the_copy(asha_at_her_desk: Client, survey: Survey) -> None:
    page = asha_at_her_desk.post(step("copy_survey", survey), follow=True)

    assert "Copy of The garden" in words(page)


def test_a_closed_survey_leads_to_asking_again(asha: User, asha_at_her_desk: Client, survey: Survey) -> None:
    open_survey(survey=survey, by=asha)
    close_survey(survey=survey, by=asha)

    page = asha_at_her_desk.get(step("edit", survey)).text

    assert f'<a href="{step("copy_survey", survey)}">Copy it to ask again</a>' in page


def test_who_only_reads_cannot_open_or_copy(ben: User, survey: Survey) -> None:
    client = sign_in(ben)
    for name in ("open", "put_out", "close", "copy_survey"):
        client.post(step(name, survey))

    assert (Survey.objects.count(), Survey.objects.get().state) == (1, SurveyState.DRAFT)


def test_a_missing_number_says_whose_it_is_to_write(asha_at_her_desk: Client, survey: Survey) -> None:
    BrandSettings.objects.update(safeguarding_phone="")
    brand.forget()

    page = asha_at_her_desk.get(step("open", survey)).content.decode()

    assert "An administrator writes it under" in page
    assert "brandsettings" not in page
