"""Who was away too long is told so, and finds again what they typed or where they were; numbers that are too old say so."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from consent.models import ConsentRecord, FamilyVisit, RightsRequest
from consent.services import purposes
from core import limits, outbox
from core.limits import Tried
from core.models import Hub
from tests.consent.beginning import BEGIN, NEW, ONE_BY_ONE, TYPED, begun
from tests.consent.doorway import CODE, DOOR, EMAIL, asked_for_code, numbers, typed_in
from tests.families import make_person
from tests.feedback.desk import words

CHOOSE, ASK, COMPLAIN = reverse("choose"), reverse("ask_about_data"), reverse("complain")
AWAY = "You were away too long, so you are signed out. Nothing was written down yet."
OLD = "Your numbers are too old now, and nothing was written down. Begin again here."


@pytest.fixture
def ola(client: Client, elm: Hub) -> Client:
    """Ola's phone: she was behind the door, and her visit has ended."""
    purposes.begin()
    make_person(elm, email=EMAIL)
    typed_in(client, asked_for_code(client), numbers())
    FamilyVisit.objects.all().delete()
    return client


def fields(page: Any) -> dict[str, str]:
    """Return the hidden fields of a page's first form."""
    form = page.text.split("<main", 1)[1].split("<form", 1)[1].split("</form", 1)[0]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))


@pytest.mark.parametrize(("at", "partner"), [(CHOOSE, ""), (ONE_BY_ONE, "")])
def test_a_choice_pressed_too_late_is_said_not_to_be_written_down_and_found_again(ola: Client, at: str, partner: str) -> None:
    door = ola.post(at, {"purpose": "photo", "say": "yes", "wording": "1"}, follow=True)
    assert AWAY in words(door)
    assert "photo" not in door.redirect_chain[-1][0]

    code = ola.post(DOOR, {**fields(door), "email": EMAIL})
    outbox.drain()
    on = typed_in(ola, code.headers["Location"], numbers())

    if at == CHOOSE:
        assert on.headers["Location"] == f"{DOOR}#photo"
    else:
        page = ola.get(on.headers["Location"], follow=True)
        assert fields(page)["purpose"] == "photo"
    assert not ConsentRecord.objects.exists()


def test_words_sent_too_late_come_back_after_the_numbers(ola: Client) -> None:
    door = ola.post(ASK, {"kind": "correction", "go": "send", "words": "My name is <Ola>. " + "x" * 3_500, "token": "t1"})
    assert AWAY in words(door)
    assert "What you typed comes back when you are in again." in words(door)
    assert not RightsRequest.objects.exists()
    wrong = ola.post(DOOR, {"kind": "correction", "words": "My name is <Ola>.", "token": "t1", "email": "ola"})
    assert "My name is &lt;Ola&gt;." in wrong.text

    code = ola.post(DOOR, {"kind": "correction", "words": "My name is <Ola>.", "token": "t1", "email": EMAIL})
    outbox.drain()
    carried = fields(code)
    assert "My name is &lt;Ola&gt;." in code.text
    sent = {"s": carried["s"], "kind": "correction", "words": "My name is <Ola>.", "token": carried["token"]}
    assert "My name is &lt;Ola&gt;." in ola.post(CODE, {**sent, "code": "12"}).text
    assert "My name is &lt;Ola&gt;." in ola.post(CODE, {**sent, "code": "000000"}).text
    again = ola.post(DOOR, {"kind": "correction", "words": "My name is <Ola>.", "token": "t1"})
    assert "My name is &lt;Ola&gt;." in again.text, "who asks for new numbers loses nothing either"

    page = ola.post(CODE, {**sent, "code": numbers()}, follow=True)

    assert "What is wrong, and what is right?" in words(page)
    assert ">My name is &lt;Ola&gt;.</textarea>" in page.text.replace("\n", "")
    assert 'name="token" value="t1"' in page.text
    assert not RightsRequest.objects.exists(), "it is sent when they send it"


def test_nothing_is_said_to_who_comes_to_the_door_by_themselves(client: Client, db: None) -> None:
    page = words(client.get(DOOR))
    assert AWAY not in page
    assert OLD not in page


