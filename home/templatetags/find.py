"""Tags of the list of services: what was asked for, what can be chosen, and what was found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import template
from django.core.paginator import Page as PageOfMany
from django.template.context import Context
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext

from core.sealed_words import opened
from home import rules, selectors
from home.choices import Category, ForWhom
from home.models import ServicePage
from home.topics import CATEGORY_OF, TOPIC_CHOICES, TOPIC_WORDS

register = template.Library()
Choice = dict[str, str]
_CATEGORY_WORDS, _KIND_WORDS = dict(Category.choices), dict(ForWhom.choices)


@dataclass(frozen=True)
class Finding:
    """What the page of services shows: `found` when something was asked for or all fit on a page; else `groups` alone, with numbers."""

    asked: rules.Asked
    choices: dict[str, list[Choice]]
    chosen: list[Choice]
    found: "PageOfMany[ServicePage]"
    groups: list[dict[str, Any]]

    @cached_property
    def meant(self) -> rules.Meant:
        """What is meant by the words somebody typed."""
        return rules.meant_by(self.asked.words)

    @property
    def extra(self) -> str:
        """What the addresses of the other pages carry beside the page's number."""
        return f"&{self.asked.query()}" if self.asked else ""


@register.simple_tag(takes_context=True)
def find_services(context: Context) -> Finding:
    """Return what there is for what the address asks, whatever else stands in it."""
    address: Mapping[str, Any] = getattr(context.get("request"), "GET", {})
    hubs = selectors.hubs_with_services()
    asked = rules.asked_in(address, hubs=hubs, words=opened(str(address.get("s", ""))))
    found = selectors.services_found(asked, address.get("page"))
    groups = [] if asked else _groups(found)
    return Finding(asked, _choices(hubs), _chosen(asked, hubs), found, groups)


def _groups(found: "PageOfMany[ServicePage]") -> list[dict[str, Any]]:
    """Return what services are about as [{anchor, title, …}]: with the services while all fit on a page, else with numbers and topics."""
    if found.paginator.num_pages == 1:
        of = {category: [one for one in found if one.category == category] for category in Category.values}
        return [_group(category, services=services) for category, services in of.items() if services]
    numbers = selectors.numbers_of_services()
    return [_group(category, number=sum(of.values()), topics=_topics(of)) for category, of in numbers.items()]


def _group(category: str, **more: Any) -> dict[str, Any]:
    return {"anchor": category, "title": str(Category(category).label), **more}


def _topics(numbers: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"code": code, "text": str(words), "number": numbers[code]} for code, words in TOPIC_CHOICES if code in numbers]


def _choices(hubs: Mapping[str, str]) -> dict[str, list[Choice]]:
    """Return the options of each list of the form."""
    return {
        "about": _options(Category.choices),
        "age": _options((age, rules.age_in_words(age)) for age in rules.AGES),
        "hub": _options(hubs.items()),
        "kind": _options(ForWhom.choices),
        "day": _options((str(day), name) for day, name in WEEKDAYS.items()),
    }


def _options(pairs: Iterable[tuple[Any, Any]]) -> list[Choice]:
    return [{"value": str(value), "text": str(text)} for value, text in pairs]


def _chosen(asked: rules.Asked, hubs: Mapping[str, str]) -> list[Choice]:
    """Return what was chosen as [{text, href}], where href takes that one back."""
    said = {name: _in_words(name, value, hubs) for name, value in asked.chosen().items()}
    if asked.words:
        said["words"] = f"“{asked.words}”"
    return [{"text": words, "href": f"?{asked.without(name).query()}#found"} for name, words in said.items()]


def _in_words(name: str, value: str, hubs: Mapping[str, str]) -> str:
    if name == "age":
        return gettext("Age: %(age)s") % {"age": rules.age_in_words(value)}
    known: dict[str, Mapping[Any, Any]] = {
        "about": dict(Category.choices),
        "topic": TOPIC_WORDS,
        "hub": hubs,
        "kind": dict(ForWhom.choices),
    }
    return str(WEEKDAYS[int(value)] if name == "day" else known[name][value])


@register.simple_tag
def about_of(service: ServicePage) -> list[Choice]:
    """Return what a service is about, broad first, as [{text, query}] for the list of all such services."""
    broad = {"text": str(Category(service.category).label), "query": f"about={service.category}"}
    if service.topic not in CATEGORY_OF:
        return [broad]
    return [broad, {"text": str(TOPIC_WORDS[service.topic]), "query": f"topic={service.topic}"}]


@register.simple_tag
def helplines() -> list[Any]:
    """Return the blocks of the helplines on the page of who can help now; none while nobody may see it."""
    page = selectors.help_now_page()
    return list(page.numbers) if page else []
