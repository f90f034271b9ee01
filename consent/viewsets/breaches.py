"""Something went wrong with somebody's data: anybody on staff says so on one screen; the officer sees it through."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail.admin.menu import MenuItem

from consent.forms import breaches as ours
from consent.models import Breach
from consent.rules import breaches as rules
from consent.selectors import breaches as selectors
from consent.services import breaches as services
from core import clocks
from core.gate import StaffView
from core.querysets import may
from core.viewsets import Workbench
from core.whole_council import WholeCouncilView, WholeCouncilWorkbench

PER_PAGE = 25
LIST = "breaches:index"
TITLE = "Data breaches"


class Report(StaffView):
    """Say that something went wrong. Whoever has any role may, and sees nothing of what others said."""

    right = selectors.ADD
    template_name = "consent/staff/breach_report.html"
    page_title = "Something went wrong"
    header_icon = "warning"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form; or, after sending, what happens now."""
        kwargs.setdefault("form", ours.ReportForm(hubs=selectors.hubs_to_choose(self.me)))
        return super().get_context_data(sent=self.request.GET.get("sent"), **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take it in, or say what is missing and keep what was typed."""
        form = ours.ReportForm(request.POST, hubs=selectors.hubs_to_choose(self.me))
        if form.is_valid():
            try:
                services.report(by=self.me, **form.cleaned_data)
            except ValidationError as refused:
                form.add_error(None, refused.messages)
            else:
                return redirect(f"{reverse('report_breach:index')}?sent=1")
        return self.render_to_response(self.get_context_data(form=form))


class BreachList(WholeCouncilView):
    """The counts; and, for the officer, each of them: what is open with its clock, or what was closed."""

    right = selectors.COUNT
    template_name = "consent/staff/breaches.html"
    page_title = TITLE
    header_icon = "warning"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the counts and a page of the list."""
        closed, now = self.request.GET.get("state") == "closed", timezone.now()
        may_read = self.may(selectors.VIEW)
        rows = selectors.breaches(closed=closed) if may_read else Breach.objects.none()
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("page"))
        shown = [(breach, rules.clock(breach, now), rules.is_late(breach, now)) for breach in page.object_list]
        extra = "&state=closed" if closed else ""
        return super().get_context_data(
            counts=selectors.counts(now), may_read=may_read, page=page, shown=shown, closed=closed, extra=extra, **kwargs
        )


class OneBreach(WholeCouncilView):
    """One breach: what happened, its clock, what was done, and what is still to decide."""

    model = Breach
    row: Breach
    right = selectors.VIEW
    right_to_act = selectors.EDIT
    template_name = "consent/staff/breach.html"
    header_icon = "warning"

    def get_page_title(self) -> str:
        """Return its reference."""
        return self.row.reference

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the list."""
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": reverse(LIST), "label": TITLE}, items[-1]]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the breach, and a form for each thing that is still to do. What was written is opened here and nowhere else."""
        now, refused = timezone.now(), kwargs.pop("refused", {})
        steps = [(step, selectors.is_as_written(step)) for step in selectors.steps_of(self.row)]
        acts = (
            [(act, refused.get(act.name) or act.form(breach=self.row)) for act in ACTS]
            if self.row.is_open and self.may(selectors.EDIT)
            else []
        )
        return super().get_context_data(
            breach=self.row,
            clock=rules.clock(self.row, now),
            is_late=rules.is_late(self.row, now),
            is_high=(self.row.risk or 0) >= rules.HIGH,
            steps=steps,
            acts=acts,
            refused=bool(refused),
            **kwargs,
        )


class _Act(OneBreach):
    """One thing done to a breach; a refusal shows it again with what was typed."""

    http_method_names = ["post"]
    name = ""
    heading = ""
    button = ""
    form: ClassVar[type[forms.Form]]
    service: ClassVar[Callable[..., object]]
    said = ""

    def more(self) -> dict[str, Any]:
        """Return what the service needs beside what was typed."""
        return {}

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Do it, then lead back to the breach."""
        form = type(self).form(request.POST, breach=self.row)  # type: ignore[call-arg]  # each of ours takes it
        if form.is_valid():
            try:
                type(self).service(breach=self.row, by=self.me, **form.cleaned_data, **self.more())
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, self.said)
                return redirect("breaches:one", pk)
        return self.render_to_response(self.get_context_data(refused={self.name: form}))


class Step(_Act):
    """Something was done."""

    name, heading, button, said = "step", "Write down what was done", "Write it down", "Written down."
    form, service = ours.StepForm, services.add_step


class Judge(_Act):
    """Judge the risk."""

    name, heading, button, said = "judge", "Judge the risk to people", "Keep this", "The risk is judged."
    form, service = ours.RiskForm, services.judge


class Regulator(_Act):
    """Decide about the regulator."""

    name, heading, button, said = "regulator", "Must the regulator be told?", "Decide", "Decided."
    form, service = ours.RegulatorForm, services.decide_about_regulator


class Told(_Act):
    """Note that the regulator was told."""

    name, heading, button, said = "told", "The regulator was told", "Note it", "Noted."
    form, service = ours.ToldForm, services.tell_regulator


class People(_Act):
    """Decide about the people."""

    name, heading, button, said = "people", "Must the people be told?", "Decide", "Decided."
    form, service = ours.PeopleForm, services.decide_about_people


class Close(_Act):
    """Close it."""

    name, heading, button, said = "close", "Close it", "Close it", "Closed. It stays in the log for as long as the rule says."
    form, service = ours.CloseForm, services.close

    def more(self) -> dict[str, Any]:
        """Return the day."""
        return {"today": clocks.today()}


ACTS: tuple[type[Any], ...] = (Step, Judge, Regulator, Told, People, Close)


class ReportViewSet(Workbench):
    """Say that something went wrong: in everybody's menu."""

    name = "report_breach"
    url_prefix = "something-went-wrong"
    model = Breach
    resource = "breach"
    icon = "warning"
    menu_label = "Something went wrong"

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """Return the menu entry for everybody with a role."""

        class Entry(MenuItem):
            def is_shown(self, request: HttpRequest) -> bool:
                return may(request.user, selectors.ADD)

        return Entry(self.menu_label, self.menu_url, name=self.name, icon_name=self.menu_icon, order=order or self.menu_order)

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the one address."""
        made: Callable[[Any], Any] = self.construct_view
        return [path("", made(Report), name="index")]


class BreachViewSet(WholeCouncilWorkbench):
    """The log of breaches."""

    name = "breaches"
    url_prefix = "breaches"
    model = Breach
    resource = "breach"
    right_to_see = selectors.COUNT
    icon = "warning"
    menu_label = TITLE

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/breaches/`."""
        made: Callable[[Any], Any] = self.construct_view
        acts = [path(f"<uuid:pk>/{act.name}/", made(act), name=act.name) for act in ACTS]
        return [path("", made(BreachList), name="index"), path("<uuid:pk>/", made(OneBreach), name="one"), *acts]
