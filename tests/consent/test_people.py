"""The people we know: kept in one room, sealed, found by whole values, told apart by a code."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from consent.choices import SafeThere
from consent.models import Person, index_of
from consent.models import person as person_model
from consent.rules.ledger import why_not_reach
from consent.rules.people import safer_of
from consent.selectors.people import alike, people_found, with_code
from consent.services import people as services
from core import contact
from core.blind_index import BlindIndexField
from core.choices import RoleKind
from core.models import AuditEntry, Hub
from tests.cast import give_role
from tests.families import make_person

# --- How to reach somebody, in one form -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("07700 900123", "+447700900123"),
        ("(01632) 960-123", "+441632960123"),
        ("+44 (0)7700 900 123", "+447700900123"),
        ("00447700900123", "+447700900123"),
        ("+48 512 345 678", "+48512345678"),
        ("٠٧٧٠٠٩٠٠١٢٣", "+447700900123"),
        ("0800 1111", "+448001111"),
        ("016977 2345", "+44169772345"),
    ],
)
def test_a_number_is_kept_in_one_form_however_it_is_typed(typed: str, kept: str) -> None:
    assert contact.as_phone(typed) == kept


@pytest.mark.parametrize("typed", ["07700 90", "07700 900", "07700 9001", "07700 90012", "123456", "960123", "01632 960", "+44 7700 900"])
def test_half_a_number_is_refused_as_well(typed: str) -> None:
    with pytest.raises(ValidationError, match="Write the whole phone number, such as 01632 960 123"):
        contact.as_phone(typed)


@pytest.mark.parametrize("typed", ["", "12", "ring me", "0770090012345678", "+", "07700 900123 or 01632 960123 in the evening, please"])
def test_what_nobody_could_ring_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError, match="Write the whole phone number, such as 01632 960 123"):
        contact.as_phone(typed)


def test_a_number_is_read_out_as_people_here_say_it() -> None:
    assert contact.phone_as_read("+441632960123") == "01632 960123"
    assert contact.phone_as_read("+48512345678") == "+48 512 345 678"
    assert contact.phone_as_read("") == ""


@pytest.mark.parametrize("typed", ["ola", "ola@", "@example.org", "ola@example.org, jan@example.org", "x" * 250 + "@example.org"])
def test_half_an_address_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(ValidationError, match=r"such as name@example\.org"):
        contact.as_email(typed)


def test_capitals_and_spaces_make_no_other_person() -> None:
    assert index_of("email", " Ola.Nowak@Example.ORG ") == index_of("email", "ola.nowak@example.org") != ""
    assert index_of("phone", "07700 900123") == index_of("phone", "+44 7700 900123") != ""
    assert index_of("email", "no address") == index_of("phone", "12") == ""
    assert index_of("phone", "07700900123") != index_of("phone", "07700900124")


# --- One room for names ---------------------------------------------------------------------------------------------------

OLA: dict[str, Any] = {
    "email": "ola.nowak@example.org",
    "phone": "07700 900123",
    "post_address": "14 Quay Lane\nAshmere",
    "is_young": True,
    "decided_by": "Dana, her mother",
}


def test_no_column_holds_a_name_or_a_way_to_reach_anybody_that_could_be_read(elm: Hub) -> None:
    person = make_person(elm, **OLA)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM consent_person")
        row = " ".join(str(value) for value in cursor.fetchone())

    for canary in ("Ola", "Nowak", "example.org", "7700900123", "Quay", "Dana"):
        assert canary not in row
    again = Person.objects.get(pk=person.pk)
    assert (again.name, again.email, again.phone) == ("Ola Nowak", "ola.nowak@example.org", "+447700900123")
    assert (again.post_address, again.decided_by) == ("14 Quay Lane\nAshmere", "Dana, her mother")


def test_no_name_is_looked_up_or_sorted_by_the_database(elm: Hub) -> None:
    for refused in ({"name": "Ola"}, {"email__icontains": "ola"}):
        with pytest.raises(FieldError):
            Person.objects.filter(**refused)


def test_somebody_is_called_by_a_code_wherever_they_have_to_be_called(elm: Hub) -> None:
    person = make_person(elm)
    assert re.fullmatch(r"P-[3479CDFHJKMNQRTVWXY]{4}", str(person))
    assert str(person) == person.shown_code


def test_the_trail_names_fields_and_never_what_they_hold(asha: User, elm: Hub) -> None:
    person = make_person(elm, **OLA)
    services.change_person(person=person, said={"name": "Aleksandra Nowak", "phone": "01632 960123"}, by=asha)

    facts = list(AuditEntry.objects.values_list("verb", "facts"))
    assert ("consent.person.change", '{"fields":["name","phone"]}') in facts
    assert "Nowak" not in str(facts)
    assert "960123" not in str(facts)


def test_saving_what_was_not_changed_writes_nothing_down(asha: User, elm: Hub) -> None:
    person = make_person(elm, **OLA)
    services.change_person(person=person, said={"name": "Ola Nowak", "phone": "07700900123"}, by=asha)
    assert not AuditEntry.objects.filter(verb="consent.person.change").exists()


# --- Blind indexes --------------------------------------------------------------------------------------------------------


def test_an_index_is_set_by_every_way_of_saving(elm: Hub) -> None:
    person = make_person(elm, email="one@example.org")
    person.email = "two@example.org"
    person.save(update_fields=["email"])
    (in_bulk,) = Person.objects.bulk_create([Person(code="3333", email="three@example.org")])

    assert Person.objects.get(email_index=index_of("email", "two@example.org")) == person
    assert Person.objects.get(email_index=index_of("email", "Three@Example.org")) == in_bulk
    assert not Person.objects.filter(email_index=index_of("email", "one@example.org")).exists()


def test_an_index_of_what_nobody_read_stays(elm: Hub) -> None:
    pk = make_person(elm, email="one@example.org").pk
    unread = Person.objects.defer("email").get(pk=pk)
    unread.language = "pl"
    unread.save()
    sealed = Person.objects.get(pk=pk)
    sealed.save()

    assert Person.objects.get(pk=pk).email_index == index_of("email", "one@example.org")


def test_an_emptied_address_leaves_no_index(elm: Hub) -> None:
    person = make_person(elm, email="one@example.org")
    person.email = ""
    person.save()
    assert Person.objects.get(pk=person.pk).email_index == ""


def test_an_address_and_a_number_have_indexes_that_tell_nothing_of_each_other(elm: Hub) -> None:
    purposes = {field.purpose for field in Person._meta.get_fields() if isinstance(field, BlindIndexField)}
    assert purposes == {"consent.person|email", "consent.person|phone"}


# --- What must hold -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"name": " \u200b "}, "name", "Write what they are called"),
        ({"name": "x" * 121}, "name", "1 letter too long"),
        ({"post_address": "x" * 100_000}, "post_address", "99,600 letters too long"),
        ({"email": "nobody"}, "email", "Write the whole e-mail address"),
        ({"phone": "12"}, "phone", "Write the whole phone number"),
        ({"decided_by": "Dana"}, "is_young", "Tick that they are a child or young person"),
        ({"ask_again_from": date(2027, 5, 1)}, "is_young", "Tick that they are a child"),
        ({"is_young": True, "says_may_decide": True}, "decided_by", "Write who told you"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(elm: Hub, said: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        make_person(elm, **{"name": "Ola", **said})
    assert words in refused.value.message_dict[field][0]
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "broken",
    [{"ask_again_from": date(2027, 5, 1)}, {"says_may_decide": True}, {"erased_on": date(2026, 5, 1), "email_index": "x"}],
)
def test_the_database_itself_refuses_what_must_not_be(elm: Hub, broken: dict[str, Any]) -> None:
    person = make_person(elm)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(**broken)


def test_nobody_is_joined_to_themselves(elm: Hub) -> None:
    person = make_person(elm)
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(merged_into=person)


def test_when_short_codes_are_taken_longer_ones_are_given(elm: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    make_person(elm)
    taken = Person.objects.get().code
    monkeypatch.setattr(services, "new_code", lambda length: taken if length == 4 else person_model.new_code(length))
    assert len(make_person(elm).code) == 5


def test_of_two_answers_the_more_careful_one_holds() -> None:
    assert safer_of(SafeThere.YES, SafeThere.NOT_ASKED) == SafeThere.NOT_ASKED
    assert safer_of(SafeThere.ONLY_RING, SafeThere.YES) == SafeThere.ONLY_RING
    assert safer_of(SafeThere.IN_PERSON, SafeThere.ONLY_RING) == SafeThere.IN_PERSON


@pytest.mark.parametrize(
    ("safe", "open_ways"),
    [
        (SafeThere.YES, {"email", "text", "phone", "post", "person"}),
        (SafeThere.NOT_ASKED, {"phone", "person"}),
        (SafeThere.ONLY_RING, {"phone", "person"}),
        (SafeThere.IN_PERSON, {"person"}),
    ],
)
def test_nothing_is_written_where_it_is_not_safe_or_nobody_asked(safe: str, open_ways: set[str]) -> None:
    ways = ("email", "text", "phone", "post", "person")
    assert {way for way in ways if not why_not_reach(safe, way)} == open_ways


# --- Finding --------------------------------------------------------------------------------------------------------------


def _codes(user: User, words: str, **more: Any) -> list[str]:
    return [f"P-{one.code}" for one in people_found(user, words=words, **more)]


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola Nowak of Elm."""
    return make_person(elm, "Ola Nowak-Łęcka", email="ola.nowak@example.org", phone="07700 900123")


