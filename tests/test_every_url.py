"""Every registered address, tried by everybody of the cast. A new address without a verdict fails here.

What to do then: add one line to ROWS in tests/access_table.py; its docstring shows the four kinds of line.

For a staff address with a record of Elm in it: who may (by core/role_table.py, at Elm) is let in; who holds the right only at Oak finds
nothing (404); who lacks it is refused; who has no role, or is not signed in, is led to the sign-in. Nobody but who may sees Elm's name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from core.models import Hub
from core.querysets import may
from core.role_table import ALL_RIGHTS
from tests.access_records import RECORDS
from tests.access_table import BREAKS_ON_PURPOSE, DOORWAY, EVERYBODY, NOBODY, ROWS, SIGNED_IN, STAFF, WAGTAILS, Row, verdict
from tests.cast import sign_in
from tests.chance import without_chance

SAMPLES = {"int": "2", "str": "2", "slug": "x", "path": "x", "uuid": "00000000-0000-4000-8000-000000000000", "reference": "YS-2026-101"}
# Addresses written as regular expressions, and one path that each stands for.
WRITTEN_OUT = {
    "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "account/password/reset/key/1-x/",
    "account/oidc/^(?P<provider_id>[^/]+)/login/": "account/oidc/council/login/",
    "account/oidc/^(?P<provider_id>[^/]+)/login/callback/": "account/oidc/council/login/callback/",
    r"admin/pages/^(\d+)/revisions/compare/(live|earliest|\d+)\.\.\.(live|latest|\d+)/$": "admin/pages/1/revisions/compare/live...latest/",
    "^admin/(?:users|groups)/": "admin/users/",
    "admin/^.*/$": "admin/nothing-here/",
    r"documents/^(\d+)/(.*)$": "documents/1/none.pdf",
    r"^((?:[\w\-]+/)*)$": "",
}


@dataclass(frozen=True)
class Address:
    """One registered address: its name with namespaces (or its route, where it has none) and its route."""

    name: str
    route: str

    def path(self, kwargs: dict[str, Any]) -> str:
        """Return an address to visit, with these values or with made-up ones."""
        if not re.search(r"[(\\]", self.route):
            plain = self.route.replace("^", "").replace("$", "")
            return "/" + re.sub(r"<(?:(\w+):)?(\w+)>", lambda found: str(kwargs.get(found[2], SAMPLES[found[1] or "str"])), plain)
        if self.route not in WRITTEN_OUT:
            pytest.fail(f"{self.route} is a regular expression: write a path that it stands for into WRITTEN_OUT.")
        return "/" + WRITTEN_OUT[self.route]


def _walk(patterns: list[Any], before: str = "", space: str = "") -> Iterator[Address]:
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, route, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            yield Address(f"{space}{one.name}" if one.name else route, route)


ADDRESSES = list(_walk(get_resolver().url_patterns))
TRIED = [address for address in ADDRESSES if verdict(address.name) and address.name not in BREAKS_ON_PURPOSE]


def _seen(response: HttpResponse) -> str:
    """Return in a word what a response is to the person who asked."""
    says_fail = response.status_code == 503 and response.content.startswith(b"fail")  # /health/worker/, where no worker runs
    assert response.status_code < 500 or says_fail, f"{response.status_code}: no address may break"
    if response.status_code in {404, 410}:
        return "nothing there"
    if response.status_code == 403:
        return "refused"
    if 300 <= response.status_code < 400:
        to = response.headers["Location"].split("?")[0]
        return "sign in" if to == "/account/login/" else "refused" if to == "/admin/" else "led on"
    return "let in"


def _visit(client: Client, address: Address, row: Row, kwargs: dict[str, Any]) -> HttpResponse:
    path = address.path(kwargs)
    return client.post(path, kwargs.get("POST", {})) if row.post else client.get(path)  # type: ignore[return-value]  # typed apart


# --- The table and the addresses agree ------------------------------------------------------------------------------------


def test_every_address_has_a_verdict() -> None:
    missing = sorted({address.name for address in ADDRESSES if verdict(address.name) is None})
    assert missing == [], "Say in tests/access_table.py who may open these; one line each."


def test_every_line_of_the_table_is_about_an_address_that_is_there() -> None:
    gone = ROWS.keys() - {address.name for address in ADDRESSES}
    assert sorted(gone) == [], "These are gone or renamed: take their lines out of tests/access_table.py."


def test_every_right_and_record_of_the_table_exists() -> None:
    words = {EVERYBODY, DOORWAY, SIGNED_IN, STAFF, NOBODY, WAGTAILS, "nothing.but.the.link"}
    assert {row.who for row in ROWS.values()} - words <= ALL_RIGHTS
    assert {row.record for row in ROWS.values()} - {""} <= RECORDS.keys()


# --- Everybody tries everything -------------------------------------------------------------------------------------------


@pytest.fixture
def staff(asha: User, ben: User, cara: User, dev: User, priya: User, adam: User) -> list[User]:
    """Everybody with a role."""
    return [asha, ben, cara, dev, priya, adam]


@pytest.fixture(params=TRIED, ids=lambda address: address.name)
def address(request: pytest.FixtureRequest) -> Address:
    one: Address = request.param
    return one


def _of(address: Address) -> Row:
    row = verdict(address.name)
    assert row is not None
    return row


def test_the_address_opens_for_who_may_and_for_nobody_else(
    address: Address, elm: Hub, oak: Hub, staff: list[User], nora: User, client: Client
) -> None:
    row = _of(address)
    kwargs = RECORDS[row.record](elm, staff[0]) if row.record else {}
    anonymous = _seen(_visit(client, address, row, kwargs))
    roleless = _seen(_visit(sign_in(nora), address, row, kwargs))

    if row.who == EVERYBODY:
        assert anonymous in {"let in", "led on", "nothing there"}
    elif row.who == DOORWAY:
        _seen(_visit(sign_in(staff[0]), address, row, kwargs))
    elif row.who == SIGNED_IN:
        assert anonymous == "sign in"
        assert roleless in {"let in", "led on", "nothing there"}
    elif row.who == NOBODY:
        for person in [nora, *staff]:
            response = _visit(sign_in(person), address, row, kwargs)
            assert _seen(response) != "let in" or b"losed" in response.content
    else:
        assert anonymous == "sign in"
        assert roleless in {"sign in", "refused", "nothing there"}
        for person in staff if row.who != WAGTAILS else staff[:2]:
            _tries(person, address, row, elm, staff[0])


def _tries(person: User, address: Address, row: Row, elm: Hub, asha: User) -> None:
    """One member of staff visits, and sees what the table of rights says they see. Each acts on a record of their own."""
    kwargs = RECORDS[row.record](elm, asha) if row.record else {}
    response = _visit(sign_in(person), address, row, kwargs)
    seen, who = _seen(response), f"{person} at {address.name}"
    if row.who == STAFF:
        assert seen in {"let in", "led on"}, who
    if row.who in {STAFF, WAGTAILS}:
        return
    rights = [one for one in (row.who, row.also) if one in ALL_RIGHTS]
    may_anywhere = any(may(person, one) for one in rights)
    may_here = any(may(person, one, hub_id=elm.pk) for one in rights) if row.record else may_anywhere
    if may_here:
        assert seen in {"let in", "led on"}, who
        return
    assert seen == "nothing there" if may_anywhere else seen in {"nothing there", "refused"}, who
    assert "Elm" not in without_chance(response.content.decode(errors="replace")), who
