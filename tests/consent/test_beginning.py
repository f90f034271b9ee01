"""The public form: who nobody knows yet comes in by six numbers, and before them nobody is written down."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.choices import SafeThere, Source
from consent.models import Beginning, DoorCode, FamilyVisit, Person
from consent.services import beginning as services
from consent.services import people, purposes, visits
from consent.tasks import forget_beginnings
from core.models import AuditEntry, Hub, OutboxItem
from tests import builders
from tests.consent.beginning import BEGIN, NEW, ONE_BY_ONE, begun, came_in, told_us
from tests.consent.doorway import DOOR, EMAIL, is_inside, numbers, typed_in
from tests.families import make_person
from tests.feedback.desk import words


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, who is known already."""
    return make_person(elm, email=EMAIL)


# --- The way in -----------------------------------------------------------------------------------------------------------


def test_somebody_new_comes_in_by_six_numbers_and_is_asked_one_thing_at_a_time(client: Client, db: None) -> None:
    opened = came_in(client)

    assert opened.headers["Location"] == ONE_BY_ONE
    person = Person.objects.get()
    assert (person.name, person.email, person.safe, person.source) == ("Sam Okoro", NEW, SafeThere.YES, Source.FORM)
    assert (person.language, person.is_young, person.hub) == ("en-gb", False, None)
    assert is_inside(client)
    entry = AuditEntry.objects.get(verb="consent.person.add")
    assert (entry.actor, entry.hub_id) == ("system", None)
    assert "Sam" not in entry.facts


def test_nobody_is_written_down_before_the_numbers_are_typed(client: Client, db: None) -> None:
    at = begun(client)
    assert not Person.objects.exists()
    assert not AuditEntry.objects.exists()
    typed_in(client, at, "000000")
    assert not Person.objects.exists()


