"""Every registered address, tried by everybody of the cast. A new address without a verdict fails here.

What to do then: add one line in tests/access_lines/; the docstring of tests/access_table.py shows the kinds of line.

For a staff address with a record of Elm in it: who may (by core/role_table.py, at Elm) is let in; who holds the right only at Oak finds
nothing (404); who lacks it is refused; who has no role, or is not signed in, is led to the sign-in. Nobody but who may sees Elm's name.
"""

from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub, Role
from core.querysets import may, reach
from core.role_table import ALL_RIGHTS
from tests.access_records import RECORDS, Kwargs
from tests.access_table import BREAKS_ON_PURPOSE, ROWS, verdict
from tests.access_verdicts import DOORWAY, EVERYBODY, NOBODY, ONLY_BY_LINK, SIGNED_IN, STAFF, WAGTAILS, Row
from tests.addresses import Address, every_address
from tests.cast import sign_in
from tests.chance import without_chance

ADDRESSES = every_address()
TRIED = [address for address in ADDRESSES if verdict(address.name) and address.name not in BREAKS_ON_PURPOSE]


def _seen(response: HttpResponse) -> str:
    """Return in a word what a response is to the person who asked."""
    says_fail = response.status_code == 503 and response.content.startswith(b"fail")  # /health/worker/, where no worker runs
    if response.status_code >= 500 and not says_fail:
        return "broken"
    if response.status_code in {404, 410}:
        return "nothing there"
    if response.status_code == 403:
        return "refused"
    if 300 <= response.status_code < 400:
        to = response.headers["Location"].split("?")[0]
        return "sign in" if to == "/account/login/" else "refused" if to == "/admin/" else "led on"
    return "let in"


# --- The table and the addresses agree ------------------------------------------------------------------------------------


def test_every_address_has_a_verdict() -> None:
    missing = sorted({address.name for address in ADDRESSES if verdict(address.name) is None})
    assert missing == [], "Say in tests/access_table.py who may open these; one line each."


def test_every_line_of_the_table_is_about_an_address_that_is_there() -> None:
    gone = ROWS.keys() - {address.name for address in ADDRESSES}
    assert sorted(gone) == [], "These are gone or renamed: take their lines out of tests/access_table.py."


def test_every_right_and_record_of_the_table_exists() -> None:
    words = {EVERYBODY, DOORWAY, SIGNED_IN, STAFF, NOBODY, WAGTAILS, ONLY_BY_LINK}
    assert {row.who for row in ROWS.values()} - words <= ALL_RIGHTS
    assert {row.record for row in ROWS.values()} - {""} <= RECORDS.keys()


# --- Everybody tries everything -------------------------------------------------------------------------------------------

SAYS_SO = (b"losed", b"by invitation")  # what a closed door says where it does not lead away
# Many addresses in one test, each undone after it: the cast comes in and signs in once for all of them.
BATCHES = [TRIED[first::12] for first in range(12)]


@dataclass
class Cast:
    """Who tries the doors. Everybody signs in once; each visit begins with the cookies of that sign-in."""

    elm: Hub
    asha: User
    clients: dict[User | None, tuple[Client, str]]

    @classmethod
    def of(cls, elm: Hub, staff: list[User], nora: User) -> "Cast":
        """Sign everybody in; None is a stranger."""
        signed_in = {person: sign_in(person) for person in (*staff, nora)}
        clients: dict[User | None, tuple[Client, str]] = {None: (Client(), "")}
        for person, client in signed_in.items():
            clients[person] = (client, client.cookies[settings.SESSION_COOKIE_NAME].value)
        return cls(elm, staff[0], clients)

    def record_for(self, row: Row) -> Kwargs:
        """Make the record of Elm that an address is about."""
        return RECORDS[row.record](self.elm, self.asha) if row.record else {}

    def visit(self, person: User | None, address: Address, kwargs: Kwargs) -> HttpResponse:
        """Open an address as somebody, with that record to act on."""
        client, session = self.clients[person]
        client.cookies.clear()
        if session:
            client.cookies[settings.SESSION_COOKIE_NAME] = session
        path = address.path(kwargs)
        return client.post(path, kwargs.get("POST", {})) if _of(address).post else client.get(path)  # type: ignore[return-value]  # typed apart


