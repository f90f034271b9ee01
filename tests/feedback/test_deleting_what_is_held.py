"""A family wants its answer deleted that must be kept for a court: it is told so, nothing is lost, and after the hold it goes."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from consent.models import LegalHold
from consent.services import retention
from core.codes import code_from, code_hash
from core.models import AuditEntry, Hub
from feedback.choices import ADDED
from feedback.models import Response, Voice
from tests import builders

CODE = code_from("one family's token")
DELETE = "/check-back/delete/"


@pytest.fixture
def answer(elm: Hub) -> Response:
    """One family's answer, with a comment, and one added later."""
    response = builders.make_response(builders.make_open_survey(elm), receipt_hash=code_hash(CODE))
    builders.make_voice(elm, "The door hit my buggy again.", response=response)
    builders.make_voice(elm, "And the bins.", response=response, question_id=ADDED)
    return response


def hold(priya: User, code: str, record: str = "") -> LegalHold:
    return retention.place_hold(name="Case 7", reason="The court.", code=code, record=record, by=priya, today=builders.today())


def delete(client: Client, at: str = DELETE, **fields: str) -> Any:
    return client.post(at, {"code": CODE, "sure": "yes", **fields}, follow=True)


@pytest.mark.parametrize("kind", ["comment_words", "anonymous_answers"])
def test_a_family_is_told_before_it_presses_the_button_and_after(client: Client, priya: User, answer: Response, kind: str) -> None:
    hold(priya, kind)
    builders.make_brand(phone="020 7946 0101")

    for page in (client.post(DELETE, {"code": CODE}, follow=True).text, delete(client).text):
        assert "We must keep your answer for now" in page
        assert "Nothing was changed, and your code still works." in page
        assert "020 7946 0101" in page
        for secret in ("court", "Case 7", "buggy", "bins"):
            assert secret not in page
    assert Voice.objects.count() == 2
    assert not AuditEntry.objects.filter(verb="feedback.response.erase").exists()


def test_one_held_comment_keeps_the_whole_answer_also_one_added_later(client: Client, priya: User, answer: Response) -> None:
    hold(priya, "comment_words", str(answer.voices.get(question_id=ADDED).pk))
    assert "We must keep your answer for now" in delete(client).text
    assert Voice.objects.count() == 2


def test_a_hold_on_somebody_elses_words_or_another_kind_stops_nobody(client: Client, priya: User, answer: Response, elm: Hub) -> None:
    other = builders.make_voice(elm, "Theirs.")
    hold(priya, "comment_words", str(other.pk))
    hold(priya, "anonymous_answers", str(builders.make_response(builders.make_open_survey(elm), elm).pk))
    hold(priya, "photos")
    assert "Your answer is deleted" in delete(client).text
    assert list(Voice.objects.all()) == [other]


def test_when_the_hold_is_lifted_the_same_code_deletes_it(client: Client, priya: User, answer: Response) -> None:
    held = hold(priya, "anonymous_answers", str(answer.pk))
    assert "We must keep" in delete(client).text
    retention.lift_hold(hold=held, reason="It is over.", by=priya, today=builders.today())
    assert "Your answer is deleted" in delete(client).text
    assert not Response.objects.exists()


@pytest.mark.parametrize("tongue", ["ar", "pl", "ro", "ur"])
def test_it_is_said_in_every_language_of_the_house(client: Client, priya: User, answer: Response, tongue: str) -> None:
    hold(priya, "comment_words")
    page = delete(client, f"/{tongue}{DELETE}").text
    assert "We must keep" not in page
    assert "Nothing was changed" not in page
    assert "Come back another day" not in page
    assert Voice.objects.count() == 2
