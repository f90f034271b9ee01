"""My choices: what somebody reads and asks behind the door, and a complaint for which nobody needs a door."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from consent.choices import HowIdentified, HowReceived, RightKind
from consent.families_words import ASKS
from consent.models import ConsentRecord, FamilyVisit, Person, Purpose, RightsRequest, UseStopped
from consent.rules.rights_clock import ACKNOWLEDGED_WITHIN
from consent.services import choice_links, people, purposes
from core import clocks
from core.models import AuditEntry, Hub
from tests import builders
from tests.consent.doorway import DOOR, EMAIL, asked_for_code, is_inside, numbers, typed_in
from tests.consent.rights import THIRD_PARTY, above
from tests.families import make_person, make_rights_request
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


def test_what_was_asked_is_taken_back_there_until_it_is_done(inside: Client, ola: Person, elm: Hub) -> None:
    inside.post(ASK, {"kind": RightKind.ERASURE, "token": "t", "go": "send", "words": ""})
    asked, other = RightsRequest.objects.get(), make_rights_request(make_person(elm, "Other"), how="door")
    back = reverse("take_back")
    assert f'value="{asked.pk}"' in inside.get(DOOR).text
    assert inside.post(ASK, {"kind": RightKind.ERASURE}).headers["Location"] == f"{DOOR}#asked", "it waits already: nothing is asked twice"
    inside.post(ASK, {"kind": RightKind.CORRECTION, "token": "c", "go": "send", "words": "My name is Olga."})
    again = inside.post(ASK, {"kind": RightKind.CORRECTION}, follow=True)
    assert "What is wrong, and what is right?" in words(again), "of other things there may be several"

    for said in (str(other.pk), "", "x" * 400):
        inside.post(back, {"request": said})
    other.refresh_from_db()
    assert other.withdrawn_on is None
    inside.post(back, {"request": str(asked.pk)})
    asked.refresh_from_db()
    assert asked.withdrawn_on == clocks.today()
    assert "You took it back." in words(inside.get(DOOR))
    assert f'value="{asked.pk}"' not in inside.get(DOOR).text, "and there is no button for it any more"
    inside.post(back, {"request": str(asked.pk)})
    again = inside.post(ASK, {"kind": RightKind.ERASURE}, follow=True)
    assert "Until then you can take it back." in words(again), "and may be asked again"


def test_what_is_wrong_must_be_said_where_something_is_put_right(inside: Client) -> None:
    page = inside.post(ASK, {"kind": RightKind.CORRECTION, "token": "t", "go": "send", "words": "  "})
    assert "Write what is wrong, and what is right." in words(page)
    assert not RightsRequest.objects.exists()


@pytest.mark.parametrize("say", ["", "zzz", "yes"])
def test_only_its_buttons_stop_what_is_done_without_asking(inside: Client, ola: Person, say: str) -> None:
    purposes.begin()
    inside.post(reverse("choose"), {"purpose": "monitoring", "say": say})
    assert not UseStopped.objects.exists()
    inside.post(reverse("choose"), {"purpose": "monitoring", "say": "no"})
    assert UseStopped.objects.exists()


def test_a_link_about_what_was_never_put_into_words_says_so(client: Client, ola: Person) -> None:
    unsaid = Purpose.objects.create(key="unsaid", title="Unsaid", about="x", basis="consent")
    address = choice_links.address_of(person=ola, purpose=unsaid)
    at = address.removeprefix(settings.BASE_URL)
    assert client.post(at, {"say": "stop"}).status_code == 410
    assert not ConsentRecord.objects.exists()


@pytest.mark.parametrize(("has_phone", "say"), [(True, "only_ring"), (True, "in_person"), (False, "in_person")])
def test_somebody_stops_every_letter_at_once_and_the_visit_ends_with_it(inside: Client, ola: Person, has_phone: bool, say: str) -> None:
    if not has_phone:
        ola.phone = ""
        ola.save()
    stop = reverse("stop_writing")
    assert f'href="{stop}"' in inside.get(DOOR).text
    page = inside.get(stop)
    assert ('value="only_ring"' in page.text) == has_phone
    assert inside.post(stop, {"say": "yes"}).status_code == 200, "nothing else is said there"
    ola.refresh_from_db()
    assert ola.safe == "yes"

    after = inside.post(stop, {"say": say})
    ola.refresh_from_db()
    assert ola.safe == say
    assert not is_inside(inside)
    assert not FamilyVisit.objects.exists(), "nor does it open again when somebody writes down that it is safe once more"
    assert "Ola" not in inside.get(after.headers["Location"]).text
    assert "We do not write to you any more." in words(inside.get(after.headers["Location"]))
    assert AuditEntry.objects.filter(verb="consent.person.change").exists()
    number = len(mail.outbox)
    asked_for_code(inside)
    assert len(mail.outbox) == number, "not even six numbers"
    assert inside.post(stop, {"say": say}).headers["Location"] == DOOR


def test_who_may_only_be_met_in_person_is_not_rung_because_of_an_old_page(ola: Person) -> None:
    Person.objects.filter(pk=ola.pk).update(safe="in_person")
    people.stop_writing(person=ola, safe="only_ring")
    ola.refresh_from_db()
    assert ola.safe == "in_person"


@pytest.mark.parametrize("kind", [kind for kind in RightKind if kind != RightKind.COMPLAINT])
def test_each_thing_is_asked_in_two_taps_and_known_to_be_them(inside: Client, ola: Person, kind: RightKind) -> None:
    first = inside.post(ASK, {"kind": kind}, follow=True)
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
    first = inside.post(ASK, {"kind": "access"}, follow=True)
    inside.post(ASK, {"kind": "access", "token": _token(first.text), "go": "send"})
    RightsRequest.objects.update(received_on=builders.today() - timedelta(days=70))
    assert "We are late, and we are sorry." in words(inside.get(DOOR))
    RightsRequest.objects.update(withdrawn_on=builders.today())
    assert "You took it back." in words(inside.get(DOOR))


def test_nobody_asks_anything_from_before_the_door(client: Client, ola: Person) -> None:
    for post in ({}, {"kind": "complaint", "go": "send"}):
        assert client.post(ASK, post).headers["Location"] == DOOR
    assert "so you are signed out. Nothing was written down yet." in words(client.post(ASK, {"kind": "erasure", "go": "send"}))
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
    page = client.post(COMPLAIN, {"words": " ", "reach": "somewhere"}, follow=True)
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
        assert client.post(COMPLAIN, {"words": odd, "name": odd, "reach": odd}, follow=True).status_code == 200
    assert not RightsRequest.objects.exists()
