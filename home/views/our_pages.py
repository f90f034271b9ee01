"""Where an editor begins: at this council's own pages, not at the root of Wagtail's tree, and at an empty service."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from core.gate import StaffView
from core.querysets import reach
from home.models import HomePage, ServiceIndexPage


class OurPages(StaffView):
    """The pages below the front page; for who keeps one hub's pages alone, what Wagtail lets them see."""

    right = "page.edit"
    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead there."""
        front = HomePage.objects.values_list("pk", flat=True).first() if reach(self.me, self.right) is None else None
        return redirect("wagtailadmin_explore", front) if front else redirect("wagtailadmin_explore_root")


class PutServiceIn(StaffView):
    """An empty service, ready to be written. Services stand together, so only who serves the whole council adds one."""

    right = "page.edit"
    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead there; or say what is missing first."""
        if reach(self.me, self.right) is not None:
            raise PermissionDenied
        together = ServiceIndexPage.objects.values_list("pk", flat=True).first()
        if together is None:
            messages.error(request, "There is no page yet that services stand below. Whoever runs the machine makes it with start_council.")
            return redirect("wagtailadmin_explore_root")
        return redirect(reverse("wagtailadmin_pages:add", args=["home", "servicepage", together]))
