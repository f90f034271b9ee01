"""What has to be called back because somebody changed their mind."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from consent.choices import TaskState
from consent.models import TakeDownTask
from consent.rules import ledger_uses as rules
from consent.selectors import ledger, ledger_uses, partners_told, rights
from consent.services import ledger_uses as services
from core import clocks
from core.gate import StaffView
from core.viewsets import Workbench

PER_PAGE = 25


class TaskList(StaffView):
    """What waits to be called back at my hubs, late first; or what has ended."""

    model = TakeDownTask
    right = ledger.VIEW
    template_name = "consent/staff/ledger/tasks.html"
    page_title = "To be called back"
    header_icon = "warning"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of the list."""
        ended = self.request.GET.get("state") == "ended"
        page = Paginator(ledger_uses.tasks_to_read(self.me, ended=ended), PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, ended=ended, extra="&state=ended" if ended else "", **kwargs)


class OneTask(StaffView):
    """One thing to call back: called back, or not, with an honest sentence."""

    model = TakeDownTask
    row: TakeDownTask
    right = ledger.VIEW
    right_to_act = ledger.ADD
    template_name = "consent/staff/ledger/task.html"
    header_icon = "warning"

    def rows(self) -> Any:
        """Bring along what it is about."""
        return super().rows().select_related("use__record__person__merged_into__merged_into", "hub", "post__hub", "ended_by")

    def get_page_title(self) -> str:
        """Say what it is."""
        return f"Call back: {self.row.use.title}"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the list."""
        above = {"url": reverse("take_downs:index"), "label": TaskList.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the task and whether this person may end it."""
        row = self.row
        may_act = self.may(ledger.ADD, hub_id=row.hub_id) if row.hub_id else self.may(ledger.ADD)
        asked, may_read = partners_told.request_of(row.use), self.may(rights.VIEW)
        record = row.use.record
        last = ledger.standing(ledger.as_now(record.person), record.purpose, record.partner).record
        return super().get_context_data(
            task=row,
            said_by_staff=last is not None and last.pk != record.pk and last.collected_by_id is not None,
            told=rules.honest_words(row.use),
            may_act=may_act and row.state == TaskState.OPEN,
            href=partners_told.where_it_is(row.use, asked, may_read=may_read),
            asked=asked,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End it, or say why not and keep what was typed."""
        state, words = request.POST.get("state", ""), request.POST.get("words", "")
        try:
            services.call_back(task=self.row, state=state, words=words, by=self.me, today=clocks.today())
        except ValidationError as error:
            return self.render_to_response(self.get_context_data(problems=error.messages, typed=request.POST.dict()))
        messages.success(request, "It has ended.")
        return redirect("take_downs:index")


class TakeDownViewSet(Workbench):
    """What has to be called back."""

    name = "take_downs"
    url_prefix = "to-call-back"
    model = TakeDownTask
    resource = "consent"
    icon = "warning"
    menu_label = "To be called back"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/to-call-back/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [path("", made(TaskList), name="index"), path("<int:pk>/", made(OneTask), name="one")]
