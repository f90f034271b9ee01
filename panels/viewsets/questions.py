"""Staff screens of what a panel decides between meetings: the question, who is asked, what each said, and what was decided."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from core.viewsets import HubScoped
from core.workbench import Screen, add_errors
from panels.forms.questions import EndForm, QuestionForm
from panels.models import Panel, PanelQuestion
from panels.rules import questions as rules
from panels.selectors import questions as selectors
from panels.selectors.messages import RIGHT as MESSAGE_RIGHT
from panels.selectors.panels import may_for
from panels.services import questions as services
from panels.views.questions import said_in
from panels.viewsets import asked
from panels.viewsets.asked import ActOnAsked, AskedScreen, below_dates

DECIDED = "It is decided. It is read out when you meet, and families read it under “What came of our meetings” once minutes are out."


class NewQuestion(Screen):
    """Ask a panel to decide something before it meets again."""

    model = Panel
    row: Panel
    right = selectors.RIGHT
    changes = True
    template_name = "panels/staff/new_question.html"
    header_icon = "help"
    page_title = "Decide between meetings"

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return below_dates(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, or why a panel of under-18s is asked nothing by a link."""
        kwargs.setdefault("form", QuestionForm())
        why_not = rules.NEVER_FOR_CHILDREN if self.row.is_of_under_18s else ""
        return super().get_context_data(panel=self.row, why_not=why_not, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make it, or say what to mend and keep what was typed."""
        form = QuestionForm(request.POST)
        if form.is_valid():
            try:
                made = services.make_question(panel=self.row, by=self.me, today=self.today, **form.said())
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say("It is made. Nobody is asked yet: see below who gets a letter.")
                return redirect("panel_question:one", pk=made.pk)
        return self.render_to_response(self.get_context_data(form=form))


class OneQuestion(AskedScreen):
    """One question: its choices with what they come to, its members with what they said, and what was decided."""

    model = PanelQuestion
    row: PanelQuestion
    kind = services.QUESTION
    template_name = "panels/staff/question.html"
    header_icon = "help"
    page_title = "Decide between meetings"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the results, and everybody beside them."""
        options = selectors.options_of(self.row)
        lines = selectors.lines_of(self.row, self.me)
        kwargs.setdefault("form", EndForm())
        can_say = rules.said_of(self.row, len(options))
        return super().get_context_data(
            question=self.row,
            results=[(one, [(words, one.counts[value]) for value, words in can_say]) for one in selectors.results(self.row)],
            can_say=can_say,
            lines=[(line, line.cells(self.row, options)) for line in lines],
            may_write=may_for(self.me, MESSAGE_RIGHT, self.row.panel),
            number_answered=sum(bool(line.said) for line in lines),
            **self.letters(lines),
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """End it with what was decided, or say what is missing and keep what was typed."""
        form = EndForm(request.POST)
        if form.is_valid():
            try:
                services.end_question(question=self.row, by=self.me, today=self.today, **form.cleaned_data)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say(DECIDED)
                return redirect("panel_question:one", pk=pk)
        return self.render_to_response(self.get_context_data(form=form))


class _Act(ActOnAsked):
    model = PanelQuestion
    row: PanelQuestion
    page = "panel_question:one"


class Ask(asked.Ask, _Act):
    """Letters leave."""

    def send(self, **facts: Any) -> int:
        """Queue them."""
        return services.ask_members(question=self.row, **facts)


class TheySaid(asked.TheySaid, _Act):
    """They rang, or said it."""

    def keep(self, **facts: Any) -> None:
        """Write it down."""
        services.they_said(question=self.row, said=said_in(self.request.POST), **facts)


class PanelQuestionViewSet(HubScoped):
    """Questions of the panels that I look after. Reached from a panel's dates, so it stands in no menu."""

    model = PanelQuestion
    resource = "meeting"
    name = "panel_question"
    url_prefix = "panel-questions"
    icon = "help"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses; all behind the gate."""
        return [
            path("<uuid:pk>/", self.construct_view(OneQuestion), name="one"),
            path("<uuid:pk>/ask/", self.construct_view(Ask), name="ask"),
            path("<uuid:pk>/they-said/", self.construct_view(TheySaid), name="they_said"),
        ]
