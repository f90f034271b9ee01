"""The rights desk: whoever is asked takes it in, the officer answers in time, and reads what tells of others first."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from consent import provides
from consent.models import PartDecision, Person, RightsRequest
from consent.selectors import rights as selectors
from core.models import AuditEntry, Hub
from tests import builders
from tests.cast import sign_in
from tests.consent.rights import THIRD_PARTY, above, at, decided, known
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words

LIST, ADD = reverse("rights:index"), reverse("rights:add")
TODAY = builders.today
__all__ = ["above"]


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola Nowak of Elm."""
    return make_person(elm, email="ola@family.example", phone="07700 900123")


@pytest.fixture
def desk(priya: User) -> Client:
    """Priya's desk: the data protection officer."""
    return sign_in(priya)


def test_whoever_is_asked_takes_it_in_and_sees_nothing_of_the_desk(ben: User, ola: Person) -> None:
    client = sign_in(ben)
    said = {"kind": "access", "how": "person", "received_on": str(TODAY()), "code": ola.shown_code, "asked": "What do you have on me?"}
    page = words(client.post(ADD, said, follow=True))

    asked = RightsRequest.objects.get()
    assert f"The data protection officer has it as {asked}." in page
    assert (asked.person, asked.received_by, asked.words.asked) == (ola, ben, "What do you have on me?")
    assert client.get(LIST).status_code == 302
    assert [client.get(at(name, asked)).status_code for name in ("one", "letter")] == [404, 404]


def test_what_is_missing_is_said_and_nothing_typed_is_lost(ben: User) -> None:
    client = sign_in(ben)
    page = client.post(ADD, {"received_on": str(TODAY() + timedelta(days=1)), "asked": "My words.", "who": ""})
    for said in ("Choose what they ask for.", "Choose how they asked.", "That day has not come yet.", "Write their code, or who they are"):
        assert said in words(page), said
    assert "My words." in page.text
    assert "Nobody has this code." in words(
        client.post(ADD, {"received_on": str(TODAY()), "kind": "access", "how": "phone", "code": "P-KKKK"})
    )
    assert "Write the day on which they asked" in words(client.post(ADD, {"received_on": "soon"}))
    assert not RightsRequest.objects.exists()


def test_who_is_not_among_our_people_is_taken_in_by_sealed_words(desk: Client) -> None:
    desk.post(
        ADD, {"kind": "complaint", "how": "letter", "received_on": str(TODAY()), "who": "Zed Canary, 1 Canary Row", "asked": "Shame!"}
    )
    asked = RightsRequest.objects.get()
    assert "Zed Canary" in words(desk.get(at("one", asked)))
    assert "Canary" not in words(desk.get(LIST))
    assert "Canary" not in str(list(AuditEntry.objects.values()))


# --- The list -------------------------------------------------------------------------------------------------------------


def test_what_is_due_first_leads_and_late_is_said(desk: Client, ola: Person) -> None:
    late = make_rights_request(ola, "erasure", received_on=TODAY() - timedelta(days=60))
    make_rights_request(ola)
    page = words(desk.get(LIST))
    assert page.index("To be forgotten") < page.index("A copy of what we hold")
    assert "Late" in page
    assert "Ola" not in page
    desk.post(at("withdraw", late))
    assert "To be forgotten" not in words(desk.get(LIST))
    assert "To be forgotten" in words(desk.get(LIST, {"state": "ended"}))


def test_an_empty_desk_says_what_to_do(desk: Client) -> None:
    assert "Nobody waits for an answer about their data." in words(desk.get(LIST))


