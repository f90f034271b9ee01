"""Somebody chooses while an officer's approval forgets them, or sets them aside: whichever came first holds whole, and nothing is lost."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import ConsentRecord, ConsentUse, Person, Purpose, RightsRequest, RightsWords
from consent.provides.endings import forget_who_chose_nothing
from consent.rules import retention as rules
from consent.selectors.chose_nothing import CODE
from consent.selectors.ledger import standing
from consent.services import choice_links, purposes, setting_aside
from consent.services import retention as retention_services
from core.models import AuditEntry
from core.questions import RowEnded
from tests import builders
from tests.consent.beginning import ONE_BY_ONE, came_in
from tests.consent.rights import known
from tests.feedback.desk import words

pytestmark = pytest.mark.django_db(transaction=True)
WAIT = 10.0
LONGER = 0.5  # how long who is first keeps the other waiting: both are in before one is done
WORDS = "Zanzibarquail asks."


@pytest.fixture
def inside(client: Client) -> Client:
    """Sam's phone, who came by the form half a year ago, stands behind the door and has chosen nothing."""
    purposes.begin()
    came_in(client)
    Person.objects.update(added_on=rules.months_before(builders.today(), 6))
    return client


def _form(page: Any) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text.split("<main", 1)[1]))


def _pressed_yes(client: Client) -> Callable[[], Any]:
    form = {**_form(client.get(ONE_BY_ONE)), "say": "yes"}
    return lambda: client.post(ONE_BY_ONE, form)


def _asked_for_a_copy(client: Client) -> Callable[[], Any]:
    return lambda: client.post(reverse("ask_about_data"), {"kind": "access", "go": "send", "words": WORDS, "token": "1"})


def _forgotten() -> RowEnded:
    ended = forget_who_chose_nothing(code=CODE, key=str(Person.objects.values_list("pk", flat=True).get()), today=builders.today())
    assert ended
    return ended


@pytest.fixture
def to_set_aside(inside: Client, priya: User) -> RightsRequest:
    """Sam asked to be forgotten, a court's hold forbids it, and the officer decided."""
    sam = Person.objects.get()
    request = known(
        RightsRequest.objects.create(key_hash="x", kind="erasure", how="phone", person=sam, received_on=builders.today()), priya
    )
    RightsWords.objects.create(request=request, asked="Forget me.")
    RightsRequest.objects.update(verdict="yes", decided_on=builders.today(), decided_by=priya)
    retention_services.place_hold(name="Case", reason="A court.", person=sam, by=priya, today=builders.today())
    return request


@contextmanager
def _first(monkeypatch: pytest.MonkeyPatch, name: str, act: Callable[[], Any]) -> Iterator[Callable[[], Any]]:
    """Begin an act on a connection of its own and stop it at a function, its locks held, for a moment; yields what waits for its end."""
    reached = Event()
    module, _, attribute = name.rpartition(".")
    really = getattr(__import__(module, fromlist=[attribute]), attribute)

    def slowly(*given: Any, **said: Any) -> Any:
        done = really(*given, **said)
        if not reached.is_set():
            reached.set()
            Event().wait(LONGER)
        return done

    def begin() -> Any:
        try:
            return act()
        finally:
            connection.close()

    monkeypatch.setattr(name, slowly)
    with ThreadPoolExecutor(1) as pool:
        begun = pool.submit(begin)
        assert reached.wait(WAIT), begun.exception(0) if begun.done() else "it never came there"
        yield lambda: begun.result(WAIT)


def _is_whole(person: Person) -> bool:
    return (person.name, person.email) == ("Sam Okoro", "sam.okoro@family.example") and person.is_here


