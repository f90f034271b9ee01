"""Who is forgotten goes from what they asked for in another way; where nothing tells that it was they, the letter says so."""

from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from consent.choices import State, WhyNot
from consent.models import FormatRequest, Person, WhoAsked
from consent.services import erasing
from consent.services import formats as services
from core.models import AuditEntry, Hub
from tests import builders
from tests.families import make_person, make_rights_request

pytestmark = pytest.mark.django_db
EMAIL, PHONE, ADDRESS = "zanzi@family.example", "07700 900717", "14 Quay Lane, Ashmere, AS1 2BC"


@pytest.fixture
def person(elm: Hub) -> Person:
    """Somebody of whom we know every way to reach them."""
    return make_person(elm, "Zanzibarquail Mossfield", email=EMAIL, phone=PHONE, post_address=ADDRESS)


def _asked(elm: Hub, how: str, **said: str) -> FormatRequest:
    return builders.make_format_request(elm, how=how, said=said)


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("email", {"contact": "ZANZI@Family.example "}),
        ("ring", {"contact": "+44 7700 900 717"}),
        ("text", {"contact": "07700900717"}),
        ("ring", {"contact": "01632 960 123", "best_time": "Else write to zanzi@family.example"}),
        ("pick_up", {"words": "Large letters, please. Or ring 07700 900717."}),
        ("post", {"contact": ADDRESS.upper(), "name": "Zanzibarquail"}),
        ("post", {"contact": f"Z. Mossfield\n{ADDRESS}"}),
    ],
)
def test_what_says_how_to_reach_them_is_ended_and_forgotten(elm: Hub, person: Person, how: str, said: dict[str, str]) -> None:
    asked = _asked(elm, how, **said)

    kept = erasing.erase_everywhere(person, builders.today()).kept

    assert not WhoAsked.objects.exists()
    assert not any(one.what == services.CANNOT_TELL for one in kept)
    asked.refresh_from_db()
    assert (asked.state, asked.why_not, asked.key_hash, asked.code) == (State.COULD_NOT, WhyNot.NOT_NEEDED, None, None)
    assert asked.ended_on == asked.forgotten_on == builders.today()
    assert AuditEntry.objects.filter(verb="consent.format_request.forget", actor="system").count() == 1


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("email", {"contact": "zanzi2@family.example"}),
        ("ring", {"contact": "07700 900718", "name": "Zanzibarquail Mossfield"}),
        ("post", {"contact": ADDRESS, "name": "Priscilla"}),
        ("post", {"contact": "4 Quay Lane, Ashmere", "name": "Zanzibarquail"}),
    ],
)
def test_what_others_asked_for_goes_on(elm: Hub, person: Person, how: str, said: dict[str, str]) -> None:
    asked = _asked(elm, how, **said)
    kept = erasing.erase_everywhere(person, builders.today()).kept
    assert WhoAsked.objects.get().request == asked
    asked.refresh_from_db()
    assert asked.is_waiting
    assert not any(one.what == services.CANNOT_TELL for one in kept), "it says whom to reach, and it is not them"


def test_what_was_given_stays_given(elm: Hub, person: Person) -> None:
    asked = builders.make_format_request(
        elm, how="email", said={"contact": EMAIL}, state=State.DONE, given="mailed", ended_on=builders.today()
    )
    erasing.erase_everywhere(person, builders.today())
    asked.refresh_from_db()
    assert (asked.state, asked.given, asked.forgotten_on) == (State.DONE, "mailed", builders.today())
    assert not WhoAsked.objects.exists()


@pytest.mark.parametrize(
    ("known", "how", "said", "cannot_tell"),
    [
        ({"email": EMAIL}, "pick_up", {"words": "Large letters, please."}, True),
        ({"email": "", "phone": ""}, "email", {"contact": "somebody@family.example"}, True),
        ({"email": EMAIL}, "email", {"contact": "somebody@family.example"}, False),
        ({"email": EMAIL}, "", {}, False),
    ],
)
def test_where_nothing_can_tell_the_letter_says_so_in_a_sentence(
    elm: Hub, priya: User, known: dict[str, Any], how: str, said: dict[str, str], cannot_tell: bool
) -> None:
    person = make_person(elm, "Zanzibarquail", **known)
    if how:
        _asked(elm, how, **said)
    wanted = make_rights_request(person, "erasure", how="door")

    found = erasing.erase_everywhere(wanted.about or person, builders.today())

    stays = [f"{one.what}. {one.why}" for one in found.kept if one.what == services.CANNOT_TELL]
    assert bool(stays) is cannot_tell
    assert all("go 28 days after it ended" in one for one in stays)
    assert WhoAsked.objects.count() == bool(how)


def test_of_two_records_that_were_joined_each_is_looked_for(elm: Hub, person: Person) -> None:
    _asked(elm, "email", contact=EMAIL)
    erasing.erase_everywhere(person, builders.today())
    services.forget_person(person_id=person.pk, today=builders.today())
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM consent_whoasked")
        assert cursor.fetchone()[0] == 0
