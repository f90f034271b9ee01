"""What everyone may see, everywhere the same (home/querysets.py)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from wagtail.models import Page

from core.models import Hub
from home.models import HubIndexPage, HubPage, PanelPage, ServiceIndexPage, ServicePage, ServiceTime
from home.querysets import in_menu, on_show


def pages_on_show(root: Page) -> Any:
    """Return every page of a site that everyone may see, in the order of the tree."""
    return on_show(Page.objects.descendant_of(root, inclusive=True)).order_by("path")


def menu_pages(root: Page) -> Any:
    """Return the pages in the menu, in the order of the tree."""
    return Page.objects.filter(in_menu(root)).order_by("path")


def on_show_among(ids: Iterable[int]) -> dict[int, Page]:
    """Return those of some pages that everyone may see, by id; asks nothing when there are none."""
    wanted = list(ids)
    return {page.pk: page for page in on_show(Page.objects.filter(pk__in=wanted))} if wanted else {}


def service_index() -> Page | None:
    """Return the page of all services, when everyone may see it."""
    return on_show(ServiceIndexPage.objects.all()).first()


def hub_pages() -> Any:
    """Return the pages of the hubs families can visit, with hub and opening times: two queries."""
    shown = on_show(HubPage.objects.filter(hub__in=Hub.objects.open_to_families()))
    return shown.select_related("hub").prefetch_related("hub__opening_times").order_by("hub__name")


def panel_pages() -> Any:
    """Return the pages of panels that go on, with their panels: one query."""
    shown = on_show(PanelPage.objects.filter(panel__ended_on__isnull=True))
    return shown.select_related("panel__hub", "panel__locality").order_by("title")


def page_of_panel(panel_id: int) -> PanelPage | None:
    """Return the page of a panel, drafts too; None where it has none."""
    page: PanelPage | None = PanelPage.objects.filter(panel=panel_id).first()
    return page


def hub_index() -> Page | None:
    """Return the page of all hubs, when everyone may see it."""
    return on_show(HubIndexPage.objects.all()).first()


def services_at(hub: Hub) -> Any:
    """Return the services families find at a hub, with the words of when."""
    here = ServiceTime.objects.filter(hub=hub).values("page")
    return on_show(ServicePage.objects.filter(pk__in=here)).order_by("title")


def times_of(service: ServicePage) -> list[ServiceTime]:
    """Return where and when a service is, with its hubs and their pages, in one query; works for a page that is not saved yet, too."""
    times: list[ServiceTime] = list(service.times.all().select_related("hub__page"))  # rows of a preview come from no query
    prefetch_related_objects(times, "hub__page")
    return times