def test_a_list_costs_the_same_for_one_and_for_twenty(desk: Client, ola: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_rights_request(ola)
    desk.get(LIST)
    with django_assert_num_queries(11):
        desk.get(LIST)
    for number in range(20):
        make_rights_request(make_person(ola.hub, f"P {number}"))
    with django_assert_num_queries(11):
        desk.get(LIST)


def test_what_waits_stands_on_the_officers_front_page_and_on_no_other(priya: User, hana: User, ola: Person) -> None:
    asked = make_rights_request(ola, received_on=TODAY() - timedelta(days=60))
    (one,) = provides.what_waits(user=priya, today=TODAY())
    assert (one.text, one.is_late) == (f"{asked}: a copy of what we hold", True)
    assert provides.what_waits(user=hana, today=TODAY()) == []


# --- The steps on the screen ----------------------------------------------------------------------------------------------


def test_every_step_is_one_button_and_is_written_down(desk: Client, ola: Person) -> None:
    asked = make_rights_request(ola)
    for name, post in (
        ("acknowledge", {}),
        ("stop_clock", {"why": "clarify"}),
        ("start_clock", {}),
        ("longer", {"why": "many"}),
        ("identify", {"how": "known"}),
        ("searched", {"place": "The shared mailbox of Elm", "number": "3"}),
        ("decide", {"verdict": "partly", "why": "others", "answer": "Here is most of it."}),
        ("copy_file", {"as": "html"}),
        ("finish", {}),
    ):
        assert desk.post(at(name, asked), post).status_code == (200 if name == "copy_file" else 302), name

    page = words(desk.get(at("one", asked)))
    for said in ("Done", "The shared mailbox of Elm : 3 found", "A colleague knows them", "In part: it would tell of somebody else"):
        assert said in page, said
    verbs = [
        verb.rpartition(".")[2]
        for verb in AuditEntry.objects.filter(verb__startswith="consent.rights").order_by("pk").values_list("verb", flat=True)
    ]
    assert verbs == ["receive", "acknowledge", "stop_clock", "start_clock", "take_longer", "identify", "search", "decide", "open", "finish"]
    assert "Here is most of it." in words(desk.get(at("letter", asked)))
    assert "Here is most of it." not in str(list(AuditEntry.objects.values()))


def test_a_decision_needs_who_why_and_words(desk: Client, ola: Person) -> None:
    asked = make_rights_request(ola)
    page = words(desk.post(at("decide", asked), {"verdict": "partly", "answer": " "}))
    for said in ("Choose why not, or why not all.", "Write what the letter says", "First say how you know who asks"):
        assert said in page, said
    sent = desk.post(at("decide", asked), {"verdict": "no", "why": "others", "answer": "x" * 8_001})
    assert "1 letter too long" in words(sent)
    assert "x" * 8_001 in sent.text, "what was typed stands in its box"
    assert "Choose what you decide." in words(desk.post(at("decide", asked), {"verdict": "maybe", "answer": "x"}))
    asked.refresh_from_db()
    assert asked.decided_on is None


def test_what_ended_bears_no_further_step(desk: Client, ola: Person) -> None:
    asked = make_rights_request(ola)
    desk.post(at("withdraw", asked))
    for name in ["acknowledge", "stop_clock", "longer", "identify", "searched", "decide", "finish", "withdraw", "erase"]:
        page = words(desk.post(at(name, asked), {"why": "clarify", "how": "known", "place": "x", "sure": "yes"}))
        assert "This has ended already." in page, name


def test_whose_data_it_is_can_be_said_later(desk: Client, ola: Person) -> None:
    asked = make_rights_request(None, who="Somebody on the phone")
    assert "Nobody has this code." in words(desk.post(at("join", asked), {"code": "KKKK"}))
    desk.post(at("join", asked), {"code": ola.shown_code})
    asked.refresh_from_db()
    assert asked.person == ola


# --- The copy -------------------------------------------------------------------------------------------------------------


def test_a_copy_is_a_page_to_read_and_data_and_leaves_out_what_is_held_back(desk: Client, priya: User, ola: Person, above: None) -> None:
    asked = known(make_rights_request(ola), priya)
    assert "One part of the copy waits for your decision first." in words(decided(desk, asked))
    key = selectors.key_of(THIRD_PARTY)

    page = words(desk.post(at("judge", asked), {"key": key, "verdict": "redact", "instead": ""}))
    assert "Write the part as it shall be given" in page
    desk.post(at("judge", asked), {"key": key, "verdict": "redact", "instead": "[taken out] said that you were late."})
    decided(desk, asked)

    sent = desk.post(at("copy_file", asked), {"as": "html"})
    assert sent.headers["Content-Disposition"] == f'attachment; filename="{asked}.html"'
    for said in ("Ola Nowak", "ola@family.example", "07700 900123", "[taken out] said that you were late."):
        assert said in sent.text, said
    assert "Canary" not in sent.text
    data = json.loads(desk.post(at("copy_file", asked), {"as": "json"}).content)
    assert {"label": "Name", "value": "Ola Nowak"} in data["held"][1]["rows"]
    assert "Canary" not in json.dumps(data)


def test_a_part_held_back_is_counted_and_not_shown(desk: Client, priya: User, ola: Person, above: None) -> None:
    asked = known(make_rights_request(ola), priya)
    desk.post(at("judge", asked), {"key": selectors.key_of(THIRD_PARTY), "verdict": "hold"})
    decided(desk, asked, "partly", why="others")
    sent = desk.post(at("copy_file", asked), {"as": "html"}).text
    assert "1 part is not in this copy." in sent
    assert "Canary" not in sent


def test_a_part_that_changed_since_it_was_read_is_read_again(desk: Client, priya: User, ola: Person, above: None) -> None:
    asked = known(make_rights_request(ola), priya)
    assert "This part has changed since you read it." in words(desk.post(at("judge", asked), {"key": "x" * 64, "verdict": "give"}))
    assert not PartDecision.objects.exists()


def test_no_copy_leaves_before_it_is_decided_or_when_something_new_waits(
    desk: Client, priya: User, ola: Person, settings: Any, request: pytest.FixtureRequest
) -> None:
    asked = known(make_rights_request(ola), priya)
    assert "Decide first that they get a copy." in words(desk.post(at("copy_file", asked), {"as": "html"}))
    decided(desk, asked)
    request.getfixturevalue("above")
    sent = desk.post(at("copy_file", asked), {"as": "html"})
    assert "Content-Disposition" not in sent.headers, "a note came after the decision"
    assert "Something has come since you decided. One part of the copy waits" in words(sent)
    assert desk.get(at("copy_file", asked)).status_code == 405


def test_markup_in_what_we_hold_is_words_in_the_copy(desk: Client, priya: User, elm: Hub) -> None:
    asked = known(make_rights_request(make_person(elm, "<script>alert(1)</script>")), priya)
    decided(desk, asked)
    sent = desk.post(at("copy_file", asked), {"as": "html"})
    assert "<script>" not in sent.text
    assert "&lt;script&gt;" in sent.text
    assert sent.headers["Content-Security-Policy"] == "sandbox"
