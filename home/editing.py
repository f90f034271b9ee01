"""What the page editor and the staff front page are given here: closures, alerts, a look before publishing, our own checks."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, CancelWorkflowMenuItem, SubmitForModerationMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page

from accounts.models import User
from core.gate import signed_in
from core.whole_forms import HalfAForm
from home.checks_panel import FamilyChecks
from home.choices import NOT_SAID_WHOM
from home.models import ServicePage
from home.rules.left_open import why_not_publish
from home.selectors.looks import private_words_before_publishing
from home.selectors.photos import unanswered_on
from home.services import alerts, closures
from home.views.alerts import Alerts, EndAlert, WriteAlert
from home.views.closures import CallOff, ClosedToday, Closures, OpenAgain, Plan
from home.views.page_looks import AnswerForWords, LookAtPage, why_not_publish_yet
from home.views.staff_menu import ForARight


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Closures, alerts, and pages that wait."""
    return [
        path("closed-today/", ClosedToday.as_view(), name="closed_today"),
        path("closed-today/<int:pk>/open-again/", OpenAgain.as_view(), name="open_again"),
        path("closures/", Closures.as_view(), name="closures"),
        path("closures/plan/", Plan.as_view(), name="plan_closure"),
        path("closures/<int:pk>/", Plan.as_view(), name="change_closure"),
        path("closures/<int:pk>/call-off/", CallOff.as_view(), name="call_off_closure"),
        path("alerts/", Alerts.as_view(), name="alerts"),
        path("alerts/write/", WriteAlert.as_view(), name="write_alert"),
        path("alerts/<int:pk>/", WriteAlert.as_view(), name="change_alert"),
        path("alerts/<int:pk>/end/", EndAlert.as_view(), name="end_alert"),
        path("looks/<int:number>/", LookAtPage.as_view(), name="look_at_page"),
        path("looks/words/<int:pk>/", AnswerForWords.as_view(), name="answer_for_words"),
    ]


@hooks.register("register_offer_menu_item")
def closed_today_item() -> MenuItem:
    """One tap from every screen."""
    return ForARight("Closed today", reverse("closed_today"), right=closures.SAY, name="closed-today", icon_name="warning", order=150)


@hooks.register("register_offer_menu_item")
def closures_item() -> MenuItem:
    """Holidays, bank holidays, other times."""
    return ForARight("Holidays and closures", reverse("closures"), right=closures.PLAN, name="closures", icon_name="date", order=160)


@hooks.register("register_offer_menu_item")
def alerts_item() -> MenuItem:
    """What every family must know."""
    return ForARight("Alerts", reverse("alerts"), right=alerts.RIGHT, name="alerts", icon_name="info-circle", order=170)


# --- Sending for a look, publishing -----------------------------------------------------------------------------------------


class SendForALook(SubmitForModerationMenuItem):
    """The button of who may write here and not publish."""

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Return whether there is anybody else to look: who may publish needs nobody."""
        page: Any = context.get("page") or context["parent_page"]
        tester = page.permissions_for_user(context["request"].user)
        may_publish = tester.can_publish_subpage() if context["view"] == "create" else tester.can_publish()
        return not may_publish and super().is_shown(context)

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Say it in plain words."""
        return {**super().get_context_data(parent_context), "label": "Send for a look"}


class TakeBack(CancelWorkflowMenuItem):
    """The button of who sent a page, while nobody has looked."""

    label = "Take it back"


