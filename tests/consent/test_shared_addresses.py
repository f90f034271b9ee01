"""Two records with one e-mail address shut the families' door on both: whoever works for the whole council reads it, by codes alone."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from consent.choices import SafeThere
from consent.models import Person
from consent.services.people import change_person, merge_people
from core.choices import RoleKind
from core.models import Hub
from tests.cast import give_role, make_user, sign_in
from tests.families import make_person
from tests.feedback.desk import words
from tests.home.test_needs_you import WHOLE

HERS = "ola.nowak@family.example"
SAID = "have one e-mail address"


@pytest.fixture
def paula(db: None) -> User:
    """A panel coordinator for the whole council."""
    user = make_user("Paula")
    give_role(user, RoleKind.PANEL_COORDINATOR)
    return user


@pytest.fixture
def two(elm: Hub, oak: Hub) -> tuple[Person, Person]:
    """Ola of Elm, and somebody whom a colleague at Oak wrote down with her address."""
    one, other = make_person(elm, email=HERS), make_person(oak, "Jan", email=HERS.upper())
    return (one, other) if one.code < other.code else (other, one)


def test_a_coordinator_of_the_whole_council_reads_which_two_and_is_led_to_both(paula: User, two: tuple[Person, Person]) -> None:
    desk = sign_in(paula)
    page = desk.get(WHOLE)

    one, other = two
    assert f"{one.shown_code} and {other.shown_code} {SAID}" in words(page)
    assert HERS not in page.text
    assert "Ola" not in page.text
    at = f"{reverse('families:merge', args=[one.pk])}?other={other.code}"
    assert at in page.text
    assert "This cannot be taken back." in words(desk.get(at))


def test_the_officer_reads_it_too_and_is_led_where_they_may_go(priya: User, two: tuple[Person, Person]) -> None:
    desk = sign_in(priya)
    page = desk.get(WHOLE)
    assert SAID in words(page)
    assert reverse("families:merge", args=[two[0].pk]) not in page.text
    assert desk.get(reverse("families:one", args=[two[0].pk])).status_code == 200
    assert reverse("families:one", args=[two[0].pk]) in page.text


def test_a_coordinator_of_one_hub_learns_nothing_of_another(petra: User, hana: User, two: tuple[Person, Person]) -> None:
    for user in (petra, hana):
        assert SAID not in words(sign_in(user).get(WHOLE))


def test_it_is_gone_when_they_are_joined_or_an_address_is_put_right(paula: User, two: tuple[Person, Person]) -> None:
    desk = sign_in(paula)
    assert SAID in words(desk.get(WHOLE))
    change_person(person=two[0], said={"email": "other@family.example"}, by=paula)
    assert SAID not in words(desk.get(WHOLE))
    change_person(person=two[0], said={"email": HERS}, by=paula)
    assert SAID in words(desk.get(WHOLE))

    merge_people(stays=two[0], goes=two[1], by=paula)

    assert SAID not in words(desk.get(WHOLE))


@pytest.mark.parametrize("facts", [{"email": ""}, {"safe": SafeThere.IN_PERSON}, {"set_aside_on": date(2026, 1, 1)}])
def test_only_those_whom_the_door_would_know_count(paula: User, two: tuple[Person, Person], facts: dict[str, Any]) -> None:
    """Whom it is not safe to write to is never laid beside a record that somebody made with her address."""
    for name, value in facts.items():
        setattr(two[0], name, value)
    two[0].save()
    assert SAID not in words(sign_in(paula).get(WHOLE))


def test_many_of_them_are_a_few_lines(paula: User, elm: Hub) -> None:
    for number in range(12):
        for name in ("One", "Two"):
            make_person(elm, name, email=f"family{number}@family.example")
    page = words(sign_in(paula).get(WHOLE))
    assert page.count(SAID) == 5
    assert "7 more addresses stand in two records" in page
