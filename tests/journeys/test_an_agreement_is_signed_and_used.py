"""One whole story: what a lead drafted an officer signs, shares under it and downloads; an agreement past its review lets nothing go."""

import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from consent.models import SharedAbout, SharingAgreement, SharingRecord
from core.models import Hub
from tests import builders
from tests.consent.exporting import make_purpose, parent, says
from tests.consent.sharing_people import draft, leo, partner, signed_long_ago
from tests.families import make_person
from tests.journeys.conftest import PHONE, OpenContext, Watch, axe_problems, lands, sideways_scroll, sticks_out
from tests.journeys.test_every_staff_screen import WAGTAILS_OWN

__all__ = ["leo"]
pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def drafted(elm: Hub, leo: User, priya: User) -> SharingAgreement:
    """What Leo drafted with the forum; one parent says yes to it, one says no."""
    made = draft(leo)
    make_purpose(priya)
    parent(elm, made, "Ola Bright")
    says(make_person(elm, "Nia Bright", phone="07700 900124"), made, "refused")
    return made


def test_the_officer_signs_what_somebody_else_drafted_and_shares_under_it(
    desk: Page,
    open_context: OpenContext,
    sign_in_on: Callable[[Page, User], None],
    drafted: SharingAgreement,
    leo: User,
    priya: User,
    watch: Watch,
) -> None:
    watch.allow("Failed to load resource")  # Wagtail asks for a favicon
    sign_in_on(desk, leo)
    desk.goto(f"/admin/sharing/{drafted.pk}/")
    lands(desk, desk.get_by_role("button", name="Ask for a signature"))
    expect(desk.get_by_role("button", name="Sign it")).to_have_count(0)

    # Priya wrote none of it: she signs, and looks who would go.
    officer = open_context(viewport=PHONE).new_page()
    sign_in_on(officer, priya)
    officer.goto(f"/admin/sharing/{drafted.pk}/")
    lands(officer, officer.get_by_role("button", name="Sign it"))
    lands(officer, officer.get_by_role("link", name="Share under it"))
    for box in officer.locator("input[name=data_items]").all():
        expect(box).not_to_be_checked()
        box.check()
    lands(officer, officer.get_by_role("button", name="Look who would go"))
    expect(officer.locator("main")).to_contain_text("1 goes, 1 does not")
    officer.get_by_text("They said no: 1").click()
    expect(officer.locator("main")).to_contain_text(re.compile(r"P-\w{4}"))
    expect(officer.locator("main")).not_to_contain_text("Bright")
    assert sideways_scroll(officer) == 0
    assert sticks_out(officer) == []
    assert axe_problems(officer, leaving_out=WAGTAILS_OWN) == []
    officer.get_by_label("It is the time that the agreement names").check()
    lands(officer, officer.get_by_role("button", name="Make the file"))
    assert not SharingRecord.objects.exists()
    assert axe_problems(officer, leaving_out=WAGTAILS_OWN) == []
    assert sticks_out(officer) == []

    with officer.expect_download() as download:
        officer.get_by_role("button", name="Download it").click()

    got = Path(download.value.path()).read_bytes()
    assert got.decode("utf-8-sig").splitlines() == ['"Name","Phone number"', '"Ola Bright","07700 900123"']
    assert "forum" not in download.value.suggested_filename.lower()
    assert SharingRecord.objects.get().file_digest == hashlib.sha256(got).hexdigest()
    assert SharedAbout.objects.count() == 1
    officer.goto(f"/admin/sharing/{drafted.pk}/")
    expect(officer.locator("main")).to_contain_text("about 1 person")


def test_an_agreement_past_its_review_refuses(
    desk: Page, sign_in_on: Callable[[Page, User], None], elm: Hub, leo: User, priya: User, watch: Watch
) -> None:
    watch.allow("Failed to load resource")
    today = builders.today()
    make_purpose(priya)
    lapsed = signed_long_ago(leo, priya, at=partner(), starts_on=today - timedelta(days=400), review_on=today - timedelta(days=1))
    parent(elm, lapsed)
    sign_in_on(desk, priya)
    desk.goto(f"/admin/sharing/{lapsed.pk}/")
    lands(desk, desk.get_by_role("link", name="Share under it"))
    expect(desk.locator("main")).to_contain_text("Nothing can go under it")
    expect(desk.locator("main")).to_contain_text("review due: nothing is shared")
    expect(desk.get_by_role("button", name="Look who would go")).to_have_count(0)
