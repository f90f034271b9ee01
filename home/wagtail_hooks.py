"""What the floor of pages puts into the staff's admin, and what it takes out."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Page, PageLogEntry

from core import brand
from core.gate import signed_in
from core.models import BrandSettings
from core.querysets import may
from core.sync import sync_roles
from home import editing, keeping, rules, selectors
from home.models import HubPage, PageTrail
from home.models.page_form import BELOW_THE_FRONT_PAGE
from home.reach import pages_in_reach
from home.views import staff_menu
from home.views.first_visit import FirstVisit, WhatDoIDo
from home.views.getting_ready import BringBack, GettingReady, LetHubsListen, NotNow, ReadyPanel, SayItIsSo
from home.views.letters import LetterArrived, TestLetter
from home.views.needs_you import NeedsYou, NeedsYouToday
from home.views.opening import Opening, RangNumber
from home.views.our_pages import OurPages, PutServiceIn
from home.views.page_looks import SentForALook
from home.views.panel_pages import MakePanelPage
from home.views.staff_front import WaysOn

__all__ = ["editing", "keeping"]  # closures, alerts, looks, checks; services kept true: registered by being imported

# The staff front page, from the top. Nothing of Wagtail's own stands on it: what was edited last is nobody's work of today.
FRONT_PAGE: tuple[Any, ...] = (ReadyPanel, FirstVisit, NeedsYouToday, SentForALook, WaysOn)


@hooks.register("construct_homepage_panels", order=1000)  # after those who put some in
def staff_front(request: HttpRequest, panels: list[Any]) -> None:
    """Put our own panels in place of all others, in one order."""
    panels[:] = [panel for kind in FRONT_PAGE if (panel := kind(request)).is_shown()]
    for place, panel in enumerate(panels):
        panel.order = place  # Wagtail sorts by this


@hooks.register("register_admin_urls")
def front_addresses() -> list[URLPattern]:
    """All that waits, what each role does here, and where an editor begins."""
    return [
        path("needs-you/", NeedsYou.as_view(), name="needs_you"),
        path("what-do-i-do-here/", WhatDoIDo.as_view(), name="what_do_i_do"),
        path("our-pages/", OurPages.as_view(), name="our_pages"),
        path("put-a-service-in/", PutServiceIn.as_view(), name="put_service_in"),
    ]


@hooks.register("register_account_menu_item")
def what_do_i_do(request: HttpRequest) -> dict[str, str]:
    """Lead from one's own account to what one's roles do here."""
    return {
        "url": reverse("what_do_i_do"),
        "label": "What do I do here?",
        "help_text": "Four things for each of your roles, and what they look like when they are done well.",
    }


@hooks.register("register_admin_urls")
def opening_addresses() -> list[URLPattern]:
    """What is left before families see the site, and the urgent numbers."""
    return [path("opening/", Opening.as_view(), name="opening"), path("opening/rang/", RangNumber.as_view(), name="rang_number")]


@hooks.register("register_admin_urls")
def addresses_of_getting_ready() -> list[URLPattern]:
    """The list of getting ready, its buttons, and the test letter."""
    return [
        path("getting-ready/", GettingReady.as_view(), name="getting_ready"),
        path("getting-ready/so/", SayItIsSo.as_view(), name="say_it_is_so"),
        path("getting-ready/not-now/", NotNow.as_view(), name="not_now"),
        path("getting-ready/bring-back/", BringBack.as_view(), name="bring_back"),
        path("getting-ready/listen/", LetHubsListen.as_view(), name="let_hubs_listen"),
        path("getting-ready/letter/", TestLetter.as_view(), name="test_letter"),
        path("getting-ready/letter/arrived/", LetterArrived.as_view(), name="test_letter_arrived"),
    ]


@hooks.register("register_admin_urls")
def address_of_panel_pages() -> list[URLPattern]:
    """Make the page of a panel; the way there stands on the panel's own screen."""
    return [path("panel-page/<int:pk>/make/", MakePanelPage.as_view(), name="panel_page_make")]


class _OpeningItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "brand.edit")


@hooks.register("register_settings_menu_item")
def opening_item() -> MenuItem:
    """Whoever sets the site up finds the urgent numbers among the settings."""
    return _OpeningItem("Urgent numbers, opening the site", reverse("opening"), name="opening", icon_name="lock-open", order=10)


@hooks.register("register_settings_menu_item")
def getting_ready_item() -> MenuItem:
    """The way back to the list, also when all of it is done."""
    return _OpeningItem("Getting ready", reverse("getting_ready"), name="getting-ready", icon_name="tasks", order=5)


@hooks.register("after_publish_page")
def back_to_getting_ready(request: HttpRequest, page: Page) -> HttpResponse | None:
    """While families are held back, whoever published one of the pages they need goes on with the list."""
    is_needed = page.slug in selectors.NEEDED_BY_FAMILIES and page.depth == BELOW_THE_FRONT_PAGE and page.live
    if not is_needed or brand.stored().held_back_since is None or not may(request.user, "brand.edit"):
        return None
    messages.success(request, f"“{page.title}” is published. Families read it once the site is open.")
    return redirect("getting_ready")


