"""A complaint found among the comments: staff are told at one tap where the council takes complaints, and why Earshot does not."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import BrandSettings, Hub
from tests import builders
from tests.cast import sign_in
from tests.feedback.desk import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(elm: Hub) -> str:
    """The screen of one comment."""
    return reverse("comments:one", args=[builders.make_voice(elm, "The midwife was rude to me.").pk])


def test_the_councils_own_page_and_phone_stand_beside_the_comment(ben: User, address: str) -> None:
    builders.make_brand(complaints_page="https://elmshire.example/complaints", complaints_phone="01632 960 123")

    page = sign_in(ben).get(address)

    assert "Is this a complaint about a service?" in words(page)
    assert "Earshot does not handle complaints." in words(page)
    assert '<a href="https://elmshire.example/complaints" target="_blank" rel="noopener noreferrer">' in page.text
    assert '<a href="tel:01632960123">01632 960 123</a>' in page.text


def test_one_of_the_two_is_enough(ben: User, address: str) -> None:
    builders.make_brand(complaints_phone="01632 960 123")
    page = words(sign_in(ben).get(address))
    assert "pass on what was said: 01632 960 123 ." in page
    assert "not written down yet" not in page


def test_without_either_staff_read_who_can_put_them_in(ben: User, address: str) -> None:
    assert "Ask your administrator to put them in" in words(sign_in(ben).get(address))


def test_the_administrator_writes_them_down(adam: User, client: Client) -> None:
    page = sign_in(adam).get(reverse("wagtailsettings:edit", args=["core", "brandsettings"]), follow=True)
    assert "complaints_page" in page.text
    assert "When somebody complains about a service" in words(page)


@pytest.mark.parametrize(("name", "wrong"), [("complaints_page", "javascript:alert(1)"), ("complaints_phone", "ring me")])
def test_what_is_no_address_or_number_is_refused(name: str, wrong: str) -> None:
    with pytest.raises(ValidationError) as refused:
        BrandSettings(**{name: wrong}).full_clean(exclude=["site"])
    assert name in refused.value.message_dict
