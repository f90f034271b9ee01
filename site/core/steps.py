"""A step in the life of a record that families notice: it opens, it closes. Its page says what will happen before it does."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class InTheWay:
    """One thing that stands in the way, in words, and the address where it is mended; none when that is somebody else's to do."""

    text: str
    href: str = ""


def field_on_page(name: str) -> str:
    """Return the id under which a field stands on a stock page that edits a record without tabs."""
    return f"panel-{name}-section"


class Step(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView, Generic[Row]):
    """GET says what the step does and what stands in its way, POST does it. The viewset's gate found the row.

    Say `model`, `joined` (what the page reads of other rows), `page_title`, `list_label`, `log_action`, `done` and either `says` or a
    template that extends core/step.html.
    """

    model: type[Row]
    joined: tuple[str, ...] = ()
    permission_policy: Any = None
    permission_required = "change"
    index_url_name = ""
    edit_url_name = ""
    template_name = "core/step.html"
    list_label = ""
    log_action = ""
    done = ""
    says: tuple[str, ...] = ()

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the row with what the page says about it."""
        super().setup(request, *args, **kwargs)
        self.row: Row = self.model._default_manager.select_related(*self.joined).get(pk=kwargs["pk"])

    def act(self) -> Row:
        """Do it, and return the row to go on with. Raises ValidationError with every reason why not."""
        raise NotImplementedError

    def nothing_to_do(self) -> str:
        """Return why this step is not for a row that is where this one is; empty when it is."""
        return ""

    def in_the_way(self) -> list[InTheWay]:
        """Return what is still to do before."""
        return []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, or show what stands in the way."""
        try:
            row = self.act()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self.get(request, *args, **kwargs)
        log(instance=row, action=self.log_action, user=request.user)
        messages.success(request, self.done)
        return HttpResponseRedirect(self.edit_url(row))

    def edit_url(self, row: Row) -> str:
        """Return where a row is edited."""
        return reverse(self.edit_url_name, args=(row.pk,))

    def get_page_subtitle(self) -> str:
        """Return the row's title."""
        return str(self.row)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back: the list, the row, this step."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": self.list_label},
            {"url": self.edit_url(self.row), "label": str(self.row)},
            {"url": "", "label": str(self.page_title)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the row and what stands in the way."""
        nothing_to_do = self.nothing_to_do()
        in_the_way = [] if nothing_to_do else self.in_the_way()
        facts = {"row": self.row, "nothing_to_do": nothing_to_do, "in_the_way": in_the_way, "says": self.says}
        return super().get_context_data(**facts, back=self.edit_url(self.row), **kwargs)
