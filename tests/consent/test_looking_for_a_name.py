"""A letter gives only a name: an officer, whose work needs no names, finds whom it is from for a reason that is written down."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from consent.models import Person
from core.models import AuditEntry, Hub
from tests.cast import sign_in
from tests.families import make_person
from tests.feedback.desk import words

LIST = reverse("families:index")
LOOKED = "consent.person.look_for"


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, who writes a letter and says no code."""
    return make_person(elm, "Ola Nowak", email="ola@family.example")


def _found(page: Any, person: Person) -> bool:
    return person.shown_code in words(page)


def test_a_name_is_found_for_a_reason_and_the_trail_keeps_who_looked_and_why(priya: User, ola: Person, elm: Hub) -> None:
    other, desk = make_person(elm, "Ola Kowalska"), sign_in(priya)
    plain = desk.post(LIST, {"words": "Nowak Ola"}, follow=True)
    assert not _found(plain, ola)
    assert "a name only when you say why you look" in words(plain)
    assert not AuditEntry.objects.filter(verb=LOOKED).exists()

    page = desk.post(LIST, {"words": "nowak ola", "why": "rights"}, follow=True)
    assert _found(page, ola)
    assert not _found(page, other)
    assert "Ola" not in words(page).replace("nowak ola", ""), "by code alone"
    assert "nowak" not in page.redirect_chain[0][0]
    [entry] = AuditEntry.objects.filter(verb=LOOKED)
    assert (entry.actor, entry.facts) == (f"staff:{priya.pk}", '{"reason":"rights"}')


@pytest.mark.parametrize("part", ["now", "owak", "o", "nowa ola"])
def test_no_name_is_found_out_letter_by_letter(priya: User, ola: Person, part: str) -> None:
    assert not _found(sign_in(priya).post(LIST, {"words": part, "why": "rights"}, follow=True), ola)


def test_a_reason_that_is_none_searches_nothing_and_says_so(priya: User, ola: Person) -> None:
    page = sign_in(priya).post(LIST, {"words": "nowak", "why": "curious"}, follow=True)
    assert page.context["problems"]
    assert not AuditEntry.objects.filter(verb=LOOKED).exists()


def test_who_may_open_no_record_finds_no_name_by_a_reason_or_by_a_borrowed_address(
    priya: User, hana: User, cara: User, ola: Person
) -> None:
    address = sign_in(priya).post(LIST, {"words": "nowak", "why": "rights"}).headers["Location"]
    elsewhere = sign_in(cara)
    assert not _found(elsewhere.get(address), ola)
    assert "Why do you look?" not in words(elsewhere.get(LIST)), "their list has names"
    assert not _found(elsewhere.post(LIST, {"words": "nowak", "why": "rights"}, follow=True), ola)
