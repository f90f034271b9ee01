"""Bringing in a list: choose it, say which column is which, read what would happen, bring it in, take it back."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages

from core.forms.imports import ColumnsForm, ListForm
from core.gate import StaffView
from core.imports import asking, report, steps, templates
from core.imports.choices import HAS_A_REPORT, UNDER_WAY, ImportState, Outcome
from core.imports.kinds import kind_of, kinds_for
from core.imports.records import Kind, Unreadable
from core.models import ImportRun
from core.querysets import reach
from core.row_numbers import chosen_in

LINES_ON_A_PAGE = 25
RUNS_ON_A_PAGE = 25
HUBS = "hubs"  # the kind of list that a council begins with, for who may bring it in
_LABELS = {
    ImportState.TRIED: {"made": "would be new", "changed": "would change", "same": "would be left alone", "refused": "would be left out"},
}
_DONE = {"made": "new", "changed": "changed", "same": "left alone", "refused": "left out", "undone": "taken back"}


class ImportView(StaffView):
    """A screen about one kind of list, or one import. A list is of the whole council: a role at one hub opens nothing here."""

    model = ImportRun
    header_icon = "upload"
    kind: Kind

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Ask for the right of the kind. An import that is not for whoever asks answers as one that is not there."""
        self.kind = kind_of(kwargs["kind"] if "kind" in kwargs else self._kind_of_run(kwargs["pk"]))
        self.right = self.kind.right
        if "pk" in kwargs and reach(request.user, self.right) is not None:
            raise Http404
        super().setup(request, *args, **kwargs)
        if reach(self.me, self.right) is not None:
            raise PermissionDenied

    def _kind_of_run(self, pk: int) -> str:
        kind: str | None = ImportRun.objects.filter(pk=pk).values_list("kind", flat=True).first()
        if kind is None:
            raise Http404
        return kind

    def get_page_title(self) -> str:
        """Return what is brought in."""
        return self.kind.title

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to all imports."""
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": reverse("imports:index"), "label": "Bring in lists"}, items[-1]]

    def to_run(self, run: ImportRun) -> HttpResponse:
        """Go on where an import stands."""
        return redirect("imports:columns" if run.state == ImportState.UPLOADED else "imports:run", run.pk)


class Imports(StaffView):
    """What can be brought in, and what was."""

    right = "service.import"
    template_name = "core/imports/index.html"
    page_title = "Bring in lists"
    header_icon = "upload"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Open for whoever may bring in any kind of list."""
        self.kinds = kinds_for(request.user) if request.user.is_authenticated else []
        self.right = self.kinds[0].right if self.kinds else self.right
        super().setup(request, *args, **kwargs)
        if not self.kinds:
            raise PermissionDenied

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the kinds with the way to each, and past imports, the newest first."""
        titles = {kind.name: kind.title for kind in self.kinds}
        runs = ImportRun.objects.filter(kind__in=titles).select_related("by")
        page = Paginator(runs, RUNS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        ways = [(kind, reverse("imports:start", args=[kind.name])) for kind in self.kinds]
        runs_shown = [(run, titles[run.kind]) for run in page]
        return super().get_context_data(ways=ways, page=page, runs=runs_shown, brings_in_hubs=HUBS in titles, **kwargs)


class Start(ImportView):
    """Choose a list."""

    template_name = "core/imports/start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lists = [option.name for option in self.kind.options if option.choices]
        form = kwargs.pop("form", None) or ListForm(kind=self.kind, initial=chosen_in(self.request.GET, *lists))
        others = [kind for kind in kinds_for(self.me) if kind.right == self.kind.right and kind is not self.kind]
        return super().get_context_data(**{**kwargs, "form": form, "kind": self.kind, "others": others})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the list; a table goes on to its columns, a feed is tried."""
        form = ListForm(request.POST, request.FILES, kind=self.kind)
        if form.is_valid():
            try:
                run = asking.begin(
                    kind=self.kind,
                    by=self.me,
                    name=form.name_of_file,
                    chunks=form.chunks(),
                    source=form.cleaned_data.get("source", ""),
                    options=form.chosen_options(),
                )
            except Unreadable as error:
                form.add_error("pasted" if form.cleaned_data.get("pasted") else "file", str(error))
            else:
                if not self.kind.is_table:
                    asking.ask_to_try(run)
                return self.to_run(run)
        return self.render_to_response(self.get_context_data(form=form))


