"""What staff must know of pages."""

from collections.abc import Iterable

from django.db.models import Count
from wagtail.models import Page

from core.models import Hub
from home.choices import LED_TO
from home.models import AccessibilityStatementPage, HelpNowPage, HomePage, HubIndexPage, ServiceIndexPage, ServicePage
from home.models.page_form import BELOW_THE_FRONT_PAGE

_NEEDED = (HomePage, HubIndexPage, ServiceIndexPage, HelpNowPage, AccessibilityStatementPage)
_RECORDS_OF = {"participation", "feedback", "panels", "consent"}


def pages_the_site_stands_on(pages: Iterable[Page]) -> list[str]:
    """Return the titles of those pages, and pages below them, that every page of the site leads to."""
    return [page.title for page in _with_all_below(pages) if issubclass(page.specific_class or Page, _NEEDED) or _is_led_to(page)]


def _is_led_to(page: Page) -> bool:
    return bool(page.depth == BELOW_THE_FRONT_PAGE and page.slug in LED_TO)


def hubs_that_hold_records(pages: Iterable[Page]) -> list[str]:
    """Return the names of hubs whose page is among these pages, or below them, and where anything was asked, said or answered."""
    hubs = Hub.objects.filter(page__in=[page.pk for page in _with_all_below(pages)])
    return [hub.name for hub in hubs if _holds_records(hub)]


def _holds_records(hub: Hub) -> bool:
    ties = (tie for tie in Hub._meta.related_objects if tie.related_model._meta.app_label in _RECORDS_OF)
    return any(tie.related_model._default_manager.filter(**{tie.field.name: hub}).exists() for tie in ties)


def _with_all_below(pages: Iterable[Page]) -> list[Page]:
    return [below for page in pages for below in Page.objects.descendant_of(page, inclusive=True)]


def numbers_of_pages_kept_by(post_ids: Iterable[int]) -> list[tuple[int, int]]:
    """Return how many pages each of these posts keeps right: (post, how many)."""
    rows = ServicePage.objects.filter(kept_by__in=post_ids).order_by().values_list("kept_by")
    return list(rows.annotate(number=Count("pk")))
