"""The first free slug: for a hub, and for a page below another. Where the plain one is taken, a number stands behind it."""

from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify
from wagtail.models import Page

from core.models import Hub

_LONGEST = 70  # of a hub, less the number behind it


def for_hub(name: str, *, otherwise: str = "hub") -> str:
    """Return a slug for a hub of this name that no other hub has; `otherwise` for a name without letters that fit into an address."""
    return _first_free(slugify(name)[:_LONGEST] or otherwise, Hub.objects.all())


def below(parent: Page, wanted: str) -> str:
    """Return a slug that no page below the parent has: a hub may want one that the page of a renamed hub has kept."""
    return _first_free(wanted, Page.objects.child_of(parent))


def _first_free(plain: str, others: "QuerySet[Any]") -> str:
    taken = set(others.filter(slug__startswith=plain).values_list("slug", flat=True))
    return next(slug for slug in (plain, *(f"{plain}-{number}" for number in range(2, len(taken) + 3))) if slug not in taken)
