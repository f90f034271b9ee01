"""Tags of the public offer. A page never reads other records itself; its template asks one of these."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template.context import Context
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Page, Site

from core import brand
from core.clocks import bank_holiday
from core.models import Hub
from home import rules, selectors
from home.models import HubPage, ServicePage, ServiceTime
from home.selectors.closures import calendar_of

register = template.Library()
Link = dict[str, str]
HubCard = dict[str, Any]


def _root(context: Context) -> Page | None:
    request: HttpRequest | None = context.get("request")
    site = Site.find_for_request(request) if request else None
    return site.root_page if site else None


@register.simple_tag(takes_context=True)
def menu_pages(context: Context) -> list[Link]:
    """Return the pages of the menu as [{href, text}]: live, public and wanted there."""
    request, pages = context.get("request"), getattr(context.get("request"), "menu", None)
    if pages is None:
        root = _root(context)
        pages = selectors.menu_pages(root) if root else []
    return [{"href": page.get_url(request), "text": page.title} for page in pages]


@register.simple_tag(takes_context=True)
def may_be_staff(context: Context) -> bool:
    """Return whether to draw the edit button: only for a preview or somebody with a session, so that families' pages vary by no cookie."""
    request: Any = context.get("request")
    return request is not None and (getattr(request, "is_preview", False) or settings.SESSION_COOKIE_NAME in request.COOKIES)


@register.simple_tag(takes_context=True)
def trail(context: Context) -> list[Link]:
    """Return the pages above this one as [{href, text}], the front page first. The way here was met when the address was found."""
    request, page = context.get("request"), context.get("page")
    if page is None or page.depth is None or page.depth < 3:
        return []
    above = getattr(request, "trail", None) or list(page.get_ancestors().filter(depth__gt=2).order_by("depth"))
    root = _root(context)
    front = [{"href": root.get_url(request), "text": gettext("Home")}] if root else []
    higher = [one for one in above if one.pk != page.pk and one.live]
    return front + [{"href": one.get_url(request), "text": one.title, "language": settings.LANGUAGE_CODE} for one in higher]


@register.simple_tag(takes_context=True)
def ways_on(context: Context, cards: Iterable[Any]) -> list[Link]:
    """Return cards as [{href, title, text}], without those whose page the public may not see."""
    values = [getattr(card, "value", card) for card in cards]
    shown = selectors.on_show_among(value["page"].pk for value in values if value["page"])
    index = selectors.service_index() if any(value["services"] for value in values) else None
    request = context.get("request")
    links = []
    for value in values:
        href = value["address"]
        if value["page"]:
            href = shown[value["page"].pk].get_url(request) if value["page"].pk in shown else ""
        elif value["services"]:
            href = f"{index.get_url(request)}#{value['services']}" if index else ""
        if href:
            links.append({"href": href, "title": value["title"], "text": value["text"]})
    return links


@register.simple_tag(takes_context=True)
def hub_cards(context: Context) -> list[HubCard]:
    """Return the hubs families can visit as [{href, title, place, phone, opening}]."""
    return _cards(context, selectors.hub_pages())


@register.simple_tag
def panel_cards() -> Any:
    """Return the pages of panels that go on, with their panels."""
    return selectors.panel_pages()


@register.simple_tag(takes_context=True)
def front_hubs(context: Context) -> dict[str, Any]:
    """Return the hubs for the front page: `cards` as `hub_cards` has them, and `all`, where the rest stands when there are too many.

    A phone shows six without much scrolling. Of more, family hubs come first and a spoke waits on the page of all places; where one of
    these should be open and is not, it is in `closed`.
    """
    pages = list(selectors.hub_pages())
    index = selectors.hub_index() if len(pages) > rules.MOST_HUBS_IN_FRONT else None
    in_front = rules.hubs_in_front(pages) if index else pages
    now = timezone.localtime()
    closed = [page for page in pages if page not in in_front and calendar_of(page.hub_id).closed_at(now)]
    return {
        "cards": _cards(context, in_front),
        "closed": _cards(context, closed),
        "all": index.get_url(context.get("request")) if index else "",
    }


def _cards(context: Context, pages: Iterable[HubPage]) -> list[HubCard]:
    now, request = timezone.localtime(), context.get("request")
    return [
        {
            "href": page.get_url(request),
            "title": page.title,
            "place": ", ".join(filter(None, (page.hub.street, page.hub.town))),
            "phone": page.hub.phone,
            "opening": rules.opening(page.hub.opening_times.all(), now, bank_holiday, calendar_of(page.hub_id)),
        }
        for page in pages
    ]


@register.simple_tag
def opening_of(hub: Hub) -> dict[str, Any]:
    """Return when a hub is open, from one reading of its times: `now` (Opening or None), `week` (day, times) and `today` (Monday is 0)."""
    stretches, now = list(hub.opening_times.all()), timezone.localtime()
    return {
        "now": rules.opening(stretches, now, bank_holiday, calendar_of(hub.pk)),
        "week": rules.week_in_words(stretches),
        "today": now.weekday(),
    }


@register.simple_tag
def services_here(hub: Hub) -> list[ServicePage]:
    """Return the services at a hub."""
    return list(selectors.services_at(hub))


@register.simple_tag
def times_of(service: ServicePage) -> list[ServiceTime]:
    """Return where and when a service is."""
    return selectors.times_of(service)


@register.filter
def ages(service: ServicePage) -> str:
    """Return the ages a service is for, in words."""
    return rules.ages_in_words(
        from_pregnancy=service.from_pregnancy,
        youngest=service.youngest,
        youngest_unit=service.youngest_unit,
        oldest=service.oldest,
        oldest_unit=service.oldest_unit,
    )


@register.filter
def overdue_a_check(service: ServicePage) -> bool:
    """Return whether nobody has made sure of this service for too long."""
    return rules.is_overdue_a_check(service.checked_on, timezone.localdate(), brand.look().brand.check_months)


@register.simple_tag(takes_context=True)
def hub_link(context: Context, hub: Hub) -> str:
    """Return the address of a hub's page, or nothing when the public may not see it."""
    page: HubPage | None = getattr(hub, "page", None)
    return page.get_url(context.get("request")) if page and page.live else ""
