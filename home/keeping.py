"""What the staff's admin is given so that services stay true: what to check, and what families say is wrong."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from home.selectors import kept_true as selectors
from home.views.services_to_check import AskProvider, ServicesToCheck, StillRight, TakeBack
from home.views.staff_menu import ForARight
from home.views.wrong_reports import EndReport, WrongReports


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The two lists, and what is done on them."""
    return [
        path("services-to-check/", ServicesToCheck.as_view(), name="services_to_check"),
        path("services-to-check/<int:pk>/still-right/", StillRight.as_view(), name="say_still_right"),
        path("services-to-check/<int:pk>/take-back/", TakeBack.as_view(), name="take_back_still_right"),
        path("services-to-check/<int:pk>/ask/", AskProvider.as_view(), name="ask_provider"),
        path("wrong-reports/", WrongReports.as_view(), name="wrong_reports"),
        path("wrong-reports/<uuid:pk>/", EndReport.as_view(), name="end_wrong_report"),
    ]


@hooks.register("register_offer_menu_item")
def services_to_check_item() -> MenuItem:
    """What wants checking, oldest check first."""
    address = reverse("services_to_check")
    return ForARight("Services to check", address, right=selectors.RIGHT, name="services-to-check", icon_name="check", order=140)


@hooks.register("register_offer_menu_item")
def wrong_reports_item() -> MenuItem:
    """What families say is wrong."""
    address = reverse("wrong_reports")
    return ForARight("Wrong on a page", address, right=selectors.RIGHT, name="wrong-reports", icon_name="help", order=145)


@hooks.register("before_delete_page")
def look_first(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Refuse to delete a page of which a family said that something is wrong, until somebody has read it: their words would go with it."""
    return _refused(request, [page])


@hooks.register("before_bulk_action")
def look_first_at_several(request: HttpRequest, action: str, objects: list[Any], bulk: Any) -> HttpResponse | None:
    """The same for several pages at once."""
    return _refused(request, objects) if action == "delete" and issubclass(bulk.model, Page) else None


def _refused(request: HttpRequest, pages: list[Page]) -> HttpResponse | None:
    below = [one for page in pages for one in page.get_descendants(inclusive=True).values_list("pk", flat=True)]
    titles = selectors.services_with_reports(below)
    if not titles:
        return None
    named = ", ".join(f"“{title}”" for title in titles)
    messages.error(
        request,
        f"A family said that something is wrong on {named}, and nobody has looked yet. Read it first, under “Wrong on a page”.",
        buttons=[messages.button(reverse("wrong_reports"), "Read it")],
    )
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
