"""Leaving what stands behind the families' door: by the red button, from any page, and by the button on the page itself."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from consent.models import FamilyVisit
from consent.selectors.door import cookie_name
from core.models import Hub
from tests import builders
from tests.consent.doorway import DOOR, EMAIL, LEAVE, asked_for_code, is_inside, numbers, typed_in
from tests.families import make_person

RED = re.compile(r'<form class="exit-form" method="post" action="([^"]+)">')


@pytest.fixture
def inside(client: Client, elm: Hub) -> Client:
    """Ola's phone, behind the door."""
    make_person(elm, email=EMAIL)
    typed_in(client, asked_for_code(client), numbers())
    return client


@pytest.mark.parametrize("query", ["", "?now"])
def test_leaving_one_phone_ends_their_visits_on_every_other_and_nobody_elses(inside: Client, elm: Hub, query: str) -> None:
    other, stranger = Client(), Client()
    typed_in(other, asked_for_code(other), numbers())
    make_person(elm, "Jan", email="jan@family.example")
    typed_in(stranger, asked_for_code(stranger, "jan@family.example"), numbers())
    assert is_inside(other)
    inside.post(LEAVE + query)
    assert not is_inside(inside)
    assert not is_inside(other)
    assert is_inside(stranger)


@pytest.mark.parametrize("address", ["/my-choices/", "/my-choices/one-by-one/", "/my-choices/complain/", "/check-back/", "/have-your-say/"])
def test_the_red_button_ends_the_visit_from_every_page(inside: Client, address: str) -> None:
    (act,) = RED.findall(inside.get(address).text)
    stolen = inside.cookies[cookie_name()].value

    left = inside.post(act)

    assert left.status_code == 200, "a page: a form may lead to nobody but us"
    assert 'http-equiv="refresh"' in left.text
    assert "My choices" not in left.text
    assert not FamilyVisit.objects.exists()
    assert inside.cookies[cookie_name()].value == ""
    inside.cookies[cookie_name()] = stolen
    assert not is_inside(inside)
    assert "no-store" in left.headers["Cache-Control"]


def test_the_red_button_of_a_survey_ends_the_visit_as_well(inside: Client, elm: Hub) -> None:
    survey = builders.make_open_survey(elm)
    (act,) = RED.findall(inside.get(f"/have-your-say/{survey.slug}/").text)

    inside.post(act, {"token": ""})

    assert not FamilyVisit.objects.exists()
    assert inside.cookies[cookie_name()].value == ""


def test_nobody_behind_no_door_is_given_a_button_that_posts(client: Client, db: None) -> None:
    assert not RED.findall(client.get(DOOR).text)


def test_another_website_presses_no_red_button(inside: Client) -> None:
    assert inside.post(f"{LEAVE}?now", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert is_inside(inside)


def test_who_leaves_or_complained_goes_on_in_their_own_language(inside: Client) -> None:
    with override("ur"):
        leave, complain = reverse("leave_my_choices"), reverse("complain")
    sent = inside.post(complain, {"words": "You wrote to my old address."})
    page = inside.get(sent.headers["Location"]).text.split("<main", 1)[1].split("</main", 1)[0]
    assert 'href="/ur/"' in page
    assert 'href="/"' not in page
    assert inside.post(leave).headers["Location"] == "/ur/"
