"""The engagement lead sees to the quarterly return: where a figure comes from, what only she knows, her name below it, the table."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from core.models import Hub
from core.sync import sync_roles
from home.services.pages import build_page_tree
from panels.models import Panel, QuarterReturn
from tests.families import make_person
from tests.journeys.conftest import DESK, OpenContext, axe_problems, lands, sideways_scroll
from tests.journeys.test_every_staff_screen import WAGTAILS_OWN
from tests.panels.paneling import make_member, make_panel
from tests.panels.reporting import last_year, make_report
from tests.panels.returning import last_quarter, leads_everywhere, met, slips

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lena(elm: Hub) -> User:
    """Lena leads for the whole council, whose one panel met and was counted in the last quarter."""
    build_page_tree()
    sync_roles()
    panel = make_panel(elm)
    for name in ("Ola Nowak", "Sam Reed"):
        make_member(panel, make_person(elm, name), joined_on=last_quarter().first)
    met(panel, last_quarter().first)
    slips(panel, sex={"female": 2}, age={"25-34": 1}, ethnicity={"asian": 1, "white": 1})
    return leads_everywhere()


def _is_well(page: Page) -> None:
    assert sideways_scroll(page) == 0
    assert axe_problems(page, leaving_out=WAGTAILS_OWN) == []


def _fill_in(page: Page, code: str, answer: str, why: str) -> None:
    lands(page, page.locator(f"a[href$='/{code}/']"))
    page.get_by_label(answer, exact=True).check()
    page.get_by_label("Where it comes from").fill(why)
    _is_well(page)
    lands(page, page.get_by_role("button", name="Keep it"))


def test_a_quarter_is_filled_in_signed_and_downloaded_on_a_phone(lena: User, phone: Page, sign_in_on: Callable[[Page, User], None]) -> None:
    sign_in_on(phone, lena)
    phone.goto(reverse("quarter_return:index"))
    _is_well(phone)
    lands(phone, phone.get_by_role("link", name=last_quarter().words))
    _is_well(phone)

    meetings = phone.get_by_role("region", name="SPCP05")
    lands(phone, meetings.get_by_role("link", name="Parents at Elm"))
    expect(phone.get_by_text("Held")).to_be_visible()
    phone.go_back()

    lands(phone, phone.get_by_role("button", name="Sign this quarter off"))
    expect(phone.get_by_text("SPCP01: Not answered yet. Fill it in.")).to_be_visible()

    _fill_in(phone, "SPCP01", "Yes, both in print and online", "The booklet goes out with the midwives.")
    _fill_in(phone, "SPCP06", "Yes", "The door opens by itself now.")
    expect(phone.get_by_text("1 panel member is counted in SPCP07 and in no age band")).to_be_visible()
    lands(phone, phone.get_by_role("button", name="Sign this quarter off"))
    expect(phone.get_by_text("It stands here as it was sent.")).to_be_visible()
    _is_well(phone)

    with phone.expect_download() as taken:
        phone.get_by_role("button", name="Take it out as a table").click()
    assert taken.value.suggested_filename == f"quarterly-return-{last_quarter().key}-version-1.csv"
    assert "midwives" in taken.value.path().read_text(encoding="utf-8-sig")
    assert QuarterReturn.objects.get().signed_by == lena


def test_the_screens_of_returns_and_reports_are_sound_in_the_dark(
    lena: User, open_context: OpenContext, sign_in_on: Callable[[Page, User], None]
) -> None:
    panel = Panel.objects.get()
    make_report(panel, by=lena, said="W" * 200, learned="")
    page = open_context(viewport=DESK, color_scheme="dark").new_page()
    sign_in_on(page, lena)
    report = [panel.pk, last_year().begins]
    for address in (
        reverse("quarter_return:one", args=[last_quarter().key]),
        reverse("quarter_return:fill_in", args=[last_quarter().key, "SPCP10a"]),
        reverse("reports:list", args=[panel.pk]),
        reverse("reports:one", args=report),
        reverse("reports:write", args=report),
    ):
        page.goto(address)
        _is_well(page)
    for name in ("reports:one", "reports:write"):
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(reverse(name, args=report))
        _is_well(page)
