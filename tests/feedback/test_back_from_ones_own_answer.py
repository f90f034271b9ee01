"""What a code opens has an address: Back and refresh ask nobody to send a form again, and nobody can read the code there."""

from typing import Any

import pytest
from django.test import Client

from core.codes import code_from, code_hash
from core.models import Hub
from core.sealed_words import sealed
from feedback.choices import ADDED
from feedback.models import Response, Voice
from tests.builders import make_open_survey, make_response, make_voice

CODE = code_from("one family's token")
HERE, ADD, DELETE = "/check-back/", "/check-back/add/", "/check-back/delete/"


@pytest.fixture
def answer(elm: Hub) -> Response:
    """One family's answer."""
    response = make_response(make_open_survey(elm, title="After a session at Elm"), receipt_hash=code_hash(CODE))
    make_voice(elm, "The door hit my buggy again.", response=response)
    return response


def led_on(client: Client, address: str, **fields: str) -> str:
    """Post a form with the code, and return the address it leads on to."""
    answered: Any = client.post(address, {"code": CODE, **fields})
    assert answered.status_code == 302, answered.text
    at = str(answered.headers["Location"])
    assert at.startswith(f"{address}?s=")
    assert CODE not in at
    return at


@pytest.mark.parametrize(
    ("address", "fields", "said"),
    [
        (HERE, {}, "It is being looked at"),
        (ADD, {}, "What do you want to add?"),
        (ADD, {"answer": "And the bins.", "go": "send"}, "What you added is here"),
        (DELETE, {}, "We cannot bring it back."),
        (DELETE, {"sure": "yes"}, "Your answer is deleted"),
    ],
)
def test_each_page_has_an_address_that_shows_it_again(
    client: Client, answer: Response, address: str, fields: dict[str, str], said: str
) -> None:
    at = led_on(client, address, **fields)
    for _ in range(2):
        page = client.get(at)
        assert said in page.text
        assert "no-store" in page["Cache-Control"]
        assert not page.cookies
    assert Voice.objects.filter(question_id=ADDED).count() == ("answer" in fields)
    assert Response.objects.exists() == ("sure" not in fields), "looking deletes nothing"


@pytest.mark.parametrize("address", [HERE, ADD, DELETE])
def test_an_address_that_is_too_old_or_made_up_shows_nothing(
    client: Client, answer: Response, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = led_on(client, address)
    other, nobodys = sealed(CODE, of="home.search"), sealed(code_from("nobody"), of="feedback.own_answer")
    for made_up in (CODE, "e1:x", other, nobodys):
        assert client.get(address, {"s": made_up})["Location"] == HERE
    monkeypatch.setattr("core.sealed_words.SECONDS", -1)
    assert client.get(at)["Location"] == HERE


def test_after_deleting_no_older_address_shows_anything(client: Client, answer: Response) -> None:
    before = [led_on(client, address) for address in (HERE, ADD, DELETE)]
    led_on(client, DELETE, sure="yes")
    for at in before:
        assert client.get(at)["Location"] == HERE