def test_a_coordinator_finds_by_any_part(petra: User, ola: Person, elm: Hub) -> None:
    make_person(elm, "Zed")
    found = [ola.shown_code]
    for words in ("ola", "lecka", "NOWAK ola", "nowak@exa", "900123", "07700 900", ola.code.lower(), "+447700900123"):
        assert _codes(petra, words) == found, words
    assert _codes(petra, "elm ola") == found
    assert len(_codes(petra, "")) == 2
    assert _codes(petra, "olaf") == _codes(petra, "ola zed") == []


def test_who_may_not_read_an_address_finds_it_whole_and_never_by_a_part(hana: User, priya: User, ola: Person) -> None:
    for reader in (hana, priya):
        assert _codes(reader, "OLA.NOWAK@example.org") == [ola.shown_code]
        assert _codes(reader, "+44 7700 900123") == [ola.shown_code]
        for part in ("nowak@exa", "900123", "example.org"):
            assert _codes(reader, part) == [], part
    assert _codes(hana, "lecka") == [ola.shown_code], "a hub manager reads names"
    assert _codes(priya, "lecka") == [], "an officer opens a name for a reason, and finds it by none"
    assert people_found(priya)[0].name == ""


def test_a_right_at_one_hub_opens_no_name_of_another(hana: User, oak: Hub, ola: Person) -> None:
    give_role(hana, RoleKind.SAFEGUARDING_DEPUTY, oak)  # sees codes at Oak
    oaks = make_person(oak, "Nowak of Oak", phone="01632 960123")
    council = make_person(None, "Nowak of the council")

    found = {f"P-{one.code}": one.name for one in people_found(hana)}
    assert found == {ola.shown_code: ola.name, oaks.shown_code: ""}
    assert council.shown_code not in found
    assert _codes(hana, "nowak") == [ola.shown_code]
    assert with_code(hana, council.code) is None


