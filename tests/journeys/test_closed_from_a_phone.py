"""The boiler fails: an editor says so on her phone, a family reads it at once on another, and at two it is over without anybody."""

from collections.abc import Callable
from datetime import datetime, time

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from core import brand
from core.models import Hub
from core.sync import sync_roles
from home.services.pages import build_page_tree, make_hub_page
from tests.builders import today
from tests.home.reading import open_all_week
from tests.journeys.conftest import axe_problems, lands, sideways_scroll
from tests.journeys.test_every_staff_screen import WAGTAILS_OWN

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MOST_TAPS = 5  # the time of day is typed, all else is one thumb


def at(monkeypatch: pytest.MonkeyPatch, hour: int) -> None:
    """Let it be this hour of today, for the server's pages."""
    moment = timezone.make_aware(datetime.combine(today(), time(hour)))
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


@pytest.fixture
def noon(elm: Hub, edie: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """An ordinary noon at Elm, which is open and has a page."""
    brand.forget()
    monkeypatch.setattr("home.templatetags.offer.bank_holiday", lambda day: "")
    build_page_tree(site_name="Ashmere family hubs", council_name="Ashmere County Council")
    make_hub_page(elm)
    open_all_week(elm)
    sync_roles()
    at(monkeypatch, 12)


class Thumb:
    """Counts what it costs her."""

    def __init__(self) -> None:
        self.taps = 0

    def __call__(self, there: Locator) -> None:
        """Tap something in sight."""
        expect(there).to_be_visible()
        self.taps += 1
        there.tap()


def reads(family: Page, words: str) -> None:
    """See that a family reads this of Elm, in the list, on the front page and on its own page."""
    for address in ("/hubs/", "/", "/hubs/elm/"):
        family.goto(address)
        expect(family.get_by_text(words).first).to_be_visible()
        assert sideways_scroll(family) == 0, address


def test_closed_until_two_in_a_few_taps(
    noon: None,
    edie: User,
    phone: Page,
    phone_without_scripts: Page,
    sign_in_on: Callable[[Page, User], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    family, thumb = phone_without_scripts, Thumb()
    reads(family, "Open now")
    sign_in_on(phone, edie)
    phone.goto(reverse("wagtailadmin_home"))

    thumb(phone.get_by_role("link", name="A hub is closed today"))
    expect(phone.get_by_role("checkbox", name="Elm")).to_be_checked()
    thumb(phone.locator("label", has_text="No heating"))
    thumb(phone.locator("label", has_text="A time today"))
    phone.get_by_label("Until what time today").fill("14:00")
    assert sideways_scroll(phone) == 0
    phone.get_by_role("checkbox", name="Elm").scroll_into_view_if_needed()  # Wagtail's menu button floats above what has scrolled
    assert axe_problems(phone, leaving_out=WAGTAILS_OWN) == []
    thumb(phone.get_by_role("button", name="Tell families"))

    expect(phone.get_by_text("Families read it now. Elm is closed until 2pm today: no heating.")).to_be_visible()
    assert thumb.taps <= MOST_TAPS
    assert sideways_scroll(phone) == 0
    reads(family, "Closed today until 2pm: no heating.")
    assert axe_problems(phone, leaving_out=WAGTAILS_OWN) == []

    at(monkeypatch, 14)

    reads(family, "Open now")
    phone.goto(reverse("closed_today"))
    expect(phone.get_by_text("Families read now")).to_have_count(0)


def test_open_again_before_that_is_one_tap(
    noon: None, edie: User, phone: Page, phone_without_scripts: Page, sign_in_on: Callable[[Page, User], None]
) -> None:
    sign_in_on(phone, edie)
    phone.goto(reverse("closed_today"))
    phone.locator("label", has_text="Snow or ice").tap()
    lands(phone, phone.get_by_role("button", name="Tell families"))
    reads(phone_without_scripts, "Closed today: snow and ice.")

    lands(phone, phone.get_by_role("button", name="Open again now"))

    expect(phone.get_by_text("Families read the ordinary opening times again.")).to_be_visible()
    reads(phone_without_scripts, "Open now")
