"""Before families see the site: what is left to do, the urgent numbers to ring, and the button that opens it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.ui.components import Component

from core import brand
from core.gate import StaffView
from core.querysets import may
from home import selectors
from home.rules import Gap
from home.services import opening as services

LOOK_AND_WORDS = ("core", "brandsettings")


def _mended_at(gap: Gap) -> str:
    """Return where a gap is mended."""
    kind, _, number = gap.where.partition(":")
    if kind == "page":
        return reverse("wagtailadmin_pages:edit", args=[number])
    return {"look": reverse("wagtailsettings:edit", args=LOOK_AND_WORDS), "numbers": "#numbers"}.get(kind, "")


class Opening(StaffView):
    """What is left, and the urgent numbers."""

    right = services.RIGHT
    template_name = "home/staff/opening.html"
    page_title = "Before families see the site"
    header_icon = "lock-open"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return how it stands."""
        is_held_back = brand.stored().held_back_since is not None
        gaps = [(gap.text, _mended_at(gap)) for gap in selectors.what_keeps_families_out()] if is_held_back else []
        return super().get_context_data(is_held_back=is_held_back, gaps=gaps, numbers=selectors.urgent_numbers(), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open the site to families."""
        try:
            services.open_to_families(by=self.me)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("opening")
        messages.success(request, "Families see the site now.")
        return redirect("wagtailadmin_home")


class RangNumber(StaffView):
    """Somebody rang an urgent number, and it was the right one."""

    right = services.RIGHT
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Write it down."""
        try:
            services.note_rung(number=request.POST.get("number", ""), by=self.me)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(reverse("opening") + "#numbers")


class HeldBack(Component):
    """A panel that says, to whoever may change it, that families do not see the site yet."""

    name, order = "held-back", 1
    template_name = "home/staff/held_back.html"

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def is_shown(self) -> bool:
        """Return whether families are held back, and this person could let them in."""
        return brand.current().held_back_since is not None and may(self.user, services.RIGHT)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return what the template shows."""
        return {"number_left": len(selectors.what_keeps_families_out()), "opening": reverse("opening")}
