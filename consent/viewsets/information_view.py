"""What every screen of freedom of information has in common: the officer's alone, and kept by no browser and no proxy."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from consent.forms import information as ours
from consent.models import InformationRequest
from consent.selectors import information as selectors
from consent.services import information as services
from core import clocks
from core.whole_council import WholeCouncilView

LIST, ONE, EXTRACT = "information:index", "information:one", "information:extract"
TITLE = "Freedom of information"


class InformationView(WholeCouncilView):
    """No browser and no proxy keeps what stands here."""

    right = selectors.VIEW
    right_to_act = selectors.EDIT
    header_icon = "doc-full"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, and have it forgotten."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the list, and to the request."""
        title, about = str(self.get_page_title()), self.row
        steps = [] if title == TITLE else [{"url": reverse(LIST), "label": TITLE}]
        if about is not None and title != str(about):
            steps.append({"url": reverse(ONE, args=[about.pk]), "label": str(about)})
        return [*self.breadcrumbs_items, *steps, {"url": "", "label": title}]


class OneRequest(InformationView):
    """One request: its clock, where was looked, what was chosen, and what is to be done next."""

    model = InformationRequest
    row: InformationRequest
    template_name = "consent/staff/information_one.html"

    def get_page_title(self) -> str:
        """Return its reference."""
        return str(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the request and its forms. What was asked is opened here."""
        standing = selectors.standing_of(self.row, clocks.today())
        kwargs.setdefault("step_form", ours.StepForm())
        kwargs.setdefault("search_form", ours.SearchForm())
        return super().get_context_data(
            asked=self.row,
            standing=standing,
            steps=list(self.row.steps.select_related("by")),
            searches=list(selectors.searches_of(self.row)),
            items=selectors.items_of(self.row),
            may_act=self.may(selectors.EDIT) and self.row.is_open,
            may_step=self.may(selectors.EDIT) and not self.row.ended_on,
            **kwargs,
        )


class FormAct(OneRequest):
    """One thing done to a request by a form; a refusal shows the request again with what was typed."""

    http_method_names = ["post"]
    form: ClassVar[type[forms.Form]]
    name = ""

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Do it, and answer. Raises ValidationError with every reason why not."""
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Act, or say what is wrong."""
        form = type(self).form(request.POST)
        if form.is_valid():
            try:
                return self.act(form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error.messages)
        return self.render_to_response(self.get_context_data(**{f"{self.name}_form": form}))

    def done(self, words: str, to: str = ONE) -> HttpResponse:
        """Say that it is done, and lead on."""
        messages.success(self.request, words)
        return redirect(to, pk=self.row.pk)


class Step(FormAct):
    """Note what moves the clock."""

    form, name = ours.StepForm, "step"

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Note it."""
        services.step(request=self.row, by=self.me, today=clocks.today(), **cleaned)
        return self.done("Noted.")


class Search(FormAct):
    """Look in everything that is held. POST: what was looked for stands in no address and no log."""

    form, name = ours.SearchForm, "search"

    def act(self, cleaned: dict[str, Any]) -> HttpResponse:
        """Look, and show what was found, to be ticked."""
        hubs = [hub.pk for hub in cleaned.pop("hubs")]
        search, results = services.search(request=self.row, hubs=hubs, by=self.me, **cleaned)
        return self.found(search, results)

    def found(self, search: Any, results: Any, problems: list[str] | None = None) -> HttpResponse:
        """Show what was found; what was chosen before is marked."""
        there = {(item.kind, item.key) for item in self.row.items.all()}
        shown = [(record, (record.kind, record.key) in there) for record in results.records]
        self.template_name = "consent/staff/information_found.html"
        return self.render_to_response(self.get_context_data(search=search, results=results, shown=shown, problems=problems or []))


class Choose(Search):
    """Take what was ticked into the answer."""

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Take it, or show the search again."""
        try:
            search = services.search_of(self.row, request.POST.get("search", ""))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(ONE, pk=pk)
        try:
            number = services.choose(request=self.row, search=search, ticked=request.POST.getlist("ticked"), by=self.me)
        except ValidationError as error:
            return self.found(search, selectors.find_again(self.me, search), error.messages)
        return self.done(f"{number} chosen. Look at each, and decide what becomes of it.")


REQUEST_ACTS: dict[str, Callable[..., Any]] = {"step": Step, "search": Search, "choose": Choose}
