"""The families' door: six numbers by e-mail, one answer for known and unknown, a visit of a day, and never a `User`."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from consent.choices import SafeThere
from consent.models import DoorCode, FamilyVisit, Person
from consent.rules import door as rules
from consent.selectors import door as selectors
from consent.services import door as services
from consent.services import people
from core.models import AuditEntry, Hub, OutboxItem
from tests.cast import sign_in
from tests.consent.doorway import CODE, DOOR, EMAIL, asked_for_code, is_inside, numbers, typed_in
from tests.families import make_person
from tests.feedback.desk import words


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, who gave us an address that it is safe to write to."""
    return make_person(elm, email=EMAIL, phone="07700 900123")


# --- The way in -----------------------------------------------------------------------------------------------------------


def test_six_numbers_by_email_open_ones_own_page(client: Client, ola: Person) -> None:
    at = asked_for_code(client)
    opened = typed_in(client, at, numbers())

    assert opened.headers["Location"] == DOOR
    page = words(client.get(DOOR))
    assert "Ola Nowak" in page
    assert "07700 900123" in page
    assert "Elm" in page


def test_the_letter_says_nothing_on_a_locked_phone_and_no_nameis_inside(client: Client, ola: Person) -> None:
    asked_for_code(client)
    (letter,) = mail.outbox
    assert letter.subject == "Your six numbers"
    assert letter.to == [EMAIL]
    assert "Ola" not in str(letter.body)
    assert "If it was not you, do nothing." in str(letter.body)


def test_neither_the_code_nor_the_address_stands_in_a_table_or_an_address(client: Client, ola: Person) -> None:
    at = asked_for_code(client)
    code = numbers()
    assert EMAIL not in at
    assert "Ola" not in at
    for stored in (str(list(DoorCode.objects.values())), str(list(OutboxItem.objects.values())), str(list(AuditEntry.objects.values()))):
        assert code not in stored
        assert EMAIL not in stored
    typed_in(client, at, code)
    token = client.cookies[selectors.cookie_name()].value
    assert token not in str(list(FamilyVisit.objects.values()))


