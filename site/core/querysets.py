"""The word every hub-owned queryset has: `.visible_to(user, right)`."""

from typing import Self, TypeVar

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from accounts.models import User
from core.choices import RoleKind
from core.role_table import kinds_that_may

M = TypeVar("M", bound=models.Model)


def reach(user: User | AnonymousUser, right: str) -> "set[int] | None":
    """Return the ids of the hubs where the user holds a right; None means every hub of the council. A visitor reaches none.

    Roles are read once per user object, so a page asks the database once.
    """
    if isinstance(user, AnonymousUser) or not user.is_active:
        return set()
    if user.is_superuser:
        return None
    kinds = kinds_that_may(right)
    hubs: set[int] = set()
    for kind, hub_id in _roles(user):
        if kind in kinds:
            if hub_id is None:
                return None
            hubs.add(hub_id)
    return hubs


def _roles(user: User) -> list[tuple[str, int | None]]:
    """Return (kind, hub id) of every role, remembered on the user object for the length of a request."""
    roles: list[tuple[str, int | None]] | None = user.__dict__.get("_earshot_roles")
    if roles is None:
        roles = user.__dict__["_earshot_roles"] = list(user.roles.values_list("kind", "hub_id"))
    return roles


def kinds_held(user: User) -> list[str]:
    """Return the kinds of role that somebody holds anywhere, each once, in the order of core.choices.RoleKind."""
    held = {kind for kind, _ in _roles(user)}
    return [kind for kind in RoleKind.values if kind in held]


def holds_everywhere(user: User, kind: str) -> bool:
    """Return whether somebody holds a kind of role for the whole council, not at some hubs only."""
    return (kind, None) in _roles(user)


def forget_roles(user: User) -> None:
    """Forget remembered roles after they were changed on this very object."""
    user.__dict__.pop("_earshot_roles", None)


def may(user: User | AnonymousUser, right: str, *, hub_id: int | None = None) -> bool:
    """Return whether the user holds a right: at the hub named, or anywhere when none is."""
    hubs = reach(user, right)
    if hubs is None:
        return True
    return bool(hubs) if hub_id is None else hub_id in hubs


class HubOwnedQuerySet(models.QuerySet[M]):
    """Rows that belong to a hub or to several. Subclasses say the path with `hub_path`."""

    hub_path = "hub"

    def visible_to(self, user: User, right: str) -> Self:
        """Return the rows the user reaches with this right: of one of their hubs, or all for the whole council."""
        hubs = reach(user, right)
        if hubs is None:
            return self
        if not hubs:
            return self.none()
        # A subquery, not a join: a row with three of the user's hubs comes once.
        matching = self.model._default_manager.filter(Q(**{f"{self.hub_path}__in": hubs})).values("pk")
        return self.filter(pk__in=matching)

    def for_choosing(self, user: User, right: str) -> Self:
        """Return the rows the user may put into a record of their own. Rows of the whole council join in where a subclass says so."""
        return self.visible_to(user, right)

    def wholly_within(self, user: User, right: str) -> Self:
        """Return the rows all of whose hubs the user reaches: what belongs to two hubs is changed only by who serves both."""
        hubs = reach(user, right)
        if hubs is None:
            return self
        hub_model = apps.get_model("core", "Hub")  # by name: models import querysets, never the other way
        foreign = hub_model._default_manager.exclude(pk__in=hubs).values("pk")
        also_elsewhere = self.model._default_manager.filter(**{f"{self.hub_path}__in": foreign}).values("pk")
        return self.visible_to(user, right).exclude(pk__in=also_elsewhere)
