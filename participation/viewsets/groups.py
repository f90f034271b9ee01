"""Staff screens for whom the council looks for: one list for everybody, with the figures of how many there are."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse_lazy

from core.small_numbers import numbers
from core.whole_council import WholeCouncilView, WholeCouncilWorkbench
from core.workbench import Screen, Trail, add_errors
from participation.forms.groups import FigureForm, GroupForm, as_kept
from participation.models import PriorityGroup
from participation.selectors.groups import still_in_the_set
from participation.services import groups as services

LABEL = "Groups we look for"


class _Groups(WholeCouncilView, Screen):
    """What all these screens share."""

    right = "priority_group.edit"
    header_icon = "group"
    up: Trail = ((LABEL, reverse_lazy("groups:index")),)


class GroupList(_Groups):
    """Every group, and what of the shipped set is not taken."""

    right = "priority_group.view"
    template_name = "participation/staff/groups.html"
    page_title = LABEL
    up = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the list."""
        return super().get_context_data(groups=list(PriorityGroup.objects.all()), starters=still_in_the_set(), **kwargs)


class AddGroup(_Groups):
    """A group in the council's own words."""

    template_name = "participation/staff/group_form.html"
    page_title = "A group we look for"

    def group(self) -> PriorityGroup:
        """Return what the form is about."""
        return PriorityGroup()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        kwargs.setdefault("form", GroupForm(initial=as_kept(self.group())))
        return super().get_context_data(group=self.row, **kwargs)

    def post(self, request: HttpRequest, **address: int) -> HttpResponse:
        """Keep it, or say what is wrong and keep what was typed."""
        form = GroupForm(request.POST)
        if form.is_valid():
            try:
                services.keep_group(group=form.fill(self.group()), by=self.me)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say("The list is kept.")
                return redirect("groups:index")
        return self.render_to_response(self.get_context_data(form=form))


class EditGroup(AddGroup):
    """Change a group. Its key stays, so what was counted stays with it."""

    model = PriorityGroup

    def group(self) -> PriorityGroup:
        """Return the row."""
        return PriorityGroup.objects.get(pk=self.row.pk)


class TakeFromSet(_Groups):
    """Look for one of the shipped set too."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Put it into the list."""
        try:
            group = services.take_from_the_set(key=request.POST.get("key", ""), by=self.me)
            self.say(f"You look for “{group}” from now on.")
        except ValidationError as error:
            self.say_why_not(error)
        return redirect("groups:index")


class Figures(_Groups):
    """About how many of a group live around each hub."""

    model = PriorityGroup
    row: PriorityGroup
    template_name = "participation/staff/figures.html"

    def get_page_title(self) -> str:
        """Name the group."""
        return f"How many: {self.row}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the figures that stand, and the form for another."""
        kwargs.setdefault("form", FigureForm())
        lines = numbers.lines_for(self.me, hub_ids=list(self.row.populations.values_list("hub", flat=True)))
        figures = [
            (one, numbers.people(one.number_of_people, below=lines[one.hub_id])) for one in self.row.populations.select_related("hub")
        ]
        return super().get_context_data(group=self.row, figures=figures, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep a figure in place of the older one."""
        form = FigureForm(request.POST)
        if form.is_valid():
            said = form.cleaned_data
            try:
                services.keep_figure(group=self.row, by=self.me, **said)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say(f"Kept: about {said['number']:,} at {said['hub']}.")
                return redirect("groups:figures", pk=pk)
        return self.render_to_response(self.get_context_data(form=form))


class GroupViewSet(WholeCouncilWorkbench):
    """Whom the council looks for."""

    name = "groups"
    url_prefix = "groups-we-look-for"
    model = PriorityGroup
    resource = "priority_group"
    icon = "group"
    menu_label = LABEL

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/groups-we-look-for/`."""
        return [
            path("", self.construct_view(GroupList), name="index"),
            path("new/", self.construct_view(AddGroup), name="add"),
            path("from-the-set/", self.construct_view(TakeFromSet), name="take"),
            path("<int:pk>/", self.construct_view(EditGroup), name="edit"),
            path("<int:pk>/how-many/", self.construct_view(Figures), name="figures"),
        ]
