"""The public form under attack: no oracle for who is known, no code but one's own opens, nobody acts from elsewhere."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consent.models import Beginning, Person
from consent.selectors import door as selectors
from core import outbox
from core.models import Hub
from tests.consent.beginning import BEGIN, ONE_BY_ONE, TYPED, begun, came_in
from tests.consent.doorway import CODE, DOOR, EMAIL, is_inside, numbers, typed_in
from tests.families import make_person
from tests.feedback.desk import words


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, who is known already."""
    return make_person(elm, email=EMAIL)


def _asked(client: Client, email: str) -> tuple[list[str], str]:
    with CaptureQueriesContext(connection) as context:
        at = client.post(BEGIN, {**TYPED, "email": email}).headers["Location"]
    return [re.sub(r"(?:'[^']*'|\d+|NULL)(?:::\w+)?", "?", query["sql"]) for query in context.captured_queries], at


def test_a_known_address_says_and_costs_what_an_unknown_one_does(client: Client, ola: Person) -> None:
    stranger = Client()
    _asked(Client(), "warm@family.example")
    (known, at), (unknown, elsewhere) = _asked(client, EMAIL), _asked(stranger, "xyz.nowak@family.example")
    assert known == unknown
    outbox.drain()

    def plain(page: str) -> str:
        return re.sub(r'value="e1[^"]+"|\?s=[^"&]+', "", page)

    assert plain(client.get(at).text) == plain(stranger.get(elsewhere).text)

    def guessed(at: str) -> tuple[int, str]:
        with CaptureQueriesContext(connection) as context:
            page = client.post(CODE, {"s": at.partition("?s=")[2], "code": "000000"})
        return len(context.captured_queries), plain(page.text)

    assert guessed(at) == guessed(elsewhere)


def test_the_numbers_of_one_asking_open_no_other(client: Client, ola: Person) -> None:
    """Somebody sends the link of their own asking to Ola, and hopes that she types her numbers there; or types theirs at hers."""
    hers = begun(client, email=EMAIL)
    her_code = numbers()
    attacker = Client()
    theirs = begun(attacker, email="attacker@else.example")
    their_code = numbers()
    if her_code == their_code:
        pytest.skip("one in a million")
    assert typed_in(client, theirs, her_code).status_code == 200
    assert typed_in(attacker, hers, their_code).status_code == 200
    assert not is_inside(client)
    assert not is_inside(attacker)


def test_a_cookie_that_was_there_before_opens_nothing_afterwards(client: Client, db: None) -> None:
    client.cookies[selectors.cookie_name()] = "planted-by-somebody"
    came_in(client)
    assert client.cookies[selectors.cookie_name()].value != "planted-by-somebody"
    other = Client()
    other.cookies[selectors.cookie_name()] = "planted-by-somebody"
    assert not is_inside(other)


def test_another_website_cannot_begin_or_choose_for_anybody(client: Client, db: None) -> None:
    came_in(client)
    for address in (BEGIN, ONE_BY_ONE):
        assert client.post(address, TYPED, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert Beginning.objects.count() == 0


def test_nobodys_mailbox_is_filled_by_the_form_and_the_door_together(client: Client, ola: Person) -> None:
    for _ in range(3):
        assert client.post(DOOR, {"email": EMAIL}).status_code == 302
        assert client.post(BEGIN, {**TYPED, "email": EMAIL}).status_code == 302
    page = client.post(BEGIN, {**TYPED, "email": EMAIL})
    assert page.status_code == 429
    assert page.headers["Retry-After"]
    assert "There were too many tries in a row." in words(page)
    assert 'value="Sam Okoro"' in page.text, "nothing typed is lost"


def test_ten_wrong_numbers_open_nothing_and_a_made_up_asking_leads_back(client: Client, db: None) -> None:
    at = begun(client)
    code = numbers()
    for guess in range(10):
        typed_in(client, at, f"{(int(code) + guess + 1) % 10**6:06d}")
    typed_in(client, at, code)
    assert not is_inside(client)
    assert client.get(CODE, {"s": "made-up"}).headers["Location"] == DOOR
