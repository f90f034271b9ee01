"""What every screen with members on it has in common."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from core.gate import row_or_404
from core.workbench import Screen, Trail
from panels.models import Membership, MembershipQuerySet, Panel
from panels.selectors import members as selectors
from panels.viewsets.trail import above


class PrivateScreen(Screen):
    """No browser and no proxy keeps a page with somebody's name."""

    header_icon = "group"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, and have it forgotten."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response


class OfPanel(PrivateScreen):
    """A screen about the people of one panel."""

    model = Panel
    row: Panel
    right = selectors.VIEW

    @property
    def in_the_tab(self) -> str:
        """The panel."""
        return str(self.row)

    @property
    def up(self) -> Trail:
        """The screens above this one."""
        return above(self.row)


class OfMember(PrivateScreen):
    """A screen about one member. Who was forgotten, or is set aside, is not there (404)."""

    model = Membership
    row: Membership
    right = selectors.VIEW
    right_to_act = selectors.EDIT

    def rows(self) -> Any:
        """Return who is in sight, with what the page reads."""
        rows: MembershipQuerySet = super().rows()  # type: ignore[assignment]  # our own queryset
        return rows.in_sight().select_related(*selectors.JOINED, "panel__coordinator__hub", "panel__second_reader__hub")

    @property
    def up(self) -> Trail:
        """The screens above this one."""
        panel = self.row.panel
        return above(panel, ("Members", reverse("panel_members:list", args=[panel.pk])))

    def part(self, rows: Any, name: str) -> Any:
        """Return a row of this member that a form names; 404 for anything else."""
        return row_or_404(rows, self.request.POST.get(name, ""))
