"""What do I do here? Four things for each kind of role: read at the first visit, one role at a time, and found again."""

import pytest
from django.urls import reverse

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub, RoleRead
from core.role_table import WHOLE_COUNCIL_ONLY
from core.services.roles import put_roles
from core.sync import sync_roles
from home.first_visit import FOUR_THINGS
from home.models import HomePage
from tests.cast import give_role, make_user, sign_in

HERE = "/admin/what-do-i-do-here/"


def test_every_kind_of_role_is_told_exactly_four_things() -> None:
    assert set(FOUR_THINGS) == set(RoleKind.values)
    for kind, things in FOUR_THINGS.items():
        assert len({one.text for one in things}) == 4, kind
        assert all(one.well.endswith(".") and len(one.text) <= 70 and len(one.well) <= 160 for one in things), kind


@pytest.mark.parametrize("kind", RoleKind.values)
def test_no_role_is_told_of_a_screen_that_it_cannot_open(front: HomePage, elm: Hub, kind: str) -> None:
    for hub in (None,) if kind in WHOLE_COUNCIL_ONLY else (None, elm):
        person = make_user(f"{kind}{hub or ''}")
        give_role(person, kind, hub)
        sync_roles()
        desk = sign_in(person)
        for thing in FOUR_THINGS[kind]:
            if not thing.route or (hub and kind == RoleKind.CONTENT_EDITOR and thing.route == "our_pages"):
                continue  # at a hub without a page, an editor has none to keep yet
            answer = desk.get(reverse(thing.route), follow=True)
            assert answer.status_code == 200, thing.text
            assert answer.request["PATH_INFO"] != reverse("wagtailadmin_home"), thing.text


def test_somebody_new_reads_the_four_things_until_they_got_it(hana: User) -> None:
    desk = sign_in(hana)
    page = desk.get("/admin/").text
    assert "Hub manager: four things you do here" in page
    for thing in FOUR_THINGS[RoleKind.HUB_MANAGER]:
        assert thing.text in page
        assert thing.well in page

    answer = desk.post(HERE, {"kind": "hub_manager"})

    assert answer.headers["Location"] == "/admin/"
    assert "four things" not in desk.get("/admin/").text
    assert RoleRead.objects.get().user == hana
    desk.post(HERE, {"kind": "hub_manager"})  # the button pressed twice
    assert RoleRead.objects.count() == 1


def test_an_administrator_reads_what_sets_everything_up_first(front: HomePage) -> None:
    person = make_user("Kim")
    for kind in (RoleKind.CONTENT_EDITOR, RoleKind.ENGAGEMENT_LEAD, RoleKind.ADMINISTRATOR):
        give_role(person, kind)

    assert "Administrator: four things you do here" in sign_in(person).get("/admin/").text


def test_three_roles_are_read_one_after_another(hana: User, elm: Hub) -> None:
    for kind in (RoleKind.DECIDER, RoleKind.CONTENT_EDITOR):
        give_role(hana, kind, elm)
    desk = sign_in(hana)

    read: list[str] = []
    for _ in range(3):
        page = desk.get("/admin/").text
        assert page.count('<ol class="four-things">') == 1
        read.append(page.split('name="kind" value="')[1].split('"')[0])
        desk.post(HERE, {"kind": read[-1]})

    assert read == ["content_editor", "hub_manager", "decider"]
    assert "four things" not in desk.get("/admin/").text


def test_a_new_role_is_told_of_when_it_is_given(hana: User, elm: Hub, adam: User) -> None:
    desk = sign_in(hana)
    desk.post(HERE, {"kind": "hub_manager"})

    put_roles(person=hana, kinds=[RoleKind.SAFEGUARDING_DEPUTY], hub=elm, by=adam)

    assert "Deputy safeguarding lead: four things you do here" in desk.get("/admin/").text


def test_the_same_role_at_two_hubs_is_read_once(hana: User, oak: Hub) -> None:
    give_role(hana, RoleKind.HUB_MANAGER, oak)
    desk = sign_in(hana)
    desk.post(HERE, {"kind": "hub_manager"})

    assert "four things" not in desk.get("/admin/").text


def test_it_is_found_again_from_the_front_page_and_the_account(hana: User, elm: Hub) -> None:
    give_role(hana, RoleKind.DECIDER, elm)
    desk = sign_in(hana)
    for kind in ("hub_manager", "decider"):
        desk.post(HERE, {"kind": kind})

    for page in ("/admin/", "/admin/account/"):
        assert f'href="{HERE}"' in desk.get(page).text, page
    first = desk.get(HERE).text
    assert "Hub manager: four things" in first
    assert '<a href="?kind=decider">Decider</a>' in first
    assert "Decider: four things" in desk.get(HERE, {"kind": "decider"}).text


@pytest.mark.parametrize("kind", ["administrator", "", "x" * 5000, "\x00", "nobody"])
def test_nobody_reads_of_a_role_they_do_not_hold(ben: User, kind: str) -> None:
    desk = sign_in(ben)

    assert desk.post(HERE, {"kind": kind}).status_code in {400, 404}
    shown = desk.get(HERE, {"kind": kind})
    assert shown.status_code == 400 or "Hub worker: four things" in shown.text
    assert not RoleRead.objects.exists()