class Template(ImportView):
    """The empty table to fill in."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send it as Excel or CSV."""
        end = kwargs["end"]
        if not self.kind.is_table or end not in {"xlsx", "csv"}:
            raise Http404
        body = templates.as_workbook(self.kind.columns) if end == "xlsx" else templates.as_csv(self.kind.columns)
        response = HttpResponse(body, content_type=templates.XLSX if end == "xlsx" else "text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.kind.name}.{end}"'
        return response


class Columns(ImportView):
    """Say which column is which."""

    template_name = "core/imports/columns.html"

    def _waits(self) -> bool:
        return self.kind.is_table and self.row.state in asking.WAITS_FOR_COLUMNS

    def _form(self, *args: Any) -> ColumnsForm:
        return ColumnsForm(*args, kind=self.kind, table=steps.table_of(self.row), chosen=self.row.columns)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the guess, while nothing was brought in."""
        if not self._waits():
            return redirect("imports:run", self.row.pk)
        try:
            form = self._form()
        except Unreadable as error:
            messages.error(request, str(error))
            return redirect("imports:start", self.kind.name)
        return self.render_to_response(self.get_context_data(form=form))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the choice, and try the list."""
        if not self._waits():
            messages.error(request, asking.IN_WORK)
            return redirect("imports:run", self.row.pk)
        try:
            form = self._form(request.POST)
            if form.is_valid():
                asking.choose(run=self.row, columns=form.chosen())
                asking.ask_to_try(self.row)
                return redirect("imports:run", self.row.pk)
        except ValidationError as refused:
            form.add_error(None, refused)
        except Unreadable as error:
            messages.error(request, str(error))
            return redirect("imports:start", self.kind.name)
        return self.render_to_response(self.get_context_data(form=form))


class Run(ImportView):
    """Where an import stands: being read, tried with its report, brought in, taken back."""

    template_name = "core/imports/run.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; a table whose columns nobody chose yet leads there."""
        return self.to_run(self.row) if self.row.state == ImportState.UPLOADED else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run, show = self.row, self.request.GET.get("show", "")
        counts = report.outcomes(run)
        words = _LABELS.get(run.state, _DONE)
        page = Paginator(report.lines(run, show=show), LINES_ON_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            run=run,
            kind=self.kind,
            show=show,
            is_under_way=run.state in UNDER_WAY,
            has_report=run.state in HAS_A_REPORT or (run.state == ImportState.FAILED and run.done_to > 0),
            may_take_back=asking.may_be_taken_back(run),
            counts=[(outcome, number, words.get(outcome, _DONE[outcome])) for outcome, number in counts.items()],
            number_to_write=counts.get(Outcome.MADE, 0) + counts.get(Outcome.CHANGED, 0),
            problems=[(code, number, self.kind.problems.get(code, code)) for code, number in report.problems(run)],
            lines=[(line, self._where(line.subject)) for line in page],
            page=page,
            earlier=asking.earlier_of_the_same(run) if run.state == ImportState.TRIED else None,
            **kwargs,
        )

    def _where(self, subject: str) -> str:
        return self.kind.where(subject.partition(":")[2]) if subject else ""


class BringIn(ImportView):
    """Write what was tried."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin, and show how far it is."""
        try:
            asking.ask_to_bring_in(self.row, by=self.me)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("imports:run", self.row.pk)


class TakeBack(ImportView):
    """Take back what was brought in."""

    template_name = "core/imports/take_back.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return how much would go."""
        wrote = self.row.lines.filter(outcome__in=[Outcome.MADE, Outcome.CHANGED]).exclude(subject="")
        return super().get_context_data(run=self.row, number=wrote.count(), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin, and show how far it is."""
        try:
            asking.ask_to_take_back(self.row, by=self.me)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("imports:run", self.row.pk)


class Report(ImportView):
    """The report as a table to keep, or to send to whoever runs the directory."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Send it line by line."""
        response = StreamingHttpResponse(report.as_csv(self.row, dict(self.kind.problems)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="import-{self.row.pk}.csv"'
        return response
