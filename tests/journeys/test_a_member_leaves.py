"""The coordinator on a phone, without scripts: from the panel to a member, what to arrange, a break, and a good end; no screen breaks."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from core.models import Hub
from core.sync import sync_roles
from home.services.pages import build_page_tree
from panels.choices import Stage
from panels.models import MonitoringRound, Panel
from tests import builders
from tests.families import make_person
from tests.journeys.conftest import axe_problems, lands, sideways_scroll
from tests.journeys.test_every_staff_screen import WAGTAILS_OWN
from tests.panels.membering import make_file, make_round
from tests.panels.paneling import in_days, make_meeting, make_member, make_panel
from tests.participation.reaching import group

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SignIn = Callable[[Page, User], None]


@pytest.fixture
def panel(elm: Hub, petra: User) -> Panel:
    """A panel of Elm with a few people on it, and slips that were counted."""
    build_page_tree()
    sync_roles()
    panel = make_panel(elm)
    for name in ("Ada Akhtar", "Bartholomew Featherstonehaugh-Cholmondeley", "Ola Nowak"):
        member = make_member(panel, make_person(elm, name, email=f"{name[:3].lower()}@family.example"), speaks_for="Premature twins.")
        make_file(member, by=petra, words="Rings back after school.")
    member.invitations.create(meeting=make_meeting(panel, starts_at=in_days(3)))
    make_round(panel, sex={"female": 3})
    MonitoringRound.objects.create(panel=panel, began_on=builders.today())
    group()
    return panel


def test_from_the_panel_to_a_good_end(panel: Panel, petra: User, phone_without_scripts: Page, sign_in_on: SignIn) -> None:
    phone = phone_without_scripts
    sign_in_on(phone, petra)
    phone.goto(reverse("panel:one", args=[panel.pk]))
    lands(phone, phone.get_by_role("link", name="Members (3)"))
    lands(phone, phone.get_by_role("link", name="Ola Nowak"))

    phone.get_by_text("Add something to arrange").click()
    phone.get_by_label("What is it?").select_option("childcare")
    phone.get_by_label("What exactly to arrange").fill("Room for a pram")
    lands(phone, phone.locator("form[action$='/add-need/']").get_by_role("button", name="Keep it"))
    expect(phone.get_by_text("Room for a pram")).to_be_visible()
    assert sideways_scroll(phone) == 0

    lands(phone, phone.get_by_role("link", name="They leave the panel"))
    expect(phone.get_by_role("heading", name="What goes at once")).to_be_visible()
    lands(phone, phone.get_by_role("button", name="They leave"))
    expect(phone.get_by_text("They left, and what they need is deleted.")).to_be_visible()
    assert panel.memberships.get(stage=Stage.LEFT).standing_needs.count() == 0


def test_every_screen_is_sound_on_a_phone_and_on_a_desk(panel: Panel, petra: User, phone: Page, desk: Page, sign_in_on: SignIn) -> None:
    member = panel.memberships.filter(invitations__isnull=False).get()
    of_panel, of_member = [panel.pk], [member.pk]
    addresses = [
        reverse("panel:one", args=of_panel),
        reverse("panel_members:list", args=of_panel),
        *(reverse(f"panel_members:{name}", args=of_panel) for name in ("slips", "key_slip", "pile")),
        *(reverse(f"members:{name}", args=of_member) for name in ("one", "change", "leave")),
        reverse("support_log:index"),
        reverse("support_log:one", args=of_member),
    ]
    for page in (phone, desk):
        sign_in_on(page, petra)
        for address in addresses:
            page.goto(address)
            assert sideways_scroll(page) == 0, address
            assert axe_problems(page, leaving_out=WAGTAILS_OWN) == [], address
        page.goto(reverse("panel_members:list", args=of_panel))
        lands(page, page.get_by_role("button", name="Print it"))
        assert sideways_scroll(page) == 0
        assert axe_problems(page) == []
