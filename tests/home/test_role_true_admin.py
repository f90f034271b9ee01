"""Each kind of staff sees its own menu and screens, and nothing else. tests/home/menus.py is the whole of it."""

import json
import re
from typing import Any
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from core.choices import RoleKind as R
from core.models import Hub
from core.role_table import PRESETS
from core.sync import sync_roles
from home.models import HomePage, HubPage
from tests.cast import give_role, make_user, sign_in
from tests.home.menus import GROUPS, OF_THE_WHOLE_COUNCIL, THEIRS

FRONT_PAGE = {"first-visit", "needs-you", "ways-on"}  # what everybody's front page is made of
SEARCHES_PAGES = {R.CONTENT_EDITOR, R.HUB_MANAGER, R.ENGAGEMENT_LEAD, R.ADMINISTRATOR, "small-council"}
# Wagtail's own screens without a number in the address that open for everybody who works here: the front page, one's own account, and
# what its scripts ask for. None shows a record.
FOR_ALL_STAFF = {
    "wagtailadmin_home",
    "wagtailadmin_account",
    "wagtailadmin_dismissibles",  # which of its notices one has closed oneself
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
}


def person_of(name: str, hub: Hub | None) -> User:
    """Make somebody with a kind of role, or with the roles of a ready-made set."""
    person = make_user(f"{name}{hub or ''}")
    for kind in PRESETS[name][1] if name in PRESETS else (name,):
        give_role(person, kind, hub)
    sync_roles()
    return person


def menu_of(page: str) -> tuple[dict[str, dict[str, str]], bool]:
    """Return the main menu as {group: {item: address}}, and whether there is a search for pages."""
    found = re.search(r'<script id="wagtail-sidebar-props" type="application/json">(.*?)</script>', page, re.DOTALL)
    assert found, "every staff page has the menu's data"
    modules = {module["_type"]: module.get("_args", []) for module in json.loads(found[1])["modules"]}
    items = modules["wagtail.sidebar.MainMenuModule"][0]
    menu = {group["_args"][0]["label"]: {one["_args"][0]["label"]: one["_args"][0]["url"] for one in group["_args"][1]} for group in items}
    return menu, "wagtail.sidebar.SearchModule" in modules


@pytest.mark.parametrize("name", THEIRS)
@pytest.mark.parametrize("is_of_one_hub", [False, True], ids=["everywhere", "at one hub"])
def test_the_menu_is_exactly_theirs_and_every_item_opens(elm_page: HubPage, elm: Hub, name: str, is_of_one_hub: bool) -> None:
    desk = sign_in(person_of(name, elm if is_of_one_hub else None))
    page = desk.get("/admin/").text

    menu, searches = menu_of(page)

    left_out = OF_THE_WHOLE_COUNCIL if is_of_one_hub else set()
    left = {group: tuple(item for item in items if item not in left_out) for group, items in THEIRS[name].items()}
    wanted = {group: items for group, items in left.items() if items}
    assert {group: tuple(items) for group, items in menu.items()} == wanted
    assert list(menu) == [group for group in GROUPS if group in wanted]
    assert searches is (name in SEARCHES_PAGES)
    assert set(re.findall(r'<h2 id="([a-z-]+)"', page)) == FRONT_PAGE
    for items in menu.values():
        for label, address in items.items():
            answer = opened(desk, address)
            assert (answer.status_code, is_refused(answer)) == (200, False), label


def opened(desk: Client, address: str) -> Any:
    """Return what an address leads to in the end. Wagtail refuses by leading to the front page, which is not drawn each time."""
    answer: Any = desk.get(address)
    for _ in range(5):
        if not 300 <= answer.status_code < 400 or is_refused(answer):
            break
        answer = desk.get(urljoin(address, answer.headers["Location"]))
    return answer


def is_refused(answer: Any) -> bool:
    """Return whether Wagtail sent somebody away: its refusal is the front page."""
    return answer.status_code in {403, 404} or answer.headers.get("Location", "").partition("?")[0] == reverse("wagtailadmin_home")


