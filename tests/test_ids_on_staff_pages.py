"""No staff page has the same id twice: a label would lead to the box of another form, and a tap would tick what nobody meant."""

import re
from collections import Counter

import pytest
from django.db import transaction
from django.test import Client

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub
from core.role_table import ALL_RIGHTS
from tests.access_records import RECORDS
from tests.access_table import ROWS
from tests.access_verdicts import STAFF
from tests.addresses import Address, every_address
from tests.cast import give_role, make_user, sign_in

SHOWS_SAMPLES_TWICE = {"styleguide"}  # each component in two languages: nobody fills it in
PAGES = [
    one
    for one in every_address()
    if (row := ROWS.get(one.name)) and not row.post and row.who in ALL_RIGHTS | {STAFF} and one.name not in SHOWS_SAMPLES_TWICE
]
BATCHES = [PAGES[first::4] for first in range(4)]
_IDS = re.compile(r'<[^>]*?\sid="([^"]*)"')


def twice(page: str) -> list[str]:
    """Return the ids that stand on a page more than once."""
    return [name for name, number in Counter(_IDS.findall(page)).items() if number > 1]


@pytest.fixture
def everything(db: None) -> Client:
    """The desk of somebody who holds every kind of role for the whole council, and so sees every form."""
    person: User = make_user("Robin")
    for kind in RoleKind.values:
        give_role(person, kind)
    return sign_in(person)


def test_most_pages_of_ours_are_looked_at() -> None:
    assert len(PAGES) > 100
    assert {"breaches:one", "rights:one", "retention:one", "families:one", "information:one"} <= {one.name for one in PAGES}


def test_the_same_id_twice_is_seen() -> None:
    assert twice('<input id="a"><p class="x" id="b"></p><input type="radio" id="a">') == ["a"]


@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: f"{batch[0].name} and {len(batch) - 1} more")
def test_no_staff_page_has_the_same_id_twice(batch: list[Address], everything: Client, elm: Hub, asha: User) -> None:
    found = dict[str, list[str]]()
    for address in batch:
        with transaction.atomic():
            row = ROWS[address.name]
            page = everything.get(address.path(RECORDS[row.record](elm, asha) if row.record else {}))
            text = page.content.decode() if not page.streaming and "html" in page.headers.get("Content-Type", "") else ""
            found |= {address.name: ids} if (ids := twice(text)) else {}
            transaction.set_rollback(True)
    assert found == {}