def test_numbers_that_are_too_old_say_so_with_a_way_to_begin_again(client: Client, elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    make_person(elm, email=EMAIL)
    by_door, by_form = asked_for_code(client), begun(client)
    carried = fields(client.get(by_form))["s"]
    monkeypatch.setattr("core.sealed_words.SECONDS", -1)  # the moment is kept in whole seconds

    for asked in (by_door, by_form):
        assert OLD in words(client.get(asked, follow=True))
    assert client.get(by_form).headers["Location"].startswith(BEGIN)
    assert client.get(by_door).headers["Location"].startswith(DOOR)
    assert OLD in words(client.post(CODE, {"s": carried, "code": "123456"}, follow=True))
    kept = client.post(CODE, {"s": by_door.partition("?s=")[2], "code": "123456", "kind": "correction", "words": "My name is Ola."})
    assert "My name is Ola." in kept.text


def test_who_asks_too_often_keeps_the_address_and_hears_that_the_newest_numbers_may_work(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "try_ask_at_the_door", lambda *_a, **_k: Tried(False, 7))
    page = client.post(DOOR, {"email": EMAIL})
    assert page.status_code == 429
    assert page.headers["Retry-After"] == "420"
    assert f'value="{EMAIL}"' in page.text
    assert "Try again in 7 minutes." in words(page)
    assert "The newest numbers we sent may still work: go back, and type them there." in words(page)


def test_who_types_too_often_keeps_the_page(client: Client, elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    make_person(elm, email=EMAIL)
    at = asked_for_code(client)
    monkeypatch.setattr(limits, "try_open_the_door", lambda *_a, **_k: Tried(False, 7))
    page = typed_in(client, at, "123456")
    assert page.status_code == 429
    assert "Try again in 7 minutes." in words(page)
    assert 'name="code" value="123456"' in page.text


@pytest.mark.parametrize("typed", ["12", "000000"])
def test_a_wrong_code_has_an_address_of_its_own_and_a_way_to_new_numbers(client: Client, elm: Hub, typed: str) -> None:
    make_person(elm, email=EMAIL)
    at = asked_for_code(client)
    assert "Ask for new numbers" not in client.get(at).text

    again = client.post(CODE, {"s": fields(client.get(at))["s"], "code": typed})

    assert again.status_code == 302
    page = client.get(again.headers["Location"])
    assert 'href="#code"' in page.text
    assert f'<a href="{DOOR}">Ask for new numbers</a>' in page.text
    assert ('value="12"' in page.text) == (typed == "12")


def test_a_language_takes_along_what_was_typed_into_the_public_form(client: Client, db: None) -> None:
    assert 'value="language:pl"' in client.get(BEGIN).text
    told = client.post(BEGIN, {**TYPED, "language": "ro", "safe": "no", "go": "language:pl"})
    assert told.headers["Location"].startswith(f"/pl{BEGIN}?s=")
    assert "Sam" not in told.headers["Location"]
    page = client.get(told.headers["Location"])
    assert f'value="{NEW}"' in page.text
    assert 'value="Sam Okoro"' in page.text
    assert set(re.findall(r'name="(\w+)" value="([^"]+)" checked', page.text)) == {("safe", "no"), ("age", "adult"), ("language", "ro")}
    assert "has-error" not in page.text
    assert mail.outbox == []


@pytest.mark.parametrize("long", [1, 300])
def test_a_language_takes_along_a_complaint_however_long(client: Client, db: None, long: int) -> None:
    typed = {"words": "You wrote to my old address. " * long, "name": "Sam", "reach": "01632 96", "token": "t1"}
    page = client.post(COMPLAIN, {**typed, "go": "language:pl"}, follow=True)
    assert '<html lang="pl"' in page.text
    assert typed["words"].strip() in page.text
    assert 'value="01632 96"' in page.text
    assert 'name="token" value="t1"' in page.text
    assert f'action="/pl{COMPLAIN}"' in page.text
    assert "has-error" not in page.text
    assert not RightsRequest.objects.exists()


def test_a_complaint_with_a_mistake_has_an_address_of_its_own(client: Client, db: None) -> None:
    with override("en-gb"):
        told = client.post(COMPLAIN, {"words": "You wrote to my old address.", "reach": "01632 96", "token": "t1"})
    assert told.status_code == 302
    page = client.get(told.headers["Location"])
    assert "Write a whole e-mail address or phone number, or leave this out." in words(page)
    assert "You wrote to my old address." in page.text
    assert 'name="token" value="t1"' in page.text


def test_what_somebody_asks_has_an_address_of_its_own_and_back_asks_nobody_to_send_it_again(client: Client, elm: Hub) -> None:
    make_person(elm, email=EMAIL)
    typed_in(client, asked_for_code(client), numbers())
    asked = client.post(ASK, {"kind": "erasure"})
    assert asked.status_code == 302
    assert "erasure" not in asked.headers["Location"]
    pages = [fields(client.get(asked.headers["Location"])) for _ in range(2)]
    assert pages[0]["token"] == pages[1]["token"], "sent once more from there, it is one request"
    for page in pages:
        client.post(ASK, {**page, "go": "send", "words": ""})
    assert RightsRequest.objects.count() == 1
