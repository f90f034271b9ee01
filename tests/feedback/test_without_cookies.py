"""A phone that refuses cookies: every way that leads on, back or out is a form that carries the token itself."""

from http.cookies import SimpleCookie
from typing import Any

import pytest

from core.models import Hub
from feedback.models import Draft, Response, Survey
from tests.builders import make_open_survey, short_text
from tests.feedback.family import NO, YES, Parent, forms_of


class _Refused(SimpleCookie):
    """Where a phone that refuses cookies puts them."""

    def update(self, *args: Any, **kwargs: Any) -> None:
        """Keep none."""


class Refuser(Parent):
    """A parent whose phone sends no cookie back, ever."""

    def __init__(self) -> None:
        super().__init__()
        self.client.cookies = _Refused()

    def press_on(self, part: str, **changes: Any) -> "Refuser":
        """Press a button of the form whose address holds these letters."""
        form = next(form for form in forms_of(self.text) if part in form["action"] and "token" in form["fields"])
        self.post(form["action"], {**form["fields"], **changes})
        return self


@pytest.fixture
def refuser(survey: Survey) -> Refuser:
    """On the first question of the survey, by the page that a phone without cookies meets."""
    phone = Refuser()
    phone.start(survey)
    assert "this phone keeps no cookies" in phone.text
    phone.press()
    return phone


def at_the_check_page(phone: Refuser) -> Refuser:
    phone.answer(YES, "The singing", "A lighter door")
    assert "Check your answers" in phone.text
    return phone


def test_an_answer_is_changed_from_the_check_page_and_sent(refuser: Refuser, survey: Survey) -> None:
    at_the_check_page(refuser).press_on(f"{survey.questions[1].id}/?check", go="show")

    assert "What did you like?" in refuser.text
    assert 'value="The singing"' in refuser.text
    refuser.press(answer="The slide", go="on")
    assert "Check your answers" in refuser.text
    assert "The slide" in refuser.text
    refuser.press_on("/check/")

    assert "data-thank-you" in refuser.text
    assert Response.objects.get().voices.get(question_id=survey.questions[1].id).text == "The slide"


def test_what_is_too_long_is_told_at_once_and_kept(refuser: Refuser) -> None:
    typed = "x" * 301

    refuser.answer(YES).press(answer=typed, go="on")

    assert "Your answer is 1 letter too long." in refuser.text
    assert f'value="{typed}"' in refuser.text
    refuser.press(answer="The singing", go="on")
    assert "What would you change?" in refuser.text


def test_the_place_is_changed_from_the_check_page(elm: Hub, oak: Hub) -> None:
    survey = make_open_survey(elm, oak, questions=[short_text("What did you like?")])
    refuser = Refuser()
    refuser.start(survey).press().press(answer=str(elm.pk))
    refuser.answer("The singing")

    refuser.press_on("/hub/", go="show").press(answer=str(oak.pk))

    assert "Check your answers" in refuser.text
    refuser.press_on("/check/")
    assert Response.objects.get().hub == oak


def test_another_language_shows_the_same_question_with_the_answer_kept(refuser: Refuser, survey: Survey) -> None:
    refuser.press(answer=NO, go="language:ur")

    assert 'lang="ur"' in refuser.text
    assert f'value="{NO}" checked' in refuser.text
    refuser.press(go="on")
    assert 'lang="ur"' in refuser.text
    assert "What did you like?" in refuser.text


def test_who_sent_already_and_presses_an_old_page_sees_the_thank_you_again(refuser: Refuser, survey: Survey) -> None:
    refuser.answer(YES)
    old = refuser.form()
    refuser.answer("The singing", "A lighter door")
    refuser.press_on("/check/")
    code = refuser.code

    refuser.post(old["action"], {**old["fields"], "answer": "And the slide", "go": "on"})
    assert "You have sent your answers" in refuser.text
    assert "And the slide" in refuser.text
    refuser.press_on("/check/")

    assert refuser.code == code
    assert Response.objects.count() == 1


@pytest.mark.parametrize("way_out", ["/leave/", "/clear/"])
def test_leaving_and_clearing_delete_the_draft(refuser: Refuser, way_out: str) -> None:
    at_the_check_page(refuser).press_on(way_out)

    # What the first Start began is empty and forgotten: the phone kept nothing that leads to it.
    assert not Draft.objects.exclude(passed=[]).exists()


def test_the_thank_you_page_can_be_left_and_cleared(refuser: Refuser) -> None:
    at_the_check_page(refuser).press_on("/check/")

    for way_out in ("/leave/", "/clear/"):
        assert [form for form in forms_of(refuser.text) if way_out in form["action"] and form["fields"]["token"] != [""]]


def test_who_keeps_cookies_meets_plain_links(parent: Parent, survey: Survey) -> None:
    parent.start(survey).answer(YES, "The singing", "A lighter door")

    assert f'href="/have-your-say/{survey.slug}/{survey.questions[1].id}/?check"' in parent.text
    assert 'value="show"' not in parent.text
