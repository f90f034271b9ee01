"""A parent asks to join in a minute, without scripts; the coordinator rings, makes them known, and they are on the panel."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from consent.models import Introduction, Person, Wording
from consent.selectors import ledger
from consent.services import purposes
from core.models import Hub, PostHolder
from core.sync import sync_roles
from home.services.pages import build_page_tree
from panels.choices import Stage
from panels.models import Interest, Membership, Panel
from tests import builders
from tests.journeys.conftest import axe_problems, lands, sideways_scroll
from tests.journeys.test_every_staff_screen import WAGTAILS_OWN
from tests.panels.paneling import make_panel, open_to_families

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def panel(elm: Hub, petra: User) -> Panel:
    """Elm's panel of parents, which Petra's post looks after."""
    build_page_tree()
    sync_roles()
    purposes.begin()
    post = builders.make_post("Parent panel coordinator", hub=elm)
    PostHolder.objects.create(post=post, user=petra, from_on=builders.today() - timedelta(days=30))
    return open_to_families(make_panel(elm, coordinator=post))


def ask_to_join(phone: Page, panel: Panel) -> None:
    """Fill in two boxes, say that ringing is safe, agree to be contacted, and send."""
    phone.goto(reverse("join_panel", args=[panel.slug]))
    expect(phone.get_by_role("heading", level=1)).to_have_text("I’d like to join")
    assert sideways_scroll(phone) == 0
    phone.get_by_label("What shall we call you?").fill("Sana")
    phone.get_by_label("Phone number").fill("07700 900123")
    phone.get_by_role("radio", name="Yes", exact=True).check()
    phone.get_by_text("Tell us a little more about you").click()
    assert sideways_scroll(phone) == 0
    words = Wording.objects.current().get(purpose__key="take_part", audience="adults", language="en-gb")
    phone.get_by_role("checkbox", name=words.yes).check()
    lands(phone, phone.locator("main").get_by_role("button", name="Send", exact=True))


def test_a_parent_joins_and_the_coordinator_rings_and_puts_them_on_the_panel(
    panel: Panel, petra: User, phone_without_scripts: Page, phone: Page, sign_in_on: Callable[[Page, User], None]
) -> None:
    ask_to_join(phone_without_scripts, panel)
    expect(phone_without_scripts.get_by_role("heading", level=1)).to_have_text("Thank you")
    expect(phone_without_scripts.get_by_text("Parent panel coordinator")).to_be_visible()
    assert not phone_without_scripts.context.cookies()

    sign_in_on(phone, petra)
    phone.goto(reverse("wagtailadmin_home"))
    lands(phone, phone.get_by_role("link", name=f"Would like to join {panel}: ring them back"))
    assert sideways_scroll(phone) == 0
    assert axe_problems(phone, leaving_out=WAGTAILS_OWN) == []
    lands(phone, phone.get_by_role("button", name="Show who they are and how to reach them"))
    expect(phone.get_by_text("07700 900123")).to_be_visible()
    lands(phone, phone.get_by_role("button", name="Reached"))
    lands(phone, phone.get_by_role("button", name="Show who they are and how to reach them"))
    expect(phone.get_by_label("What they are called")).to_have_value("Sana")
    lands(phone, phone.get_by_role("button", name="Make them known"))
    for _ in ("the chat", "the welcome pack"):
        lands(phone, phone.get_by_role("button", name="It is done"))
    lands(phone, phone.get_by_role("button", name="They join the panel"))
    expect(phone.get_by_text("They are on the panel, and get to know it now.")).to_be_visible()
    assert sideways_scroll(phone) == 0

    member = Membership.objects.get()
    assert (member.panel, member.stage, member.person) == (panel, Stage.INDUCTION, Person.objects.get())
    assert member.person is not None
    assert [one.standing.is_yes for one in ledger.ledger_of(member.person, today=builders.today()) if one.purpose.key == "take_part"] == [
        True
    ]
    assert Interest.objects.get().steps.count() == 4
    assert not Introduction.objects.exists()


def test_what_a_parent_typed_stays_when_the_language_changes_also_without_scripts(panel: Panel, phone_without_scripts: Page) -> None:
    phone = phone_without_scripts
    phone.goto(reverse("join_panel", args=[panel.slug]))
    phone.get_by_label("What shall we call you?").fill("ثناء")
    lands(phone, phone.locator("button[value='language:ur']"))

    assert phone.locator("html").get_attribute("dir") == "rtl"
    expect(phone.locator("[name=name]")).to_have_value("ثناء")
    assert sideways_scroll(phone) == 0
