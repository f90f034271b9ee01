"""Wagtail's question "may this user do that to this?", answered from `core/role_table.py` and never from Django permissions.

Django permissions are unions over the whole site: a manager of one hub who reads at another would be manager of both (tried-admin §5).
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Q
from wagtail.permission_policies.base import BasePermissionPolicy

from accounts.models import User
from core.querysets import HubOwnedQuerySet, may, reach
from core.role_table import ALL_RIGHTS, kinds_that_may

# Wagtail says "change"; our rights say "edit". Every other act has one name.
_ACTS = {"change": "edit"}


def rows_within_reach(rows: "models.QuerySet[Any]", user: User, right: str, *, to_change: bool) -> "models.QuerySet[Any]":
    """Return the rows that the user reaches with a right: to look at them, or to change them.

    What belongs to several hubs is seen by each and changed only by who serves them all. Rows that belong to no hub at all (a locality)
    are the whole council's.
    """
    if isinstance(rows, HubOwnedQuerySet):
        return rows.wholly_within(user, right) if to_change else rows.visible_to(user, right)
    return rows if reach(user, right) is None else rows.none()


class HubPolicy(BasePermissionPolicy):
    """Rights of one resource, such as `survey`: `survey.view`, `survey.add`, `survey.edit`, `survey.delete`, and any other act by name.

    A right that no role holds is nobody's, not even a superuser's: so a resource without `delete` in the table is never deleted.
    """

    def __init__(self, model: type[models.Model], resource: str) -> None:
        super().__init__(model)
        self.resource = resource
        if f"{resource}.view" not in ALL_RIGHTS:
            raise ImproperlyConfigured(f"No role holds {resource}.view. Rights are listed in core/role_table.py.")

    def right(self, action: str) -> str:
        """Return the right behind an action of Wagtail's."""
        return f"{self.resource}.{_ACTS.get(action, action)}"

    def _held(self, actions: Iterable[str]) -> list[str]:
        return [action for action in actions if self.right(action) in ALL_RIGHTS]

    def user_has_permission(self, user: User | AnonymousUser, action: str) -> bool:
        """Return whether the user may do this at some hub."""
        return bool(self._held([action])) and may(user, self.right(action))

    def users_with_any_permission(self, actions: Iterable[str]) -> "models.QuerySet[User]":
        """Return the active staff who may do one of these at some hub."""
        kinds = frozenset[str]().union(*(kinds_that_may(self.right(action)) for action in self._held(actions)))
        return User.objects.filter(Q(is_superuser=True) | Q(roles__kind__in=kinds), is_active=True).distinct()

    def instances_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> "models.QuerySet[Any]":
        """Return the rows to which the user may do one of these. Adding is done to no row, so it opens none."""
        everything: models.QuerySet[Any] = self.model._default_manager.all()
        mine = Q(pk__in=[])
        for action in self._held(actions):
            if action == "add":
                continue
            rows = rows_within_reach(everything, user, self.right(action), to_change=action != "view")
            if reach(user, self.right(action)) is None:
                return rows
            mine |= Q(pk__in=rows.order_by().values("pk"))
        return everything.filter(mine)

    def user_has_permission_for_instance(self, user: User, action: str, instance: models.Model) -> bool:
        """Return whether the user may do this to this row."""
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(self, user: User, actions: Iterable[str], instance: models.Model) -> bool:
        """Return whether the user may do one of these to this row."""
        held = [action for action in self._held(actions) if action != "add"]
        if any(reach(user, self.right(action)) is None for action in held):
            return True
        return bool(held) and self.instances_user_has_any_permission_for(user, held).filter(pk=instance.pk).exists()

    def users_with_any_permission_for_instance(self, actions: Iterable[str], instance: models.Model) -> "models.QuerySet[User]":
        """Return the staff who may do one of these to this row."""
        actions = list(actions)
        able = [
            user.pk
            for user in self.users_with_any_permission(actions)
            if self.user_has_any_permission_for_instance(user, actions, instance)
        ]
        return User.objects.filter(pk__in=able)
