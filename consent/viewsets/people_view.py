"""What every screen about the families we know has in common."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from consent.models import Person
from consent.selectors import people as selectors
from core.gate import StaffView
from core.models import Hub
from core.querysets import reach

INDEX, ONE = "families:index", "families:one"
TITLE = "Families we know"


class PeopleView(StaffView):
    """No browser and no proxy keeps a page with somebody's name."""

    model = Person
    right = selectors.VIEW
    header_icon = "group"
    row: Person

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, and have it forgotten."""
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        return response

    def rows(self) -> Any:
        """Only people who are still here; with their hub."""
        return super().rows().here().select_related("hub")  # type: ignore[attr-defined]  # our own queryset

    def hubs(self, right: str) -> list[Hub] | None:
        """Return the hubs at which a right is held; None for all."""
        ids = reach(self.me, right)
        return None if ids is None else list(Hub.objects.filter(pk__in=ids).order_by("name"))

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the list, and to the record."""
        steps = [{"url": reverse(INDEX), "label": TITLE}]
        if self.row is not None and str(self.get_page_title()) != self.row.shown_code:
            steps.append({"url": reverse(ONE, args=[self.row.pk]), "label": self.row.shown_code})
        return [*self.breadcrumbs_items, *steps, {"url": "", "label": str(self.get_page_title())}]
