"""What every screen of the rights desk has in common."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from consent.choices import HowIdentified, HowTold, RightKind, Verdict, WhyLonger, WhyPaused
from consent.models import RightsRequest
from consent.rules import rights as rules
from consent.selectors import holds, ledger, objections, partners_told, people
from consent.selectors import rights as selectors
from consent.services import rights as services
from consent.services import rights_letter
from core import clocks
from core.gate import StaffView
from core.selectors.staff import who_may
from core.text import normalise

INDEX, ONE = "rights:index", "rights:one"
TITLE = "Questions about data"
LONGEST_CODE = 12


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
        return super().rows().select_related("person__merged_into", "hub", "words", "decided_by", "received_by")

    def said(self, name: str) -> str:
        """Return what was typed or chosen."""
        return normalise(self.request.POST.get(name, ""))

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the list, and to the request."""
        steps = [{"url": reverse(INDEX), "label": TITLE}] if self.may(selectors.VIEW) else []
        if self.row is not None and str(self.get_page_title()) != str(self.row):
            steps.append({"url": reverse(ONE, args=[self.row.pk]), "label": str(self.row)})
        return [*self.breadcrumbs_items, *steps, {"url": "", "label": str(self.get_page_title())}]


def refused(request: HttpRequest, pk: UUID, error: ValidationError) -> HttpResponse:
    """Lead to the request, which says why something was not done."""
    for reason in error.messages:
        messages.error(request, reason)
    return redirect(ONE, pk=pk)


def day_typed(text: str) -> date | None:
    """Return the day of a box for a day; None where it holds none."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


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
        forgets = row.about if rules.shows_what_would_go(row) else None
        held = holds.on_person(forgets) if forgets else []
        return super().get_context_data(
            asked=row,
            is_known=rules.is_known(row),
            why_ask_anew=rules.why_ask_anew(row),
            clock=clock,
            is_late=row.is_waiting and clock.is_late(today),
            pauses=list(row.pauses.all()),
            places=list(row.places.select_related("by")),
            may_act=self.may(selectors.EDIT) and row.is_waiting,
            may_open=not rules.why_not_open(row),
            may_take_back=not rules.why_not_take_back(row),
            **self.corrects(),
            is_put_right=list(row.put_right.select_related("by")),
            may_see_person=bool(row.about and row.about.is_here and people.may_for(self.me, people.VIEW, row.about)),
            may_see_ledger=bool(row.about and row.about.is_here and people.may_for(self.me, ledger.VIEW, row.about)),
            would_go=services.what_would_go(forgets, today) if forgets and not held else None,
            held=held,
            held_words=rules.held_words(held[0].from_on) if held else "",
            partners=partners_told.partners_of(row) if forgets or row.erased_on else [],
            ways_to_tell=HowTold.choices,
            today=today,
            may_erase=self.may(selectors.EDIT) and rules.erasing_waits(row),
            to_stop=objections.stoppable(row.about, today) if row.about and not rules.why_not_stop_for(row, number_chosen=1) else [],
            ways_to_know=[choice for choice in HowIdentified.choices if choice[0] != HowIdentified.DOOR],
            whys_paused=WhyPaused.choices,
            whys_longer=WhyLonger.choices,
            verdicts=Verdict.choices,
            whys_not=rules.whys_not(row),
            kinds=RightKind.choices,
            **kwargs,
        )

    def corrects(self) -> dict[str, Any]:
        """Return who may correct the record that a correction is about, and which partners have something of it."""
        row = self.row
        if row.kind != RightKind.CORRECTION or row.about is None or not row.about.is_here or row.decided_on is None:
            return {}
        return {
            "may_correct": people.may_for(self.me, people.EDIT, row.about),
            "who_corrects": who_may(people.EDIT, row.about.hub_id),
            "had_from_us": partners_told.partners_of(row),
        }


class Act(OneRequest):
    """A step, by a button; a refusal shows the request again with what was typed."""

    http_method_names = ["post"]

    def day(self, name: str) -> date:
        """Return the day of a box, today where it is empty. Raises ValidationError where it is no day."""
        typed = self.said(name).strip()
        day = day_typed(typed) if typed else clocks.today()
        if day is None:
            raise ValidationError(["Write the day on which it was, such as 2026-06-19."])
        return day

    def why(self, name: str) -> str:
        """Return a reason by its own name, or as `why` where a form has only one."""
        return self.said(name if name in self.request.POST else "why")

    def act(self) -> str:
        """Do it and return the words that say so. Raises ValidationError with every reason why not."""
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Act, then lead to the request."""
        if "answer" in request.POST:
            rights_letter.keep_draft(request=self.row, answer=self.said("answer"))
        try:
            messages.success(request, self.act())
        except ValidationError as error:
            self.row.refresh_from_db()
            return self.render_to_response(self.get_context_data(problems=error.messages, typed=request.POST.dict()))
        return redirect(ONE, pk=pk)
