"""Rows of some hubs, or of the whole council when they name none."""

from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from core.querysets import HubOwnedQuerySet, reach

M = TypeVar("M", bound=models.Model)


class OfHubsOrCouncilQuerySet(HubOwnedQuerySet[M]):
    """What names no hub is the whole council's: read by whoever may read such rows anywhere, changed by who may everywhere."""

    hub_path = "hubs"

    def visible_to(self, user: User, right: str) -> Self:
        """Return the rows of the user's hubs and those of the whole council."""
        hubs = reach(user, right)
        if hubs is None:
            return self
        if not hubs:
            return self.none()
        mine = self.model._default_manager.filter(**{f"{self.hub_path}__in": hubs}).order_by().values("pk")
        return self.filter(Q(pk__in=mine) | Q(pk__in=self._of_the_council()))

    def wholly_within(self, user: User, right: str) -> Self:
        """Return the rows all of whose hubs the user serves; the whole council's only for who serves the whole council."""
        rows = super().wholly_within(user, right)
        return rows if reach(user, right) is None else rows.exclude(pk__in=self._of_the_council())

    def at(self, hub_ids: "frozenset[int] | None") -> Self:
        """Return the rows of these hubs with those of the whole council; None is every hub."""
        if hub_ids is None:
            return self
        here = self.model._default_manager.filter(**{f"{self.hub_path}__in": hub_ids}).order_by().values("pk")
        return self.filter(Q(pk__in=here) | Q(pk__in=self._of_the_council()))

    def _of_the_council(self) -> "models.QuerySet[M]":
        return self.model._default_manager.filter(**{f"{self.hub_path}__isnull": True}).order_by().values("pk")  # type: ignore[return-value]  # keys of the same rows
