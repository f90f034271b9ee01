"""Two records of one person become one: shown side by side first, and nothing that was agreed is lost on the way."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices import SafeThere
from consent.models import Person
from consent.selectors.people import ids_of, people_found, with_code
from consent.services import people as services
from core.models import Hub
from tests.cast import sign_in
from tests.families import make_person
from tests.feedback.desk import words


def _at(name: str, person: Person) -> str:
    return reverse(f"families:{name}", args=[person.pk])


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola Nowak of Elm."""
    return make_person(elm, email="ola.nowak@example.org", phone="07700 900123")


@pytest.fixture
def desk(petra: User) -> Client:
    """Petra's desk: a panel coordinator at Elm."""
    return sign_in(petra)


def test_a_joined_record_is_empty_and_leads_on(petra: User, ola: Person, elm: Hub) -> None:
    twice = make_person(elm, "Aleksandra", email="aleks@example.org", post_address="14 Quay Lane", safe=SafeThere.IN_PERSON)

    services.merge_people(stays=ola, goes=twice, by=petra)

    stays, gone = Person.objects.get(pk=ola.pk), Person.objects.get(pk=twice.pk)
    assert (stays.name, stays.email, stays.post_address) == (ola.name, ola.email, "14 Quay Lane")
    assert stays.safe == SafeThere.IN_PERSON, "the more careful answer holds"
    assert (gone.name, gone.email, gone.email_index, gone.post_address) == ("", "", "", "")
    assert with_code(petra, twice.code) == ola
    assert set(ids_of(stays)) == {ola.pk, twice.pk}
    assert [one.pk for one in people_found(petra)] == [ola.pk]


def test_joining_once_more_keeps_the_way_one_step_long(petra: User, ola: Person, elm: Hub) -> None:
    second, third = make_person(elm, "Second"), make_person(elm, "Third")
    services.merge_people(stays=second, goes=ola, by=petra)
    services.merge_people(stays=third, goes=second, by=petra)

    assert {*Person.objects.exclude(pk=third.pk).values_list("merged_into", flat=True)} == {third.pk}
    assert set(ids_of(third)) == {ola.pk, second.pk, third.pk}


def test_what_is_gone_cannot_be_joined_or_corrected(petra: User, ola: Person, elm: Hub) -> None:
    other = make_person(elm, "Other")
    services.merge_people(stays=other, goes=ola, by=petra)
    with pytest.raises(ValidationError, match="no longer there"):
        services.merge_people(stays=ola, goes=other, by=petra)
    with pytest.raises(ValidationError, match="joined to another"):
        services.change_person(person=ola, said={"name": "x"}, by=petra)
    with pytest.raises(ValidationError, match="the same record"):
        services.merge_people(stays=other, goes=other, by=petra)


def test_a_young_persons_record_keeps_who_decides_when_it_is_joined(petra: User, ola: Person, elm: Hub) -> None:
    child = make_person(elm, "Kid", is_young=True, decided_by="Dana", says_may_decide=True, ask_again_from=date(2027, 5, 1))
    stays = services.merge_people(stays=ola, goes=child, by=petra)
    assert (stays.is_young, stays.decided_by, stays.ask_again_from) == (True, "Dana", date(2027, 5, 1))


def test_two_records_stand_side_by_side_before_they_are_joined(desk: Client, ola: Person, elm: Hub) -> None:
    twice = make_person(elm, "Aleksandra N.", post_address="15 Quay Lane", safe="in_person")
    page = words(desk.post(_at("merge", ola), {"other": twice.shown_code}, follow=True))
    for said in ("Ola Nowak", "Aleksandra N.", "15 Quay Lane", "This cannot be taken back."):
        assert said in page
    assert Person.objects.filter(merged_into=ola).count() == 0

    done = words(desk.post(_at("merge", ola), {"other": twice.code, "join": "yes"}, follow=True))

    assert f"{twice.shown_code} is now {ola.shown_code}. Both codes lead here." in done
    assert desk.get(_at("one", twice)).status_code == 404
    assert desk.post(reverse("families:index"), {"words": twice.shown_code}).headers["Location"] == _at("one", ola)


def test_a_code_of_nobody_or_of_oneself_is_refused(desk: Client, ola: Person, oak: Hub) -> None:
    of_oak = make_person(oak, "Of Oak")
    for typed in ("KKKKKKK", of_oak.code, "Ola Nowak", "x" * 10_000, "\0"):
        answer = desk.post(_at("merge", ola), {"other": typed})
        assert answer.status_code == 200, "what is typed for a code is led to no address"
        said = words(answer)
        assert "Of Oak" not in said
        assert "cannot be taken back" not in said
    assert "No person of your hubs has this code." in words(desk.get(_at("merge", ola), {"other": of_oak.code}))
    for join in ({}, {"join": "yes"}):
        assert "That is the same record." in words(desk.post(_at("merge", ola), {"other": ola.code, **join}, follow=True))
    assert not Person.objects.filter(merged_into__isnull=False).exists()
