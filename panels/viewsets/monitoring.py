"""Who is on a panel, in numbers: keyed in from slips without a name, by whoever looks after its members."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core.forms.seen import seen_anew
from core.overtaken import Overtaken
from core.workbench import Act, Trail, add_errors
from panels.choices.monitoring import asked_of
from panels.forms.monitoring import PileForm, SlipForm, as_typed
from panels.models import Panel
from panels.selectors import makeup as selectors
from panels.selectors import members
from panels.services import monitoring as services
from panels.viewsets.kept_private import OfPanel
from participation.selectors.groups import groups_looked_for

SLIPS = "panel_members:slips"


class Slips(OfPanel):
    """How many slips are in, and the ways to add to them. Only who may change members sees it: here numbers stand as they were typed."""

    right = members.EDIT
    template_name = "panels/staff/slips.html"

    def get_page_title(self) -> str:
        """Say what it is about."""
        return f"Who is on {self.row}, in numbers"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the round that is open, and what the last one came to as others read it."""
        row = selectors.open_round(self.row)
        return super().get_context_data(
            panel=self.row,
            round=row,
            number_in=selectors.number_of_slips(row) if row else 0,
            number_active=members.number_active(self.row, self.today),
            makeup=selectors.makeup_of(self.row, self.me),
            **kwargs,
        )


class _OfRound(OfPanel):
    """A form about the open round; without one, back to where a round is begun."""

    right = members.EDIT
    changes = True

    @property
    def up(self) -> Trail:
        """The screens above this one."""
        return (*super().up, ("Who is on it, in numbers", reverse(SLIPS, args=[self.row.pk])))

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form."""
        if selectors.open_round(self.row) is None:
            return redirect(SLIPS, pk=self.row.pk)
        return super().get(request, *args, **kwargs)


class KeySlip(_OfRound):
    """One slip after the other, keyboard only."""

    template_name = "panels/staff/slip.html"
    page_title = "Key in a slip"

    def form(self, data: Any = None) -> SlipForm:
        """Return the form with the questions of this panel."""
        return SlipForm(data, questions=asked_of(under_18s=self.row.is_of_under_18s))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return an empty slip."""
        kwargs.setdefault("form", self.form())
        return super().get_context_data(panel=self.row, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add it to the totals and offer the next; or say what is missing."""
        form = self.form(request.POST)
        if form.is_valid():
            try:
                services.key_slip(panel=self.row, said=form.cleaned_data, by=self.me, today=self.today)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say("It is in the totals. Shuffle the slip back into the pile.")
                return redirect("panel_members:key_slip", pk=pk)
        return self.render_to_response(self.get_context_data(form=form))


class Pile(_OfRound):
    """A pile that was counted, in place of what stands; and how many of each group are on the panel."""

    template_name = "panels/staff/pile.html"
    page_title = "Count a pile"

    def form(self, data: Any = None, **kwargs: Any) -> PileForm:
        """Return the form with the questions and the groups."""
        questions = asked_of(under_18s=self.row.is_of_under_18s)
        return PileForm(data, questions=questions, groups=list(groups_looked_for()), **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form with what stands."""
        row = selectors.open_round(self.row)
        if "form" not in kwargs:
            kwargs["form"] = self.form(initial=as_typed(row) if row else {})
        return super().get_context_data(panel=self.row, number_active=members.number_active(self.row, self.today), **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it, or say what to mend and keep what was typed."""
        form = self.form(request.POST)
        if form.is_valid():
            try:
                facts: dict[str, Any] = {"counts": form.counts(), "under_18": form.number_under_18(), "groups": form.counted_groups()}
                facts["seen"] = form.cleaned_data["seen"]
                services.count_pile(panel=self.row, **facts, by=self.me, today=self.today)
            except Overtaken as error:
                form.add_error(None, error)
                self._seen_anew(form)
            except ValidationError as error:
                form.say_what_is_wrong(error.message_dict if hasattr(error, "error_dict") else {"": error.messages})
            else:
                self.say("It is kept.")
                return redirect(SLIPS, pk=pk)
        return self.render_to_response(self.get_context_data(form=form))

    def _seen_anew(self, form: PileForm) -> None:
        if row := selectors.open_round(self.row):
            seen_anew(form, row.version)


class _RoundAct(Act):
    """Something done to the rounds of a panel, by a button."""

    model = Panel
    row: Panel
    right = members.EDIT
    page = SLIPS


class BeginRound(_RoundAct):
    """A new round begins."""

    def act(self) -> str:
        """Begin it."""
        services.begin_round(panel=self.row, by=self.me, today=self.today)
        return "The round is open. Hand out slips without a name, and let people put them into a box themselves."


class CloseRound(_RoundAct):
    """The round is over."""

    def act(self) -> str:
        """Close it."""
        services.close_round(panel=self.row, by=self.me, today=self.today)
        return "The round is closed. Destroy the slips now: nobody needs them any more."
