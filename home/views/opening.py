"""Before families see the site: what is left to do, the urgent numbers to ring, and the button that opens it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from core import brand, clocks
from core.gate import StaffView
from home import selectors
from home.rules import UrgentNumber, is_old_check
from home.services import opening as services
from home.views.where import address_of, under_getting_ready


class Opening(StaffView):
    """What is left, and the urgent numbers."""

    right = services.RIGHT
    template_name = "home/staff/opening.html"
    page_title = "Before families see the site"
    header_icon = "lock-open"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here from the list."""
        return under_getting_ready(super().get_breadcrumbs_items())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return how it stands."""
        is_held_back = brand.stored().held_back_since is not None
        gaps = [(gap.text, address_of(gap.where, self.me)) for gap in selectors.what_keeps_families_out()] if is_held_back else []
        missed = [(gap.text, address_of(gap.where, self.me)) for gap in selectors.what_families_would_miss()] if is_held_back else []
        return super().get_context_data(is_held_back=is_held_back, gaps=gaps, missed=missed, numbers=self._numbers(), **kwargs)

    def _numbers(self) -> list[tuple[UrgentNumber, bool]]:
        """Return each number with whether it was last tried more than a year ago."""
        day = clocks.today()
        return [(one, bool(one.checked_on and is_old_check(one.checked_on, day))) for one in selectors.urgent_numbers()]

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
