"""What Wagtail reads of our roles: groups that follow them, and are never edited by hand."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub, Role
from core.services.roles import take_role
from core.sync import NAME, sync_person, sync_roles
from tests.cast import make_user, sign_in


def groups_of(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def test_the_stock_groups_go_and_running_it_again_changes_nothing(asha: User, edie: User, dev: User, adam: User) -> None:
    assert Group.objects.filter(name="Editors").exists()
    call_command("sync_roles")
    first = _everything()

    call_command("sync_roles")

    assert _everything() == first
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
    assert groups_of(dev) == {f"{NAME}staff"}
    assert f"{NAME}brand.edit" in groups_of(adam)


def _everything() -> list[Any]:
    return [
        sorted(Group.objects.values_list("pk", "name")),
        sorted(GroupPagePermission.objects.values_list("pk", "group_id", "page_id", "permission_id")),
        sorted(GroupCollectionPermission.objects.values_list("pk", "group_id", "collection_id", "permission_id")),
        sorted(User.groups.through.objects.values_list("user_id", "group_id")),
    ]


def test_an_editor_of_a_hub_gets_that_hubs_shelf_and_no_page_of_the_council(edie: User, elm: Hub) -> None:
    sync_person(edie)

    shelf = Collection.objects.get(name="Elm")
    rows = GroupCollectionPermission.objects.filter(group__user=edie)
    assert {row.collection_id for row in rows} == {shelf.pk}
    assert {row.permission.codename for row in rows} >= {"add_image", "choose_image", "add_document"}
    assert not GroupPagePermission.objects.filter(group__user=edie, page=Page.get_first_root_node()).exists()


def test_a_hub_that_is_renamed_keeps_its_shelf(edie: User, elm: Hub) -> None:
    sync_roles()
    shelf = Collection.objects.get(name="Elm")
    elm.refresh_from_db()
    elm.name = "Elm and Ash"
    elm.save()
    edie.roles.all().delete()
    sync_roles()  # nobody edits there for a while
    Role.objects.create(user=edie, kind=RoleKind.CONTENT_EDITOR, hub=elm)

    sync_roles()

    shelf.refresh_from_db()
    assert shelf.name == "Elm and Ash"
    assert Collection.objects.exclude(depth=1).count() == 1
    assert {row.collection_id for row in GroupCollectionPermission.objects.filter(group__user=edie)} == {shelf.pk}


def test_a_hub_takes_no_shelf_of_another_hubs(edie: User, elm: Hub, oak: Hub) -> None:
    sync_roles()
    Hub.objects.filter(pk=elm.pk).update(name="The old Elm")
    Hub.objects.filter(pk=oak.pk).update(name="Elm")
    Role.objects.create(user=edie, kind=RoleKind.CONTENT_EDITOR, hub=oak)

    sync_roles()

    assert Hub.objects.get(pk=elm.pk).shelf != Hub.objects.get(pk=oak.pk).shelf


def test_a_role_for_the_whole_council_edits_and_publishes_every_page(db: None) -> None:
    lead = make_user("Lena")
    Role.objects.create(user=lead, kind=RoleKind.ENGAGEMENT_LEAD)
    sync_roles()

    held = GroupPagePermission.objects.filter(group__user=lead, page=Page.get_first_root_node())
    assert {row.permission.codename for row in held} == {"add_page", "change_page", "publish_page"}


def test_a_role_that_went_takes_its_groups_along(adam: User, edie: User) -> None:
    sync_roles()
    assert any("page.edit at hub" in name for name in groups_of(edie))

    take_role(role=edie.roles.get(), by=adam)
    sync_roles()

    assert groups_of(edie) == set()
    assert not Group.objects.filter(name__contains="page.edit at hub").exists()


def test_groups_that_are_not_ours_are_left_alone(edie: User) -> None:
    guests = Group.objects.create(name="Guests of the council")
    edie.groups.add(guests)

    sync_roles()

    assert guests.name in groups_of(edie)


def test_the_menu_shows_people_to_who_may_see_them(client: Client, adam: User, ben: User) -> None:
    assert reverse("people") in sign_in(adam).get("/admin/").text
    assert reverse("people") not in sign_in(ben).get("/admin/").text


def test_the_account_page_leads_to_sign_in_and_security(asha: User) -> None:
    assert "Sign-in and security" in sign_in(asha).get(reverse("wagtailadmin_account")).text
