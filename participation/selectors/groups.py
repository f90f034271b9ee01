"""Whom the council looks for, and about how many of them there are."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from participation.models import Population, PriorityGroup
from participation.starter_groups import STARTER_SET, Starter


def groups_looked_for() -> "QuerySet[PriorityGroup]":
    """Return the groups that the council looks for now, in its own order."""
    return PriorityGroup.objects.filter(is_active=True)


def groups_to_show(*, ids: Collection[int], keys: Collection[str]) -> "QuerySet[PriorityGroup]":
    """Return the groups that the council looks for now, and these, also where nobody looks for them any more: the past stays as it was."""
    return PriorityGroup.objects.filter(Q(is_active=True) | Q(pk__in=ids) | Q(key__in=keys))


def still_in_the_set() -> list[Starter]:
    """Return what of the shipped set the council has not taken: neither by its key nor by its name."""
    held = list(PriorityGroup.objects.values_list("key", "name"))
    keys, names = {key for key, _ in held}, {name.casefold() for _, name in held}
    return [one for one in STARTER_SET if one.key not in keys and one.name.casefold() not in names]


def is_name_taken(name: str, *, but: int | None) -> bool:
    """Return whether another group has this name, however it is written."""
    others = PriorityGroup.objects.filter(name__iexact=name.strip())
    return (others.exclude(pk=but) if but else others).exists()


def figures() -> dict[tuple[int, int], Population]:
    """Return the figure of each group at each hub, by their ids (one query)."""
    return {(one.group_id, one.hub_id): one for one in Population.objects.order_by()}
