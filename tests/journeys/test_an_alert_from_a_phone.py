"""An alert is written on a phone, seen in its frame as families will see it, put out, read by a family, and ended."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from core import brand
from core.sync import sync_roles
from home.services.pages import build_page_tree
from tests.builders import today
from tests.journeys.conftest import axe_problems, lands, sideways_scroll, sticks_out
from tests.journeys.test_every_staff_screen import WAGTAILS_OWN

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
TEXT = "The lift is broken. Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter. Use the side door."
URDU = "لفٹ خراب ہے۔"


def holds(phone: Page) -> None:
    """See that nothing is cut off, and that a screen reader finds its way."""
    assert sideways_scroll(phone) == 0
    assert sticks_out(phone) == []
    assert axe_problems(phone, leaving_out=WAGTAILS_OWN) == []


def test_an_alert_is_seen_before_it_goes_out(
    adam: User, phone: Page, phone_without_scripts: Page, sign_in_on: Callable[[Page, User], None]
) -> None:
    brand.forget()
    build_page_tree(site_name="Ashmere family hubs", council_name="Ashmere County Council")
    sync_roles()
    sign_in_on(phone, adam)
    phone.goto(reverse("alerts"))
    holds(phone)
    lands(phone, phone.get_by_role("link", name="Write an alert"))
    expect(phone.get_by_label("Which hub")).to_be_hidden()  # until it is for one hub
    phone.get_by_text("The same in other languages").tap()
    holds(phone)

    phone.locator("label", has_text="Important").tap()
    phone.get_by_label("What must families know?").fill(TEXT)
    phone.locator("[name=until_at]").fill("2999-01-01T12:00")
    phone.locator("label", has_text="On one hub's pages").tap()
    expect(phone.get_by_label("Which hub")).to_be_visible()
    phone.locator("label", has_text="On every page").tap()
    phone.get_by_label("The same in Urdu").fill(URDU)
    lands(phone, phone.get_by_role("button", name="See it as families will"))

    for title, words in (("English", TEXT), ("اردو", URDU)):
        expect(phone.frame_locator(f'iframe[title="The alert in {title}"]').get_by_text(words)).to_be_visible()
    holds(phone)
    lands(phone, phone.get_by_role("button", name="Put it out"))
    expect(phone.get_by_text("longer than three months")).to_be_visible()
    holds(phone)
    phone.locator("[name=until_at]").fill(f"{today() + timedelta(days=30)}T12:00")
    phone.get_by_role("button", name="See it as families will").tap()
    lands(phone, phone.get_by_role("button", name="Put it out"))

    expect(phone.get_by_text("Families see it now.")).to_be_visible()
    family = phone_without_scripts
    family.goto("/ur/")
    expect(family.get_by_text(URDU)).to_be_visible()
    family.goto("/hubs/")
    expect(family.get_by_text(TEXT)).to_be_visible()
    assert sideways_scroll(family) == 0
    holds(phone)  # what Wagtail fades in stands by now
    lands(phone, phone.get_by_role("button", name="End it now"))
    expect(phone.get_by_text("Families see it no more.")).to_be_visible()
    family.reload()
    expect(family.get_by_text(TEXT)).to_have_count(0)