@hooks.register("construct_page_action_menu")
def publish_comes_first(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """On a page families need and do not have yet, the first button is the one that gives it to them, for whoever may press it."""
    page = context.get("page")
    if page and page.slug in selectors.NEEDED_BY_FAMILIES and page.depth == BELOW_THE_FRONT_PAGE and not page.live:
        menu_items.sort(key=lambda item: item.name != "action-publish")


@hooks.register("after_edit_setting", order=1000)  # after the look has said how its colours do
def way_back_to_getting_ready(request: HttpRequest, instance: BaseSiteSetting) -> None:
    """While families are held back, the look and words are a step of the list, and lead back to it."""
    if isinstance(instance, BrandSettings) and instance.held_back_since is not None:
        messages.info(
            request, "This was a step of getting ready.", buttons=[messages.button(reverse("getting_ready"), "Back to getting ready")]
        )


@hooks.register("construct_homepage_summary_items", order=1000)  # after those who put some in
def no_totals(request: HttpRequest, items: list[Any]) -> None:
    """Nobody's work begins with how many pictures there are."""
    items.clear()


@hooks.register("register_admin_menu_item")
def the_offer() -> MenuItem:
    """Pages, pictures and documents stand together."""
    return staff_menu.THE_OFFER


@hooks.register("register_offer_menu_item")
def pages_of_the_offer() -> MenuItem:
    """Pages, for who keeps any."""
    return staff_menu.PAGES


@hooks.register("register_offer_menu_item")
def pictures_of_the_offer() -> MenuItem:
    """Pictures, for who may put any in."""
    return staff_menu.PICTURES


@hooks.register("register_offer_menu_item")
def documents_of_the_offer() -> MenuItem:
    """Documents, for who may put any in."""
    return staff_menu.DOCUMENTS


@hooks.register("construct_main_menu", order=1000)  # after those who put some in
def our_menu(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what stands in our own groups, and Wagtail's help, which tells of screens that are not here."""
    items[:] = staff_menu.ours(items)


@hooks.register("construct_reports_menu", order=1000)
def short_reports(request: HttpRequest, items: list[Any]) -> None:
    """Leave out Wagtail's reports: on steps and locks that we do not use, on everything of everybody, and on pages by their age alone."""
    items[:] = [item for item in items if item.name not in staff_menu.REPORTS_NOT_HERE]


@hooks.register("construct_page_chooser_queryset")
def only_pages_in_reach(pages: Any, request: HttpRequest) -> Any:
    """A page chooser offers what everyone may see and what this person works on; never another hub's draft."""
    reached = pages_in_reach(Page.objects.all(), signed_in(request))
    return pages.filter(id__in=list(reached.values_list("pk", flat=True)))  # a list: the search index can filter by nothing finer


@hooks.register("before_move_page")
def may_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Ask for the right before the question is asked: Wagtail's own confirmation names the page first. What is led to stays."""
    if not page.permissions_for_user(request.user).can_move_to(destination):
        raise PermissionDenied
    return _said(request, [page], rules.why_not_move(needed=selectors.pages_the_site_stands_on([page])))


@hooks.register("before_unpublish_page")
def keep_what_is_led_to(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to take down, while families read the site, a page that all others lead to: help now above all."""
    return _not_taken_down(request, [page])


def _not_taken_down(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    if brand.stored().held_back_since is not None:
        return None
    return _said(request, pages, rules.why_not_take_down(needed=selectors.pages_the_site_stands_on(pages)))


@hooks.register("before_delete_page")
def keep_what_is_needed(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a page that the site cannot stand without, or whose hub holds what families said (security row 77)."""
    return _refused(request, [page])


@hooks.register("before_bulk_action")
def keep_what_is_needed_of_several(request: HttpRequest, action: str, objects: list[Any], bulk: Any) -> HttpResponse | None:
    """The same for several pages at once."""
    if not issubclass(bulk.model, Page):
        return None
    if action == "delete":
        return _refused(request, objects)
    return _not_taken_down(request, objects) if action == "unpublish" else None


def _refused(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    needed, hubs = selectors.pages_the_site_stands_on(pages), selectors.hubs_that_hold_records(pages)
    return _said(request, pages, rules.why_not_delete(needed=needed, hubs=hubs))


def _said(request: HttpRequest, pages: list[Page], reasons: list[str]) -> HttpResponse | None:
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


@hooks.register("before_create_page")
def answer_a_line_of_the_offer(request: HttpRequest, parent_page: Page, page_class: type[Page]) -> None:
    """Tell the form which line of the offer somebody came to answer: Wagtail hands it this very page (home/models/offer_lines.py)."""
    parent_page.line_to_answer = request.GET.get("line", "")
