"""What families, and who runs a service, say is wrong on its page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from core import clocks
from core.gate import StaffView
from home.choices import WrongState
from home.models import WrongReport
from home.selectors import kept_true as selectors
from home.services.wrong_reports import end_report, pass_on

PER_PAGE, PASS_ON = 20, "pass_on"


class WrongReports(StaffView):
    """What waits for a look, promised first in front; or what has ended."""

    right = selectors.RIGHT
    template_name = "home/staff/wrong_reports.html"
    page_title = "Wrong on a page"
    header_icon = "help"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of the list."""
        ended = self.request.GET.get("state") == "ended"
        found = selectors.reports_in_reach(self.me, clocks.today())
        waiting, done = found.filter(state=WrongState.WAITING), found.exclude(state=WrongState.WAITING).order_by("-ended_on", "pk")
        page = Paginator(done if ended else waiting, PER_PAGE).get_page(self.request.GET.get("page"))
        leave = dict(selectors.with_leave_to_edit([one.page for one in page.object_list], self.me))
        rows = [(one, leave[one.page]) for one in page.object_list]
        return super().get_context_data(page=page, rows=rows, ended=ended, extra="&state=ended" if ended else "", **kwargs)


class EndReport(StaffView):
    """Somebody has looked."""

    right = selectors.RIGHT
    model = WrongReport
    http_method_names = ("post",)

    def rows(self) -> Any:
        """Return what was said of services somebody may check."""
        return selectors.reports_in_reach(self.me, clocks.today())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say what came of it."""
        if request.POST.get("becomes") == PASS_ON:
            return self._pass_on(request)
        try:
            end_report(report=self.row, becomes=request.POST.get("becomes", ""), by=self.me, today=clocks.today())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "Noted. The words are deleted in some weeks; that somebody said something stays as a count.")
        return redirect("wrong_reports")

    def _pass_on(self, request: HttpRequest) -> HttpResponse:
        try:
            pass_on(report=self.row, by=self.me)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, "Passed on to whoever keeps all pages. The promised day stays.")
        return redirect("wrong_reports")
