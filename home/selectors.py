"""Reading the offer: only what everyone may see, everywhere the same (home/querysets.py)."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from itertools import groupby
from typing import Any

from django.db.models import F, Q, prefetch_related_objects
from wagtail.models import Page, Site

from core import brand
from core.models import Hub
from core.text import normalise
from home.choices import Category
from home.models import (
    AccessibilityStatementPage,
    HelpNowPage,
    HomePage,
    HubIndexPage,
    HubPage,
    NumberCheck,
    ServiceIndexPage,
    ServicePage,
    ServiceTime,
)
from home.querysets import in_menu, on_show
from home.rules import Gap, UrgentNumber, number_alone, oldest_check, why_not_open_to_families

MOST_FOUND = 40
MOST_RANKED = 200
LONGEST_SEARCH = 100
SHORTEST_TO_MEND, NEARLY = 4, 0.75  # letters of a word that may hold a slip, and how much of it must be right


@dataclass(frozen=True)
class Found:
    """One page that a search found."""

    title: str
    text: str
    href: str


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


def hub_index() -> Page | None:
    """Return the page of all hubs, when everyone may see it."""
    return on_show(HubIndexPage.objects.all()).first()


def services_at(hub: Hub) -> Any:
    """Return the services families find at a hub, with the words of when."""
    here = ServiceTime.objects.filter(hub=hub).values("page")
    return on_show(ServicePage.objects.filter(pk__in=here)).order_by("title")


def services_by_category() -> list[tuple[Category, list[ServicePage]]]:
    """Return every service, sorted by what it is about, in the order of the list; a category without services is left out."""
    order = {value: place for place, value in enumerate(Category.values)}
    found = sorted(on_show(ServicePage.objects.all()).order_by("title"), key=lambda service: order[service.category])
    return [(Category(category), list(services)) for category, services in groupby(found, key=lambda service: service.category)]


def times_of(service: ServicePage) -> list[ServiceTime]:
    """Return where and when a service is, with its hubs and their pages, in one query; works for a page that is not saved yet, too."""
    times: list[ServiceTime] = list(service.times.all().select_related("hub__page"))  # rows of a preview come from no query
    prefetch_related_objects(times, "hub__page")
    return times


def find(typed: str, site: Site) -> list[Found]:
    """Return the pages for some words, best first. The words are used once and kept nowhere (security row 46).

    All words must fit; when nothing has them all, the beginning of a title will do, then what may have been meant, and then any one word.
    """
    words = _plain(typed)
    if not words:
        return []
    shown = pages_on_show(site.root_page)
    for matches in _matches(words, shown):
        ranked = [page.pk for page in matches[:MOST_RANKED]]
        by_id = {page.pk: page for page in shown.filter(pk__in=ranked).specific()} if ranked else {}
        if found := [_found(by_id[pk]) for pk in ranked if pk in by_id]:
            return found[:MOST_FOUND]
    return []


def _matches(words: str, shown: Any) -> Iterator[Any]:
    """Yield what fits the words, the closest fit first; each is asked for only when the one before found nothing."""
    yield Page.objects.search(words, operator="and")
    yield Page.objects.autocomplete(words)
    meant = _meant(words, shown)
    if meant != words.casefold():
        yield Page.objects.search(meant, operator="and")
    yield Page.objects.search(f"{words} {meant}", operator="or")


def _meant(words: str, shown: Any) -> str:
    """Return the words, each put right where a title has one that is nearly the same: "mony" is meant to be "money"."""
    titles = " ".join(shown.values_list("title", flat=True))
    known = sorted({word for word in _plain_words(titles).casefold().split() if len(word) >= SHORTEST_TO_MEND})
    typed = words.casefold().split()
    mended = [
        next(iter(get_close_matches(word, known, n=1, cutoff=NEARLY)), word) if len(word) >= SHORTEST_TO_MEND else word for word in typed
    ]
    return " ".join(mended)


def _plain(typed: str) -> str:
    """Return the letters, digits and their marks in any script, and blanks for the rest: quotes and signs mean something to an index."""
    return _plain_words(normalise(typed)[:LONGEST_SEARCH])


def _plain_words(text: str) -> str:
    kept = (letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in text)
    return " ".join("".join(kept).split())


def _found(page: Any) -> Found:
    text = page.what_it_is if isinstance(page, ServicePage) else page.search_description or getattr(page, "introduction", "")
    return Found(title=page.title, text=text, href=page.url)


# --- For staff --------------------------------------------------------------------------------------------------------------

_NEEDED = (HomePage, HubIndexPage, ServiceIndexPage, HelpNowPage, AccessibilityStatementPage)
_RECORDS_OF = {"participation", "feedback", "panels", "consent"}


def pages_the_site_stands_on(pages: Iterable[Page]) -> list[str]:
    """Return the titles of those pages, and pages below them, that every page of the site leads to."""
    return [page.title for page in _with_all_below(pages) if issubclass(page.specific_class or Page, _NEEDED)]


def hubs_that_hold_records(pages: Iterable[Page]) -> list[str]:
    """Return the names of hubs whose page is among these pages, or below them, and where anything was asked, said or answered."""
    hubs = Hub.objects.filter(page__in=[page.pk for page in _with_all_below(pages)])
    return [hub.name for hub in hubs if _holds_records(hub)]


def _holds_records(hub: Hub) -> bool:
    ties = (tie for tie in Hub._meta.related_objects if tie.related_model._meta.app_label in _RECORDS_OF)
    return any(tie.related_model._default_manager.filter(**{tie.field.name: hub}).exists() for tie in ties)


def _with_all_below(pages: Iterable[Page]) -> list[Page]:
    return [below for page in pages for below in Page.objects.descendant_of(page, inclusive=True)]


# Without these no family may see the site: the law asks for the second and third, safety for the first (domain reference 7.2, 8.2).
NEEDED_BY_FAMILIES = {"help-now": "Help now", "privacy": "privacy", "accessibility": "accessibility"}


def urgent_numbers() -> list[UrgentNumber]:
    """Return every number that families may have to ring: those of the look and words, then those of the Help now page as last written."""
    look = brand.stored()
    told = [UrgentNumber("Worried about a child", look.safeguarding_phone)]
    if look.out_of_hours_phone:
        told.append(UrgentNumber("Worried about a child, nights and weekends", look.out_of_hours_phone))
    page = HelpNowPage.objects.first()
    if page:
        told += [_as_written(block.value, where=f"page:{page.pk}") for block in page.get_latest_revision_as_object().numbers]
    checks = {check.number: check for check in NumberCheck.objects.select_related("checked_by")}
    found: dict[str, UrgentNumber] = {}
    for one in told:
        check = checks.get(number_alone(one.number))
        known = replace(one, checked_on=check.checked_on, checked_by=str(check.checked_by)) if check else one
        found.setdefault(number_alone(one.number) or one.label, known)
    return list(found.values())


def _as_written(block: Any, *, where: str) -> UrgentNumber:
    if block["phone"]:
        return UrgentNumber(block["name"], block["phone"], where)
    return UrgentNumber(block["name"], block["text_number"], where, text_word=block["text_word"])


def what_keeps_families_out() -> list[Gap]:
    """Return what must still be done before families may see the site."""
    pages = {page.slug: page for page in Page.objects.filter(slug__in=NEEDED_BY_FAMILIES, depth=3)}
    seen = set(on_show(Page.objects.filter(pk__in=[page.pk for page in pages.values()])).values_list("pk", flat=True))
    drafts = [pages[slug] for slug in NEEDED_BY_FAMILIES if slug in pages and pages[slug].pk not in seen]
    missing = [name for slug, name in NEEDED_BY_FAMILIES.items() if slug not in pages]
    return why_not_open_to_families(numbers=urgent_numbers(), drafts=drafts, missing=missing)


def services_to_check(today: date) -> list[ServicePage]:
    """Return live services that nobody made sure of for half a year, longest ago first."""
    found = ServicePage.objects.live().filter(Q(checked_on__isnull=True) | Q(checked_on__lt=oldest_check(today)))
    return list(found.order_by(F("checked_on").asc(nulls_first=True), "title")[:20])


def statements_to_review(today: date) -> list[AccessibilityStatementPage]:
    """Return accessibility statements whose review is due."""
    return list(AccessibilityStatementPage.objects.live().filter(review_by_on__lte=today))
