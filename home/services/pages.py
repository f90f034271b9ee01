"""Making the pages a new council begins with, a hub's page and a service's page. All may be run again: what is there stays as it is."""

from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page, Site

from core.models import Hub
from core.sync import sync_roles
from home.models import HomePage, HubIndexPage, HubPage, ServiceIndexPage, ServicePage, ServiceTime
from home.services import first_words, free_slugs

PlaceAndTime = tuple[Hub | str, str] | tuple[Hub | str, str, int | None]


@transaction.atomic
def build_page_tree(
    *, site_name: str = "Family hubs", council_name: str = "Your council", address: str = "", drafts: Collection[str] = ()
) -> HomePage:
    """Make the front page at the root of the site, and below it /hubs/, /services/, /offer/, /help-now/, /privacy/ and /accessibility/.

    Returns the front page. Pages that are there already are left alone, whatever their words. Those named in `drafts` wait for an editor.
    Host and port are those of `address`, or else of BASE_URL.
    """
    home = HomePage.objects.first() or _first_home(site_name)
    _point_site_at(home, site_name, address or settings.BASE_URL)
    for page in first_words.pages(council_name):
        if not home.get_children().filter(slug=page.slug).exists():
            put_below(home, page, live=page.slug not in drafts)
    home.refresh_from_db()
    return home


@transaction.atomic
def make_hub_page(hub: Hub, **fields: Any) -> HubPage:
    """Publish a page for a hub below /hubs/, or return the one it has. The page tree must stand.

    Where another page has the hub's slug (that of a hub which is called otherwise now), a number stands behind it.
    """
    existing: HubPage | None = HubPage.objects.filter(hub=hub).first()
    if existing:
        return existing
    parent = HubIndexPage.objects.get()
    slug = free_slugs.below(parent, fields.pop("slug", hub.slug))
    page = HubPage(hub=hub, title=fields.pop("title", hub.name), slug=slug, **fields)
    put_below(parent, page)
    sync_roles()  # the hub's staff edit it from now on
    return page


@transaction.atomic
def make_service(title: str, *, what_it_is: str, times: Iterable[PlaceAndTime] = (), **fields: Any) -> ServicePage:
    """Publish a page for a service below /services/, or return the one of that name.

    `times` are (hub or another place, when in words), and where there is one the weekday. The page tree must stand.
    """
    slug = fields.pop("slug", slugify(title))
    existing: ServicePage | None = ServicePage.objects.filter(slug=slug).first()
    if existing:
        return existing
    page = ServicePage(title=title, slug=slug, what_it_is=what_it_is, **fields)
    page.times = [_service_time(*time) for time in times]
    put_below(ServiceIndexPage.objects.get(), page)
    return page


def _service_time(place: Hub | str, when: str, weekday: int | None = None) -> ServiceTime:
    return ServiceTime(when=when, weekday=weekday, **({"hub": place} if isinstance(place, Hub) else {"place": place}))


def _first_home(site_name: str) -> HomePage:
    """Make the front page, in the place of Wagtail's own welcome page when nobody has touched that."""
    root = Page.get_first_root_node()
    welcome = root.get_children().filter(slug="home", numchild=0, content_type__app_label="wagtailcore").first()
    home = HomePage(title=site_name, slug="welcome" if welcome else "home", **first_words.front())
    put_below(root, home)
    if welcome:
        Site.objects.filter(root_page=welcome).update(root_page=home)
        welcome.delete()
    return home


def _point_site_at(home: HomePage, site_name: str, address: str) -> None:
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.root_page, site.site_name, site.hostname, site.port = home, site_name, parts.hostname or "localhost", port
    site.save()


def put_below(parent: Page, page: Page, *, live: bool = True) -> None:
    """Put a new page below another, and publish it or keep it as a draft."""
    parent.refresh_from_db()  # the tree counts children on the parent: one that is out of date breaks it
    page.live = live
    parent.add_child(instance=page)
    version = page.save_revision()
    if live:
        version.publish()
