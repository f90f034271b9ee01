"""Behind the families' door: a visit of a day that holds nothing but who it is, ends when it is left, and follows who it belongs to."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.models import DoorCode, FamilyVisit, Person
from consent.selectors import door as selectors
from consent.services import door as services
from consent.services import people
from core.models import Hub
from tests.consent.doorway import CODE, DOOR, EMAIL, LEAVE, asked_for_code, is_inside, numbers, typed_in
from tests.families import make_person
from tests.feedback.desk import words


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, who gave us an address that it is safe to write to."""
    return make_person(elm, email=EMAIL, phone="07700 900123")


def test_a_visit_ends_by_leaving_and_after_a_day(client: Client, ola: Person) -> None:
    typed_in(client, asked_for_code(client), numbers())
    assert is_inside(client)
    stolen = client.cookies[selectors.cookie_name()].value

    left = client.post(LEAVE)

    assert left.headers["Clear-Site-Data"] == '"cache", "storage"'
    other = Client()
    other.cookies[selectors.cookie_name()] = stolen
    assert not is_inside(other), "what a stolen cookie held has ended, too"

    typed_in(client, asked_for_code(client), numbers())
    assert is_inside(client)
    FamilyVisit.objects.update(expires_at=timezone.now())
    assert not is_inside(client)
    assert client.cookies[selectors.cookie_name()].value == "", "a cookie that opens nothing is taken away"


def test_joining_records_ends_a_visit_and_so_does_erasing(client: Client, ola: Person, petra: User, elm: Hub) -> None:
    """Who came in by the one has proved a mailbox, and not that the other record is theirs."""
    typed_in(client, asked_for_code(client), numbers())
    stays = make_person(elm, "Aleksandra", phone="07700 900124")
    people.merge_people(stays=stays, goes=ola, by=petra)
    assert not is_inside(client)
    typed_in(client, asked_for_code(client), numbers())
    assert "Aleksandra" in words(client.get(DOOR))
    Person.objects.filter(pk=stays.pk).update(erased_on=timezone.localdate(), email_index="", phone_index="")
    assert not is_inside(client)


@pytest.mark.parametrize("said", [{"safe": "in_person"}, {"safe": "only_ring"}, {"email": "new@family.example"}, {"email": ""}])
def test_a_visit_ends_when_staff_learn_that_it_is_not_safe_or_the_address_is_theirs_no_more(
    client: Client, ola: Person, petra: User, said: dict[str, str]
) -> None:
    typed_in(client, asked_for_code(client), numbers())
    people.change_person(person=ola, said=said, by=petra)
    assert not is_inside(client)
    assert not FamilyVisit.objects.exists()


def test_a_visit_goes_on_when_something_else_is_corrected(client: Client, ola: Person, petra: User) -> None:
    typed_in(client, asked_for_code(client), numbers())
    people.change_person(person=ola, said={"post_address": "14 Quay Lane"}, by=petra)
    assert is_inside(client)


def test_nobody_is_inside_where_it_is_not_safe_to_write(client: Client, ola: Person, elm: Hub, petra: User) -> None:
    typed_in(client, asked_for_code(client), numbers())
    people.merge_people(stays=make_person(elm, "Aleksandra", safe="in_person"), goes=ola, by=petra)
    assert not is_inside(client)


def test_no_page_behind_the_door_is_kept_by_a_browser(client: Client, ola: Person) -> None:
    typed_in(client, asked_for_code(client), numbers())
    assert "no-store" in client.get(DOOR).headers["Cache-Control"]
    assert "no-store" in client.get(asked_for_code(Client())).headers["Cache-Control"]


def test_a_page_without_the_cookie_costs_no_query_for_it(client: Client, db: None) -> None:
    with CaptureQueriesContext(connection) as context:
        client.get(reverse("check_back"))
    assert not [query for query in context.captured_queries if "familyvisit" in query["sql"]]


def test_another_website_cannot_leave_or_ask_for_anybody(client: Client, ola: Person) -> None:
    typed_in(client, asked_for_code(client), numbers())
    for address in (LEAVE, DOOR, CODE):
        assert client.post(address, {"email": EMAIL}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert is_inside(client)


def test_codes_are_asked_for_only_so_often(client: Client, ola: Person) -> None:
    for _ in range(6):
        assert client.post(DOOR, {"email": EMAIL}).status_code == 302
    assert client.post(DOOR, {"email": EMAIL}).status_code == 429
    assert client.post(DOOR, {"email": "other@family.example"}).status_code == 302


def test_what_is_over_is_forgotten(client: Client, ola: Person) -> None:
    typed_in(client, asked_for_code(client), numbers())
    services.forget_old()
    assert FamilyVisit.objects.count() == DoorCode.objects.count() == 1
    past = timezone.now() - timedelta(hours=25)
    DoorCode.objects.update(asked_at=past)
    FamilyVisit.objects.update(expires_at=past)
    services.forget_old()
    assert FamilyVisit.objects.count() == DoorCode.objects.count() == 0
