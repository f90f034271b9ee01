"""The fast page of a question is, to the letter, the page its template draws."""

from typing import Any

import pytest
from django.contrib.messages import INFO, add_message
from django.contrib.messages.storage import default_storage
from django.contrib.sessions.backends.db import SessionStore
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override

from core.models import Hub
from feedback.questionnaire import RATHER_NOT_SAY, compile_definition, freeze
from feedback.services.answering import PhoneKey
from feedback.views.question_page import TEMPLATE, context_for, draw
from tests.builders import faces, long_text, make_open_survey, one_choice, several_choices, short_text
from tests.feedback.family import Parent

ONE, TWO = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
OPTIONS = ({"id": ONE, "text": "Yes & no"}, {"id": TWO, "text": '<i>"No"</i>'})
HOSTILE = '@@token@@ @@text@@ <script>alert(1)</script> & "quotes" \u202e'


@pytest.mark.parametrize("language", ["en-gb", "ur"])
@pytest.mark.parametrize(
    ("block", "value"),
    [
        (one_choice("Was it easy?", *OPTIONS), None),
        (one_choice("Was it easy?", *OPTIONS), TWO),
        (one_choice("Was it easy?", *OPTIONS), RATHER_NOT_SAY),
        (several_choices("What would you like?", *OPTIONS), [ONE, TWO]),
        (faces(), "3"),
        (short_text(help="A hint"), None),
        (short_text(), HOSTILE),
        (long_text(required=True), HOSTILE + "\n\nand more"),
    ],
)
def test_the_filled_page_equals_the_drawn_one(elm: Hub, block: dict[str, Any], value: Any, language: str) -> None:
    survey = make_open_survey(elm, questions=[block])
    questions = compile_definition(freeze(survey))
    question = questions.questions[0]
    request = RequestFactory().get(f"/have-your-say/{survey.slug}/{question.id}/")
    key = PhoneKey(survey.slug, 'a"token')
    told = {"value": value, "place": "Question 1 of 1", "after": "check"}

    with override(language):
        plain = render_to_string(TEMPLATE, context_for(key, questions, question, **told), request)
        for _ in range(2):  # drawn, then filled from memory
            fast = draw(request, survey.current_version_id or 0, questions, question, key=key, **told).content.decode()
            assert fast == plain


@pytest.mark.parametrize(("required", "said"), [(True, "This one needs an answer"), (False, "You can leave this out")])
def test_a_question_says_whether_it_may_be_left_out(elm: Hub, parent: Parent, required: bool, said: str) -> None:
    parent.start(make_open_survey(elm, questions=[short_text(required=required)]))

    assert said in parent.text


def test_the_page_of_one_family_is_not_kept_for_another(elm: Hub) -> None:
    survey = make_open_survey(elm, questions=[short_text()])
    questions = compile_definition(freeze(survey))
    request = RequestFactory().get("/")

    def page(value: str | None, token: str) -> str:
        key = PhoneKey(survey.slug, token)
        drawn = draw(request, survey.current_version_id or 0, questions, questions.questions[0], key=key, value=value, place="")
        return drawn.content.decode()

    page("my secret", "first-token")

    assert "my secret" not in page(None, "second-token")
    assert "first-token" not in page(None, "second-token")


def test_what_we_tell_one_visitor_is_not_kept_in_the_page_of_another(elm: Hub) -> None:
    survey = make_open_survey(elm, questions=[short_text()])
    questions = compile_definition(freeze(survey))
    request = RequestFactory().get("/")
    request.session = SessionStore()
    request._messages = default_storage(request)  # type: ignore[attr-defined]  # as Django's own middleware sets it
    add_message(request, INFO, "Somebody is signed out everywhere")

    page = draw(request, survey.current_version_id or 0, questions, questions.questions[0], key=PhoneKey("a", "b"), value=None, place="")

    assert "signed out everywhere" not in page.content.decode()
