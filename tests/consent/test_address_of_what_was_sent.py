"""What a family sent has an address of its own: it opens for a quarter of an hour, for this thing and no other."""

import time

import pytest
from django.test import Client

from consent.models import FormatRequest
from core.models import Hub
from core.sealed_words import SEARCH, sealed
from feedback.models import Survey
from tests import builders
from tests.consent.asking import only_request, to_contact


@pytest.fixture
def survey(elm: Hub) -> Survey:
    return builders.make_open_survey(elm, title="After a session", slug="after-a-session")


def test_what_was_sent_has_an_address_of_its_own_that_asks_nothing_again_and_grows_old(
    survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = to_contact().go(contact="01632 960 141").go()
    answer = Client().post("/another-way/survey/after-a-session/", {**parent.carried(), "go": "send"})

    assert answer.status_code == 302
    for _ in range(2):
        assert only_request().spoken_code in Client().get(answer["Location"]).content.decode()
    now = time.time()
    monkeypatch.setattr("core.sealed_words.time.time", lambda: now + 15 * 60 + 1)
    later = Client().get(answer["Location"])
    assert later.status_code == 200
    assert only_request().spoken_code not in later.content.decode()
    assert "You sent this. It is with us." in later.content.decode()
    assert "How would you like it?" not in later.content.decode()
    assert FormatRequest.objects.count() == 1


@pytest.mark.parametrize("made_up", ["", "made-up", SEARCH])
def test_an_address_that_is_not_of_this_begins_at_the_first_question(survey: Survey, made_up: str) -> None:
    parent = to_contact().go(contact="01632 960 141").go()
    Client().post("/another-way/survey/after-a-session/", {**parent.carried(), "go": "send"})
    carried = sealed(parent.carried()["token"], of=SEARCH) if made_up == SEARCH else made_up  # as somebody's search could make it

    page = Client().get("/another-way/survey/after-a-session/", {"s": carried}).content.decode()

    assert "How would you like it?" in page
    assert only_request().spoken_code not in page


def test_the_address_of_what_was_sent_belongs_to_the_page_it_was_about(survey: Survey, elm: Hub) -> None:
    parent = to_contact().go(contact="01632 960 141").go()
    sent = Client().post("/another-way/survey/after-a-session/", {**parent.carried(), "go": "send"})["Location"]
    builders.make_open_survey(elm, slug="another")

    assert only_request().spoken_code not in Client().get(sent.replace("after-a-session", "another")).content.decode()
