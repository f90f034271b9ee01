"""A parent answers on a phone: nothing typed is lost on the way."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from core.codes import code_hash
from core.models import Hub
from feedback.models import Draft, Response, Survey, Voice
from feedback.services import answering, forgetting
from tests.builders import make_open_survey, one_choice, put_off, several_choices, short_text
from tests.feedback.family import NO, YES, Parent, answered


def test_a_parent_reads_who_asks_why_and_what_comes_of_it_before_the_first_question(parent: Parent, survey: Survey) -> None:
    parent.open(f"/have-your-say/{survey.slug}/")

    assert "We want the next one to be better." in parent.text
    assert "Who asks: Elm" in re.sub(r"\s+", " ", parent.text)
    assert "3 questions, about 1 minute" in parent.text
    assert "Family hub manager acts on what families say" in parent.text
    assert "We do not read this straight away." in parent.text
    assert 'href="tel:999"' in parent.text


def test_a_parent_reads_both_days_when_the_answer_was_put_off(parent: Parent, survey: Survey) -> None:
    engagement = survey.engagement
    assert engagement is not None
    first = engagement.answer_by_on
    put_off(engagement, weeks=8)
    both = f"We said we would answer by {first:%-d %B %Y}. We now expect {engagement.answer_by_on:%-d %B %Y}."

    parent.open(f"/have-your-say/{survey.slug}/")
    assert both in parent.text
    answered(parent, survey)
    parent.send()
    assert both in parent.text


def test_a_parent_answers_checks_and_sends(parent: Parent, survey: Survey) -> None:
    answered(parent, survey)
    assert "Check your answers" in parent.text
    assert "A lighter door" in parent.text

    parent.send()

    assert "data-thank-you" in parent.text
    response = Response.objects.get()
    assert response.answers == {survey.questions[0].id: YES}
    assert {voice.text for voice in Voice.objects.all()} == {"The singing", "A lighter door"}
    assert response.receipt_hash == code_hash(parent.code)
    assert re.fullmatch(r"\d{4} \d{4} \d{4} \d{4}", parent.code)


def test_nothing_is_left_of_the_draft_when_it_is_sent(parent: Parent, survey: Survey) -> None:
    answered(parent, survey).send()

    assert not Draft.objects.exists()


def test_progress_is_told_where_it_is_true(parent: Parent, survey: Survey) -> None:
    assert "Question 1 of 3" in parent.start(survey).text
    assert "Question 2 of 3" in parent.answer(YES).text


def test_progress_promises_no_total_where_answers_skip(parent: Parent, elm: Hub) -> None:
    survey = make_open_survey(
        elm, questions=[one_choice("Were you there?", "Yes", {"text": "No", "go_to": "end"}), short_text("How was it?")]
    )

    assert "Question 1<" in parent.start(survey).text


def test_a_question_can_be_left_out(parent: Parent, survey: Survey) -> None:
    parent.start(survey).press(go="on").press(go="on").press(go="on")
    assert "You left this out" in parent.text

    parent.send()

    assert Response.objects.get().answers == {}
    assert not Voice.objects.exists()


def test_back_keeps_what_was_just_typed(parent: Parent, survey: Survey) -> None:
    parent.start(survey).answer(YES).press(answer="The singing", go="back")
    assert "Was it easy to find?" in parent.text
    assert f'value="{YES}" checked' in parent.text

    parent.press(go="on")

    assert 'value="The singing"' in parent.text


def test_another_language_keeps_what_was_just_typed(parent: Parent, survey: Survey) -> None:
    parent.start(survey).answer(YES).press(answer="گانا", go="language:ur")

    assert parent.address.startswith("/ur/have-your-say/")
    assert 'value="گانا"' in parent.text
    assert 'dir="rtl"' in parent.text


def test_the_language_of_the_answer_is_kept_with_it(parent: Parent, survey: Survey) -> None:
    parent.start(survey).press(answer=YES, go="language:ur").press(go="on").answer("گانا", "دروازہ").send()

    assert Response.objects.get().language == "ur"


def test_a_required_question_waits_and_says_so(parent: Parent, elm: Hub) -> None:
    survey = make_open_survey(elm, questions=[short_text("What did you like?", required=True)])

    parent.start(survey).press(go="on")

    assert "<title>Error:" in parent.text
    assert "Write your answer, or a few words of it." in parent.text


def test_an_answer_that_is_too_long_stays_on_the_page(parent: Parent, survey: Survey) -> None:
    typed = "long words " * 600
    parent.start(survey).answer(YES, "The singing").press(answer=typed, go="on")

    assert "letters too long" in parent.text
    assert typed.strip() in parent.text


def test_what_is_wrong_has_an_address_so_that_back_and_refresh_send_no_form_again(parent: Parent, survey: Survey) -> None:
    typed = "x" * 5_003
    parent.start(survey).answer(YES, "The singing")
    form, ours = parent.form(), {"Sec-Fetch-Site": "same-origin"}

    reply = parent.client.post(form["action"], form["fields"] | {"answer": typed, "go": "on"}, headers=ours)

    assert reply.status_code == 302
    assert reply["Location"] == f"{form['action']}?look"
    for _ in range(2):
        assert "Your answer is 3 letters too long." in parent.open(reply["Location"]).text
        assert typed in parent.text
    parent.press(answer="Short", go="on")
    assert "Check your answers" in parent.text
    assert "too long" not in parent.open(reply["Location"]).text


@pytest.mark.parametrize("way_out", ["keep", "back", "language:ur"])
def test_words_that_are_too_many_outlive_a_closed_tab_back_and_another_language(parent: Parent, survey: Survey, way_out: str) -> None:
    typed = "x" * 5_003
    parent.start(survey).answer(YES, "The singing")
    question = parent.form()["action"]

    parent.press(answer=typed, go=way_out)

    parent.open(question)
    assert typed in parent.text
    assert not Voice.objects.exists()
    parent.open(f"/have-your-say/{survey.slug}/").press(go="on")
    assert typed in parent.text, "carry on leads to what has to be mended"


def test_what_cannot_be_sent_is_told_on_the_check_page_and_waits(parent: Parent, survey: Survey) -> None:
    parent.start(survey).answer(YES, "The singing").press(answer="x" * 5_003, go="on")

    parent.open(f"/have-your-say/{survey.slug}/check/")
    assert "Your answer is 3 letters too long." in parent.text
    parent.send()

    assert "Some questions still need an answer." in parent.text
    assert not Response.objects.exists()
    parent.open(f"/have-your-say/{survey.slug}/{survey.questions[2].id}/?check").press(answer="x" * 5_002, go="on")
    assert "Your answer is 2 letters too long." in parent.text
    parent.press(answer="A lighter door", go="on")
    assert "Check your answers" in parent.text
    assert "data-thank-you" in parent.send().text


def test_two_answers_that_exclude_each_other_stay_ticked(parent: Parent, elm: Hub) -> None:
    survey = make_open_survey(
        elm, questions=[several_choices("More of?", {"id": YES, "text": "Play"}, {"id": NO, "text": "Food"}, rather_not_say=True)]
    )

    parent.start(survey).press(answer=[YES, "rather-not-say"], go="on")

    assert "Not both." in parent.text
    assert f'value="{YES}" checked' in parent.text
    assert 'value="rather-not-say" checked' in parent.text


def test_a_page_that_was_only_looked_at_is_no_question_passed(parent: Parent, survey: Survey) -> None:
    parent.start(survey).answer(YES).press(go="keep")

    parent.open(f"/have-your-say/{survey.slug}/").press(go="on")

    assert "What did you like?" in parent.text


def test_a_day_later_the_phone_carries_on_where_it_was_left(parent: Parent, survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    parent.start(survey).answer(YES, "The singing")
    tomorrow = timezone.now() + timedelta(hours=25)
    monkeypatch.setattr(answering, "now", lambda: tomorrow)

    parent.open(f"/have-your-say/{survey.slug}/")

    assert "You began this here" in parent.text
    assert "The singing" not in parent.text, "no answer is shown before the family asks for it"
    parent.press(go="on")
    assert "What would you change?" in parent.text


def test_start_again_begins_with_nothing(parent: Parent, survey: Survey) -> None:
    parent.start(survey).answer(YES, "The singing").open(f"/have-your-say/{survey.slug}/").press(go="again")

    assert Draft.objects.count() == 1
    assert "checked" not in parent.text.split("<main", 1)[1]


def test_a_second_tap_on_start_loses_nothing(parent: Parent, survey: Survey) -> None:
    parent.open(f"/have-your-say/{survey.slug}/")
    start = parent.form()
    parent.press().answer(YES)

    parent.post(start["action"], start["fields"])

    assert "What did you like?" in parent.text
    assert Draft.objects.count() == 1


def test_a_draft_ends_after_three_days(parent: Parent, survey: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    parent.start(survey).answer(YES)
    later = timezone.now() + timedelta(days=3, minutes=1)
    monkeypatch.setattr(answering, "now", lambda: later)
    monkeypatch.setattr(forgetting, "now", lambda: later)

    assert forgetting.sweep() == (1, 0)


def test_words_typed_into_a_draft_that_is_gone_begin_a_new_one(parent: Parent, survey: Survey) -> None:
    parent.start(survey).answer(YES)
    Draft.objects.all().delete()

    parent.press(answer="The singing", go="on")

    assert Draft.objects.count() == 1
    parent.open(f"/have-your-say/{survey.slug}/check/")
    assert "The singing" in parent.text


def test_a_lost_cookie_loses_nothing_because_the_page_knows_its_draft(parent: Parent, survey: Survey) -> None:
    parent.start(survey).answer(YES)
    parent.client.cookies.clear()

    parent.press(answer="The singing", go="on")

    assert Draft.objects.count() == 1
    assert "What would you change?" in parent.text


def test_changing_an_answer_leads_straight_back_to_the_check_page(parent: Parent, survey: Survey) -> None:
    answered(parent, survey).open(f"/have-your-say/{survey.slug}/{survey.questions[0].id}/?check").press(answer=NO, go="on")

    assert "Check your answers" in parent.text


def test_several_answers_are_kept_as_several(parent: Parent, elm: Hub) -> None:
    survey = make_open_survey(
        elm, questions=[several_choices("More of?", {"id": YES, "text": "Play"}, {"id": NO, "text": "Food"}), short_text("Anything else?")]
    )

    parent.start(survey).press(answer=[YES, NO], go="on").press(go="on")
    assert "Play, Food" in parent.text
    parent.send()

    assert Response.objects.get().answers == {survey.questions[0].id: [YES, NO]}


def test_a_question_page_asks_the_database_the_same_at_5_and_50_questions(parent: Parent, elm: Hub, django_assert_num_queries: Any) -> None:
    for number in (5, 50):
        survey = make_open_survey(elm, questions=[short_text(f"Question {n}?") for n in range(number)])
        parent.start(survey)
        address = parent.address
        parent.open(address)
        with django_assert_num_queries(1):
            parent.client.get(address)


def test_a_script_that_stays_on_its_page_is_told_where_the_answer_leads(parent: Parent, survey: Survey) -> None:
    parent.start(survey)
    told = parent.client.post(parent.address, {"answer": YES, "go": "on"}, headers={"Sec-Fetch-Site": "same-origin", "X-Stay": "1"})

    assert told.status_code == 204
    assert told["X-Next"].startswith(f"/have-your-say/{survey.slug}/")
    assert told["X-Next"] != parent.address
    assert told.cookies, "the phone keeps its draft"
    assert "no-store" in told["Cache-Control"]
