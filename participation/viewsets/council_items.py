"""The council's own items of the checklist: for who leads on listening for the whole council."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse_lazy

from core.whole_council import WholeCouncilView, WholeCouncilWorkbench
from core.workbench import Act, Screen, Trail, add_errors
from participation.forms.checklist import CouncilItemForm
from participation.models import CouncilItem
from participation.services.council_items import add_item, bring_back_item, retire_item

TITLE = "Our own questions"
LIST: Trail = ((TITLE, reverse_lazy("checklist_items:index")),)


class Items(WholeCouncilView, Screen):
    """Every item of the council's own, and whether it is asked."""

    right = "checklist_item.view"
    template_name = "participation/staff/council_items.html"
    page_title = TITLE
    header_icon = "list-ul"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the items."""
        return super().get_context_data(items=CouncilItem.objects.order_by("code"), may_edit=self.may("checklist_item.edit"), **kwargs)


class Add(WholeCouncilView, Screen):
    """A question of the council's own."""

    right = "checklist_item.edit"
    changes = True
    template_name = "participation/staff/council_item_form.html"
    page_title = "Add a question"
    header_icon = "plus"
    up = LIST

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", CouncilItemForm())
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add it, or say what is wrong and keep what was typed."""
        form = CouncilItemForm(request.POST)
        if form.is_valid():
            try:
                item = add_item(**form.cleaned_data, by=self.me)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say(f"{item.code} is asked from now on, in every engagement but everyday listening.")
                return redirect("checklist_items:index")
        return self.render_to_response(self.get_context_data(form=form))


class _ItemAct(WholeCouncilView, Act):
    """Something done to one item."""

    model = CouncilItem
    row: CouncilItem
    right = "checklist_item.edit"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it, and show the list."""
        self.say(self.act())
        return redirect("checklist_items:index")


class Retire(_ItemAct):
    """Ask it no more."""

    def act(self) -> str:
        """Retire it."""
        retire_item(item=self.row, by=self.me)
        return f"{self.row.code} is asked no more. Where it was answered it stays."


class BringBack(_ItemAct):
    """Ask it again."""

    def act(self) -> str:
        """Bring it back."""
        bring_back_item(item=self.row, by=self.me)
        return f"{self.row.code} is asked again."


class CouncilItemViewSet(WholeCouncilWorkbench):
    """The council's own items."""

    name = "checklist_items"
    url_prefix = "checklist-items"
    model = CouncilItem
    resource = "checklist_item"
    icon = "list-ul"
    menu_label = "Our own questions"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/checklist-items/`."""
        return [
            path("", self.construct_view(Items), name="index"),
            path("new/", self.construct_view(Add), name="add"),
            path("<int:pk>/retire/", self.construct_view(Retire), name="retire"),
            path("<int:pk>/bring-back/", self.construct_view(BringBack), name="bring_back"),
        ]
