"""The members of a panel in a list: by name where names may be read, narrowed, with columns that stay, and taken out with a mark."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import Person
from consent.services.people import merge_people
from core.choices import RoleKind
from core.clocks import day_in_words
from core.models import AuditEntry, Hub
from panels.choices import MemberKind, Stage
from panels.models import Panel
from tests.builders import today
from tests.cast import give_role, make_user, sign_in
from tests.families import make_person
from tests.panels.membering import make_need
from tests.panels.paneling import make_member, make_panel
from tests.participation.reaching import words

YEAR = timedelta(days=365)


@pytest.fixture
def panel(elm: Hub) -> Panel:
    return make_panel(elm)


@pytest.fixture
def desk(petra: User) -> Client:
    return sign_in(petra)


def read(client: Client, panel: Panel, **asked: Any) -> str:
    return words(client.get(reverse("panel_members:list", args=[panel.pk]), asked))


def test_members_stand_in_the_order_of_their_names(desk: Client, elm: Hub, panel: Panel) -> None:
    for name in ("Zofia Zajac", "Ada Akhtar"):
        make_member(panel, make_person(elm, name))

    page = read(desk, panel)

    assert page.index("Ada Akhtar") < page.index("Zofia Zajac")
    assert "2 members." in page


def test_who_may_not_read_names_reads_codes(elm: Hub, oak: Hub, petra: User, panel: Panel) -> None:
    """Somebody known at another hub may be on this panel: her name is none of this hub's."""
    kit = make_member(panel, make_person(oak, "Kit Kaur"))

    page = read(sign_in(petra), panel)

    assert "Kit Kaur" not in page
    assert kit.person
    assert kit.person.shown_code in page


def test_a_list_is_narrowed_by_stage_kind_hub_and_what_waits(desk: Client, elm: Hub, oak: Hub, panel: Panel) -> None:
    make_member(panel, make_person(elm, "Ada"), stage=Stage.INDUCTION, knows_best=oak)
    make_member(panel, make_person(elm, "Bea"), kind=MemberKind.READER)
    make_need(make_member(panel, make_person(elm, "Cleo")), on=today() - YEAR)
    make_need(make_member(panel, make_person(elm, "Dana")))
    make_member(panel, make_person(elm, "Eve"), stage=Stage.LEFT, left_on=today())
    names = {"Ada", "Bea", "Cleo", "Dana", "Eve"}

    def found(**asked: Any) -> set[str]:
        page = read(desk, panel, **asked)
        return {name for name in names if name in page}

    assert found() == {"Ada", "Bea", "Cleo", "Dana"}, "who left is not on the panel"
    assert found(stage="induction") == {"Ada"}
    assert found(stage="left") == {"Eve"}
    assert found(kind="reader") == {"Bea"}
    assert found(hub=oak.pk) == {"Ada"}, "the hub that she knows best"
    assert found(waits="needs") == {"Cleo"}
    assert found(waits="sure") == {"Dana"}
    assert found(stage="odd", kind="odd", hub="odd", waits="odd") == {"Ada", "Bea", "Cleo", "Dana"}


def test_chosen_columns_stay(desk: Client, panel: Panel) -> None:
    make_member(panel)
    head = '<th scope="col">Reads</th>'
    address = reverse("panel_members:list", args=[panel.pk])
    assert head not in desk.get(address).text

    assert head in desk.get(address, {"choose": "1", "column": ["reads", "odd"]}).text
    assert head in desk.get(address).text, "the next time, too"
    assert '<th scope="col">What they are</th>' not in desk.get(address).text


def test_the_spreadsheet_is_exactly_this_list_with_its_mark_and_no_formula(desk: Client, elm: Hub, petra: User, panel: Panel) -> None:
    make_member(panel, make_person(elm, "=cmd|' /C calc'!A0"))
    make_member(panel, make_person(elm, "Bea"), kind=MemberKind.READER)

    table = desk.post(reverse("panel_members:table", args=[panel.pk]), {"kind": "member"})

    lines = table.content.decode("utf-8-sig").splitlines()
    assert "Bea" not in table.text
    assert f"Destroy by {day_in_words(today() + timedelta(days=28))}." in lines[0]
    assert lines[2].startswith("\"'=cmd"), "it is no formula"
    assert "no-store" in table.headers["Cache-Control"]
    entry = AuditEntry.objects.get(verb="panels.members.table")
    assert (entry.actor, entry.hub_id) == (f"staff:{petra.pk}", elm.pk)
    assert "Bea" not in entry.facts


def test_the_print_is_marked_and_in_the_trail(desk: Client, elm: Hub, panel: Panel) -> None:
    make_member(panel, make_person(elm, "Ada Akhtar"))

    page = desk.post(reverse("panel_members:print", args=[panel.pk]))

    assert "Ada Akhtar" in page.text
    assert "Destroy by" in page.text
    assert AuditEntry.objects.filter(verb="panels.members.print").exists()
    assert desk.get(reverse("panel_members:print", args=[panel.pk])).status_code == 405


def test_who_reads_members_takes_the_list_out_and_changes_nothing(hana: User, panel: Panel) -> None:
    member, client = make_member(panel), sign_in(hana)

    assert client.post(reverse("panel_members:table", args=[panel.pk])).status_code == 200
    assert "Change what stands here" not in client.get(reverse("members:one", args=[member.pk])).text


def test_who_is_set_aside_or_forgotten_is_in_no_list(desk: Client, elm: Hub, panel: Panel) -> None:
    away, gone = make_person(elm, "Ada Akhtar"), make_person(elm, "Bea Brown")
    members = [make_member(panel, one) for one in (away, gone)]
    Person.objects.filter(pk=away.pk).update(set_aside_on=today())
    Person.objects.filter(pk=gone.pk).update(erased_on=today(), email_index="", phone_index="")

    page = read(desk, panel)

    assert "Nobody is on this panel yet." in page
    assert [desk.get(reverse("members:one", args=[one.pk])).status_code for one in members] == [404, 404]


def test_who_was_joined_to_another_record_stands_under_that(desk: Client, elm: Hub, petra: User, panel: Panel) -> None:
    goes, stays = make_person(elm, "Ola N."), make_person(elm, "Ola Nowak")
    make_member(panel, goes)
    merge_people(stays=stays, goes=goes, by=petra)

    assert f"Ola Nowak {stays.shown_code}" in read(desk, panel)


def test_a_list_costs_the_same_however_long(
    desk: Client, elm: Hub, panel: Panel, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    make_need(make_member(panel, make_person(elm, "Ada"), knows_best=elm))
    with django_assert_max_num_queries(40) as few:
        read(desk, panel)
    for number in range(12):
        make_need(make_member(panel, make_person(elm, f"Parent {number}"), knows_best=elm))

    with django_assert_max_num_queries(len(few.captured_queries)):
        read(desk, panel)


def test_the_panels_page_leads_to_its_members(desk: Client, elm: Hub, oak: Hub, panel: Panel, sol: User) -> None:
    make_member(panel)
    address = reverse("panel:one", args=[panel.pk])
    assert "Members (1)" in words(desk.get(address))

    other = make_user("Olu")
    give_role(other, RoleKind.PANEL_COORDINATOR, oak)
    assert sign_in(other).get(reverse("panel_members:list", args=[panel.pk])).status_code == 404
    page = words(sign_in(sol).get(address))
    assert "Members (" not in page, "who acts on worries reads no list of members"
    assert "Support logs" in page
