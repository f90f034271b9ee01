"""What stands around every staff screen: our name and mark, and in the demonstration that the council is made up."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.cast import sign_in

MADE_UP = "is a made-up council. This is a demonstration."


@pytest.mark.django_db
def test_every_staff_page_of_a_made_up_council_says_so_and_no_real_one_does(adam: User, settings: LazySettings) -> None:
    client = sign_in(adam)
    pages = [reverse("wagtailadmin_home"), reverse("people"), reverse("hub:index"), reverse("hub:add"), "/admin/no-such-page/"]

    for shown in (True, False):
        settings.DEMO = shown
        for page in pages:
            assert (MADE_UP in client.get(page).text) is shown, page


@pytest.mark.django_db
def test_signing_in_to_a_made_up_council_says_so(client: Client, settings: LazySettings) -> None:
    settings.DEMO = True
    for page in ("account_login", "account_request_login_code", "account_reset_password"):
        assert MADE_UP in client.get(reverse(page)).text, page


@pytest.mark.django_db
def test_the_staff_front_page_carries_our_name_and_the_councils_and_not_the_toolkits(adam: User) -> None:
    page = sign_in(adam).get(reverse("wagtailadmin_home")).text

    assert "<title>Front page - Earshot, Your council</title>" in page
    assert "<h1>Your council</h1>" in page
    assert '<span class="our-mark">' in page
    assert "favicon.ico" not in page


@pytest.mark.django_db
def test_whoever_signs_in_reads_whose_door_it_is(client: Client) -> None:
    assert "This is Earshot, for people who work at Your council." in client.get(reverse("account_login")).text


@pytest.mark.django_db
def test_a_staff_page_that_is_not_there_leads_back_without_the_toolkits_name(adam: User) -> None:
    answer = sign_in(adam).get("/admin/no-such-page/")

    assert answer.status_code == 404
    assert "We cannot find that page" in answer.text
    assert reverse("wagtailadmin_home") in answer.text
    assert "Go to Wagtail admin" not in answer.text
