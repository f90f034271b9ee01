"""Small sums given on a phone while the sheet goes round, and a claim written down with a photo of its receipt: without scripts."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from core.models import Hub
from core.sync import sync_roles
from home.services.pages import build_page_tree
from panels.choices import ClaimState
from panels.models import Claim, Membership, Payout
from tests.journeys.conftest import axe_problems, lands, sideways_scroll
from tests.journeys.test_every_staff_screen import WAGTAILS_OWN
from tests.panels.paneling import make_member
from tests.panels.paying import agree, make_claim, meeting_was, paying_panel
from tests.panels.test_claims_written_down import photo

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    """Ola Nowak, on a panel that pays and met yesterday."""
    build_page_tree()
    sync_roles()
    member = make_member(paying_panel(elm, petra))
    meeting_was(member.panel)
    return member


def _is_well(page: Page) -> None:
    assert sideways_scroll(page) == 0
    assert axe_problems(page, leaving_out=WAGTAILS_OWN) == []


def test_sums_at_a_meeting_and_a_claim_with_a_photo(
    ola: Membership, petra: User, phone: Page, sign_in_on: Callable[[Page, User], None]
) -> None:
    sign_in_on(phone, petra)
    phone.goto(reverse("panel_money:one", args=[ola.panel_id]))
    _is_well(phone)
    lands(phone, phone.locator("#main a[href*='/meeting/'], main a[href*='/meeting/']").first)
    phone.get_by_label("They heard or read the note about benefits").check()
    phone.get_by_text("Ola Nowak").click()
    phone.get_by_label("Fares, in pounds").fill("4.50")
    phone.get_by_label("Thank-you").select_option("cash")
    _is_well(phone)
    lands(phone, phone.get_by_role("button", name="Write it down"))
    expect(phone.get_by_text("2 written down.")).to_be_visible()
    assert sum(Payout.objects.values_list("amount", flat=True)) == Decimal("14.50")

    lands(phone, phone.get_by_role("link", name="Write a claim down"))
    phone.get_by_label("Whose claim it is").select_option(str(ola.pk))
    phone.get_by_label("Childcare, in pounds").fill("24")
    phone.get_by_label("Hours of childcare").fill("2")
    taken = photo()
    phone.get_by_label("A photo or scan of a receipt").set_input_files(
        {"name": "receipt.jpg", "mimeType": "image/jpeg", "buffer": taken.read()}
    )
    _is_well(phone)
    lands(phone, phone.get_by_role("button", name="Keep it and send it"))

    claim = Claim.objects.get()
    assert (claim.state, claim.asked, claim.receipts.count()) == (ClaimState.SENT, Decimal(24), 1)
    _is_well(phone)


def test_who_checks_and_who_pays_on_a_phone(
    ola: Membership, petra: User, hana: User, fay: User, phone: Page, sign_in_on: Callable[[Page, User], None]
) -> None:
    claim = make_claim(ola, by=petra)
    sign_in_on(phone, hana)
    phone.goto(reverse("claims:one", args=[claim.pk]))
    _is_well(phone)
    lands(phone, phone.get_by_role("button", name="Agree"))
    expect(phone.get_by_text("Agreed. Who pays finds it in their list.")).to_be_visible()

    other = agree(make_claim(ola, by=petra), by=hana)
    phone.context.clear_cookies()
    sign_in_on(phone, fay)
    for address in ("claims:to_pay", "claims:index"):
        phone.goto(reverse(address))
        expect(phone.get_by_text(other.reference)).to_be_visible()
        _is_well(phone)
