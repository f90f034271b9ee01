"""Django groups for the few things that Wagtail itself reads: the admin's door, pages, pictures, documents, look and words.

Everything else asks core.Role. Groups follow roles and are never edited by hand: each right of `WAGTAIL_READS` has one group for the whole
council and one for each hub where somebody holds it (tried-admin §5). Running it again changes nothing.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.models import User
from core import questions
from core.models import Hub, Role
from core.role_table import RIGHTS

NAME = "Earshot: "  # every group that begins so is ours
DOOR = f"{NAME}staff"
STOCK_GROUPS = ("Editors", "Moderators")
PAGES = {"page.edit": ("wagtailcore.add_page", "wagtailcore.change_page"), "page.publish": ("wagtailcore.publish_page",)}
FILES = {
    "image.edit": ("wagtailimages.add_image", "wagtailimages.change_image", "wagtailimages.choose_image"),
    "document.edit": ("wagtaildocs.add_document", "wagtaildocs.change_document", "wagtaildocs.choose_document"),
}
MODELS = {"brand.edit": ("core.change_brandsettings",)}
WAGTAIL_READS = (*PAGES, *FILES, *MODELS)


@dataclass(frozen=True)
class Place:
    """A right at a place: one group."""

    right: str
    hub_id: int | None

    @property
    def group_name(self) -> str:
        """The group's name, which says it all."""
        return f"{NAME}{self.right}" + (f" at hub {self.hub_id}" if self.hub_id else "")


@transaction.atomic
def sync_roles() -> None:
    """Make every group follow the roles, for everybody. Run after `migrate`, and whenever a hub gets its page."""
    Group.objects.filter(name__in=STOCK_GROUPS).delete()
    wanted = {DOOR}
    _grant_door()
    for place in {place for kind, hub_id in _all_roles() for place in _places(kind, hub_id)}:
        _grant(place)
        wanted.add(place.group_name)
    Group.objects.filter(name__startswith=NAME).exclude(name__in=wanted).delete()
    for user in User.objects.filter(pk__in=Role.objects.values("user_id")) | User.objects.filter(groups__name__startswith=NAME):
        _join(user)
    questions.sync_more.answers()


@transaction.atomic
def sync_person(user: User) -> None:
    """Make one person's groups follow their roles."""
    _grant_door()
    for place in {place for kind, hub_id in user.roles.values_list("kind", "hub_id") for place in _places(kind, hub_id)}:
        _grant(place)
    _join(user)


def _all_roles() -> list[tuple[str, int | None]]:
    return list(Role.objects.order_by().values_list("kind", "hub_id").distinct())


def _places(kind: str, hub_id: int | None) -> list[Place]:
    """Return the groups that a role leads to. What Wagtail knows no hubs for, only a whole-council role opens."""
    return [Place(right, hub_id) for right in WAGTAIL_READS if right in RIGHTS[kind] and (hub_id is None or right not in MODELS)]


def _join(user: User) -> None:
    """Put somebody in the groups of their roles, and out of our others. An account that is closed is in none."""
    roles = list(user.roles.values_list("kind", "hub_id")) if user.is_active else []
    names = {place.group_name for kind, hub_id in roles for place in _places(kind, hub_id)} | ({DOOR} if roles else set())
    theirs = user.groups.exclude(name__startswith=NAME)
    user.groups.set([*theirs, *Group.objects.filter(name__in=names)])


def _grant_door() -> None:
    group, _ = Group.objects.get_or_create(name=DOOR)
    group.permissions.set([_permission("wagtailadmin.access_admin")])


def _grant(place: Place) -> None:
    """Make the group of a right at a place, with what Wagtail reads for it."""
    group, _ = Group.objects.get_or_create(name=place.group_name)
    if place.right in MODELS:
        group.permissions.set([_permission(name) for name in MODELS[place.right]])
    elif place.right in PAGES:
        _on_pages(group, place)
    else:
        _on_collection(group, place)


def _on_pages(group: Group, place: Place) -> None:
    page_ids = list(Page.get_root_nodes().values_list("pk", flat=True)) if place.hub_id is None else _pages_of(place.hub_id)
    wanted = {(page_id, _permission(name).pk) for page_id in page_ids for name in PAGES[place.right]}
    held = {(row.page_id, row.permission_id): row.pk for row in GroupPagePermission.objects.filter(group=group)}
    GroupPagePermission.objects.filter(pk__in=[held[key] for key in held.keys() - wanted]).delete()
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page_id=page_id, permission_id=permission_id) for page_id, permission_id in wanted - held.keys()
    )


def _on_collection(group: Group, place: Place) -> None:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    collection = root if place.hub_id is None else _collection_of(place.hub_id, root)
    wanted = {(collection.pk, _permission(name).pk) for name in FILES[place.right]}
    held = {(row.collection_id, row.permission_id): row.pk for row in GroupCollectionPermission.objects.filter(group=group)}
    GroupCollectionPermission.objects.filter(pk__in=[held[key] for key in held.keys() - wanted]).delete()
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection_id=collection_id, permission_id=permission_id)
        for collection_id, permission_id in wanted - held.keys()
    )


def _pages_of(hub_id: int) -> list[int]:
    """Return the tops of a hub's pages; the floor that has pages answers."""
    return [page_id for answer in questions.hub_pages.answers(hub_id=hub_id) for page_id in answer]


def _collection_of(hub_id: int, root: Collection) -> Collection:
    """Return the shelf for a hub's pictures and documents. It is the hub's own, whatever the hub is called; its name follows."""
    hub = Hub.objects.select_related("shelf").get(pk=hub_id)
    shelf = hub.shelf or root.get_children().filter(name=hub.name, hub__isnull=True).first() or root.add_child(name=hub.name)
    if hub.shelf_id != shelf.pk:
        Hub.objects.filter(pk=hub_id).update(shelf=shelf)
    if shelf.name != hub.name:
        shelf.name = hub.name
        shelf.save(update_fields=["name"])
    return shelf


def _permission(name: str) -> Permission:
    """Return a permission by `app.codename`; a slip of the pen raises DoesNotExist."""
    app, codename = name.split(".")
    return Permission.objects.get(codename=codename, content_type__app_label=app)
