"""Tags of the published offer and of its paper copy."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

from core import clocks, qr
from core.models import Hub
from home import rules, selectors
from home.models import OfferPage, ServiceTime

register = template.Library()
MOST_LINES, MOST_PLACES = 2, 4  # of the times of a service, and of the places at one of them, where it is said in short


@register.simple_tag
def offer_parts() -> list[rules.Part]:
    """Return what is for everyone, and extra help, as families read them."""
    return rules.arranged(selectors.services_of_the_offer())


@register.simple_tag
def offer_gaps() -> list[selectors.OfferGap]:
    """Return, for staff, the lines of the offer that no page answers, each with where one is added."""
    return selectors.gaps_of_the_offer()


@register.simple_tag
def paper_copy(page: OfferPage) -> dict[str, Any]:
    """Return what only paper needs: the page's address to scan (`qr`) and to type (`address`), the day, and who helps now (`help`)."""
    address = settings.BASE_URL.rstrip("/") + (page.url or "/")
    return {
        "qr": qr.picture(address),
        "address": address.partition("://")[2].rstrip("/"),
        "printed_on": clocks.today(),
        "help": selectors.help_now_page(),
    }


@register.simple_tag
def booklet_address() -> str:
    """Return where the paper copy is printed from."""
    return reverse("offer_booklet")


@register.filter
def by_time(times: Iterable[ServiceTime]) -> list[tuple[str, list[ServiceTime]]]:
    """Return places under the times in words they share."""
    return rules.places_by_time(times)


@register.simple_tag
def in_short(times: Iterable[ServiceTime]) -> dict[str, Any]:
    """Return the first few times in words with the names of their places as `lines`, and how many rows were left out as `number_more`."""
    rows = list(times)
    lines = [(when, [str(time.hub or time.place) for time in places]) for when, places in rules.places_by_time(rows)[:MOST_LINES]]
    short = [(when, places[:MOST_PLACES]) for when, places in lines]
    return {"lines": short, "number_more": len(rows) - sum(len(places) for _, places in short)}


@register.filter
def street_and_postcode(hub: Hub) -> str:
    """Return where a hub is, in one line."""
    return ", ".join(filter(None, (hub.street, f"{hub.town} {hub.postcode}".strip())))


@register.simple_tag
def programme(page: OfferPage, name: str) -> str:
    """Return what the programme is called, for the line above the title; nothing where the title says it already."""
    return "" if name.casefold() in page.title.casefold() else name
