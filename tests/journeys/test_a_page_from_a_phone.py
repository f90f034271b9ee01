"""A page on a small phone: a draft, how it looks, what the checks say, sent for a look, published by a colleague on another phone."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.models import Page as AnyPage

from accounts.models import User
from core import brand
from core.choices import RoleKind
from core.models import Hub
from core.sync import sync_roles
from home.services.pages import build_page_tree, make_hub_page, make_service
from tests.cast import give_role, make_user
from tests.home.looking import edit
from tests.journeys.conftest import OpenContext, Watch, lands, sideways_scroll, sticks_out

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

HARD = "Practitioners facilitate multidisciplinary assessment opportunities for families notwithstanding institutional considerations."


@pytest.fixture
def pages(elm: Hub) -> dict[str, AnyPage]:
    """Elm's page, and a service with a long name."""
    brand.forget()
    build_page_tree(site_name="Ashmere family hubs", council_name="Ashmere County Council")
    hub_page = make_hub_page(elm, introduction="A warm place by the park.")
    service = make_service("Getting ready for your baby and the first weeks", what_it_is="Four evenings.", times=[(elm, "Tuesdays, 10am")])
    return {"hub": hub_page, "service": service}


@pytest.fixture
def writer(pages: dict[str, AnyPage]) -> User:
    """An editor for the whole council, who may not publish."""
    user = make_user("Erin")
    give_role(user, RoleKind.CONTENT_EDITOR)
    sync_roles()
    return user


def holds(phone: Page) -> None:
    """See that nothing is cut off or beyond the screen."""
    assert sideways_scroll(phone) == 0
    assert sticks_out(phone) == []


def panel(phone: Page, name: str) -> None:
    """Open a panel of the editor, or close it."""
    phone.locator(f"[data-side-panel-toggle={name}]").first.tap()


@pytest.mark.parametrize(("which", "box", "address"), [("hub", "introduction", "/hubs/elm/"), ("service", "what_it_is", "")])
def test_from_a_draft_to_families(
    pages: dict[str, AnyPage],
    writer: User,
    adam: User,
    phone: Page,
    open_context: OpenContext,
    sign_in_on: Callable[[Page, User], None],
    watch: Watch,
    which: str,
    box: str,
    address: str,
) -> None:
    watch.allow("axe.run results")  # Wagtail says in the console too what its checks found
    watch.allow("Failed to load resource")  # Wagtail asks for a favicon
    sync_roles()
    page = pages[which]
    sign_in_on(phone, writer)
    phone.goto(edit(page))
    holds(phone)

    phone.locator(f"[name={box}]").fill(HARD)
    panel(phone, "preview")
    expect(phone.frame_locator("#w-preview-iframe").get_by_text(HARD)).to_be_visible()
    holds(phone)
    panel(phone, "checks")
    found = phone.locator("[data-content-checker-row]", has_text="The hardest sentence of this page")
    expect(found).to_contain_text("“Practitioners facilitate multidisciplinary")
    expect(found).to_contain_text("Say more simply: practitioners, facilitate, multidisciplinary")
    found.get_by_role("button").scroll_into_view_if_needed()
    expect(found.get_by_role("button")).to_be_in_viewport(ratio=1)
    holds(phone)
    panel(phone, "checks")

    phone.locator("footer").get_by_role("button", name="More actions").tap()
    send = phone.get_by_role("button", name="Send for a look")
    expect(send).to_be_in_viewport(ratio=1)
    lands(phone, send)
    phone.goto(edit(page))
    expect(phone.get_by_text("This page waits for a look with")).to_be_visible()
    expect(phone.get_by_text("Take it back to go on writing.")).to_be_visible()
    holds(phone)

    other = open_context(has_touch=True, is_mobile=True).new_page()
    sign_in_on(other, adam)
    other.goto(reverse("wagtailadmin_home"))
    lands(other, other.get_by_role("link", name=f"“{page.title}” waits for your look"))
    holds(other)
    expect(other.locator("dd.compared .addition")).to_contain_text(HARD)
    family = open_context(java_script_enabled=False).new_page()
    family.goto(address or page.url)
    expect(family.get_by_text(HARD)).to_have_count(0)

    lands(other, other.get_by_role("button", name="Publish", exact=True))

    expect(other.get_by_text("Published. Families see it now.")).to_be_visible()
    family.reload()
    expect(family.get_by_text(HARD)).to_be_visible()
    phone.goto(edit(page))
    expect(phone.get_by_text("This page waits for a look with")).to_have_count(0)
