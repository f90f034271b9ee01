"""Posters: a list, a new one in four choices, the sheet to print, and taking one down."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.views.generic import TemplateView, View
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button

from core import clocks
from core.choices import HubStatus
from core.gate import signed_in
from core.models import Hub
from core.querysets import may
from core.viewsets import HubScopedViewSet, ListOfMine
from feedback.choices import SurveyState
from feedback.forms.posters import NewPosterForm
from feedback.models import EntryPoint, Survey
from feedback.selectors.posters import poster_sheet, surveys_for_posters
from feedback.services.entry_points import put_up_poster, take_down_poster
from feedback.services.ready_made import READY_MADE, ask_ready_made

READY = "ready:"
SIZES = ("a4", "a5")


def in_short(day: date | None) -> str:
    """Say a day in a list; nothing when there is none."""
    return date_format(day, "j M Y") if day else ""


class PosterList(ListOfMine):
    """Posters of my hubs, each with the way to print it."""

    add_item_label = "New poster"

    def get_base_queryset(self) -> QuerySet[EntryPoint]:
        """Fetch survey and hub with each row."""
        rows: QuerySet[EntryPoint] = super().get_base_queryset().select_related("survey", "hub").defer("survey__questions")
        return rows

    def get_edit_url(self, instance: EntryPoint) -> str:
        """Lead to the sheet: a poster is not edited, because it hangs on a wall."""
        return reverse("entry_point:print", args=(instance.pk,))

    def get_list_more_buttons(self, instance: EntryPoint) -> list[Any]:
        """Offer printing and taking down."""
        buttons = [Button("Print", url=reverse("entry_point:print", args=(instance.pk,)), icon_name="download", priority=10)]
        if instance.taken_down_on is None and may(self.request.user, "entry_point.edit", hub_id=instance.hub_id):
            buttons.append(Button("Take down", url=reverse("entry_point:take_down", args=(instance.pk,)), icon_name="bin", priority=20))
        return buttons


def asks(poster: EntryPoint) -> str:
    """Say in a list what a poster asks; that it leads to nothing any more while it still hangs."""
    survey = poster.survey
    is_over = survey.state == SurveyState.CLOSED or (survey.closes_on is not None and survey.closes_on < clocks.today())
    return f"{survey.title} (closed: take the poster down)" if is_over and not poster.taken_down_on else survey.title


class NewPoster(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Choose the hub (only when there are several), what to ask and where; the last choice is to print."""

    model = EntryPoint
    permission_policy: Any = None
    permission_required = "add"
    index_url_name = ""
    page_title = "New poster"
    header_icon = "doc-full"
    template_name = "feedback/staff/posters/new.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the hubs where the user may put up posters."""
        super().setup(request, *args, **kwargs)
        self.hubs = list(Hub.objects.visible_to(request.user, "entry_point.add")) if request.user.is_authenticated else []

    def hub(self) -> Hub | None:
        """Return the chosen hub, or the only one."""
        if len(self.hubs) == 1:
            return self.hubs[0]
        chosen = self.request.GET.get("hub", "")
        return next((hub for hub in self.hubs if str(hub.pk) == chosen), None)

    def choices(self, hub: Hub) -> list[tuple[str, str]]:
        """Return what can be asked at a hub: what is ready to use first (most posters are for a session), then what is open."""
        found = [(str(survey.pk), survey.title) for survey in surveys_for_posters(hub)]
        titles = {title for _, title in found}
        if may(self.request.user, "survey.open", hub_id=hub.pk) and hub.status != HubStatus.CLOSED:
            ready = [(READY + one.key, f"{one.name} (ready to use)") for one in READY_MADE if one.title.format(hub=hub.name) not in titles]
            return ready + found
        return found

    def form(self, hub: Hub, data: Any = None) -> NewPosterForm:
        """Return the form for a hub, with the survey of the link that led here chosen."""
        return NewPosterForm(data, hub=hub, choices=self.choices(hub), initial={"what": self.request.GET.get("survey", "")})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the poster and show the sheet."""
        hub = self.hub()
        if hub is None:
            return self.get(request, *args, **kwargs)
        form = self.form(hub, request.POST)
        if form.is_valid():
            try:
                poster = self._put_up(hub, form.cleaned_data)
                return HttpResponseRedirect(reverse("entry_point:print", args=(poster.pk,)))
            except ValidationError as error:
                form.add_error("what", error)
        return self.render_to_response(self.get_context_data(form=form))

    def _put_up(self, hub: Hub, chosen: dict[str, Any]) -> EntryPoint:
        user = signed_in(self.request)
        if chosen["what"].startswith(READY):
            survey = ask_ready_made(key=chosen["what"].removeprefix(READY), hub=hub, by=user)
        else:
            survey = get_object_or_404(Survey.objects.visible_to(user, "survey.view"), pk=chosen["what"])
        return put_up_poster(survey=survey, hub=hub, by=user, kind=chosen["kind"], label=chosen["label"])

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the list."""
        return [*self.breadcrumbs_items, {"url": reverse(self.index_url_name), "label": "Posters"}, {"url": "", "label": "New poster"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the hubs to choose from, or the form when the hub is known."""
        hub = self.hub()
        if hub is not None and "form" not in kwargs:
            kwargs["form"] = self.form(hub)
        return super().get_context_data(hub=hub, hubs=self.hubs, survey=self.request.GET.get("survey", ""), **kwargs)


class PrintPoster(PermissionCheckedMixin, View):
    """The sheet: it goes to the printer as it stands."""

    model = EntryPoint
    permission_policy: Any = None
    permission_required = "view"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the sheet in A4 or A5."""
        found = EntryPoint.objects.select_related("hub", "survey__engagement__who_acts", "survey__current_version")
        poster = found.defer("survey__questions").get(pk=pk)
        size = request.GET.get("size", "a4")
        size = size if size in SIZES else "a4"
        context = {"poster": poster, "sheet": poster_sheet(poster), "size": size, "other": "a5" if size == "a4" else "a4"}
        return render(request, "feedback/staff/posters/sheet.html", context)


class TakeDown(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Say that a poster came down."""

    model = EntryPoint
    permission_policy: Any = None
    permission_required = "change"
    index_url_name = ""
    page_title = "Take down"
    header_icon = "bin"
    template_name = "feedback/staff/posters/take_down.html"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it down."""
        take_down_poster(poster=EntryPoint.objects.get(pk=pk), by=signed_in(request))
        messages.success(request, "The poster is marked as taken down.")
        return HttpResponseRedirect(reverse(self.index_url_name))

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back to the list."""
        return [*self.breadcrumbs_items, {"url": reverse(self.index_url_name), "label": "Posters"}, {"url": "", "label": "Take down"}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the poster."""
        poster = EntryPoint.objects.select_related("hub", "survey").defer("survey__questions").get(pk=kwargs["pk"])
        return super().get_context_data(poster=poster, back=reverse(self.index_url_name), **kwargs)


class EntryPointViewSet(HubScopedViewSet):
    """Posters and sessions of my hubs. They are made and printed, never edited: paper does not change."""

    model = EntryPoint
    resource = "entry_point"
    name = url_prefix = "entry_point"
    menu_label = "Posters"
    icon = "doc-full"
    form_fields = ("label",)
    index_view_class = PosterList
    search_fields = ["label", "code", "survey__title"]
    ordering = "-made_on"
    list_display = [
        "__str__",
        Column("survey", label="Survey", accessor=asks),
        Column("hub", label="Hub", accessor=lambda poster: poster.hub.name),
        Column("code", label="Code"),
        Column("made_on", label="Made", accessor=lambda poster: in_short(poster.made_on), sort_key="made_on"),
        Column("taken_down_on", label="Taken down", accessor=lambda poster: in_short(poster.taken_down_on), sort_key="taken_down_on"),
    ]

    def closed_addresses(self) -> set[str]:
        """Leave out the stock forms."""
        return super().closed_addresses() | {"edit", "delete", "history", "history_results"}

    def get_urlpatterns(self) -> list[URLPattern]:
        """Make the new poster's page the stock address for adding; add the sheet and taking down."""
        stock = [pattern for pattern in super().get_urlpatterns() if pattern.name != "add"]
        return [
            *stock,
            path("new/", self.construct_view(NewPoster), name="add"),
            path("print/<int:pk>/", self.construct_view(PrintPoster), name="print"),
            path("take-down/<int:pk>/", self.construct_view(TakeDown), name="take_down"),
        ]
