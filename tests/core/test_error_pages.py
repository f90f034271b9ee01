"""When something goes wrong, a family reads what happened, what is safe and how to go on."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from django.utils.translation import override

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as ours
from core import brand
from core.views import errors
from tests.builders import make_brand
from tests.tongues import latin_words_in


def _refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def _fail(request: HttpRequest) -> HttpResponse:
    raise DatabaseError("the database is away")


def _wait(request: HttpRequest) -> HttpResponse:
    return errors.too_many(request, minutes=2)


def _take(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


urlpatterns = [path("refuse/", _refuse), path("fail/", _fail), path("wait/", _wait), path("take/", _take), *ours]
__all__ = ["handler400", "handler403", "handler404", "handler500"]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def kind_client() -> Client:
    """A client that gets the page a family would get, not the exception."""
    return Client(raise_request_exception=False)


def test_a_wrong_address_says_where_to_look(kind_client: Client) -> None:
    make_brand(phone="01632 960 123", phone_hours="Monday to Friday")

    page = kind_client.get("/hubs/there-is-none/")

    assert page.status_code == 404
    assert "We cannot find that page" in page.text
    assert "look at each letter again" in page.text
    assert "01632 960 123" in page.text
    assert "Go to the front page" in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["//elsewhere.example/", "//elsewhere.example/search/?q=x"])
def test_a_crafted_address_leads_nobody_to_another_site(address: str) -> None:
    page = Client().generic("GET", "/", PATH_INFO=address.partition("?")[0], QUERY_STRING=address.partition("?")[2])

    assert page.status_code == 404
    assert 'href="//' not in page.text


def test_a_closed_door_blames_nobody(kind_client: Client) -> None:
    page = kind_client.get("/refuse/")

    assert page.status_code == 403
    assert "You have done nothing wrong." in page.text


def test_a_form_that_was_open_too_long_says_that_nothing_is_lost_and_how_to_go_on() -> None:
    page = Client(enforce_csrf_checks=True).post("/take/", {"more": "Longer sessions"})

    assert page.status_code == 403
    assert "Nothing is lost." in page.text
    assert "your words are still there" in page.text
    assert '<a href="/take/">Open the page afresh</a>' in page.text


def test_too_many_tries_say_how_long_to_wait(kind_client: Client) -> None:
    page = kind_client.get("/wait/")

    assert page.status_code == 429
    assert page.headers["Retry-After"] == "120"
    assert "Try again in 2 minutes." in page.text
    assert "somebody else on the same wifi" in page.text


def test_a_request_nobody_can_read_says_so(rf: RequestFactory) -> None:
    page = errors.bad_request(rf.get("/"))

    assert page.status_code == 400
    assert "We could not read that" in page.content.decode()


def test_our_own_failure_is_said_without_asking_the_database(kind_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr(brand, "stored", away)
    page = kind_client.get("/fail/")

    assert page.status_code == 500
    assert "It was our fault, not yours." in page.text
    assert "It counts once" in page.text
    assert 'href="tel:999"' in page.text


def test_our_own_failure_still_knows_the_phone_number_of_before(kind_client: Client) -> None:
    make_brand(phone="01632 960 123")
    kind_client.get("/there-is-none/")

    assert "01632 960 123" in kind_client.get("/fail/").text


def test_our_own_failure_is_said_in_the_familys_language_and_the_emergency_number_in_english(rf: RequestFactory) -> None:
    with override("ur"):
        page = errors.server_error(rf.get("/ur/")).content.decode()

    assert '<html lang="ur" dir="rtl">' in page
    assert "غلطی ہماری تھی" in page
    assert '<p lang="en-gb" dir="ltr">If someone is in danger now, call' in page
    assert latin_words_in(page, "ur") == []


def test_the_other_pages_survive_a_database_that_is_away(kind_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr(brand, "stored", away)

    assert "You have done nothing wrong." in kind_client.get("/refuse/").text