class LookHere(ActionMenuItem):
    """The way from the editor to the look, for who may give it."""

    label, name, icon_name = "Look, or send it back", "look-at-page", "view"
    template_name = "wagtailadmin/pages/action_menu/menu_item.html"

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Return whether the page waits for this person."""
        page: Any = context.get("page")
        if context["view"] != "edit" or not page.workflow_in_progress:
            return False
        return bool(page.permissions_for_user(context["request"].user).can_publish())

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """Return where the look is given."""
        return reverse("look_at_page", args=[parent_context["page"].current_workflow_task_state.pk])


@hooks.register("construct_page_action_menu")
def plain_words_for_the_editor(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Put our words, and our way to a look, in the place of Wagtail's moderation."""
    ours = [_ours(item) for item in items if item.name != "action-restart-workflow"]
    items[:] = [item for item in ours if not isinstance(item, SendForALook) or item.is_shown(context)]
    look = LookHere(order=5)
    if look.is_shown(context):
        items.insert(0, look)


def _ours(item: Any) -> Any:
    if isinstance(item, SubmitForModerationMenuItem):
        return SendForALook(order=item.order)
    return TakeBack(order=item.order) if isinstance(item, CancelWorkflowMenuItem) else item


@hooks.register("before_create_page")
@hooks.register("before_edit_page")
def only_a_way_back_of_ours(request: HttpRequest, *what: Any) -> None:
    """Refuse a made-up way back before the page is saved: Wagtail would save it, and then break on the way."""
    back = request.POST.get("next", "")
    if back and not back.startswith("/"):
        raise HalfAForm


@hooks.register("before_publish_page")
def ask_about_private_words(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before families see an address that may be a parent's own, somebody says that it is for work."""
    return why_not_publish_yet(request, page)


@hooks.register("construct_image_chooser_queryset")
def only_pictures_that_may_be_shown(images: Any, request: HttpRequest) -> Any:
    """A chooser offers no picture of which nobody has said whether it shows people, and none that was put away."""
    return images.exclude(shows="").filter(put_away_on__isnull=True)


@hooks.register("before_bulk_action")
def no_private_words_in_bulk(request: HttpRequest, action: str, objects: list[Any], bulk: Any) -> HttpResponse | None:
    """Several pages at once are published only when none of them asks that question."""
    if action != "publish" or not issubclass(bulk.model, Page):
        return None
    below = _drafts_below(objects, signed_in(request)) if bulk.cleaned_form.cleaned_data["include_descendants"] else []
    latest = [page.get_latest_revision_as_object() for page in [*objects, *below]]
    unsaid = [(page.title, words) for page in latest if isinstance(page, ServicePage) and (words := why_not_publish(page))]
    if unsaid:
        told = ", ".join(f"“{title}” ({words})" for title, words in unsaid[:10])
        messages.error(request, f"Nobody has said all that families ask first. Fill it in before you publish: {told}.")
        return redirect("wagtailadmin_explore", latest[0].get_parent().pk)
    if pictures := [image.title for page in latest for image in unanswered_on(page)]:
        messages.error(request, " ".join(NOT_SAID_WHOM.format(title=title) for title in dict.fromkeys(pictures)))
        return redirect("wagtailadmin_explore", latest[0].get_parent().pk)
    asking = [page for page in latest if private_words_before_publishing(page)]
    if not asking:
        return None
    titles = ", ".join(f"“{page.title}”" for page in asking)
    messages.error(request, f"Publish by itself what may tell a parent's address or mobile number: {titles}.")
    return redirect("wagtailadmin_explore", asking[0].get_parent().pk)


def _drafts_below(pages: list[Page], user: User) -> list[Page]:
    """Return the drafts that are published with pages when somebody ticks that they be: as Wagtail finds them."""
    drafts = [draft for page in pages for draft in page.get_descendants().not_live().specific()]
    return [draft for draft in drafts if draft.permissions_for_user(user).can_publish()]


# --- The checks panel -------------------------------------------------------------------------------------------------------


@hooks.register("construct_wagtail_userbar")
def our_checks(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Have the checks panel run ours beside Wagtail's."""
    items[:] = [FamilyChecks(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items]


@hooks.register("insert_editor_js")
def quote_the_hardest_sentence() -> str:
    """Have the checks panel quote what it found hard to read."""
    return format_html('<script src="{}" defer></script>', static("js/staff-checks-panel.js"))
