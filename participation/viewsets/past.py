"""Past reports: what families told the council before, to read, to write down, to mend, and to fetch."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from core.forms.seen import seen_anew
from core.workbench import Screen, Trail, Workbench, add_errors
from participation.forms.past import PastReportForm
from participation.models import PastReport
from participation.selectors import past as selectors
from participation.services import past as services

LIST, TITLE = "past_reports:index", "Past reports"
PER_PAGE = 25


class _PastScreen(Screen):
    """What all these screens share."""

    model = PastReport
    right = selectors.VIEW
    header_icon = "doc-full"

    @property
    def up(self) -> Trail:
        """The list above."""
        return () if self.page_title == TITLE else ((TITLE, reverse(LIST)),)


class Reports(_PastScreen):
    """Every report the user may read, newest first."""

    template_name = "participation/staff/past_reports.html"
    page_title = TITLE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of reports."""
        page = Paginator(selectors.reports(self.me), PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, may_add=self.may(selectors.ADD), **kwargs)


class OneReport(_PastScreen):
    """One report, with what families said in it."""

    template_name = "participation/staff/past_report.html"

    def get_page_title(self) -> str:
        """Return what the report is called."""
        return str(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the report and what this person may do with it."""
        may_edit = bool(selectors.ids_to_change(self.me, [self.row.pk]))
        facts = {"report": self.row, "hubs": list(self.row.hubs.all()), "findings": self.row.findings.all(), "may_edit": may_edit}
        has_file = selectors.reports(self.me).filter(pk=self.row.pk, has_file=True).exists()
        may_open = PastReport.objects.visible_to(self.me, selectors.OPEN).filter(pk=self.row.pk).exists()
        return super().get_context_data(**facts, has_file=has_file, may_open=may_open, **kwargs)


class AddReport(_PastScreen):
    """Write a report down."""

    right = selectors.ADD
    template_name = "participation/staff/past_report_form.html"
    page_title = "Write down a past report"
    changes = True

    def report(self) -> PastReport:
        """Return what the form is about."""
        return PastReport()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", PastReportForm(instance=self.report(), user=self.me))
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, **address: int) -> HttpResponse:
        """Keep it, or say what is wrong and keep what was typed."""
        form = PastReportForm(request.POST, request.FILES, instance=self.report(), user=self.me)
        if form.is_valid() and (report := self._kept(form)):
            messages.success(request, "The report is kept.")
            return redirect("past_reports:one", report.pk)
        stands_now = self._stands_now(form)
        return self.render_to_response(self.get_context_data(form=form, stands_now=stands_now, lost_file=bool(request.FILES)))

    def _kept(self, form: PastReportForm) -> PastReport | None:
        said = form.cleaned_data
        try:
            return services.save_report(
                report=form.save(commit=False),
                hubs=said["hubs"],
                findings=services.lines_of(said["findings"]),
                by=self.me,
                file=said.get("file"),
                seen=(said.get("seen") or 0) if form.instance.pk else None,
            )
        except ValidationError as refused:
            add_errors(form, refused)
            return None

    def _stands_now(self, form: PastReportForm) -> list[tuple[str, str]]:
        """Return the findings that a colleague wrote meanwhile; the form is told of them, so that it can be kept once they were read."""
        if form.instance.pk is None or not form.non_field_errors():
            return []
        now = PastReport.objects.get(pk=form.instance.pk)
        seen_anew(form, now.edited_count)
        return [("Title", now.title), ("Findings", "\n".join(one.text for one in now.findings.all()))]


class EditReport(AddReport):
    """Mend a report."""

    right = selectors.EDIT
    page_title = "Change a past report"

    def report(self) -> PastReport:
        """Return the report."""
        return PastReport.objects.get(pk=self.row.pk)


class DeleteReport(_PastScreen):
    """Delete a report that was a mistake."""

    right = selectors.DELETE
    changes = True
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Delete it."""
        try:
            services.delete_report(report=self.row, by=self.me)
        except ValidationError as refused:
            self.say_why_not(refused)
            return redirect("past_reports:one", pk)
        messages.success(request, "The report is deleted. The audit trail keeps that it was there.")
        return redirect(LIST)


class RemoveFile(_PastScreen):
    """Delete a report's file alone."""

    right = selectors.EDIT
    changes = True
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Delete it, or say that there is none."""
        try:
            services.remove_file(report=self.row, by=self.me)
        except ValidationError as refused:
            self.say_why_not(refused)
        else:
            self.say("The file is deleted.")
        return redirect("past_reports:one", pk)


class FetchFile(_PastScreen):
    """The file itself: POST only, so that no browser or proxy keeps it, and who took it is written down."""

    right = selectors.OPEN
    http_method_names = ["post"]

    def is_looking(self) -> bool:
        """Return that taking a copy changes nothing of the report."""
        return True

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand it over as a download, never to be shown inside our pages."""
        try:
            content, kind = services.open_file(report=self.row, by=self.me)
        except ValidationError as refused:
            self.say_why_not(refused)
            return redirect("past_reports:one", pk)
        response = HttpResponse(content, content_type=services.TYPES[kind])
        response["Content-Disposition"] = f'attachment; filename="past-report-{pk}.{kind}"'
        response["Cache-Control"] = "no-store, private"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class PastReportViewSet(Workbench):
    """What families told the council before."""

    name = "past_reports"
    url_prefix = "past-reports"
    model = PastReport
    resource = "past_report"
    icon = "doc-full"
    menu_label = TITLE

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/past-reports/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [
            path("", made(Reports), name="index"),
            path("new/", made(AddReport), name="new"),
            path("<int:pk>/", made(OneReport), name="one"),
            path("<int:pk>/change/", made(EditReport), name="change"),
            path("<int:pk>/delete/", made(DeleteReport), name="delete"),
            path("<int:pk>/file/", made(FetchFile), name="file"),
            path("<int:pk>/remove-file/", made(RemoveFile), name="remove_file"),
        ]
