"""The test letter: send it to yourself, type its digits back, and read what to look at when it does not come."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from core.gate import StaffView
from home.selectors import letters as selectors
from home.services import letters as services
from home.services.getting_ready import RIGHT
from home.views.where import under_getting_ready


class TestLetter(StaffView):
    """How the last test letter stands, and the button that sends another."""

    right = RIGHT
    template_name = "home/staff/test_letter.html"
    page_title = "A test letter"
    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here from the list."""
        return under_getting_ready(super().get_breadcrumbs_items())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the last letter of this person, and the last that arrived."""
        letter = selectors.newest_letter_of(self.me)
        waits = letter is not None and letter.arrived_at is None
        troubles = selectors.what_may_be_wrong(letter, queued_as=services.SEND) if letter and waits else []
        arrived = selectors.letter_that_arrived()
        return super().get_context_data(letter=letter, waits=waits, troubles=troubles, arrived=arrived, me=self.me, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send one."""
        services.send_test_letter(by=self.me)
        messages.success(request, f"A test letter to {self.me.email} is in the queue.")
        return redirect("test_letter")


class LetterArrived(StaffView):
    """Somebody types the digits of their letter."""

    right = RIGHT
    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Note that it arrived."""
        try:
            services.note_arrived(typed=request.POST.get("digits", ""), by=self.me)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("test_letter")
        messages.success(request, "It arrived: mail works.")
        return redirect("getting_ready")
