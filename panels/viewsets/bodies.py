"""Staff screens for the other bodies of a panel: who they are, what was sent, what came back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property

from core.row_numbers import row_number
from core.workbench import Screen, Workbench, add_errors
from panels.forms.bodies import BodyForm, CameBackForm, SendForm
from panels.models import BodyItem, OtherBody, Panel
from panels.selectors import bodies as selectors
from panels.selectors.panels import EDIT, VIEW, may_for
from panels.services import bodies as services
from panels.viewsets.trail import above

LABEL = "Other bodies"


class _OfPanel(Screen):
    """What these screens share: the panel, and the way back up."""

    model = Panel
    row: Panel
    right = EDIT
    changes = True
    header_icon = "site"

    @property
    def in_the_tab(self) -> str:
        """The panel."""
        return str(self.row)

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return above(self.row, (LABEL, reverse("bodies:list", args=[self.row.pk])))


class Bodies(_OfPanel):
    """Every body, what is out with it and what came back."""

    right = VIEW
    changes = False
    template_name = "panels/staff/bodies.html"
    page_title = LABEL

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return super().up[:-1]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the list."""
        may_edit = may_for(self.me, EDIT, self.row)
        return super().get_context_data(panel=self.row, bodies=list(selectors.bodies_of(self.row)), may_edit=may_edit, **kwargs)


class AddBody(_OfPanel):
    """Another body."""

    template_name = "panels/staff/body_form.html"
    page_title = "Another body"
    button = "Keep it"

    def form(self, data: Any = None) -> Any:
        """Return the form of this screen."""
        return BodyForm(data, instance=OtherBody(panel=self.row))

    def keep(self, form: Any) -> str:
        """Keep what was said; return the words that say so. Raises ValidationError."""
        services.keep_body(body=form.save(commit=False), by=self.me)
        return "The list is kept."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", self.form())
        return super().get_context_data(panel=self.row, button=self.button, **kwargs)

    def post(self, request: HttpRequest, **address: int) -> HttpResponse:
        """Keep it, or say what is wrong and keep what was typed."""
        form = self.form(request.POST)
        if form.is_valid():
            try:
                self.say(self.keep(form))
            except ValidationError as error:
                add_errors(form, error)
            else:
                return redirect("bodies:list", pk=self.row.pk)
        return self.render_to_response(self.get_context_data(form=form))


class _OfBody(AddBody):
    """Screens about one body of the panel in the address."""

    @cached_property
    def body(self) -> OtherBody:
        """The body of this panel that the address names, or 404: the gate asks about the panel alone."""
        found = OtherBody.objects.select_related("panel").filter(panel=self.row, pk=row_number(str(self.kwargs["body"]))).first()
        if found is None:
            raise Http404
        return found

    def get_page_title(self) -> str:
        """Return its name."""
        return f"{self.page_title}: {self.body.name}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the body beside the form."""
        return super().get_context_data(**{**kwargs, "body": self.body})


class EditBody(_OfBody):
    """Change what stands about a body."""

    page_title = "Change"

    def form(self, data: Any = None) -> Any:
        """Return its form."""
        return BodyForm(data, instance=self.body)


class SendToBody(_OfBody):
    """Something went to them."""

    page_title = "Sent to"
    button = "Write it down"

    def form(self, data: Any = None) -> Any:
        """Return an empty form."""
        return SendForm(data)

    def keep(self, form: Any) -> str:
        """Write it down."""
        services.send(body=self.body, by=self.me, today=self.today, **form.cleaned_data)
        return "Written down. When an answer is due and does not come, you are asked."


class _OfItem(_OfBody):
    """Screens about something that was sent to the body."""

    @cached_property
    def item(self) -> BodyItem:
        """The item of this body that the address names, or 404."""
        item: BodyItem | None = self.body.items.filter(pk=row_number(str(self.kwargs["item"]))).first()
        if item is None:
            raise Http404
        return item


class ChangeItem(_OfItem):
    """Put right what was sent, as long as nothing came back to it."""

    page_title = "Put right what went to"

    def form(self, data: Any = None) -> Any:
        """Return the form with what stands there."""
        return SendForm(data, initial={name: getattr(self.item, name) for name in ("what", "sent_on", "reference", "answer_by_on")})

    def keep(self, form: Any) -> str:
        """Keep it."""
        services.change_item(item=self.item, by=self.me, today=self.today, **form.cleaned_data)
        return "It is put right."


class CameBack(_OfItem):
    """What came back to something that was sent."""

    page_title = "What came back from"
    button = "Write it down"

    def form(self, data: Any = None) -> Any:
        """Return the form with what stands there."""
        item = self.item
        return CameBackForm(data, initial={"came_back": item.came_back, "came_back_on": item.came_back_on} if item.came_back else None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what was sent beside the form."""
        return super().get_context_data(**{**kwargs, "item": self.item})

    def keep(self, form: Any) -> str:
        """Write it down."""
        said = form.cleaned_data
        services.came_back(item=self.item, words=said["came_back"], on=said["came_back_on"], by=self.me, today=self.today)
        return "Written down. Tell the panel at its next meeting."


class LeaveBody(_OfBody):
    """Work with a body no more, or again."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, **address: int) -> HttpResponse:
        """Do it, and show the list."""
        is_over = "again" not in request.POST
        services.leave_body(body=self.body, is_over=is_over, by=self.me, on=self.today)
        what = "we work with them no more. What was sent and came back stays." if is_over else "we work with them again."
        self.say(f"{self.body.name}: {what}")
        return redirect("bodies:list", pk=self.row.pk)


class BodiesViewSet(Workbench):
    """Other bodies: its addresses alone, for the way there is each panel's page."""

    name = "bodies"
    url_prefix = "panel-bodies"
    model = Panel
    resource = "panel"
    icon = "site"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses; all behind the gate."""
        return [
            path("of/<int:pk>/", self.construct_view(Bodies), name="list"),
            path("of/<int:pk>/add/", self.construct_view(AddBody), name="add"),
            path("of/<int:pk>/<int:body>/edit/", self.construct_view(EditBody), name="edit"),
            path("of/<int:pk>/<int:body>/send/", self.construct_view(SendToBody), name="send"),
            path("of/<int:pk>/<int:body>/sent/<int:item>/", self.construct_view(ChangeItem), name="item"),
            path("of/<int:pk>/<int:body>/came-back/<int:item>/", self.construct_view(CameBack), name="came_back"),
            path("of/<int:pk>/<int:body>/leave/", self.construct_view(LeaveBody), name="leave"),
        ]
