"""Who sees that somebody is on a panel reads their name, and nothing of what they need, said or are said to be (decision 0060)."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices import SafeThere
from core.models import Hub
from panels.choices import ExitReason, Stage
from panels.models import ExitNote, Membership
from panels.selectors.members import Asked, lines
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.membering import make_need, make_note
from tests.panels.paneling import make_member, make_panel

CANARY = "wombat"
EVERY_COLUMN = {"choose": "1", "column": ["kind", "reach", "safe", "needs"]}
SAFE = SafeThere.IN_PERSON.label


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    """Ola Nowak, with a word in everything that is private about a member."""
    person = make_person(elm, "Ola Nowak", safe=SafeThere.IN_PERSON)
    member = make_member(make_panel(elm), person, speaks_for=f"{CANARY} speaks", ring_first=f"{CANARY} rings")
    make_need(member, detail=f"{CANARY} need")
    make_note(member, by=petra, words=f"{CANARY} note")
    return member


@pytest.fixture(params=["hana", "asha"])
def reader(request: pytest.FixtureRequest) -> Client:
    """Who runs the hub, and who leads engagement there: both may see members, and change none."""
    return sign_in(request.getfixturevalue(request.param))


def page_of(client: Client, member: Membership) -> str:
    return client.get(reverse("members:one", args=[member.pk])).text


def leave(member: Membership) -> None:
    Membership.objects.filter(pk=member.pk).update(stage=Stage.LEFT, left_on=today())
    ExitNote.objects.create(membership=member, reason=ExitReason.values[0], words=f"{CANARY} goodbye")


def test_their_page_says_who_they_are_and_nothing_private(reader: Client, ola: Membership) -> None:
    page = page_of(reader, ola)
    assert "Ola Nowak" in page
    assert CANARY not in page
    assert "interpreter" not in page.lower()
    leave(ola)

    assert "They left on" in page_of(reader, ola)
    assert CANARY not in page_of(reader, ola)


def test_who_looks_after_them_reads_all_of_it(petra: User, ola: Membership) -> None:
    desk = sign_in(petra)
    page = page_of(desk, ola)
    assert [one for one in ("speaks", "need", "note") if f"{CANARY} {one}" not in page] == []
    assert SAFE in page
    leave(ola)

    assert f"{CANARY} goodbye" in page_of(desk, ola)


@pytest.mark.parametrize("way", ["list", "print", "table"])
def test_a_list_has_no_column_of_needs_or_safety_on_no_way_out(reader: Client, petra: User, ola: Membership, way: str) -> None:
    address = reverse(f"panel_members:{way}", args=[ola.panel_id])

    def seen(client: Client) -> str:
        client.get(reverse("panel_members:list", args=[ola.panel_id]), EVERY_COLUMN)
        return (client.get(address) if way == "list" else client.post(address, EVERY_COLUMN)).text

    for private in ("Confirmed", "What to arrange", "Safe to write there", SAFE):
        assert private not in seen(reader)
    assert "Ola Nowak" in seen(reader)
    assert "Confirmed" in seen(sign_in(petra))
    assert SAFE in seen(sign_in(petra))


def test_nobody_learns_who_needs_something_by_narrowing_a_list(reader: Client, elm: Hub, hana: User, ola: Membership) -> None:
    make_member(ola.panel, make_person(elm, "Kit Kaur"))
    said: dict[str, Any] = {"waits": "sure"}

    assert "Kit Kaur" in reader.get(reverse("panel_members:list", args=[ola.panel_id]), said).text
    found = lines(hana, ola.panel, Asked(waits="sure"), today=today())
    assert [one.needs_since for one in found] == [None, None]