def test_what_is_in_nobody_elses_menu_is_refused(elm_page: HubPage) -> None:
    """Every address of every menu: it opens for whoever has it in theirs, and for nobody else."""
    desks = {name: sign_in(person_of(name, None)) for name in THEIRS}
    everything = {
        (group, label): address
        for desk in desks.values()
        for group, items in menu_of(desk.get("/admin/").text)[0].items()
        for label, address in items.items()
    }

    wrong = [
        f"{name}: {label}"
        for name, desk in desks.items()
        for (group, label), address in everything.items()
        if is_refused(opened(desk, address)) is (label in THEIRS[name].get(group, ()))
    ]
    assert len(everything) >= 30
    assert wrong == []


def addresses_without_numbers() -> dict[str, str]:
    """Return every address of Wagtail's own that names no record: {name: address}."""
    found: set[str] = set()

    def collect(patterns: Any, names: tuple[str, ...], path: str) -> None:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                collect(pattern.url_patterns, (*names, *([pattern.namespace] if pattern.namespace else [])), path + str(pattern.pattern))
            elif isinstance(pattern, URLPattern) and pattern.name and "<" not in path + str(pattern.pattern):
                name = ":".join((*names, pattern.name))
                if name.startswith("wagtail") and not pattern.pattern.converters:
                    found.add(name)

    collect(get_resolver().url_patterns, (), "")
    wanted = [name for name in found if not re.search(r"_results$|error_test|login|logout|password|core_", name)]
    return {name: address for name in sorted(wanted) if (address := _address(name))}


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # it names a record after all
        return ""


def test_finance_opens_nothing_of_the_toolkits_but_their_own_account(elm_page: HubPage) -> None:
    desk = sign_in(person_of(R.FINANCE, None))

    opens = {name for name, address in addresses_without_numbers().items() if not is_refused(opened(desk, address))}

    assert len(addresses_without_numbers()) > 40
    assert opens <= FOR_ALL_STAFF


HIDDEN = ("aging_pages", "locked_pages", "workflow", "workflow_tasks", "page_types_usage", "site_history")


@pytest.mark.parametrize("report", HIDDEN)
def test_reports_that_no_menu_leads_to_are_not_there_for_who_types_their_address(elm_page: HubPage, report: str) -> None:
    desk = sign_in(person_of("small-council", None))

    assert desk.get(reverse(f"wagtailadmin_reports:{report}")).status_code in {302, 404}


def hrefs(page: str) -> set[str]:
    """Return the addresses within the staff screens that a page leads to by link."""
    found = {one.replace("&amp;", "&").partition("#")[0] for one in re.findall(r'<a\b[^>]*\bhref="(/admin/[^"]*)"', page)}
    return {one for one in found if not one.startswith("/admin/bulk/")}  # buttons for what was ticked, which lead nowhere without it


@pytest.mark.parametrize("name", [*THEIRS])
def test_no_link_on_any_of_their_screens_leads_to_a_closed_door(elm_page: HubPage, elm: Hub, name: str) -> None:
    """Breadcrumbs, buttons and lists of the front page and of every screen of the menu."""
    desk = sign_in(person_of(name, elm))
    menu, _ = menu_of(desk.get("/admin/").text)
    screens = ["/admin/", "/admin/account/", "/admin/needs-you/", "/admin/what-do-i-do-here/", "/admin/my-posts/"]
    screens += [address for items in menu.values() for address in items.values()]

    led = {href: screen for screen in screens for href in hrefs(opened(desk, screen).text)}

    closed = {href: screen for href, screen in led.items() if href != "/admin/" and is_refused(opened(desk, href))}
    assert closed == {}


def test_whoever_signs_in_as_finance_reads_a_kind_page(front: HomePage, fay: User) -> None:
    page = sign_in(fay).get("/admin/").text

    assert "Nothing needs you today." in page
    assert "You see sums, and no reasons" in page
    assert page.count(f'href="{reverse("claims:to_pay")}"') >= 2, "from what they do here, and from the ways on"
    assert "There is no screen for your role to work on yet." not in page


def test_a_stranger_sees_no_menu(client: Client, db: None) -> None:
    assert client.get("/admin/").headers["Location"].startswith("/account/login/")
