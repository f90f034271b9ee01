"""Odd text in place of every part of every address: nothing breaks (security G18).

`test_malformed.py` posts odd fields to public addresses. Here stand the codes, references, names and numbers inside addresses, for families
and for staff, Wagtail's own screens with ours.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub
from tests.access_records import RECORDS
from tests.access_table import BREAKS_ON_PURPOSE, verdict
from tests.addresses import Address, every_address
from tests.cast import give_role, make_user, sign_in

pytestmark = pytest.mark.prove

# As they stand in an address: whatever is no letter is written with per cent signs.
ODD_PARTS = (
    *(
        "%00",
        "a%00b",
        "%FF%FE",
        "%ED%A0%80",
        "%E2%80%AE%E2%81%A6",
        "%EF%BB%BF",
        "%F0%9F%92%A5" * 40,
        "x" * 3_000,
        "%25",
        "%2F%2F",
        "%0d%0aX:y",
    ),
    *("9" * 10, "9" * 19, "9" * 20, "9" * 5_000, "-1", "0", "%D9%A3%D9%A4", "%C2%B2", "1e309", "NaN"),
    *(
        ".",
        "..",
        "%2e%2e",
        "...",
        "~",
        "%27%20OR%201=1--",
        "%3Cscript%3E",
        "%7B%7B7%7D%7D",
        "YS-2026-%D9%A1",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ),
)


def _everybody_in_one() -> User:
    boss = make_user("Boss")
    for kind in RoleKind.values:
        give_role(boss, kind)
    return boss


def _gets_through(path: str, address: Address) -> bool:
    """Return whether the address's own view answers; otherwise one of those that take whatever is left."""
    try:
        return resolve(unquote(path, errors="replace")).route == address.route
    except Resolver404:
        return False


def _odd_addresses(address: Address, known: Mapping[str, Any], nowhere: set[str]) -> Iterator[str]:
    for part in address.parts:
        for odd in ODD_PARTS:
            path = address.path({**known, part: odd})
            if _gets_through(path, address):
                yield path
            elif odd not in nowhere:  # what leads nowhere leads to the same page: once for each text is enough
                nowhere.add(odd)
                yield path


def _known(address: Address, elm: Hub, asha: User) -> Mapping[str, Any]:
    row = verdict(address.name)
    return RECORDS[row.record](elm, asha) if row and row.record else {}


def _visit(client: Client, paths: Iterator[str], statuses: Counter[int]) -> list[str]:
    """Visit each path by GET and by POST; return what broke."""
    broken = []
    for path in paths:
        for ask in (client.get, client.post):
            status = ask(path).status_code
            statuses[status] += 1
            if status >= 500:
                broken.append(f"{status} {ask.__name__.upper()} {path[:120]}")
    return broken


@pytest.mark.django_db
def test_odd_text_in_any_part_of_an_address_breaks_nothing(elm: Hub, asha: User) -> None:
    stranger, boss = Client(raise_request_exception=False), sign_in(_everybody_in_one())
    boss.raise_request_exception = False
    broken, statuses = list[str](), Counter[int]()
    for client, is_staff in ((stranger, False), (boss, True)):
        nowhere: set[str] = set()
        for address in every_address():
            if address.parts and address.route.startswith("admin/") == is_staff and address.name not in BREAKS_ON_PURPOSE:
                broken += _visit(client, _odd_addresses(address, _known(address, elm, asha), nowhere), statuses)

    print(f"\n{statuses.total():,} odd addresses: {dict(sorted(statuses.items()))}")
    assert statuses.total() > 1_000
    assert broken == []
