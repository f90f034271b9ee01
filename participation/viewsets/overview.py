"""Staff screens for everything the council asks about: at a glance, how well it listened over time, whom it asked, what comes."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse_lazy

from core.models import Hub
from core.querysets import reach
from core.row_numbers import row_number
from core.workbench import Screen, Trail, Workbench
from participation.choices import Element, Size, Stage
from participation.models import Engagement
from participation.selectors import overview
from participation.selectors.asked_often import asked_often
from participation.selectors.overview_table import as_csv
from participation.selectors.reach import year_of
from participation.services.overview import note_export

LABEL = "At a glance"
AHEAD = timedelta(days=365)
BACK = timedelta(days=31)


class _Overview(Screen):
    """What all these screens share."""

    right = overview.VIEW
    header_icon = "list-ul"

    @property
    def up(self) -> Trail:
        """The screens above this one."""
        return ((LABEL, reverse_lazy("overview:index")),)

    def chosen(self) -> dict[str, Any]:
        """Return by what the list is narrowed; what is unknown narrows nothing."""
        asked = self.request.GET if self.request.method == "GET" else self.request.POST
        hub = row_number(asked.get("hub"))
        return {
            "stage": asked.get("stage") if asked.get("stage") in Stage.values else "",
            "size": asked.get("size") if asked.get("size") in Size.values else "",
            "hub_id": hub if hub and self.hubs().filter(pk=hub).exists() else None,
        }

    def hubs(self) -> Any:
        """Return the hubs of this member of staff at which something is asked."""
        return Hub.objects.visible_to(self.me, overview.VIEW).filter(pk__in=Engagement.hubs.through.objects.values("hub"))


class AtAGlance(_Overview):
    """Engagements by stage, size and hub, each with its profile."""

    template_name = "participation/staff/overview.html"
    page_title = LABEL

    @property
    def up(self) -> Trail:
        """Nothing: it is the first."""
        return ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the list and what it may be narrowed by."""
        shown = {"stages": overview.numbers_by_stage(self.me), "sizes": Size.choices, "hubs": list(self.hubs()), "elements": Element.labels}
        shown |= {"most": overview.MOST_SHOWN, "may_take_out": reach(self.me, overview.VIEW) is None}
        rows = overview.seen_by(self.me, **self.chosen())
        lines = overview.lines(rows, today=self.today, most=overview.MOST_SHOWN)
        return super().get_context_data(lines=lines, chosen=self.chosen(), **shown, **kwargs)


class TakenOut(_Overview):
    """The same as a table for a spreadsheet, noted in the trail."""

    http_method_names = ["post"]

    def is_looking(self) -> bool:
        """It shows what the screen shows, and changes nothing."""
        return True

    def post(self, request: HttpRequest) -> HttpResponse:
        """Hand it over as a download, to who serves the whole council: a table that has left is within nobody's reach any more."""
        if reach(self.me, overview.VIEW) is not None:
            raise PermissionDenied
        lines = overview.lines(overview.seen_by(self.me, **self.chosen()), today=self.today)
        note_export(number=len(lines), by=self.me)
        response = HttpResponse("".join(as_csv(lines)), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="what-we-ask-{self.today:%Y-%m-%d}.csv"'
        response["Cache-Control"] = "no-store, private"
        return response


class OverTime(_Overview):
    """How well engagements listened, half year by half year."""

    template_name = "participation/staff/over_time.html"
    page_title = "How well we listened over time"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the halves."""
        return super().get_context_data(halves=overview.over_time(self.me), words=overview.WORDS, **kwargs)


class AskedOften(_Overview):
    """Which groups at which hubs were asked how often."""

    template_name = "participation/staff/asked_often.html"
    page_title = "Who was asked how often"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a council's year: this one, or the one before."""
        this = year_of(self.today)
        year = this - 1 if self.request.GET.get("year") == str(this - 1) else this
        table = asked_often(self.me, year=year)
        return super().get_context_data(table=table, year=year, years=[this, this - 1], **kwargs)


class Calendar(_Overview):
    """What is to come."""

    template_name = "participation/staff/calendar.html"
    page_title = "What is to come"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the months."""
        months = overview.calendar(self.me, since=self.today - BACK, until=self.today + AHEAD)
        return super().get_context_data(months=months, today=self.today, **kwargs)


class OverviewWorkbench(Workbench):
    """Everything the council asks about."""

    name = "overview"
    model = Engagement
    resource = "engagement"
    icon = "list-ul"
    menu_label = LABEL

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/overview/`."""
        return [
            path("", self.construct_view(AtAGlance), name="index"),
            path("table/", self.construct_view(TakenOut), name="table"),
            path("over-time/", self.construct_view(OverTime), name="over_time"),
            path("asked/", self.construct_view(AskedOften), name="asked"),
            path("calendar/", self.construct_view(Calendar), name="calendar"),
        ]