# --- They were first ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pressed", "at", "left"),
    [
        (_pressed_yes, "consent.services.ledger._written", ConsentRecord),
        (_asked_for_a_copy, "core.audit.record", RightsRequest),
    ],
)
def test_who_chooses_at_the_moment_they_would_be_forgotten_is_not(
    inside: Client, monkeypatch: pytest.MonkeyPatch, pressed: Callable[[Client], Callable[[], Any]], at: str, left: Any
) -> None:
    with _first(monkeypatch, at, pressed(inside)) as answer:
        ended = _forgotten()

    assert ended.why_kept == "They decided something since, or something of ours leads to them."
    assert answer().status_code == 302
    assert _is_whole(Person.objects.get())
    assert left.objects.get().person == Person.objects.get()


def test_a_yes_of_the_moment_before_they_are_set_aside_is_kept_and_used_for_nothing(
    inside: Client, to_set_aside: RightsRequest, priya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _first(monkeypatch, "consent.services.ledger._written", _pressed_yes(inside)) as answer:
        setting_aside.set_aside(request=to_set_aside, by=priya, today=builders.today())
    assert answer().status_code == 302

    record, sam = ConsentRecord.objects.get(), Person.objects.get()
    assert (record.decision, sam.set_aside_on) == ("granted", builders.today())
    assert standing(sam, record.purpose).is_yes, "what they said is kept as they said it"
    assert not ConsentUse.objects.filter(ended_on=None).exists()
    assert inside.get(ONE_BY_ONE).headers["Location"] == reverse("my_choices"), "they stand outside of the door"


# --- They came a moment too late ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pressed", [_pressed_yes, _asked_for_a_copy])
def test_who_presses_while_they_are_forgotten_is_let_down_gently_and_nothing_half_is_left(
    inside: Client, monkeypatch: pytest.MonkeyPatch, pressed: Callable[[Client], Callable[[], Any]]
) -> None:
    press = pressed(inside)
    with _first(monkeypatch, "consent.services.erasing.lock_all_records_of", _forgotten) as ended:
        answer = press()

    assert ended().why_kept == ""
    sam = Person.objects.get()
    assert (sam.name, sam.email, sam.erased_on) == ("", "", builders.today())
    assert not ConsentRecord.objects.exists()
    assert not RightsWords.objects.exists(), "no word of theirs comes after the erasing"
    assert answer.status_code == 302
    assert "Your e-mail address" in words(inside.get(answer.headers["Location"], follow=True)), "the door asks who they are"
    assert not AuditEntry.objects.filter(verb__in=["consent.record.write", "consent.rights.receive"]).exists()


def test_a_complaint_at_the_moment_they_are_forgotten_is_kept_without_them(inside: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with _first(monkeypatch, "consent.services.erasing.lock_all_records_of", _forgotten) as ended:
        answer = inside.post(reverse("complain"), {"words": "You lost my form.", "token": "1"})
    assert ended().why_kept == ""
    assert answer.status_code == 302
    request = RightsRequest.objects.get()
    assert (request.person, request.how, request.words.asked) == (None, "form", "You lost my form.")
    assert request.words.who == "They did not say who they are, so nobody can be answered."


def test_a_link_of_a_letter_that_is_pressed_while_they_are_forgotten_says_that_it_is_gone(
    inside: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = choice_links.address_of(person=Person.objects.get(), purpose=Purpose.objects.get(key="told"))
    path = link[link.index("/", len("https://")) :]
    with _first(monkeypatch, "consent.services.erasing.lock_all_records_of", _forgotten) as ended:
        answer = inside.post(path)
    assert ended().why_kept == ""
    assert answer.status_code == 410
    assert "This link does not work any more" in words(answer)
    assert not ConsentRecord.objects.exists()


def test_who_presses_yes_while_they_are_set_aside_leaves_no_yes_behind(
    inside: Client, to_set_aside: RightsRequest, priya: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    press = _pressed_yes(inside)

    def aside() -> None:
        setting_aside.set_aside(request=to_set_aside, by=priya, today=builders.today())

    with _first(monkeypatch, "consent.services.visits.end_visits", aside) as done:
        answer = press()
    done()
    assert answer.status_code == 302
    assert not ConsentRecord.objects.exists()
    assert Person.objects.get().set_aside_on == builders.today()
