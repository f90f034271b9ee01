"""Staff screens for the yearly reports of a panel: its years, writing one, and reading it as families will before it is published."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property

from core.forms.seen import seen_anew
from core.overtaken import Overtaken
from core.workbench import Screen, Workbench, add_errors
from panels.forms.annual_report import ReportForm
from panels.models import AnnualReport, Panel
from panels.report_template import REPORT
from panels.rules.annual_report import still_to_write
from panels.selectors import annual_report as selectors
from panels.selectors.annual_report import Year
from panels.selectors.panels import EDIT, VIEW, may_for
from panels.selectors.public import is_public
from panels.services import annual_report as services
from panels.viewsets.trail import above

LABEL = "Yearly reports"


class _OfPanel(Screen):
    """What these screens share: the panel, and the way back up."""

    model = Panel
    row: Panel
    right = VIEW
    header_icon = "doc-full"

    def rows(self) -> Any:
        """Join what every page reads."""
        return super().rows().select_related("hub", "locality")

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return above(self.row)


class Years(_OfPanel):
    """Every year of a panel, and where its report stands."""

    template_name = "panels/staff/report_years.html"
    page_title = LABEL

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the years."""
        return super().get_context_data(panel=self.row, years=selectors.years_of(self.row, self.today), **kwargs)


class _OfYear(_OfPanel):
    """Screens of one year of a panel, which the address names by the year in which it begins. Anything else is not there."""

    @cached_property
    def year(self) -> Year:
        """The year."""
        found = selectors.year_called(self.row, self.kwargs["year"], self.today)
        if found is None:
            raise Http404
        return found

    @cached_property
    def report(self) -> AnnualReport | None:
        """Its report; None while nobody wrote one."""
        return selectors.report_of(self.row, self.year)

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return (*super().up, (LABEL, reverse("reports:list", args=[self.row.pk])))

    def back(self) -> HttpResponse:
        """Lead to the report's page."""
        return redirect("reports:one", pk=self.row.pk, year=self.year.begins)


class OneReport(_OfYear):
    """A report as families read it or will, and where its numbers come from."""

    template_name = "panels/staff/report.html"

    def get_page_title(self) -> str:
        """Name the year."""
        return f"Report of the year {self.year.words}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return it, with the sources this reader may open."""
        report = self.report
        is_published = report is not None and report.published_on is not None
        figures = report.figures if report and is_published else selectors.counted(self.row, self.year, today=self.today)
        shown = {
            "panel": self.row,
            "year": self.year,
            "report": report,
            "said": selectors.said_in(report.words if report else {}),
            "shown": selectors.as_shown(self.row, figures),
            "sources": [(words, href) for words, href, right in selectors.sources(self.row) if may_for(self.me, right, self.row)],
            "parts": selectors.material(self.row, self.year, today=self.today),
            "is_published": is_published,
            "is_over": self.year.last < self.today,
            "missing": [] if is_published else still_to_write(report.words if report else {}),
            "page_is_public": is_public(self.row),
            "may_edit": may_for(self.me, EDIT, self.row),
        }
        return super().get_context_data(**{**kwargs, **shown})


class WriteReport(_OfYear):
    """Write a report, heading by heading, beside what was said and came back."""

    right = EDIT
    changes = True
    template_name = "panels/staff/report_write.html"

    def get_page_title(self) -> str:
        """Name the year."""
        return f"Write the report of {self.year.words}"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form; of what is published, the report."""
        return self.back() if self.report and self.report.published_on else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form with the draft, or with what there is to begin from."""
        found = selectors.material(self.row, self.year, today=self.today)
        if "form" not in kwargs:
            begun = self.report.words if self.report else selectors.first_words(self.row, found)
            kwargs["form"] = ReportForm(initial={**begun, "seen": self.report.version if self.report else 0})
        return super().get_context_data(**{**kwargs, "panel": self.row, "year": self.year, "parts": found})

    def post(self, request: HttpRequest, pk: int, year: int) -> HttpResponse:
        """Keep it, or say what is wrong and keep what was typed."""
        form, stands_now = ReportForm(request.POST), list[tuple[str, str]]()
        if form.is_valid():
            try:
                services.write_report(panel=self.row, year=self.year, words=form.words, by=self.me, seen=form.cleaned_data["seen"] or 0)
            except Overtaken as error:
                stands_now = _stands_now(form, error)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say("The draft is kept. Read it below as families will.")
                return self.back()
        return self.render_to_response(self.get_context_data(form=form, stands_now=stands_now))


def _stands_now(form: ReportForm, error: Overtaken) -> list[tuple[str, str]]:
    """Return what a colleague wrote meanwhile, where it differs from what was typed; once it was read, that can be kept."""
    form.add_error(None, error)
    seen_anew(form, error.theirs.version if error.theirs else 0)
    theirs = error.theirs.words if error.theirs else {}
    return [(str(one.heading), theirs.get(one.key, "")) for one in REPORT if theirs.get(one.key, "") != form.words[one.key]]


class _Act(_OfYear):
    """Something done to a report by a button, and back to it."""

    right = EDIT
    changes = True
    http_method_names = ["post"]

    def act(self) -> str:
        """Do it and return the words that say so. Raises ValidationError with every reason why not."""
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: int, year: int) -> HttpResponse:
        """Act, then show the report again."""
        try:
            self.say(self.act())
        except ValidationError as error:
            self.say_why_not(error)
        return self.back()


class Publish(_Act):
    """Everybody may read it."""

    def act(self) -> str:
        """Publish it, or say every reason why not."""
        seen = self.request.POST.get("seen", "")
        services.publish(panel=self.row, year=self.year, seen=int(seen) if seen.isdecimal() else -1, by=self.me, today=self.today)
        return "It is published below the panel’s page. Take it to the next meeting."


class TakeDown(_Act):
    """It is a draft again."""

    def act(self) -> str:
        """Take it off its page."""
        services.take_down(panel=self.row, year=self.year, by=self.me)
        return "It is off the page, and a draft again."


class AnnualReportViewSet(Workbench):
    """Yearly reports: their addresses alone, for the way there is each panel's page."""

    name = "reports"
    url_prefix = "panel-reports"
    model = Panel
    resource = "panel"
    icon = "doc-full"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses; all behind the gate."""
        made = self.construct_view
        return [
            path("<int:pk>/", made(Years), name="list"),
            path("<int:pk>/<int:year>/", made(OneReport), name="one"),
            path("<int:pk>/<int:year>/write/", made(WriteReport), name="write"),
            path("<int:pk>/<int:year>/publish/", made(Publish), name="publish"),
            path("<int:pk>/<int:year>/take-down/", made(TakeDown), name="take_down"),
        ]
