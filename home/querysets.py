"""Which pages families can see: one answer for the menu, search, the sitemap, listings and the address itself."""

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import PageViewRestriction


def shown() -> Q:
    """Return what a page must be for everyone to see it now: live, in no private part of the tree, not past its last day.

    Wagtail's own `.live().public()` asks the database twice, and shows a page past its end until a command has run (security row 43).
    """
    here = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    private = PageViewRestriction.objects.annotate(under=here).filter(under__startswith=F("page__path"))
    return Q(Q(live=True), Q(expire_at__isnull=True) | Q(expire_at__gt=timezone.now()), ~Exists(private))


def in_menu(root: Any) -> Q:
    """Return what a page must be to stand in the menu: right below the front page, wanted there, and seen by everyone.

    In this order, which databases keep where it stands behind an "or": privacy is dear to ask, and thousands of pages are not in the menu.
    """
    return Q(path__startswith=root.path, depth=root.depth + 1, show_in_menus=True) & shown()


def on_show(pages: Any) -> Any:
    """Narrow a page queryset to what everyone may see now."""
    return pages.filter(shown())