def test_what_was_typed_waits_sealed_and_is_gone_when_the_numbers_are_used(client: Client, db: None) -> None:
    at = begun(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, email FROM consent_beginning")
        stored = str(cursor.fetchall())
    for canary in ("Sam", "Okoro", "sam.okoro", "family.example"):
        assert canary not in stored
        assert canary not in at
        assert canary not in str(list(OutboxItem.objects.values()))
    typed_in(client, at, numbers())
    assert not Beginning.objects.exists()


def test_the_letter_names_nobody(client: Client, db: None) -> None:
    begun(client)
    (letter,) = mail.outbox
    assert letter.to == [NEW]
    assert letter.subject == "Your six numbers"
    assert "Sam" not in str(letter.body)


@pytest.mark.parametrize(("since_asked", "since_sent"), [(20, None), (11, 10)])
def test_who_never_types_the_numbers_is_forgotten_in_minutes(client: Client, db: None, since_asked: int, since_sent: int | None) -> None:
    begun(client)
    forget_beginnings()
    assert Beginning.objects.count() == 1
    now = timezone.now()
    Beginning.objects.update(began_at=now - timedelta(minutes=since_asked))
    DoorCode.objects.update(sent_at=now - timedelta(minutes=since_sent) if since_sent else None)

    forget_beginnings()

    assert not Beginning.objects.exists()
    assert not Person.objects.exists()


def test_a_code_tried_too_often_takes_what_was_typed_with_it(client: Client, db: None) -> None:
    at = begun(client)
    code = numbers()
    wrong = "000000" if code != "000000" else "000001"
    for _ in range(5):
        typed_in(client, at, wrong)
    assert "These numbers do not open." in words(typed_in(client, at, code))
    services.forget_unproved()
    assert not Beginning.objects.exists()
    assert not Person.objects.exists()


def test_numbers_open_once(client: Client, db: None) -> None:
    at, other = begun(client), Client()
    code = numbers()
    typed_in(client, at, code)
    typed_in(other, at, code)
    assert not is_inside(other)
    assert Person.objects.count() == 1


def test_numbers_that_are_too_old_write_nobody_down(client: Client, db: None) -> None:
    at = begun(client)
    DoorCode.objects.update(sent_at=timezone.now() - timedelta(minutes=10))
    typed_in(client, at, numbers())
    assert not Person.objects.exists()


def test_who_began_twice_is_one_person(client: Client, db: None) -> None:
    first, other = begun(client), Client()
    first_code = numbers()
    came_in(other, email=NEW.upper(), name="Samuel")
    typed_in(client, first, first_code)
    assert Person.objects.get().name == "Samuel"
    assert is_inside(client)


def test_who_is_inside_needs_no_form(client: Client, db: None) -> None:
    came_in(client)
    assert client.get(BEGIN).headers["Location"] == DOOR


# --- What is safe, and how old --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", [{"safe": "no"}, {"age": "child"}, {"safe": "no", "email": "half", "name": ""}])
def test_where_it_is_not_safe_and_under_13_a_person_takes_over_and_nothing_is_written_or_kept(
    client: Client, db: None, said: dict[str, str]
) -> None:
    builders.make_brand(phone="01632 960 000")
    led = told_us(client, **said)
    assert led.headers["Location"] == reverse("with_a_person"), "an address that tells nothing"
    page = client.get(led.headers["Location"])
    assert "We do not write to you, and keep nothing of what you typed." in words(page)
    assert "01632 960 000" in words(page)
    assert NEW not in page.text
    for mistake in ("Error", "Please check this", "wrong-box"):
        assert mistake not in page.text, "it is no mistake of theirs"
    assert not mail.outbox
    for kept in (Beginning, DoorCode, OutboxItem):
        assert not kept.objects.exists(), kept


def test_a_young_person_is_asked_themselves_in_words_for_them(client: Client, db: None) -> None:
    came_in(client, age="young")
    person = Person.objects.get()
    assert person.is_young
    assert person.ask_again_from is None


# --- Known already --------------------------------------------------------------------------------------------------------


def test_who_is_known_gets_the_door_and_nothing_of_theirs_is_changed(client: Client, ola: Person) -> None:
    purposes.begin()
    opened = came_in(client, email=EMAIL, name="Somebody else", language="ur", age="young")
    ola.refresh_from_db()
    assert "What you typed just now changed nothing." in words(client.get(opened.headers["Location"]))
    assert "Ola Nowak" in words(client.get(DOOR))
    assert (ola.name, ola.language, ola.is_young, ola.source) == ("Ola Nowak", "en-gb", False, Source.STAFF)
    assert Person.objects.count() == 1
    assert not AuditEntry.objects.filter(verb="consent.person.change").exists()


def test_whom_nobody_had_asked_whether_it_is_safe_has_said_so_now(client: Client, elm: Hub) -> None:
    make_person(elm, email=EMAIL, safe=SafeThere.NOT_ASKED)
    came_in(client, email=EMAIL)
    assert Person.objects.get().safe == SafeThere.YES
    assert AuditEntry.objects.get(verb="consent.person.change").facts == '{"fields":["safe"]}'


@pytest.mark.parametrize("safe", [SafeThere.ONLY_RING, SafeThere.IN_PERSON])
def test_the_address_of_whom_it_is_not_safe_to_write_to_is_one_that_nobody_knows(client: Client, elm: Hub, safe: str) -> None:
    """Silence would tell whoever reads that mailbox that we know its owner, and what she asked of us."""
    hers = make_person(elm, "Hers", email=EMAIL, safe=safe, phone="07700 900123")
    unknown, known = Client(), client
    pages = [words(one.get(begun(one, email=email))) for one, email in ((unknown, NEW), (known, EMAIL))]
    assert pages[0] == pages[1]
    bodies = [re.sub(r"\d{6}", "", str(letter.body)) for letter in mail.outbox]
    assert len(bodies) == 2
    assert bodies[0] == bodies[1]

    came_in(known, email=EMAIL)

    assert "07700 900123" not in known.get(DOOR).text, "and nothing of hers opens"
    hers.refresh_from_db()
    assert (hers.safe, hers.email) == (safe, EMAIL)


def test_who_became_unsafe_between_asking_and_typing_is_not_let_in(client: Client, elm: Hub) -> None:
    person = make_person(elm, email=EMAIL)
    at = begun(client, email=EMAIL)
    Person.objects.filter(pk=person.pk).update(safe=SafeThere.IN_PERSON)
    typed_in(client, at, numbers())
    assert not is_inside(client)


def test_who_shares_an_address_with_somebody_is_shown_nothing_of_them(client: Client, ola: Person, elm: Hub) -> None:
    make_person(elm, "Jan", email=EMAIL)
    begun(client, email=EMAIL)
    assert "more than one person gave us this address" in " ".join(str(mail.outbox[0].body).split())
    assert Person.objects.count() == 2


def test_who_was_written_down_by_staff_meanwhile_is_that_person(client: Client, elm: Hub) -> None:
    at = begun(client)
    ola = make_person(elm, email=NEW)
    typed_in(client, at, numbers())
    assert Person.objects.get() == ola
    assert FamilyVisit.objects.get().person == ola


def test_who_was_erased_meanwhile_does_not_come_back(client: Client, ola: Person) -> None:
    at = begun(client, email=EMAIL)
    code = numbers()
    visits.end_visits(ola)
    assert not Beginning.objects.exists()
    Person.objects.filter(pk=ola.pk).update(erased_on=timezone.localdate(), email_index="", phone_index="")
    assert typed_in(client, at, code).status_code == 200
    assert Person.objects.count() == 1


def test_staff_find_who_came_by_the_form_and_can_join_the_record(client: Client, petra: User, elm: Hub) -> None:
    came_in(client)
    sam = Person.objects.get()
    stays = make_person(elm, "Sam")
    people.merge_people(stays=stays, goes=sam, by=petra)
    assert not is_inside(client), "a mailbox was proved, and not that the other record is theirs"


def test_the_way_to_the_form_stands_before_the_door(client: Client, db: None) -> None:
    assert f'href="{reverse("begin")}"' in client.get(DOOR).text