@pytest.fixture
def staff(everybody_with_a_role: list[User]) -> list[User]:
    """Everybody with a role; Asha first."""
    return everybody_with_a_role


def test_every_kind_of_role_is_in_the_cast(staff: list[User]) -> None:
    assert set(Role.objects.filter(user__in=staff).values_list("kind", flat=True)) == set(RoleKind.values)


@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: f"{batch[0].name} and {len(batch) - 1} more")
def test_an_address_opens_for_who_may_and_for_nobody_else(batch: list[Address], elm: Hub, oak: Hub, staff: list[User], nora: User) -> None:
    cast = Cast.of(elm, staff, nora)
    complaints = []
    for address in batch:
        with transaction.atomic():
            kwargs = cast.record_for(_of(address))
            for person in _who_tries(address, staff, nora):
                with transaction.atomic():
                    complaints += _complaints(cast, person, address, kwargs)
                    transaction.set_rollback(True)  # the next one finds everything as it was
            transaction.set_rollback(True)

    assert complaints == [], "\n".join(complaints)


def _of(address: Address) -> Row:
    row = verdict(address.name)
    assert row is not None
    return row


def _who_tries(address: Address, staff: list[User], nora: User) -> list[User | None]:
    who = _of(address).who
    if who in {EVERYBODY, SIGNED_IN}:
        return [None, nora]
    return [None, nora, staff[0]] if who == DOORWAY else [None, nora, *staff]


def _complaints(cast: Cast, person: User | None, address: Address, kwargs: Kwargs) -> list[str]:
    """Return what is wrong, in words, with what somebody sees at an address."""
    row = _of(address)
    response = cast.visit(person, address, kwargs)
    seen = _seen(response)
    allowed = _allowed(row, person, cast.elm)
    wrong = (
        []
        if not allowed or seen in allowed
        else [f"{person or 'a stranger'} at {address.name}: {seen}, not {' or '.join(sorted(allowed))}"]
    )
    if seen == "broken":
        wrong = [f"{person or 'a stranger'} at {address.name}: no address may break"]
    elif row.who == NOBODY and seen == "let in" and not any(word in response.content for word in SAYS_SO):
        wrong.append(f"{person} at {address.name}: the door is open")
    elif _is_guarded(row) and "let in" not in allowed and "Elm" in without_chance(response.content.decode(errors="replace")):
        wrong.append(f"{person} at {address.name}: reads about Elm")
    return wrong


def _is_guarded(row: Row) -> bool:
    return row.who in ALL_RIGHTS or row.who == ONLY_BY_LINK


def _allowed(row: Row, person: User | None, elm: Hub) -> set[str]:
    """Return what somebody may see there; nothing when anything will do that is not broken."""
    if row.who == EVERYBODY:
        return {"let in", "led on", "nothing there"} if person is None else set()
    if row.who in {DOORWAY, NOBODY}:
        return set()
    if person is None:
        return {"sign in"}
    if row.who == SIGNED_IN:
        return {"let in", "led on", "nothing there"}
    if not person.roles.exists():
        return {"sign in", "refused", "nothing there"}
    if row.who in {STAFF, WAGTAILS}:
        return {"let in", "led on"} if row.who == STAFF else set()
    return _allowed_by_the_table(row, person, elm)


def _allowed_by_the_table(row: Row, person: User, elm: Hub) -> set[str]:
    """Return what the table of rights says: who may is let in; who may only elsewhere finds nothing; who may nowhere is refused."""
    rights = [one for one in (row.who, row.also) if one in ALL_RIGHTS]
    if row.everywhere:
        return {"let in", "led on"} if any(reach(person, one) is None for one in rights) else {"nothing there", "refused"}
    may_anywhere = any(may(person, one) for one in rights)
    if may_anywhere and (not row.record or row.shared or any(may(person, one, hub_id=elm.pk) for one in rights)):
        return {"let in", "led on"}
    return {"nothing there"} if may_anywhere else {"nothing there", "refused"}
