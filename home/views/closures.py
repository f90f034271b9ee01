"""Saying from a phone that a hub is closed; and, once a year, over the holidays."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages

from core import clocks
from core.gate import StaffView
from core.models import Hub
from core.querysets import reach
from core.row_numbers import row_number
from home import rules
from home.forms.closures import BankHolidaysForm, ClosedTodayForm, PlannedForm
from home.models import Closure
from home.selectors import closures as selectors
from home.services import closures as services


class ClosedToday(StaffView):
    """Which hub, why, until when; and above it what families read now."""

    right = services.SAY
    template_name = "home/staff/closed_today.html"
    page_title = "Closed today"
    header_icon = "warning"

    def hubs(self) -> "QuerySet[Hub]":
        """Return the hubs this person may close."""
        return selectors.hubs_to_close(self.me, self.right)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, and what is said already."""
        chosen = row_number(self.request.GET.get("hub"))
        initial = {"hubs": [chosen]} if self.hubs().filter(pk=chosen).exists() else {}
        form = kwargs.pop("form", None) or ClosedTodayForm(hubs=self.hubs(), initial=initial)
        said = [(closure, _in_words(closure)) for closure in selectors.closures_now(self.me, self.right, timezone.now())]
        plans = self.may(services.PLAN)
        return super().get_context_data(form=form, said=said, may_plan=plans, number_of_hubs=len(self.hubs()), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tell families, or show what is missing with everything still in its place."""
        form = ClosedTodayForm(request.POST, hubs=self.hubs())
        if form.is_valid():
            given = form.cleaned_data
            try:
                closure = services.say_closed(hubs=given["hubs"], reason=given["reason"], until=given["until_at"], by=self.me)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"Families read it now. {_in_words(closure)}")
                return redirect("closed_today")
        return self.render_to_response(self.get_context_data(form=form))


def _in_words(closure: Closure) -> str:
    """Return what was said, as staff read it: "Elm is closed until 2pm today: no heating."."""
    spell = selectors.spell_of(closure)
    names = ", ".join(hub.name for hub in closure.hubs.all())
    is_one = len(closure.hubs.all()) == 1
    if spell.last_day == clocks.today():
        whole = spell.ends_at.time() == spell.ends_at.min.time()
        until = "for the rest of today" if whole else f"until {rules.clock(spell.ends_at.time())} today"
    else:
        until = f"until the end of {clocks.day_in_words(spell.last_day, weekday=True, year=False)}"
    why = f": {spell.why()}" if spell.why() else ""
    return f"{names} {'is' if is_one else 'are'} closed {until}{why}."


class OpenAgain(StaffView):
    """What was said ends now, for the hubs of who presses the button."""

    right = services.SAY
    model = Closure
    http_method_names = ("post",)

    def rows(self) -> "QuerySet[Any]":
        """Return what was said of any hub of this person's."""
        return Closure.objects.visible_to(self.me, self.right).filter(name="")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open again."""
        try:
            services.open_again(closure=self.row, by=self.me)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "Families read the ordinary opening times again.")
        return redirect("closed_today")


class _Plans(StaffView):
    right = services.PLAN
    header_icon = "date"

    def hubs(self) -> "QuerySet[Hub]":
        """Return the hubs this person plans for."""
        return selectors.hubs_to_close(self.me, self.right)

    def is_for_the_council(self) -> bool:
        """Return whether this person plans for every hub."""
        return reach(self.me, self.right) is None

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here."""
        up = [] if isinstance(self, Closures) else [{"url": reverse("closures"), "label": Closures.page_title}]
        return [*self.breadcrumbs_items, *up, {"url": "", "label": str(self.get_page_title())}]


class Closures(_Plans):
    """Every planned closure on one screen, and what is done on bank holidays."""

    template_name = "home/staff/closures.html"
    page_title = "Holidays and closures"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what is planned, and the form about bank holidays."""
        planned = list(selectors.closures_planned(self.me, self.right, timezone.now()))
        rows = [(one, selectors.spell_of(one), selectors.may_change(one, self.me, self.right)) for one in planned]
        form = kwargs.pop("form", None) or self._form()
        return super().get_context_data(rows=rows, form=form, **kwargs)

    def _form(self, data: Any = None) -> BankHolidaysForm:
        habits = selectors.bank_holiday_habits()
        return BankHolidaysForm(data, hubs=self.hubs(), for_the_council=self.is_for_the_council(), habits=habits)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save what is done on bank holidays."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        if "council" in form.cleaned_data:
            services.say_bank_holidays(hub=None, says=form.cleaned_data["council"], by=self.me)
        for hub in self.hubs():
            services.say_bank_holidays(hub=hub, says=form.cleaned_data[f"hub-{hub.pk}"] or None, by=self.me)
        messages.success(request, "Saved. Families read it on the hubs’ pages.")
        return redirect("closures")


class Plan(_Plans):
    """Plan a closure or other times; with a number in the address, change what was planned."""

    template_name = "home/staff/plan_closure.html"
    model = Closure

    def get_page_title(self) -> str:
        """Say which it is."""
        return f"Change “{self.row.name}”" if self.row else "Plan a closure"

    def rows(self) -> "QuerySet[Any]":
        """Return what was planned and all of whose hubs are this person's; what is for every hub is the whole council's."""
        planned = Closure.objects.exclude(name="")
        return planned if self.is_for_the_council() else planned.wholly_within(self.me, self.right)

    def _form(self, data: Any = None) -> PlannedForm:
        return PlannedForm(data, hubs=self.hubs(), for_the_council=self.is_for_the_council(), initial=self._planned())

    def _planned(self) -> dict[str, Any]:
        if not self.row:
            return {}
        spell = selectors.spell_of(self.row)
        hubs = list(self.row.hubs.values_list("pk", flat=True))
        days = {"first": spell.starts_at.date(), "last": spell.last_day}
        times = {"opens": spell.opens_at, "closes": spell.closes_at}
        return {"name": spell.name, "for_every_hub": self.row.for_every_hub, "hubs": hubs, **days, **times}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        return super().get_context_data(form=kwargs.pop("form", None) or self._form(), row=self.row, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the plan."""
        form = self._form(request.POST)
        if form.is_valid():
            try:
                closure = services.plan_closure(closure=self.row, by=self.me, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"“{closure.name}” is planned. {_when_shown(closure)}")
                if beside := [f"“{one.name}”" for one in selectors.planned_beside(closure)]:
                    named = f"On some of these days {', '.join(beside)} {'is' if len(beside) == 1 else 'are'} planned too."
                    messages.warning(request, f"{named} Families read both: call one off if it is the same.")
                return redirect("closures")
        return self.render_to_response(self.get_context_data(form=form))


def _when_shown(closure: Closure) -> str:
    shown_from = max(timezone.localtime(closure.starts_at).date() - rules.SHOWN_BEFORE, clocks.today())
    if shown_from == clocks.today():
        return "The hubs’ pages tell families now."
    return f"The hubs’ pages tell families from {clocks.day_in_words(shown_from)}."


class CallOff(_Plans):
    """What was planned does not happen, or ends today."""

    model = Closure
    http_method_names = ("post",)

    def rows(self) -> "QuerySet[Any]":
        """Return what was planned and is this person's to change."""
        planned = Closure.objects.exclude(name="")
        return planned if self.is_for_the_council() else planned.wholly_within(self.me, self.right)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Call it off."""
        try:
            services.end_closure(closure=self.row, by=self.me)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "Called off. Families read the ordinary opening times.")
        return redirect("closures")
