"""My choices: what somebody reads and asks behind the door, and a complaint for which nobody needs a door."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from consent.choices import HowIdentified, HowReceived, RightKind
from consent.families_words import ASKS
from consent.models import Person, RightsRequest
from consent.rules.rights import ACKNOWLEDGED_WITHIN
from core import clocks
from core.models import AuditEntry, Hub
from tests import builders
from tests.consent.doorway import DOOR, EMAIL, asked_for_code, numbers, typed_in
from tests.consent.rights import THIRD_PARTY, above
from tests.families import make_person
from tests.feedback.desk import words

ASK, COMPLAIN = reverse("ask_about_data"), reverse("complain")
__all__ = ["above"]


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, who gave us an address that it is safe to write to."""
    return make_person(elm, email=EMAIL, phone="07700 900123", post_address="14 Quay Lane", channel="text")


@pytest.fixture
def inside(client: Client, ola: Person) -> Client:
    """Ola's phone, behind the door."""
    typed_in(client, asked_for_code(client), numbers())
    return client


def _token(page: str) -> str:
    return str(re.findall(r'name="token" value="([^"]+)"', page)[0])


def test_somebody_reads_what_we_hold_and_nothing_that_tells_of_others(inside: Client, above: None) -> None:
    page = words(inside.get(DOOR))
    for said in ("Ola Nowak", "07700 900123", "14 Quay Lane", "By text message", "Is it safe to write to you there? Yes", "Elm"):
        assert said in page, said
    assert "Canary" not in page
    assert THIRD_PARTY.heading not in page


@pytest.mark.parametrize("kind", [kind for kind in RightKind if kind != RightKind.COMPLAINT])
def test_each_thing_is_asked_in_two_taps_and_known_to_be_them(inside: Client, ola: Person, kind: RightKind) -> None:
    first = inside.post(ASK, {"kind": kind})
    assert str(ASKS[kind].then) in words(first).replace("&#x27;", "'")
    assert not RightsRequest.objects.exists(), "looking asks nothing"

    for _ in range(2):  # a bad line makes a thumb press twice
        sent = inside.post(ASK, {"kind": kind, "token": _token(first.text), "go": "send", "words": "Please."})
        assert sent.headers["Location"] == f"{DOOR}#asked"

    asked = RightsRequest.objects.get()
    assert (asked.kind, asked.person, asked.how, asked.identified_how) == (kind, ola, HowReceived.DOOR, HowIdentified.DOOR)
    assert asked.words.asked == "Please."
    page = words(inside.get(DOOR))
    assert str(asked) in page
    assert "You hear from us by" in page
    entry = AuditEntry.objects.get(verb="consent.rights.receive")
    assert entry.actor == "system"
    assert "Please" not in entry.facts


def test_what_became_of_it_stands_there(inside: Client, ola: Person) -> None:
    first = inside.post(ASK, {"kind": "access"})
    inside.post(ASK, {"kind": "access", "token": _token(first.text), "go": "send"})
    RightsRequest.objects.update(received_on=builders.today() - timedelta(days=70))
    assert "We are late, and we are sorry." in words(inside.get(DOOR))
    RightsRequest.objects.update(withdrawn_on=builders.today())
    assert "You took it back." in words(inside.get(DOOR))


def test_nobody_asks_anything_from_before_the_door(client: Client, ola: Person) -> None:
    for post in ({"kind": "erasure", "go": "send"}, {}, {"kind": "complaint", "go": "send"}):
        assert client.post(ASK, post).headers["Location"] == DOOR
    assert client.get(ASK).headers["Location"] == DOOR
    assert not RightsRequest.objects.exists()


def test_words_that_are_too_long_are_refused_and_kept(inside: Client) -> None:
    long = "x" * 4_001
    page = inside.post(ASK, {"kind": "access", "go": "send", "words": long})
    assert "Please make this 1 letter shorter." in words(page)
    assert long in page.text
    assert not RightsRequest.objects.exists()


def test_an_unknown_thing_leads_back(inside: Client) -> None:
    assert inside.post(ASK, {"kind": "everything", "go": "send"}).headers["Location"] == DOOR


# --- A complaint ----------------------------------------------------------------------------------------------------------


def test_anybody_complains_and_hears_by_when(client: Client, elm: Hub) -> None:
    first = client.get(COMPLAIN)
    said = {"token": _token(first.text), "words": "You wrote to my old address.", "name": "Zed", "reach": "07700 900999"}
    sent = [client.post(COMPLAIN, said) for _ in range(2)]

    asked = RightsRequest.objects.get()
    assert (asked.kind, asked.how, asked.person, asked.identified_on) == (RightKind.COMPLAINT, HowReceived.FORM, None, None)
    assert (asked.words.who, asked.words.asked) == ("Zed, 07700 900999", "You wrote to my old address.")
    page = words(client.get(sent[1].headers["Location"]))
    assert str(asked) in page
    assert clocks.day_in_words(builders.today() + ACKNOWLEDGED_WITHIN) in page
    for address in (sent[0].headers["Location"], str(list(AuditEntry.objects.values()))):
        assert "Zed" not in address
        assert "900999" not in address


def test_who_goes_back_and_complains_about_something_else_loses_neither(client: Client, elm: Hub) -> None:
    token = _token(client.get(COMPLAIN).text)
    for said in ("You wrote to my old address.", "And you rang me at work.", "And you rang me at work."):
        client.post(COMPLAIN, {"token": token, "words": said})
    assert {one.words.asked for one in RightsRequest.objects.all()} == {"You wrote to my old address.", "And you rang me at work."}
    assert RightsRequest.objects.count() == 2


def test_a_complaint_needs_words_and_no_name(client: Client, elm: Hub) -> None:
    page = client.post(COMPLAIN, {"words": " ", "reach": "somewhere"})
    assert "Write what went wrong, in your own words." in words(page)
    assert "Write a whole e-mail address or phone number, or leave this out." in words(page)
    assert 'value="somewhere"' in page.text
    client.post(COMPLAIN, {"words": "It is not fair."})
    assert "nobody can be answered" in RightsRequest.objects.get().words.who


def test_a_complaint_from_behind_the_door_is_theirs(inside: Client, ola: Person) -> None:
    page = inside.get(COMPLAIN)
    assert "What shall we call you?" not in words(page)
    inside.post(COMPLAIN, {"token": _token(page.text), "words": "Please look."})
    asked = RightsRequest.objects.get()
    assert (asked.person, asked.words.who) == (ola, "")
    assert "Complain about how you use my data" in words(inside.get(DOOR))


@pytest.mark.parametrize("carried", ["made-up", "e1:x:y", "\0" * 5])
def test_a_made_up_address_shows_the_form(client: Client, elm: Hub, carried: str) -> None:
    assert "What went wrong?" in words(client.get(COMPLAIN, {"s": carried}))


def test_odd_words_break_nothing(client: Client, elm: Hub) -> None:
    for odd in ("\0\ud800<script>".encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "x" * 100_000, "'; DROP"):
        assert client.post(COMPLAIN, {"words": odd, "name": odd, "reach": odd}).status_code == 200
    assert not RightsRequest.objects.exists()
