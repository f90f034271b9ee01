"""The holding page cannot be passed: whatever a stranger asks, however it is spelt and signed, nothing of the site comes out."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as ours
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from core import brand
from core.models import BrandSettings, Hub
from core.services.accounts import close_account
from feedback.models import Survey
from home.models import HomePage, HubDocument, InfoPage
from home.services.pages import make_service
from tests.access_table import verdict
from tests.access_verdicts import EVERYBODY
from tests.addresses import every_address
from tests.builders import make_entry_point, make_open_survey, make_we_did, make_you_said
from tests.cast import give_role, make_user, sign_in
from tests.core.test_brand import picture
from tests.home.starting import have_started, kim

pytestmark = pytest.mark.django_db
# What a stranger may reach before: ways in for staff and machines, and the styles of the holding page.
WAYS_IN = ("/account/", "/admin/", "/health/", "/invitation/", "/look/", "/_util/", "/demo/post/", "/static/")
UNTRIED = "01632 960 009"
# Words of the site that no address holds, so that one that is echoed is no leak.
WORDS = (
    "Elm Road",
    "Places to go",
    "Services and groups",
    "Stay and sway",
    "Potatoes on Mondays",
    "After a session",
    "The front door is too heavy",
    "It opens by itself",
    "Who acts on it",
    UNTRIED,
)


@pytest.fixture
def site() -> list[str]:
    """A council that is held back, with everything a site can hold; return the addresses of all of it."""
    have_started()
    hub, survey = Hub.objects.get(), Survey.objects.get()
    service, said = make_service("Stay and sway", what_it_is="Stay and sway"), make_you_said(hub, text="The front door is too heavy.")
    make_we_did(said, by=kim(), text="It opens by itself.", published=True)
    asked = make_open_survey(hub, title="After a session in the garden")
    poster = make_entry_point(asked, hub)
    page = InfoPage(title="Potatoes on Mondays", slug="potatoes", show_in_menus=True)
    HomePage.objects.get().add_child(instance=page)
    paper = HubDocument.objects.create(title="Stay and sway", file=ContentFile(b"%PDF-1.4 Stay and sway", name="paper.pdf"))
    BrandSettings.objects.update(safeguarding_phone=UNTRIED)
    brand.forget()
    made = [
        "/",
        "/hubs/elm-road/",
        service.url,
        page.url,
        f"/have-your-say/{survey.slug}/",
        f"/have-your-say/{asked.slug}/",
        f"/have-your-say/p/{poster.code}/",
        f"/you-said-we-did/{said.reference}/",
        paper.url,
        picture("hall").get_rendition("width-100").url,
        paper.file.url,
        "/privacy/",
    ]
    everybodys = {one.path({}) for one in every_address() if (row := verdict(one.name)) and row.who == EVERYBODY}
    return made + sorted(one for one in everybodys if not one.startswith(WAYS_IN))


def asked(path: str, client: Client | None = None, method: str = "GET", **environ: str) -> HttpResponse:
    """Ask for exactly this path, as a server hands it over: nothing is tidied on the way."""
    client = client or Client(raise_request_exception=False)
    said: Any = {"PATH_INFO": path, **environ}
    return client.generic(method, "/", **said)  # type: ignore[return-value]  # typed apart


def leaks(page: HttpResponse) -> list[str]:
    """Return the words of the site in what came."""
    body = b"".join(page) if page.streaming else page.content
    text = body.decode(errors="replace") + str(page.headers)
    return [word for word in WORDS if word in text]


def spelt(path: str) -> Iterator[str]:
    """Return an address in the ways somebody might try to slip by."""
    for before in ("/", "/.", "/admin/..", "/static/..", "/account/..", "/health/..", "/look/..", "/_util/..", "/admin/./..", "/admin"):
        yield before + path
    yield from (f"/ur{path}", f"/en-gb{path}", f"/ur/admin/..{path}", f"/ADMIN/..{path}", f"/admin%2f..{path}", f"/admin\\..{path}")
    yield from (path.upper(), path.rstrip("/") or "/", path.replace("/", "//"), f"{path}admin/", f"{path};/admin/", f"{path}%2e%2e/admin/")


def test_every_address_is_held_back_by_every_method(site: list[str]) -> None:
    assert len(site) > 30

    for path in site:
        for method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"):
            page = asked(path, method=method)
            assert (page.status_code, leaks(page)) == (503, []), (method, path)


def test_no_odd_spelling_leads_past_it(site: list[str]) -> None:
    for path in site:
        for odd in spelt(path):
            page = asked(odd)
            assert page.status_code in {301, 302, 404, 503}, (odd, page.status_code)
            assert leaks(page) == [], odd


@pytest.mark.parametrize(
    "said",
    [
        {"HTTP_X_FORWARDED_HOST": "localhost"},
        {"HTTP_X_FORWARDED_PREFIX": "/admin"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_X_ORIGINAL_URL": "/admin/"},
        {"HTTP_X_REWRITE_URL": "/admin/"},
        {"HTTP_X_HTTP_METHOD_OVERRIDE": "GET"},
        {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
        {"QUERY_STRING": "preview=1&next=/admin/&path=/admin/"},
        # What some servers let a header say: where the site stands on the machine. The path is then longer than what is served.
        {"SCRIPT_NAME": "/admin"},
        {"SCRIPT_NAME": "/static"},
        {"SCRIPT_NAME": "/account"},
    ],
)
def test_nothing_that_a_request_says_of_itself_leads_past_it(site: list[str], said: Any) -> None:
    for path in site:
        page = asked(path, **said)
        assert (page.status_code, leaks(page)) == (503, []), (path, said)


def test_a_made_up_session_opens_nothing(site: list[str], client: Client) -> None:
    for cookie in ("x", "0" * 32, "../../etc", "\x00", "é" * 40):
        client.cookies[ours.SESSION_COOKIE_NAME] = cookie
        for path in site[:5]:
            assert asked(path, client).status_code == 503, (cookie, path)


def test_somebody_whose_account_was_closed_is_a_stranger(site: list[str]) -> None:
    person = make_user("Nia")
    give_role(person, "engagement_lead")
    desk = sign_in(person)
    assert desk.get("/hubs/elm-road/").status_code == 200

    close_account(person=person, by=kim())

    assert {asked(path, desk).status_code for path in site} == {503}


def test_so_is_who_has_no_second_step_yet(site: list[str], settings: Settings) -> None:
    settings.SECOND_STEP_REQUIRED = True

    assert {asked(path, sign_in(kim())).status_code for path in site[:5]} == {503}


def test_a_mistake_on_the_ways_in_names_no_page_and_no_number_that_nobody_tried(site: list[str], client: Client) -> None:
    for path in (*(f"{way}none/" for way in WAYS_IN), "/static/none.css"):
        page = asked(path)
        assert page.status_code in {302, 404, 410}, path
        assert leaks(page) == [], path
    refused = Client(enforce_csrf_checks=True).post("/account/login/", {"login": "x"})

    assert (refused.status_code, leaks(refused)) == (403, [])  # type: ignore[arg-type]  # the client's own type


def test_staff_still_find_every_page_and_its_menu(site: list[str]) -> None:
    page = sign_in(kim()).get("/nothing-here/")

    assert page.status_code == 404
    assert "Services and groups" in page.text


def test_a_door_typed_without_its_last_stroke_is_found(site: list[str], client: Client) -> None:
    assert client.get("/admin").headers["Location"] == "/admin/"


def test_the_second_step_is_asked_for_wherever_the_site_stands(site: list[str], asha: User, settings: Settings) -> None:
    settings.SECOND_STEP_REQUIRED = True

    page = asked("/admin/", sign_in(asha), SCRIPT_NAME="/account")

    assert page.status_code == 302
    assert "/account/2fa/" in page.headers["Location"]
