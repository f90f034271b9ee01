"""An address of its own for each title, also when two people take the same one at the same moment."""

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

T = TypeVar("T")


def next_free(plain: str, *, taken: Collection[str]) -> str:
    """Return an address, with a number behind it when the plain one is taken."""
    return next(slug for slug in (plain, *(f"{plain}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def save_with_free_slug(row: Any, save: Callable[[], T], *, free: Callable[[], str]) -> T:
    """Give a row a `free` slug and save it. Of two people who take the same one at once, one gets the next."""
    while True:
        row.slug = free()
        try:
            with transaction.atomic():
                return save()
        except IntegrityError:
            if not type(row)._default_manager.filter(slug=row.slug).exclude(pk=row.pk).exists():
                raise  # it was not the address