def test_the_numbers_are_read_however_they_aretyped_in(client: Client, ola: Person) -> None:
    at = asked_for_code(client)
    code = numbers()
    typed_in(client, at, f" {code[:3]}-{code[3:]} ".translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")))
    assert is_inside(client)


def test_who_comes_in_is_no_member_of_staff(client: Client, ola: Person) -> None:
    typed_in(client, asked_for_code(client), numbers())
    assert User.objects.count() == 0
    assert client.get("/admin/").status_code == 302
    cookie = client.cookies[selectors.cookie_name()]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"], "it goes with the browser"
    assert "session" not in client.cookies


def test_staff_who_are_signed_in_see_no_familys_page(ben: User, ola: Person) -> None:
    assert not is_inside(sign_in(ben))


# --- Known and unknown ----------------------------------------------------------------------------------------------------


def test_an_unknown_address_is_answered_as_a_known_one(client: Client, ola: Person) -> None:
    stranger = Client()
    known, unknown = asked_for_code(client), asked_for_code(stranger, "nobody@family.example")
    assert len(mail.outbox) == 1

    def plain(page: str) -> str:
        return re.sub(r'value="e1[^"]+"|\?s=[^"&]+', "", page)

    assert plain(client.get(known).text) == plain(stranger.get(unknown).text)
    assert plain(typed_in(client, known, "000000").text) == plain(typed_in(stranger, unknown, "000000").text)
    assert len(known) == len(unknown)


def test_asking_and_guessing_cost_the_same_queries_known_or_not(client: Client, ola: Person) -> None:
    def asked(email: str) -> tuple[list[str], str]:
        with CaptureQueriesContext(connection) as context:
            at = Client().post(DOOR, {"email": email}).headers["Location"]
        return [re.sub(r"(?:'[^']*'|\d+|NULL)(?:::\w+)?", "?", query["sql"]) for query in context.captured_queries], at

    asked("warm@family.example")
    (known, at), (unknown, elsewhere) = asked(EMAIL), asked("nobody@family.example")
    assert known == unknown

    def guessed(at: str) -> int:
        with CaptureQueriesContext(connection) as context:
            client.post(CODE, {"s": at.partition("?s=")[2], "code": "000000"})
        return len(context.captured_queries)

    assert guessed(at) == guessed(elsewhere)


@pytest.mark.parametrize("safe", [SafeThere.ONLY_RING, SafeThere.IN_PERSON])
def test_nothing_is_written_where_it_is_not_safe(client: Client, elm: Hub, safe: str) -> None:
    make_person(elm, email=EMAIL, safe=safe)
    at = asked_for_code(client)
    assert mail.outbox == []
    assert "Maybe you gave us another address, or told us not to write to you." in words(client.get(at))


def test_two_who_share_an_address_are_shown_nothing_of_each_other(client: Client, ola: Person, elm: Hub) -> None:
    make_person(elm, "Jan", email=EMAIL.upper())
    asked_for_code(client)
    (letter,) = mail.outbox
    assert "more than one person gave us this address" in " ".join(str(letter.body).split())
    assert not re.search(r"\d{6}", str(letter.body))
    assert "Jan" not in str(letter.body)


def test_nothing_tells_that_somebody_shares_an_address_who_must_not_be_written_to(client: Client, elm: Hub) -> None:
    make_person(elm, "Two", email=EMAIL, safe=SafeThere.IN_PERSON)
    one = make_person(elm, "One", email=EMAIL)

    typed_in(client, asked_for_code(client), numbers())

    assert [asked.person for asked in DoorCode.objects.all()] == [one]
    assert "more than one person" not in str(mail.outbox[0].body)
    assert is_inside(client)
    assert "Two" not in words(client.get(DOOR))


def test_who_became_unsafe_between_asking_and_the_letter_gets_none(client: Client, elm: Hub) -> None:
    person = make_person(elm, email=EMAIL)
    asked = services.ask_for_code(email=EMAIL)
    Person.objects.filter(pk=person.pk).update(safe=SafeThere.ONLY_RING)
    assert services.make_code(door_id=str(asked.pk)) is None


def test_an_address_that_is_none_is_said_so_and_kept(client: Client, ola: Person) -> None:
    page = client.post(DOOR, {"email": "ola@"})
    assert "Write the whole e-mail address, such as name@example.org." in words(page)
    assert 'value="ola@"' in page.text
    for odd in ("\0", "x" * 100_000, "a@b\n.example", "'; DROP TABLE"):
        assert client.post(DOOR, {"email": odd}).status_code == 200
    assert not DoorCode.objects.exists()


# --- What does not open ---------------------------------------------------------------------------------------------------


def _refused(client: Client, at: str, code: str) -> None:
    assert "These numbers do not open." in words(typed_in(client, at, code))
    assert selectors.cookie_name() not in client.cookies


def test_a_code_opens_once(client: Client, ola: Person) -> None:
    at, other = asked_for_code(client), Client()
    code = numbers()
    typed_in(client, at, code)
    _refused(other, at, code)


def test_a_code_grows_old_in_ten_minutes(client: Client, ola: Person) -> None:
    at = asked_for_code(client)
    DoorCode.objects.update(sent_at=timezone.now() - rules.CODE_LASTS)
    _refused(client, at, numbers())


def test_a_code_bears_five_tries(client: Client, ola: Person) -> None:
    at = asked_for_code(client)
    code = numbers()
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        _refused(client, at, wrong)
    _refused(client, at, code)


def test_the_right_code_of_another_asking_opens_nothing(client: Client, ola: Person, elm: Hub) -> None:
    make_person(elm, "Jan", email="jan@family.example")
    at = asked_for_code(client)
    asked_for_code(Client(), "jan@family.example")
    _refused(client, at, numbers())


def test_what_was_never_sent_cannot_be_guessed(client: Client, ola: Person) -> None:
    asked = services.ask_for_code(email=EMAIL)
    for guess in ("000000", "------", "", "-" * 64):
        assert services.open_door(door_id=str(asked.pk), typed=guess) is None


@pytest.mark.parametrize("carried", ["", "e1:x:y", "made-up", "\0", "x" * 5_000])
def test_a_made_up_or_old_address_leads_to_the_door(client: Client, ola: Person, carried: str) -> None:
    assert client.get(CODE, {"s": carried}).headers["Location"] == DOOR
    assert client.post(CODE, {"s": carried, "code": "123456"}).headers["Location"] == DOOR


def test_half_a_code_is_no_try(client: Client, ola: Person) -> None:
    at = asked_for_code(client)
    for slip in ("12345", "", "abcdef", "1234567"):
        assert "Type the six numbers from our e-mail." in words(typed_in(client, at, slip))
    assert DoorCode.objects.get().number_of_tries == 0


def test_somebody_who_was_erased_or_joined_meanwhile_is_not_let_in_as_they_were(client: Client, ola: Person, petra: User, elm: Hub) -> None:
    at = asked_for_code(client)
    code = numbers()
    stays = make_person(elm, "Aleksandra")
    people.merge_people(stays=stays, goes=ola, by=petra)
    _refused(client, at, code)
