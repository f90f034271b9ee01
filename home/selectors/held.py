"""The pages that the council holds, for who asks under the Freedom of Information Act: what is published, and what is still a draft."""

from typing import Any

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils import timezone
from wagtail.models import Page

from accounts.models import User
from core.answers import HeldRecord
from core.held_records import Search, joined
from core.querysets import reach
from home.models import ServicePage
from home.models.page_look import hubs_of
from home.private_words import NOT_SHOWN
from home.querysets import on_show

RIGHT = "information.view"
_OF_WAGTAIL = {field.name for field in Page._meta.get_fields()} - {"title", "search_description"}


def held(search: Search, user: User) -> None:
    """Look at every page: one query for each kind of page, and five for all."""
    if reach(user, RIGHT) is not None:
        return
    pages = list(Page.objects.filter(depth__gt=1).order_by("path").specific())
    hubs, public = hubs_of(pages), set(on_show(Page.objects.all()).values_list("pk", flat=True))
    prefetch_related_objects([page for page in pages if isinstance(page, ServicePage)], "times__hub")
    for page in pages:
        hub_id = hubs[page.pk]
        changed_at = page.last_published_at or page.latest_revision_created_at
        record = HeldRecord(
            kind="page",
            key=str(page.pk),
            title=page.title,
            text=words_of(page),
            on=timezone.localdate(changed_at) if changed_at else None,
            published_href=page.get_url() or "" if page.pk in public else "",
            hub_id=hub_id,
        )
        search.look_at(record, hub_ids={hub_id} if hub_id else set())


def words_of(page: Any) -> str:
    """Return all the words of a page as they stand in its own fields, its title first; without what no family reads."""
    fields = [field for field in page._meta.concrete_fields if field.name not in _OF_WAGTAIL | NOT_SHOWN]
    texts = [words for field in fields for words in _words_in(field, page)]
    when = [str(time) for time in page.times.all()] if isinstance(page, ServicePage) else []
    return joined(*texts, *when)


def _words_in(field: Any, page: Any) -> list[str]:
    if hasattr(field, "get_searchable_content"):  # rich text and streams: their words without the marks of a page
        return [str(words) for words in field.get_searchable_content(field.value_from_object(page))]
    if not isinstance(field, models.CharField | models.TextField):
        return []
    return [str(getattr(page, f"get_{field.name}_display")() if field.choices else field.value_from_object(page) or "")]