def test_names_are_sorted_as_people_read_them_and_codes_follow(petra: User, elm: Hub) -> None:
    for name in ("zoe", "Ángela", "Adam", "Łukasz", "Mia"):
        make_person(elm, name)
    assert [one.name for one in people_found(petra)] == ["Adam", "Ángela", "Łukasz", "Mia", "zoe"]


def test_a_code_is_understood_however_it_is_said(petra: User, cara: User, ola: Person) -> None:
    for typed in (ola.shown_code, ola.code.lower(), f"p {ola.code[:2]} {ola.code[2:]}", f"P{ola.code}"):
        assert with_code(petra, typed) == ola, typed
    assert with_code(petra, "") is with_code(petra, "P-") is with_code(petra, "AEIOU") is None
    assert with_code(cara, ola.code) is None


def test_who_may_be_the_same_is_known_by_name_address_or_number(petra: User, cara: User, ola: Person, elm: Hub) -> None:
    other = make_person(elm, "Jan", phone="01632 960123")
    facts: dict[str, Any] = {"email": "", "phone": "", "name": ""}
    assert alike(petra, **facts) == []
    assert alike(petra, **facts | {"name": " ola  nowak-lecka"}) == [ola]
    assert alike(petra, **facts | {"email": "Ola.Nowak@example.org"}) == [ola]
    assert {*alike(petra, **facts | {"phone": "01632960123", "name": ola.name})} == {ola, other}
    assert alike(petra, but=ola, **facts | {"name": ola.name}) == []
    assert alike(cara, **facts | {"email": "ola.nowak@example.org"}) == []
