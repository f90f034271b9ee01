"""Services by the thousand in a second or two: rows made in bulk, where pages published one by one would take minutes."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from home.models import ServiceIndexPage, ServicePage, ServiceTime


def publish_in_bulk(made: Iterable[tuple[ServicePage, list[ServiceTime]]]) -> None:
    """Publish services below the list, each with its times, and put them into the search index. They get no revision."""
    services, index = list(made), ServiceIndexPage.objects.get()
    pages = [_placed(page, index, index.numchild + at) for at, (page, _times) in enumerate(services)]
    _put_in(pages)
    for page, times in services:
        page.times = times  # in memory: the index reads them without asking for each page
    ServiceTime._default_manager.bulk_create(_of(page, time, at) for page, times in services for at, time in enumerate(times))
    get_search_backend().get_index_for_model(ServicePage).add_items(ServicePage, pages)
    Page.objects.filter(pk=index.pk).update(numchild=index.numchild + len(pages))


def _placed(page: ServicePage, index: ServiceIndexPage, at: int) -> ServicePage:
    facts: dict[str, Any] = {
        "path": index.path + ServicePage._int2str(at + 1).rjust(ServicePage.steplen, "0"),
        "depth": index.depth + 1,
        "slug": slugify(page.title),
        "url_path": f"{index.url_path}{slugify(page.title)}/",
        "draft_title": page.title,
        "live": True,
        "content_type": ContentType.objects.get_for_model(ServicePage),
        "locale": Locale.get_default(),
    }
    for name, value in facts.items():
        setattr(page, name, value)
    return page


def _put_in(pages: list[ServicePage]) -> None:
    """Write the rows of both tables: Django's bulk_create takes no model that has two."""
    fields = Page._meta.concrete_fields
    parents = Page.objects.bulk_create(Page(**{field.attname: getattr(page, field.attname) for field in fields}) for page in pages)
    for page, parent in zip(pages, parents, strict=True):
        page.pk = page.id = page.page_ptr_id = parent.pk
    for begin in range(0, len(pages), 100):
        rows: Any = ServicePage._base_manager.all()
        rows._insert(pages[begin : begin + 100], fields=ServicePage._meta.local_concrete_fields, using="default")


def _of(page: ServicePage, time: ServiceTime, at: int) -> ServiceTime:
    time.page, time.sort_order = page, at
    return time
