"""The members of one panel: a list to read, to print, and to take out as a table; and who is on it, in numbers."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.functional import cached_property

from core.models import Hub
from core.row_numbers import row_number
from core.workbench import Workbench
from panels.choices import MemberKind, Stage
from panels.models import Panel
from panels.rules.needs import destroy_by
from panels.selectors import member_table as tables
from panels.selectors import members as selectors
from panels.selectors.member_part import ways_in
from panels.selectors.member_waits import OF_NEEDS, WAITS
from panels.selectors.panels import may_for
from panels.services import taken_lists as services
from panels.viewsets.kept_private import OfPanel
from panels.viewsets.monitoring import BeginRound, CloseRound, KeySlip, Pile, Slips

PER_PAGE = 50
KEPT_COLUMNS = "panels.columns"  # in the session


class MembersOfPanel(OfPanel):
    """Who is on a panel, narrowed by what is asked for, with the columns that somebody chose last."""

    template_name = "panels/staff/members.html"

    def get_page_title(self) -> str:
        """Name the panel."""
        return f"Members of {self.row}"

    @property
    def said(self) -> Any:
        """What is asked for: in the address of a list, in the post of one that is taken out."""
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @cached_property
    def reads_needs(self) -> bool:
        """Whether what to arrange for each, and whether it is safe to write, is shown to this reader."""
        return selectors.reads_needs(self.me, self.row)

    @property
    def waits(self) -> list[tuple[str, str]]:
        """What the list can be narrowed to that waits."""
        return [(name, label) for name, label in WAITS if self.reads_needs or name not in OF_NEEDS]

    @cached_property
    def asked(self) -> selectors.Asked:
        """What the list is narrowed to; what is odd is left out."""
        stage, kind, waits = (self.said.get(name, "") for name in ("stage", "kind", "waits"))
        return selectors.Asked(
            stage if stage in Stage.values else "",
            kind if kind in MemberKind.values else "",
            row_number(self.said.get("hub")) or None,
            waits if waits in dict(self.waits) else "",
        )

    @cached_property
    def lines(self) -> list[selectors.Line]:
        """Everybody who fits."""
        return selectors.lines(self.me, self.row, self.asked, today=self.today)

    @cached_property
    def columns(self) -> list[str]:
        """The columns that are shown: those chosen now, which are kept, or those chosen last."""
        mine = tables.columns_for(reads_needs=self.reads_needs)
        if "choose" in self.said:
            self.request.session[KEPT_COLUMNS] = [one for one in mine if one in self.said.getlist("column")]
        kept = self.request.session.get(KEPT_COLUMNS, tables.TO_BEGIN_WITH)
        return [one for one in mine if one in kept]

    def narrowed(self) -> dict[str, str]:
        """Return what the list is narrowed to, as an address carries it."""
        of = {"stage": self.asked.stage, "kind": self.asked.kind, "hub": str(self.asked.hub_id or ""), "waits": self.asked.waits}
        return {name: value for name, value in of.items() if value}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of the list, and what it can be narrowed to."""
        columns, page = self.columns, Paginator(self.lines, PER_PAGE).get_page(self.request.GET.get("page"))
        narrowed = self.narrowed()
        return super().get_context_data(
            panel=self.row,
            page=page,
            rows=[(line, tables.cells(line, columns)) for line in page],
            number=len(self.lines),
            heads=tables.heads(columns),
            columns=[(name, tables.COLUMNS[name][0], name in columns) for name in tables.columns_for(reads_needs=self.reads_needs)],
            asked=self.asked,
            narrowed=narrowed,
            stages=Stage.choices,
            kinds=MemberKind.choices,
            waits=self.waits,
            hubs=Hub.objects.order_by("name"),
            destroy_by=destroy_by(self.today),
            ways_in=ways_in(self.me, self.row),
            may_count=may_for(self.me, selectors.EDIT, self.row),
            extra=f"&{urlencode(narrowed)}" if narrowed else "",
            **kwargs,
        )


class PrintedMembers(MembersOfPanel):
    """Exactly this list on paper, marked. POST: who took it is written down."""

    http_method_names = ["post"]

    def is_looking(self) -> bool:
        """Whoever reads the list may take it out: nothing of it changes."""
        return True

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it as it goes to the printer."""
        services.note_taken(panel=self.row, how="print", number=len(self.lines), by=self.me)
        rows = [(line.called, tables.cells(line, self.columns)) for line in self.lines]
        facts = {"panel": self.row, "marked": tables.marked(self.row, self.today), "rows": rows}
        return render(request, "panels/staff/members_print.html", facts)


class MembersTable(PrintedMembers):
    """The same as a table for a spreadsheet."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand it over as a download."""
        services.note_taken(panel=self.row, how="table", number=len(self.lines), by=self.me)
        table = tables.as_csv(self.row, self.lines, self.columns, self.today)
        response = HttpResponse("".join(table), content_type="text/csv; charset=utf-8")
        named = f"members-{self.today}-destroy-by-{destroy_by(self.today)}.csv"
        response["Content-Disposition"] = f'attachment; filename="{named}"'
        return response


class PanelMembersViewSet(Workbench):
    """The people of a panel."""

    name = "panel_members"
    url_prefix = "panel-members"
    model = Panel
    resource = "member"
    icon = "group"
    menu_label = "Members"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/panel-members/`."""
        made: Callable[[Any], Any] = self.construct_view
        return [
            path("<int:pk>/", made(MembersOfPanel), name="list"),
            path("<int:pk>/print/", made(PrintedMembers), name="print"),
            path("<int:pk>/table/", made(MembersTable), name="table"),
            path("<int:pk>/slips/", made(Slips), name="slips"),
            path("<int:pk>/slips/begin/", made(BeginRound), name="begin_round"),
            path("<int:pk>/slips/close/", made(CloseRound), name="close_round"),
            path("<int:pk>/slips/one/", made(KeySlip), name="key_slip"),
            path("<int:pk>/slips/pile/", made(Pile), name="pile"),
        ]
