"""What the floor of pages puts into the staff's admin, and what it takes out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, PageLogEntry

from core.gate import signed_in
from core.querysets import may
from core.sync import sync_roles
from home import rules, selectors
from home.models import HubPage, PageTrail
from home.reach import pages_in_reach
from home.views.opening import HeldBack, Opening, RangNumber
from home.views.staff_front import PagesToLookAt, WhatWaitsForYou, WhatYouCanDo

_NOT_FOR_OUR_STAFF = {"help"}
_REPORTS_NOBODY_ASKED_FOR = {"workflows", "workflow-tasks", "locked-pages", "page-types-usage", "site-history"}


@hooks.register("construct_homepage_panels")
def staff_front(request: HttpRequest, panels: list[Any]) -> None:
    """Say first what waits for this person, then what they can do here."""
    ours = (HeldBack(request), WhatWaitsForYou(request), WhatYouCanDo(request), PagesToLookAt(request))
    panels[:0] = [panel for panel in ours if panel.is_shown()]


@hooks.register("register_admin_urls")
def opening_addresses() -> list[URLPattern]:
    """What is left before families see the site, and the urgent numbers."""
    return [path("opening/", Opening.as_view(), name="opening"), path("opening/rang/", RangNumber.as_view(), name="rang_number")]


class _OpeningItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "brand.edit")


@hooks.register("register_settings_menu_item")
def opening_item() -> MenuItem:
    """Whoever sets the site up finds the urgent numbers among the settings."""
    return _OpeningItem("Urgent numbers, opening the site", reverse("opening"), name="opening", icon_name="lock-open", order=10)


@hooks.register("construct_homepage_summary_items", order=1000)  # after those who put some in
def no_totals(request: HttpRequest, items: list[Any]) -> None:
    """Nobody's work begins with how many pictures there are."""
    items.clear()


@hooks.register("construct_main_menu")
def short_menu(request: HttpRequest, items: list[Any]) -> None:
    """Leave out Wagtail's own help, which tells of screens that are not here."""
    items[:] = [item for item in items if item.name not in _NOT_FOR_OUR_STAFF]


@hooks.register("construct_reports_menu")
def short_reports(request: HttpRequest, items: list[Any]) -> None:
    """Leave out reports on workflows and locks, which we do not use, and on everything of everybody."""
    items[:] = [item for item in items if item.name not in _REPORTS_NOBODY_ASKED_FOR]


@hooks.register("construct_page_chooser_queryset")
def only_pages_in_reach(pages: Any, request: HttpRequest) -> Any:
    """A page chooser offers what everyone may see and what this person works on; never another hub's draft."""
    reached = pages_in_reach(Page.objects.all(), signed_in(request))
    return pages.filter(id__in=list(reached.values_list("pk", flat=True)))  # a list: the search index can filter by nothing finer


@hooks.register("before_move_page")
def may_move(request: HttpRequest, page: Page, destination: Page) -> None:
    """Ask for the right before the question is asked: Wagtail's own confirmation names the page first."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied


@hooks.register("before_delete_page")
def keep_what_is_needed(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a page that the site cannot stand without, or whose hub holds what families said (security row 77)."""
    return _refused(request, [page])


@hooks.register("before_bulk_action")
def keep_what_is_needed_of_several(request: HttpRequest, action: str, objects: list[Any], bulk: Any) -> HttpResponse | None:
    """The same for several pages at once."""
    return _refused(request, objects) if action == "delete" and issubclass(bulk.model, Page) else None


def _refused(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    needed, hubs = selectors.pages_the_site_stands_on(pages), selectors.hubs_that_hold_records(pages)
    reasons = rules.why_not_delete(needed=needed, hubs=hubs)
    if not reasons:
        return None
    messages.error(request, " ".join(reasons))
    parent = pages[0].get_parent()
    return redirect("wagtailadmin_explore", parent.pk if parent else pages[0].pk)


@hooks.register("register_log_actions", order=1000)  # after Wagtail named its own log
def what_is_done_to_pages(actions: Any) -> None:
    """Have what families see change written into our audit trail too."""
    actions.register_model(Page, PageTrail)
    actions.log_entry_models.discard(PageLogEntry)  # one table: else Wagtail's report reads it twice


@hooks.register("before_copy_page")
def one_page_for_a_hub(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to copy a hub's page: a hub has one."""
    if not isinstance(page.specific, HubPage):
        return None
    messages.error(request, "A hub has one page, so this page cannot be copied. For another hub, add a hub page and choose the hub.")
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("after_create_page")
@hooks.register("after_delete_page")
def give_the_hub_its_page(request: HttpRequest, page: Page) -> None:
    """A hub's staff edit its page from the moment it is there."""
    if isinstance(page.specific_deferred, HubPage):
        sync_roles()
