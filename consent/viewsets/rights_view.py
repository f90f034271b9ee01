"""What every screen of the rights desk has in common."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from consent.choices import HowIdentified, RightKind, Verdict, WhyLonger, WhyNotAll, WhyPaused
from consent.models import RightsRequest
from consent.selectors import rights as selectors
from consent.services import rights as services
from core import clocks
from core.gate import StaffView
from core.text import normalise

INDEX, ONE = "rights:index", "rights:one"
TITLE = "Questions about data"


class RightsView(StaffView):
    """No browser and no proxy keeps what somebody asked."""

    model = RightsRequest
    right = selectors.VIEW
    right_to_act = selectors.EDIT
    header_icon = "key"
    row: RightsRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, and have it forgotten."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    def rows(self) -> Any:
        """Bring along what the screens show."""
        return super().rows().select_related("person", "hub", "words", "decided_by", "received_by")

    def said(self, name: str) -> str:
        """Return what was typed or chosen."""
        return normalise(self.request.POST.get(name, ""))

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the list, and to the request."""
        steps = [{"url": reverse(INDEX), "label": TITLE}] if self.may(selectors.VIEW) else []
        if self.row is not None and str(self.get_page_title()) != str(self.row):
            steps.append({"url": reverse(ONE, args=[self.row.pk]), "label": str(self.row)})
        return [*self.breadcrumbs_items, *steps, {"url": "", "label": str(self.get_page_title())}]


class OneRequest(RightsView):
    """One request: its clock, every step, and what is to be done next."""

    template_name = "consent/staff/rights_one.html"

    def get_page_title(self) -> str:
        """Return its reference."""
        return str(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the request with its clock, and the choices of each step."""
        row, today = self.row, clocks.today()
        clock = selectors.clock_now(row, today)
        forgets = row.kind == RightKind.ERASURE and row.decided_on and row.verdict != Verdict.NO and not row.erased_on and row.is_waiting
        return super().get_context_data(
            asked=row,
            clock=clock,
            is_late=row.is_waiting and clock.is_late(today),
            pauses=list(row.pauses.all()),
            places=list(row.places.select_related("by")),
            may_act=self.may(selectors.EDIT) and row.is_waiting,
            would_go=services.what_would_go(row.person, today) if forgets and row.person else None,
            ways_to_know=[choice for choice in HowIdentified.choices if choice[0] != HowIdentified.DOOR],
            whys_paused=WhyPaused.choices,
            whys_longer=WhyLonger.choices,
            verdicts=Verdict.choices,
            whys_not=WhyNotAll.choices,
            **kwargs,
        )


class Act(OneRequest):
    """A step, by a button; a refusal shows the request again with what was typed."""

    http_method_names = ["post"]

    def act(self) -> str:
        """Do it and return the words that say so. Raises ValidationError with every reason why not."""
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Act, then lead to the request."""
        try:
            messages.success(request, self.act())
        except ValidationError as error:
            self.row.refresh_from_db()
            return self.render_to_response(self.get_context_data(problems=error.messages, typed=request.POST.dict()))
        return redirect(ONE, pk=pk)
