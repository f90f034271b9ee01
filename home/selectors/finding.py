"""Finding services by word, age, place, day, and what they are about: the same number of queries for ten services and for thousands."""

from typing import Any

from django.core.paginator import Page as PageOfMany
from django.core.paginator import Paginator
from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, When, prefetch_related_objects
from django.db.models.functions import Cast, Coalesce

from core.models import Hub
from home.choices import AgeUnit, Category
from home.models import ServicePage, ServiceTime
from home.querysets import on_show
from home.rules import PREGNANT, Asked
from home.selectors.offer import WITH_PLACES
from home.selectors.search import closest_first, plain

MOST_ON_A_PAGE = 40


def hubs_with_services() -> dict[str, str]:
    """Return the places where families find services, as {slug: name}. A draft is no service yet."""
    used = ServiceTime.objects.filter(hub=OuterRef("pk"), page__in=on_show(ServicePage.objects.all()).order_by().values("pk"))
    return dict(Hub.objects.open_to_families().filter(Exists(used)).values_list("slug", "name"))


def numbers_of_services() -> dict[str, dict[str, int]]:
    """Return how many services there are, as {category: {topic: number}}, in the order of the list; the topic "" is those without one."""
    counted = on_show(ServicePage.objects.all()).order_by().values_list("category", "topic").annotate(number=Count("pk"))
    found: dict[str, dict[str, int]] = {}
    for category, topic, number in counted:
        found.setdefault(category, {})[topic] = number
    return {category: found[category] for category in Category.values if category in found}


def services_found(asked: Asked, page: str | None) -> "PageOfMany[ServicePage]":
    """Return one page of the services that fit, with where and when each is: best first where there are words, else by name.

    Where nothing was asked for and they fill more than one page, none is listed: only how many there are.
    """
    fitting = _fitting(asked)
    has_words = bool(plain(asked.words))
    found = Paginator(_ids_in_order(asked.words, fitting) if has_words else fitting.order_by("title"), MOST_ON_A_PAGE).get_page(page)
    if has_words:
        by_id = ServicePage.objects.in_bulk(list(found.object_list))
        found.object_list = [by_id[pk] for pk in found.object_list if pk in by_id]  # one may just have gone
    else:
        found.object_list = list(found.object_list) if asked or found.paginator.num_pages == 1 else []
    prefetch_related_objects(found.object_list, WITH_PLACES)
    return found


def _ids_in_order(words: str, fitting: Any) -> list[int]:
    titles = dict(fitting.order_by().values_list("pk", "title"))
    among = ServicePage.objects.filter(id__in=list(titles))  # a list: the search index can filter by nothing finer
    return closest_first(words, among, titles=titles)


def _fitting(asked: Asked) -> Any:
    shown = on_show(ServicePage.objects.all())
    for field, value in (("category", asked.about), ("topic", asked.topic), ("for_whom", asked.kind)):
        shown = shown.filter(**{field: value}) if value else shown
    if asked.hub or asked.day:
        times = ServiceTime.objects.filter(page=OuterRef("pk"))  # one time that is both: there, and on that day
        times = times.filter(hub__slug=asked.hub) if asked.hub else times
        shown = shown.filter(Exists(times.filter(weekday=asked.day) if asked.day else times))
    return _of_age(shown, asked) if asked.age else shown


def _of_age(services: Any, asked: Asked) -> Any:
    """Narrow to services for an age. What is said to be for all ages is for a family that waits for its baby, too."""
    for_all = Q(youngest__isnull=True, oldest__isnull=True)
    if asked.age == PREGNANT:
        return services.filter(Q(from_pregnancy=True) | for_all)
    begin, end = asked.months
    ends_at_birth = Q(from_pregnancy=True, oldest=0, oldest_unit=AgeUnit.MONTHS)
    return services.annotate(begins_at=Coalesce(_in_months("youngest", within=0), 0), ends_at=_in_months("oldest", within=11)).filter(
        ~ends_at_birth, Q(ends_at__isnull=True) | Q(ends_at__gte=begin), begins_at__lte=end
    )


def _in_months(name: str, *, within: int) -> Case:
    """Return an age in months; a year is meant until its last month where `within` says so (home/models/service_page.py)."""
    number = Cast(name, IntegerField())  # months of a mistyped age fit no small column
    return Case(When(**{f"{name}_unit": AgeUnit.YEARS}, then=number * 12 + within), default=number)
