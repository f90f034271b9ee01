"""Many draft pages at once, as Wagtail would have made them one by one.

`add_child` numbers a page, saves, indexes and logs it in some forty queries. Here a batch is numbered under one lock on the
page above, and each table is written once. Wagtail's reference index is left to publishing: an imported draft points at nothing
of ours. `Page.find_problems()` is empty after it (tests/home/test_import_drafts.py).
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.search.backends import get_search_backend

from accounts.models import User
from home.models import ServiceIndexPage, ServicePage, ServiceTime
from home.rules.left_open import AGES, say_units

LONGEST_SLUG = 120
_COPIED = [field for field in Page._meta.concrete_fields if not field.primary_key]


def hold_the_offer() -> ServiceIndexPage:
    """Return the page above all services, held until the transaction ends, so that two imports never number the same place."""
    page: ServiceIndexPage = ServiceIndexPage.objects.select_for_update().get()
    return page


def free_slugs(titles: Iterable[str], parent: Page) -> list[str]:
    """Return an address for each title that no page below the parent has, nor another of these."""
    plain = [(slugify(title, allow_unicode=True) or "service")[:LONGEST_SLUG] for title in titles]
    siblings = Page.objects.child_of(parent)
    taken = set(siblings.filter(slug__in=plain).values_list("slug", flat=True))
    found = []
    for slug in plain:
        free = slug if slug not in taken else f"{slug[: LONGEST_SLUG - 7]}-{uuid4().hex[:6]}"
        taken.add(free)
        found.append(free)
    return found


def make_drafts(pages: Sequence[ServicePage], times: Sequence[list[ServiceTime]], *, parent: ServiceIndexPage, by: User | None) -> None:
    """Store new pages below a parent that is held, each with its times, its first version and the first line of its history."""
    if not pages:
        return
    store_bare(pages, parent=parent, by=by)
    rows = []
    for page, own in zip(pages, times, strict=True):
        for place, time in enumerate(own):
            time.page, time.sort_order = page, place
            rows.append(time)
        page.times = own
    ServiceTime.objects.bulk_create(rows)
    _first_versions(pages, by)
    index = get_search_backend().get_index_for_model(ServicePage)
    index.add_items(ServicePage, list(pages))


def store_bare(pages: Sequence[ServicePage], *, parent: ServiceIndexPage, by: User | None) -> None:
    """Store new pages below a parent that is held: their rows and their place in the tree, and nothing else."""
    _number(pages, parent, by)
    _store_pages(pages)
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(pages))


def _number(pages: Sequence[ServicePage], parent: ServiceIndexPage, by: User | None) -> None:
    """Give every page its place in the tree behind those that are there, and what else Wagtail gives a new one."""
    depth = parent.depth + 1
    last = Page.objects.filter(path__startswith=parent.path, depth=depth).order_by("-path").values_list("path", flat=True).first()
    step = Page._str2int(last[-Page.steplen :]) if last else 0
    kind, slugs = ContentType.objects.get_for_model(ServicePage), free_slugs([page.title for page in pages], parent)
    for number, (page, slug) in enumerate(zip(pages, slugs, strict=True), start=step + 1):
        page.path, page.depth, page.numchild = Page._get_path(parent.path, depth, number), depth, 0
        page.slug, page.url_path, page.draft_title = slug, f"{parent.url_path}{slug}/", page.title
        page.content_type, page.locale_id, page.owner = kind, parent.locale_id, by
        page.live, page.has_unpublished_changes = False, True


def _store_pages(pages: Sequence[ServicePage]) -> None:
    """Write the row that every page has in one go, and the row of a service for each: Django writes no two tables in bulk."""
    stored = Page.objects.bulk_create(Page(**{field.attname: getattr(page, field.attname) for field in _COPIED}) for page in pages)
    for page, row in zip(pages, stored, strict=True):
        page.id = page.page_ptr_id = row.pk
        page.save_base(raw=True, force_insert=True)  # the service's own table; raw: no index is told yet
        page._state.adding = False


def _first_versions(pages: Sequence[ServicePage], by: User | None) -> None:
    now, kind, base = timezone.now(), ContentType.objects.get_for_model(ServicePage), ContentType.objects.get_for_model(Page)
    versions = Revision.objects.bulk_create(
        Revision(
            content_type=kind,
            base_content_type=base,
            object_id=str(page.pk),
            created_at=now,
            user=by,
            object_str=str(page),
            content=page.serializable_data(),
        )
        for page in pages
    )
    for page, version in zip(pages, versions, strict=True):
        page.latest_revision, page.latest_revision_created_at = version, now
    rows = [Page(pk=page.pk, latest_revision_id=page.latest_revision_id, latest_revision_created_at=now) for page in pages]
    Page.objects.bulk_update(rows, ["latest_revision", "latest_revision_created_at"])
    PageLogEntry.objects.bulk_create(
        PageLogEntry(page_id=page.pk, content_type=kind, label=page.title, action="wagtail.create", user=by, timestamp=now, uuid=uuid4())
        for page in pages
    )


def write_version(page: ServicePage, fields: dict[str, Any], times: list[ServiceTime] | None, *, by: User | None) -> ServicePage:
    """Give a page a new draft with these fields, and these times where there are any, and return it. What is published stays.

    The day of a check is the newest that the page, its draft or the fields say: whoever publishes the draft moves no check back.
    """
    page = ServicePage.objects.select_for_update(of=("self",)).get(pk=page.pk)  # somebody may say just now that all of it is right
    draft: ServicePage = page.get_latest_revision_as_object()
    checked_on = max(filter(None, (page.checked_on, draft.checked_on, fields.get("checked_on"))), default=None)
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.checked_on = checked_on
    if fields.keys() & set(AGES):
        say_units(draft)
    if times is not None:
        draft.times = times
    draft.save_revision(user=by, clean=False, log_action=True)
    return draft


def go_back(page: ServicePage, *, to: int | None) -> None:
    """Take a page's newest draft away, so that the one before it is the newest again, with the day of a check that was made since."""
    newest = page.latest_revision_id
    before = Revision.objects.filter(pk=to).first()
    checked_on = page.checked_on.isoformat() if page.checked_on else ""
    if before and (before.content.get("checked_on") or "") < checked_on:
        before.content["checked_on"] = checked_on
        before.save(update_fields=["content"])
    Page.objects.filter(pk=page.pk).update(
        latest_revision=before,
        latest_revision_created_at=before.created_at if before else None,
        has_unpublished_changes=not page.live or (to is not None and to != page.live_revision_id),
        draft_title=before.content["title"] if before else page.title,
    )
    Revision.objects.filter(pk=newest).delete()
