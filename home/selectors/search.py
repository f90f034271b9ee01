"""Looking for words in what everyone may see."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from wagtail.models import Page, Site
from wagtail.search import index
from wagtail.search.query import PlainText

from core.text import normalise
from home import rules
from home.models import HubPage, ServicePage
from home.querysets import on_show
from home.selectors.closures import is_any_shut, shut, shut_places
from home.selectors.offer import WITH_PLACES
from home.selectors.pages import pages_on_show

MOST_FOUND = 40
LONGEST_SEARCH, MOST_WORDS = 100, 12  # a longer sentence says in its first words what it is about
SHORTEST_TO_MEND, NEARLY = 4, 0.75  # letters of a word that may hold a slip, and how much of it must be right


@dataclass(frozen=True)
class Found:
    """One page that a search found."""

    title: str
    text: str
    href: str
    shut: tuple[tuple[str, rules.Opening], ...] = ()
    """Which of its places are closed just now, as (name or nothing, in words)."""


def find(typed: str, site: Site) -> list[Found]:
    """Return the pages for some words, best first. The words are used once and kept nowhere (security row 46)."""
    if not plain(typed):
        return []
    shown = pages_on_show(site.root_page)
    titles = dict(shown.values_list("pk", "title"))
    best = closest_first(typed, Page.objects.all(), titles=titles)[:MOST_FOUND]
    by_id = {page.pk: page for page in shown.filter(pk__in=best).specific()} if best else {}
    now = timezone.localtime()
    if is_any_shut(now):  # else nothing needs to be known of where they are
        prefetch_related_objects([page for page in by_id.values() if isinstance(page, ServicePage)], WITH_PLACES)
    return [_found(by_id[pk], now) for pk in best if pk in by_id]


def closest_first(typed: str, pages: Any, *, titles: Mapping[int, str]) -> list[int]:
    """Return which of some pages fit what was typed, the closest fit first; `titles` are those of the pages that may be found.

    A word in a title comes before what was meant, and that before a word in the text. Where somebody may not be safe, what was meant
    comes first, and nothing stands there that only looks a little like it.
    """
    words, meant = rules.telling(plain(typed).split())[:MOST_WORDS], rules.meant_by(typed)
    if not words:
        return []
    intended = [pk for pk in _intended(meant, pages) if pk in titles] if meant else []
    stages = [_saying(words, pages, titles)] if meant.help_now else _fitting(words, pages, titles, is_exact=bool(intended))
    fitting = next((fits for stage in stages if (fits := [pk for pk in stage if pk in titles])), [])
    in_title = [] if meant.help_now else [pk for pk in fitting if rules.has_all(titles[pk], words)]
    return list(dict.fromkeys([*in_title, *intended, *fitting]))


def _intended(meant: rules.Meant, pages: Any) -> list[int]:
    """Return the pages about what was meant: services of its topics or lines of the offer, in their order, then whatever says its words."""
    told = on_show(ServicePage.objects.filter(Q(topic__in=meant.topics) | ~Q(offer_lines=[]))).order_by("title")
    places = ((pk, rules.place_among(meant, topic, lines)) for pk, topic, lines in told.values_list("pk", "topic", "offer_lines"))
    about = sorted(((pk, place) for pk, place in places if place is not None), key=lambda one: one[1])
    says = [PlainText(words, operator="and") for words in meant.words]
    saying = _ids(pages.search(_either(says))) if says else []
    return [*(pk for pk, _place in about), *saying]


def _fitting(words: Sequence[str], pages: Any, titles: Mapping[int, str], *, is_exact: bool) -> Iterator[list[int]]:
    """Yield what fits some words, the closest fit first; each is asked for only when the one before found nothing.

    All words must fit, be it for one or for many; when nothing has them all, the beginning of a title will do, then what may have been
    meant by a slip, and then any one word.
    """
    yield _ids(pages.search(reduce(and_, (_either([PlainText(form) for form in rules.forms_of(word)]) for word in words))))
    typed = " ".join(words)
    yield _ids(pages.autocomplete(typed))
    if is_exact:
        return
    mended = _mended(typed, titles.values())
    if mended != typed.casefold():
        yield _ids(pages.search(mended, operator="and"))
    yield _ids(pages.search(f"{typed} {mended}", operator="or"))


def _saying(words: Sequence[str], pages: Any, titles: Mapping[int, str]) -> list[int]:
    """Return what has all of some words, to the letter: "die" is not "dies", though PostgreSQL's index takes them for one word."""
    likely = [pk for pk in _ids(pages.search(" ".join(words), operator="and")) if pk in titles][:MOST_FOUND]
    wanted, by_id = set(rules.bare(" ".join(words))), Page.objects.filter(pk__in=likely).specific().in_bulk()
    return [pk for pk in likely if pk in by_id and wanted <= set(rules.bare(_own_words(by_id[pk])))]


def _own_words(page: Any) -> str:
    """Return the words by which a page itself is found, without those of its places."""
    own = (field for field in page.get_search_fields() if isinstance(field, index.SearchField))
    return " ".join(str(field.get_value(page)) for field in own)


def _either(queries: Sequence[Any]) -> Any:
    return reduce(or_, queries)


def _ids(matches: Any) -> list[int]:
    return list(matches.get_queryset().values_list("pk", flat=True))


def _mended(typed: str, titles: Any) -> str:
    """Return the words, each put right where a title has one that is nearly the same: "mony" is meant to be "money"."""
    known = sorted({word for word in _plain_words(" ".join(titles)).casefold().split() if len(word) >= SHORTEST_TO_MEND})
    mended = [
        next(iter(get_close_matches(word, known, n=1, cutoff=NEARLY)), word) if len(word) >= SHORTEST_TO_MEND else word
        for word in typed.casefold().split()
    ]
    return " ".join(mended)


def tidy(typed: str) -> str:
    """Return the words that somebody typed to find help, made sane and cut to what is looked for."""
    return normalise(typed)[:LONGEST_SEARCH].strip()


def plain(typed: str) -> str:
    """Return the letters, digits and their marks in any script, and blanks for the rest: quotes and signs mean something to an index."""
    return _plain_words(tidy(typed))


def _plain_words(text: str) -> str:
    kept = (letter if unicodedata.category(letter)[0] in "LNM" else " " for letter in text)
    return " ".join("".join(kept).split())


def _found(page: Any, now: datetime) -> Found:
    text = page.what_it_is if isinstance(page, ServicePage) else page.search_description or getattr(page, "introduction", "")
    return Found(title=page.title, text=text, href=page.url, shut=tuple(_closed(page, now)))


def _closed(page: Any, now: datetime) -> list[tuple[str, rules.Opening]]:
    if isinstance(page, HubPage):
        said = shut(page.hub_id, now)
        return [("", said)] if said else []
    return shut_places(page.times.all(), now) if isinstance(page, ServicePage) and is_any_shut(now) else []
