"""The restricted support log: apart from a member's page, opened by a button, and each reading is written down."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse

from consent.selectors.ledger import as_now
from core.row_numbers import row_number
from core.workbench import Trail, Workbench
from panels.models import Membership
from panels.selectors import members as selectors
from panels.selectors.names import in_order, name_of
from panels.services import member_notes as services
from panels.viewsets.kept_private import OfMember, PrivateScreen

LABEL = "Support logs"


class SupportLogs(PrivateScreen):
    """Whose log can be opened, panel by panel. Whether anything stands in one is not said: that alone would tell."""

    right = selectors.READ_LOG
    template_name = "panels/staff/support_logs.html"
    page_title = LABEL

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the members of each panel, by name where it may be read."""
        rows = Membership.objects.visible_to(self.me, self.right).in_sight().select_related(*selectors.JOINED)
        if panel := row_number(self.request.GET.get("panel")):
            rows = rows.filter(panel=panel)
        found = rows.order_by("panel__title", "panel", "pk")
        panels = [(panel, self._in_order(some)) for panel, some in groupby(found, key=lambda row: row.panel)]
        return super().get_context_data(panels=panels, **kwargs)

    def _in_order(self, rows: Iterable[Membership]) -> list[tuple[str, str]]:
        """Return the way to each log and whose it is, by name."""
        lines = in_order(self._line(row) for row in rows)
        return [(reverse("support_log:one", args=[one.member.pk]), one.called + (", left" if one.member.left_on else "")) for one in lines]

    def _line(self, row: Membership) -> selectors.Line:
        assert row.person is not None, "nobody forgotten is in sight"
        person = as_now(row.person)
        return selectors.Line(row, person, name_of(self.me, person), None, self.today)


class OneLog(OfMember):
    """One member's log, still closed; and a box to write into it."""

    right = selectors.READ_LOG
    right_to_act = ""
    template_name = "panels/staff/support_log.html"

    def get_page_title(self) -> str:
        """Return the code: the tab of a browser stays open on a desk."""
        return f"Support log of {as_now(self.row.person).shown_code}" if self.row.person else LABEL

    @property
    def up(self) -> Trail:
        """The list of logs."""
        return ((LABEL, reverse("support_log:index")),)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return whose it is."""
        person = as_now(self.row.person) if self.row.person else None
        name = name_of(self.me, person) if person else ""
        may_add = Membership.objects.visible_to(self.me, selectors.ADD_LOG).filter(pk=self.row.pk).exists() and self.row.left_on is None
        return super().get_context_data(member=self.row, name=name, may_add=may_add, **kwargs)


class ReadLog(OneLog):
    """Open it. POST only: nothing shows it by the way."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Show it, opened."""
        return self.render_to_response(self.get_context_data(entries=services.read_log(member=self.row, by=self.me)))


class AddToLog(OneLog):
    """Write into it, without opening it."""

    http_method_names = ["post"]
    right_to_act = selectors.ADD_LOG

    def post(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Keep it; or say why not, and keep what was typed."""
        try:
            services.add_to_log(member=self.row, words=request.POST.get("words", ""), by=self.me, today=self.today)
        except ValidationError as error:
            self.say_why_not(error)
            self.keep_typed(reverse("support_log:one", args=[pk]))
        else:
            self.say("It is written into the log.")
        return redirect("support_log:one", pk=pk)


class SupportLogViewSet(Workbench):
    """Support logs."""

    name = "support_log"
    url_prefix = "support-logs"
    model = Membership
    resource = "support_log"
    icon = "lock"
    menu_label = LABEL

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/support-logs/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [
            path("", made(SupportLogs), name="index"),
            path("<uuid:pk>/", made(OneLog), name="one"),
            path("<uuid:pk>/read/", made(ReadLog), name="read"),
            path("<uuid:pk>/add/", made(AddToLog), name="add"),
        ]
