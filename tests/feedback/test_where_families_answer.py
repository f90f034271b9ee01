"""Posters, several places, closing days and new versions."""

from datetime import timedelta

from core.models import Hub
from feedback.models import Draft, Response, Survey, Voice
from feedback.services import answering
from feedback.services.answering import PhoneKey
from tests.builders import make_entry_point, make_open_survey, make_version, short_text, today
from tests.feedback.family import YES, Parent, answered


def test_a_survey_of_several_hubs_asks_which(parent: Parent, elm: Hub, oak: Hub) -> None:
    survey = make_open_survey(elm, oak, questions=[short_text("What did you like?")])

    parent.start(survey)
    assert "Which place is this about?" in parent.text
    assert "Choose where you go" in parent.press(answer="999999").text
    parent.press(answer=str(oak.pk)).answer("The slide")
    assert "Oak" in parent.text

    parent.send()
    assert Response.objects.get().hub == oak


def test_nothing_is_sent_before_the_place_is_chosen(parent: Parent, elm: Hub, oak: Hub) -> None:
    survey = make_open_survey(elm, oak, questions=[short_text("What did you like?")])
    check = f"/have-your-say/{survey.slug}/check/"
    parent.start(survey)
    token = parent.form()["fields"]["token"][0]
    draft = Draft.objects.get()

    assert "Which place is this about?" in parent.open(check).text
    parent.post(check, {"seen": answering.digest(PhoneKey(survey.slug, token), draft)})
    assert "Which place is this about?" in parent.text
    parent.client.cookies.clear()
    parent.post(check, {"token": token, "seen": answering.digest(PhoneKey(survey.slug, token), draft)})
    assert "Which place is this about?" in parent.text
    assert not Response.objects.exists()


def test_the_place_that_was_not_chosen_is_asked_again_at_an_address(parent: Parent, elm: Hub, oak: Hub) -> None:
    survey = make_open_survey(elm, oak, questions=[short_text("What did you like?")])
    form = parent.start(survey).form()

    reply = parent.client.post(form["action"], {"token": form["fields"]["token"]}, headers={"Sec-Fetch-Site": "same-origin"})

    assert reply.status_code == 302
    assert "<title>Error:" in parent.open(reply["Location"]).text


def test_a_poster_knows_its_hub(parent: Parent, elm: Hub, oak: Hub) -> None:
    survey = make_open_survey(elm, oak, questions=[short_text("What did you like?")])
    make_entry_point(survey, oak, code="CDF347")

    parent.open("/have-your-say/p/cdf347/").press().answer("The slide").send()

    assert Response.objects.get().hub == oak


def test_a_code_that_is_on_no_poster_leads_to_what_is_open(parent: Parent, survey: Survey) -> None:
    parent.open("/have-your-say/p/NOPE99/")

    assert parent.page.status_code == 404
    assert survey.title in parent.text


def test_a_poster_of_another_survey_does_not_choose_the_hub(parent: Parent, elm: Hub, oak: Hub) -> None:
    survey = make_open_survey(elm, questions=[short_text("What did you like?")])
    other = make_open_survey(oak)
    make_entry_point(other, oak, code="CDF347")

    parent.post(f"/have-your-say/{survey.slug}/", {"poster": "CDF347"}).answer("Fun").send()

    assert Response.objects.get().hub == elm


def test_a_closed_survey_says_so_and_gives_back_what_was_typed(parent: Parent, survey: Survey) -> None:
    survey.closes_on = today() - timedelta(days=1)
    survey.opens_on = today() - timedelta(days=9)
    survey.save()
    question = survey.questions[2].id

    parent.post(f"/have-your-say/{survey.slug}/{question}/", {"answer": "My long answer"})

    assert "This is closed now" in parent.text
    assert "My long answer" in parent.text
    assert "This is closed now" in parent.open(f"/have-your-say/{survey.slug}/").text


def test_who_had_begun_before_it_closed_can_still_send(parent: Parent, survey: Survey) -> None:
    answered(parent, survey)
    survey.opens_on, survey.closes_on = today() - timedelta(days=9), today() - timedelta(days=1)
    survey.save()

    assert "data-thank-you" in parent.send().text


def test_a_draft_survey_does_not_exist_for_families(parent: Parent, elm: Hub) -> None:
    survey = make_open_survey(elm)
    survey.state = "draft"
    survey.save()

    assert parent.open(f"/have-your-say/{survey.slug}/").page.status_code == 404


def test_a_new_version_does_not_change_the_questions_of_who_has_begun(parent: Parent, survey: Survey) -> None:
    parent.start(survey).answer(YES)
    survey.questions = survey.questions.get_prep_value()[:1]
    survey.current_version = make_version(survey, number=2)
    survey.save()

    parent.answer("The singing", "A lighter door").send()

    assert Response.objects.get().version.number == 1
    assert Voice.objects.count() == 2


def test_words_for_a_question_that_is_no_longer_asked_are_given_back_and_the_rest_can_be_answered(parent: Parent, survey: Survey) -> None:
    gone = survey.questions[2].id
    survey.questions = survey.questions.get_prep_value()[:2]
    survey.current_version = make_version(survey, number=2)
    survey.save()

    parent.post(f"/have-your-say/{survey.slug}/{gone}/", {"answer": "My long answer", "go": "on"})

    assert "My long answer" in parent.text
    assert "We do not ask this question any more." in parent.text
    assert "closed" not in parent.text
    assert f'href="/have-your-say/{survey.slug}/"' in parent.text


def test_families_read_the_title_that_was_put_out_and_not_what_staff_are_changing(parent: Parent, survey: Survey) -> None:
    survey.title, survey.why = "Half-written", "Not yet"
    survey.save()

    for address in ("/have-your-say/", f"/have-your-say/{survey.slug}/"):
        assert "After a session" in parent.open(address).text
        assert "We want the next one to be better." in parent.text
        assert "Half-written" not in parent.text
