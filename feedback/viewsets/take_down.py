"""The page with which an answer comes off the public pages at once."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from feedback.choices import WhyTakenDown
from feedback.rules import answering_back as rules
from feedback.services import taking_down as services
from feedback.viewsets.writing import OfYouSaid


class TakeDownAnswer(OfYouSaid):
    """GET says what will happen and asks why; POST does it."""

    right = services.RIGHT
    template_name = "feedback/staff/take_down.html"
    page_title = "Take it off the public pages"
    header_icon = "warning"

    def is_looking(self) -> bool:
        """Ask for one of its hubs only, also to act: when a family is named, nobody waits for who serves them all."""
        return True

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it down; or say why not."""
        reason = request.POST.get("reason", "")
        try:
            services.take_down(you_said=self.row, reason=reason, by=self.me, today=self.today)
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(problems=error.messages))
        self.say(f"Families cannot read it any more. A corrected answer puts the page back. Whose turn it is: {self.row.owner.with_hub}.")
        return redirect("you_said_board:one", pk=pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page says before anything happens."""
        reasons = WhyTakenDown.choices if not rules.why_not_take_down(self.row, reason=WhyTakenDown.NAMES) else []
        return super().get_context_data(you_said=self.row, reasons=reasons, **kwargs)
