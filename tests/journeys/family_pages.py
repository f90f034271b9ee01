"""The pages behind the families' door, and before it: what a thumb does there before we look (public_pages.py)."""

import uuid
from datetime import timedelta
from urllib.parse import urlencode, urljoin

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page as BrowserPage

from consent.models import FamilyVisit, Partner, Person, Purpose
from consent.selectors.door import cookie_name, token_hash
from consent.services import choice_links, purposes
from consent.views.door import ASKED, BEGUN
from core.models import Hub
from core.sealed_words import sealed
from tests.families import make_person, make_rights_request
from tests.journeys.my_panel_pages import MY_PANEL_PAGES, furnish_my_panel
from tests.journeys.panel_pages import PANEL_PAGES, furnish_panels
from tests.journeys.public_acts import Act, press
from tests.journeys.reply_pages import REPLY_PAGES, furnish_replies

VISIT = "a visit of the journeys"
DOOR, COMPLAIN, BEGIN, ONE_BY_ONE = "/my-choices/", "/my-choices/complain/", "/my-choices/begin/", "/my-choices/one-by-one/"
SEND = "form:not(.exit) button.button:visible"


def furnish_families(hub: Hub) -> None:
    """Make somebody who is behind the door, with choices of every kind and something asked; and the panels they may join."""
    purposes.begin()
    furnish_panels(hub)
    Partner.objects.create(name="Ashmere health visitors", about="Visits at home.")
    ola = make_person(hub, "Ola Nowak", email="ola.nowak@family.example", phone="07700 900123")
    make_rights_request(ola, how="door")
    FamilyVisit.objects.create(person=ola, token_hash=token_hash(VISIT), expires_at=timezone.now() + timedelta(hours=3))
    furnish_replies(hub, ola)
    furnish_my_panel(hub)


def inside(*then: Act, address: str = "") -> Act:
    """Return an act: stand behind the door, at an address of its own where one is given, then do more."""

    def act(page: BrowserPage) -> None:
        page.context.add_cookies([{"name": cookie_name(), "value": VISIT, "url": urljoin(page.url, "/")}])  # as ours is: of the whole site
        page.goto(page.url.replace(DOOR, address or DOOR))
        for one in then:
            one(page)

    return act


def to_the_code(page: BrowserPage) -> None:
    """Go where the six numbers are asked for. Nobody is asked for: the limits are for families."""
    page.goto(f"{page.url}code/?{urlencode({'s': sealed(str(uuid.uuid4()), of=ASKED)})}")


def to_the_code_of_the_form(page: BrowserPage) -> None:
    """Go where the six numbers are asked for of somebody who came by the form."""
    page.goto(f"{page.url.replace('begin/', 'code/')}?{urlencode({'s': sealed(str(uuid.uuid4()), of=BEGUN)})}")


def half_a_code(page: BrowserPage) -> None:
    """Type too few numbers."""
    to_the_code(page)
    press(SEND, code="123")(page)


def by_a_link(page: BrowserPage) -> None:
    """Open the link at the foot of a message."""
    address = choice_links.address_of(person=Person.objects.here()[0], purpose=Purpose.objects.get(key="told"))
    path = address.partition("//")[2].partition("/")[2].partition("my-choices/")[2]
    page.goto(f"{page.url}{path}")


def stop_it(page: BrowserPage) -> None:
    """Press what the link is for."""
    by_a_link(page)
    press(SEND)(page)


def complain(page: BrowserPage) -> None:
    """Write a complaint and send it."""
    page.locator("main [name=words]").fill("You wrote to my old address.")
    press(SEND)(page)


ASK = f"form[action$='{reverse('ask_about_data')}'] button"
# Name, address, act, status.
FAMILY_PAGES: tuple[tuple[str, str, Act | None, int], ...] = (
    ("door", DOOR, None, 200),
    ("door-error", DOOR, press(SEND, email="ola@"), 200),
    ("door-code", DOOR, to_the_code, 200),
    ("door-code-error", DOOR, half_a_code, 200),
    ("begin", BEGIN, None, 200),
    ("begin-error", BEGIN, press(SEND, email="ola@"), 200),
    ("begin-code", BEGIN, to_the_code_of_the_form, 200),
    ("one-by-one", DOOR, inside(address=ONE_BY_ONE), 200),
    ("one-by-one-of-a-partner", DOOR, inside(address=f"{ONE_BY_ONE}?n=6"), 200),
    ("one-by-one-new-words", DOOR, inside(address=f"{ONE_BY_ONE}?n=2&new=1"), 200),
    ("one-by-one-end", DOOR, inside(address=f"{ONE_BY_ONE}?n=99"), 200),
    ("my-choices", DOOR, inside(), 200),
    ("my-choices-ask", DOOR, inside(press(ASK)), 200),
    ("with-a-person", "/my-choices/with-a-person/", None, 200),
    ("my-choices-stop-writing", DOOR, inside(address="/my-choices/stop-writing/"), 200),
    ("my-choices-slip", DOOR, inside(address="/my-choices/slip/"), 200),
    ("stop-this", DOOR, by_a_link, 200),
    ("stopped", DOOR, stop_it, 200),
    ("link-is-gone", "/my-choices/stop/made-up/", None, 410),
    ("complain", COMPLAIN, None, 200),
    ("complain-error", COMPLAIN, press(SEND), 200),
    ("complained", COMPLAIN, complain, 200),
    *PANEL_PAGES,
    *REPLY_PAGES,
    *MY_PANEL_PAGES,
)
