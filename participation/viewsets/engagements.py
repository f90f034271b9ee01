"""Staff screens for engagements: what the council asks about, who acts, by when."""

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import Button, HeaderButton

from core import clocks
from core.clocks import lateness_in_words
from core.forms.marked import MarkedEdit
from core.querysets import may
from core.questions import engagement_for_families
from core.viewsets import HubScopedViewSet, ListOfMine, Workbench
from participation.choices import UNDER_WAY, Element, Size, Stage
from participation.models import Engagement, GateOverride
from participation.rules.gates import has_closed_for_good, why_not_resize
from participation.rules.honest_words import HonestDegree, honest_degree
from participation.services.holding import held
from participation.viewsets import beginning, steps
from participation.viewsets.panels import PANELS

NEXT = {
    Stage.PLANNING: (("Open to families", "open", "lock-open"),),
    Stage.OPEN: (("Make sense of it", "make_sense", "tag"), ("Close", "close", "lock")),
    Stage.SENSE: (("Answer families", "answer", "comment"), ("Close", "close", "lock"), ("Go a step back", "step_back", "undo")),
    Stage.ANSWERING: (("Close", "close", "lock"), ("Go a step back", "step_back", "undo")),
}


def by_when(engagement: Engagement) -> str:
    """Say in a list when families are answered."""
    if engagement.answer_by_on:
        first, today = engagement.promised_on(clocks.today()), clocks.today()
        late = lateness_in_words(first, today) if first and engagement.stage in UNDER_WAY else ""
        told = f" (families were told {date_format(first, 'j M Y')})" if first and first != engagement.answer_by_on else ""
        return f"by {date_format(engagement.answer_by_on, 'j M Y')}{told}" + (f", {late}" if late else "")
    return f"within {clocks.weeks_in_words(engagement.answer_within_weeks)}" if engagement.answer_within_weeks else "Not said yet"


class EngagementList(ListOfMine):
    """Engagements with their stage."""

    add_item_label = "Ask about something new"

    def get_base_queryset(self) -> QuerySet[Engagement]:
        """Fetch hubs and posts of all rows at once."""
        rows: QuerySet[Engagement] = super().get_base_queryset().select_related("who_acts__hub").prefetch_related("hubs")
        return rows

    def get_add_url(self) -> str | None:
        """Lead to the three plain questions first."""
        return reverse("engagement:begin") if super().get_add_url() else None

    def get_inspect_url(self, instance: Engagement) -> str | None:
        """Lead who may read and not change to how well it listens; from there the page that families read is one step."""
        return None if self.get_edit_url(instance) else reverse("checklist:tab", args=[instance.pk, Element.SPACE])

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Offer everyday listening where a hub has none yet."""
        begin = Button("Begin everyday listening at a hub", url=reverse("engagement:everyday"), icon_name="plus", priority=5)
        return [*([begin] if self.user_has_permission("change") else []), *super().header_more_buttons]


class EngagementAdd(generic.CreateView):
    """A new question."""

    submit_button_label = "Save draft"

    def get_success_url(self) -> str:
        """Stay with it."""
        return str(self.get_edit_url())


class EngagementEdit(MarkedEdit, generic.EditView):
    """Edit an engagement; opening, going on and closing are steps of their own."""

    object: Engagement

    def held_now(self) -> Engagement:
        """Hold it by the one lock of engagements. The gate let this person in (core.gate)."""
        return held(self.object, None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer to write its survey, once families may be asked; say its size, and what may not be said of it yet."""
        offers = self.object.stage == Stage.OPEN and may(self.request.user, "survey.add")
        is_own = self.object.size != Size.EVERYDAY
        honest = honest_degree(self.object) if is_own else HonestDegree("")
        told = engagement_for_families.answers(engagement_id=self.object.pk, today=clocks.today()) if offers else ()
        shown: dict[str, Any] = {"asks_now": [line for lines in told for line in lines if line.kind == "ask"]}
        shown |= {"offers_survey": offers, "has_size": is_own, "honest": honest}
        shown["may_resize"] = is_own and not why_not_resize(self.object, Size(self.object.size))
        return {**super().get_context_data(**kwargs), **shown}

    def get_success_url(self) -> str:
        """Stay with it."""
        return reverse("engagement:edit", args=(self.object.pk,))

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer the steps that come next."""
        if self.object.size == Size.EVERYDAY and self.object.stage != Stage.PLANNING:
            closes = self.object.stage == Stage.OPEN and has_closed_for_good(self.object, list(self.object.hubs.all()))
            close = reverse("engagement:close", args=(self.object.pk,))
            return [HeaderButton("Close", url=close, icon_name="lock")] if closes else []
        offered = NEXT.get(Stage(self.object.stage), ())
        return [
            HeaderButton(label, url=reverse(f"engagement:{name}", args=(self.object.pk,)), icon_name=icon, priority=place)
            for place, (label, name, icon) in enumerate(offered)  # Wagtail would sort them by their words
        ]


class EngagementViewSet(HubScopedViewSet):
    """Engagements of my hubs."""

    model = Engagement
    resource = "engagement"
    name = url_prefix = "engagement"
    menu_label = "What we ask about"
    icon = "group"
    edit_handler = PANELS
    index_view_class, add_view_class, edit_view_class = EngagementList, EngagementAdd, EngagementEdit
    edit_template_name = "participation/staff/edit.html"
    list_filter = ["stage", "size"]
    search_fields = ["title"]
    ordering = "title"
    list_display = [
        "title",
        Column("get_stage_display", label="Stage", sort_key="stage"),
        Column("get_size_display", label="Size", sort_key="size"),
        Column("hubs", label="Hubs", accessor=lambda one: ", ".join(hub.name for hub in one.hubs.all())),
        Column("who_acts", label="Who acts", accessor=lambda one: one.who_acts.with_hub if one.who_acts else "Nobody yet"),
        Column("answer_by_on", label="Families are answered", accessor=by_when, sort_key="answer_by_on"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the steps; all behind the gate."""
        return [
            *super().get_urlpatterns(),
            path("begin/", self.construct_view(beginning.Begin), name="begin"),
            path("everyday/", self.construct_view(beginning.BeginEveryday), name="everyday"),
            path("size/<int:pk>/", self.construct_view(beginning.ChooseSize), name="size"),
            path("open/<int:pk>/", self.construct_view(steps.OpenEngagement), name="open"),
            path("make-sense/<int:pk>/", self.construct_view(steps.MakeSense), name="make_sense"),
            path("answer/<int:pk>/", self.construct_view(steps.BeginAnswering), name="answer"),
            path("step-back/<int:pk>/", self.construct_view(steps.StepBack), name="step_back"),
            path("close/<int:pk>/", self.construct_view(steps.CloseEngagement), name="close"),
            path("exception/<int:pk>/<slug:gate>/", self.construct_view(steps.AskForException), name="exception"),
        ]


class ExceptionViewSet(Workbench):
    """The second look at an exception: its addresses alone, for its page is the engagement's."""

    name = "exception"
    model = GateOverride
    resource = "engagement"
    icon = "warning"

    def get_urlpatterns(self) -> list[URLPattern]:
        """Return the addresses below `/admin/exception/`."""
        return [
            path("<int:pk>/agree/", self.construct_view(steps.AgreeToException), name="agree"),
            path("<int:pk>/send-back/", self.construct_view(steps.SendBackException), name="send_back"),
        ]
