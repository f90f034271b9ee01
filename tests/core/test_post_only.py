"""Addresses that only a button leads to: who is signed out meanwhile, or opens one by hand, is led to the page with the button."""

import time
from typing import Any
from unittest import mock

import pytest
from django.conf import settings as live
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import Breach, RightsRequest
from core.models import Hub
from core.post_only import page_of
from tests.cast import sign_in
from tests.consent.breach_people import reported
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


@pytest.fixture
def breach(ben: User) -> Breach:
    """What Ben reported."""
    return reported(ben)


@pytest.fixture
def asked(elm: Hub) -> RightsRequest:
    """What Ola asked."""
    return make_rights_request(make_person(elm))


def test_the_page_of_a_button_is_the_nearest_page_above_it(breach: Breach, asked: RightsRequest) -> None:
    for name, home in (("breaches:regulator", "breaches:one"), ("breaches:close", "breaches:one")):
        assert page_of(reverse(name, args=[breach.pk])) == reverse(home, args=[breach.pk])
    assert page_of(reverse("rights:decide", args=[asked.pk])) == reverse("rights:one", args=[asked.pk])
    assert page_of(reverse("retention:change", args=["photos"])) == reverse("retention:one", args=["photos"])
    assert page_of(reverse("retention:lift")) == reverse("retention:index")
    assert page_of(reverse("report_breach:index")) == reverse("report_breach:index"), "a page with a form is its own"
    assert page_of("/admin/nothing/like/this/") == "/admin/"
    assert page_of("/elsewhere/") == "/admin/"


def test_who_sends_a_form_signed_out_is_led_to_its_page_and_reads_that_it_was_not_kept(asked: RightsRequest) -> None:
    for client in (Client(), _with_an_old_cookie()):
        answer: Any = client.post(reverse("rights:decide", args=[asked.pk]), {"answer": "Yes."}, follow=True)
        where, status = answer.redirect_chain[-1]
        assert (where, status) == (f"{LOGIN}?next=%2Fadmin%2Frights%2F{asked.pk}%2F", 302)
        assert "what you typed was not kept" in words(answer)


def _with_an_old_cookie() -> Client:
    client = Client()
    client.cookies[live.SESSION_COOKIE_NAME] = "a" * 32
    return client


def test_who_sends_a_page_with_a_form_is_led_to_that_page_as_it_was(db: None) -> None:
    address = f"{reverse('report_breach:index')}?sent=1"
    assert Client().post(address).headers["Location"] == f"{LOGIN}?next=%2Fadmin%2Fsomething-went-wrong%2F%3Fsent%3D1"


def test_when_the_day_is_over_the_way_back_is_a_page_too(priya: User, asked: RightsRequest) -> None:
    desk = sign_in(priya)
    desk.get("/admin/")
    later = time.time() + live.SESSION_COOKIE_AGE + 90
    with mock.patch("core.second_step.time.time", return_value=later):
        answer: Any = desk.post(reverse("rights:decide", args=[asked.pk]), {"answer": "Yes."}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{LOGIN}?next=%2Fadmin%2Frights%2F{asked.pk}%2F"
    assert "what you typed was not kept" in words(answer)


def test_after_signing_in_the_record_is_shown(priya: User, asked: RightsRequest) -> None:
    to = Client().post(reverse("rights:decide", args=[asked.pk])).headers["Location"].partition("next=")[2].replace("%2F", "/")
    assert str(asked) in words(sign_in(priya).get(to))


def test_what_a_page_sends_by_itself_is_refused_as_ever() -> None:
    ajax = Client().post("/admin/editing-sessions/1/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert not ajax.headers.get("Location", "").startswith(LOGIN), "nobody reads there that something was not kept"


def test_who_opens_such_an_address_by_hand_reads_where_the_button_is(priya: User, breach: Breach) -> None:
    page = sign_in(priya).get(reverse("breaches:regulator", args=[breach.pk]))
    assert page.status_code == 405
    assert page.headers["Allow"] == "POST"
    assert "only a button on another page leads here" in words(page)
    assert f'href="{reverse("breaches:one", args=[breach.pk])}"' in page.text


def test_an_address_of_other_peoples_stays_not_there(cara: User, asked: RightsRequest) -> None:
    page = sign_in(cara).get(reverse("rights:decide", args=[asked.pk]))
    assert page.status_code in {302, 404}
    assert "only a button" not in page.text


def test_a_family_page_is_answered_as_ever(client: Client) -> None:
    assert "only a button" not in client.get("/my-choices/").text
