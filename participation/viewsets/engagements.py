"""Staff screens for engagements: what the council asks about, who acts, by when."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, DateInput
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton

from core import clocks
from core.clocks import lateness_in_words
from core.forms.fields import rows_offered
from core.gate import signed_in
from core.models import Hub, Post
from core.querysets import may
from core.steps import InTheWay, Step, field_on_page
from core.viewsets import HubScopedViewSet, ListOfMine
from participation.choices import Size, Stage
from participation.forms.engagements import EngagementForm, EverydayForm
from participation.models import Engagement
from participation.rules.gates import Problem
from participation.services.engagements import (
    close_engagement,
    open_engagement,
    reasons_not_to_close,
    start_standing_engagement,
    why_not_open_now,
)

PANELS = ObjectList(
    [
        FieldPanel("title", heading="Title", help_text="Families see it. To save a draft, a title and a hub are enough."),
        FieldPanel("question", heading="The question in plain words"),
        FieldPanel("what_can_change", heading="What can change", help_text="And what is already decided. Be honest: families notice."),
        FieldPanel("hubs", heading="Hubs", widget=CheckboxSelectMultiple),
        FieldPanel("who_acts", heading="Who acts on it", help_text="Families see this job title, never a name."),
        FieldPanel("answer_by_on", heading="Families are answered by", widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d")),
        FieldPanel("answer_within_weeks", heading="Families are answered within this many weeks"),
    ],
    base_form_class=EngagementForm,
)


def by_when(engagement: Engagement) -> str:
    """Say in a list when families are answered."""
    if engagement.answer_by_on:
        first, today = engagement.promised_on(clocks.today()), clocks.today()
        late = lateness_in_words(first, today) if first and engagement.stage == Stage.OPEN else ""
        told = f" (families were told {date_format(first, 'j M Y')})" if first and first != engagement.answer_by_on else ""
        return f"by {date_format(engagement.answer_by_on, 'j M Y')}{told}" + (f", {late}" if late else "")
    return f"within {engagement.answer_within_weeks} weeks" if engagement.answer_within_weeks else "Not said yet"


class EngagementList(ListOfMine):
    """Engagements with their stage."""

    add_item_label = "Ask about something new"

    def get_base_queryset(self) -> QuerySet[Engagement]:
        """Fetch hubs and posts of all rows at once."""
        rows: QuerySet[Engagement] = super().get_base_queryset().select_related("who_acts__hub").prefetch_related("hubs")
        return rows

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


class EngagementEdit(generic.EditView):
    """Edit an engagement; opening and closing are steps of their own."""

    object: Engagement

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Offer to write its survey, once families may be asked."""
        offers = self.object.stage == Stage.OPEN and may(self.request.user, "survey.add")
        return {**super().get_context_data(**kwargs), "offers_survey": offers}

    def get_success_url(self) -> str:
        """Stay with it."""
        return reverse("engagement:edit", args=(self.object.pk,))

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Offer the step that comes next."""
        step = {Stage.PLANNING: ("Open to families", "open", "lock-open"), Stage.OPEN: ("Close", "close", "lock")}.get(
            Stage(self.object.stage)
        )
        if step is None or (step[1] == "close" and self.object.size == Size.EVERYDAY):
            return []
        label, name, icon = step
        return [HeaderButton(label, url=reverse(f"engagement:{name}", args=(self.object.pk,)), icon_name=icon)]


class EngagementStep(Step[Engagement]):
    """A step of an engagement."""

    model = Engagement
    joined = ("who_acts",)
    header_icon = "group"
    list_label = "Engagements"


class OpenEngagement(EngagementStep):
    """Open to families."""

    page_title = "Open to families"
    log_action = "participation.open"
    done = "It is open. Write its survey, or open one that is part of it."
    says = (
        "Families may be asked about this from now on.",
        "They are told who acts and by when they hear back. You can change who acts and the day, but not leave them empty.",
        "A later day does not take the first one back: families see both, and lateness counts from the first.",
    )

    def in_the_way(self) -> list[InTheWay]:
        """Return why it cannot open."""
        return [InTheWay(problem.text, self._mended_at(problem)) for problem in why_not_open_now(self.row)]

    def _mended_at(self, problem: Problem) -> str:
        return f"{self.edit_url(self.row)}#{field_on_page(problem.where)}" if problem.where else ""

    def act(self) -> Engagement:
        """Open it."""
        open_engagement(engagement=self.row, by=signed_in(self.request))
        return self.row


class CloseEngagement(EngagementStep):
    """Close, once families have been answered."""

    page_title = "Close"
    log_action = "participation.close"
    done = "It is closed."
    says = ("Closing says that families have been answered. What they said and what you answered stays.",)

    def in_the_way(self) -> list[InTheWay]:
        """Return why it cannot close."""
        return [InTheWay(reason) for reason in reasons_not_to_close(self.row)]

    def act(self) -> Engagement:
        """Close it."""
        close_engagement(engagement=self.row, by=signed_in(self.request))
        return self.row


class BeginEveryday(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Begin a hub's everyday listening: who acts, within how many weeks."""

    model = Engagement
    permission_policy: Any = None
    permission_required = "change"
    index_url_name = ""
    page_title = "Begin everyday listening"
    header_icon = "group"
    template_name = "participation/staff/everyday.html"

    def form(self, data: Any = None) -> EverydayForm:
        """Return the form with the user's own hubs that do not listen yet, and the posts that could act."""
        form = EverydayForm(data)
        listening = Engagement.objects.standing().exclude(stage=Stage.PLANNING).values("hubs")
        me, right = signed_in(self.request), "engagement.edit"
        rows_offered(form, "hub").queryset = Hub.objects.visible_to(me, right).exclude(pk__in=listening)
        rows_offered(form, "who_acts").queryset = Post.objects.select_related("hub").for_choosing(me, right)
        return form

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Begin."""
        form = self.form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        chosen = form.cleaned_data
        start_standing_engagement(hub=chosen["hub"], by=signed_in(request), who_acts=chosen["who_acts"], weeks=chosen["weeks"])
        messages.success(request, f"Everyday listening at {chosen['hub']} has begun.")
        return HttpResponseRedirect(reverse(self.index_url_name))

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way back."""
        here = {"url": "", "label": str(self.page_title)}
        return [*self.breadcrumbs_items, {"url": reverse(self.index_url_name), "label": "Engagements"}, here]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        kwargs.setdefault("form", self.form())
        return super().get_context_data(**kwargs)


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
        Column("hubs", label="Hubs", accessor=lambda one: ", ".join(hub.name for hub in one.hubs.all())),
        Column("who_acts", label="Who acts", accessor=lambda one: one.who_acts.with_hub if one.who_acts else "Nobody yet"),
        Column("answer_by_on", label="Families are answered", accessor=by_when, sort_key="answer_by_on"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the steps; all behind the gate."""
        return [
            *super().get_urlpatterns(),
            path("everyday/", self.construct_view(BeginEveryday), name="everyday"),
            path("open/<int:pk>/", self.construct_view(OpenEngagement), name="open"),
            path("close/<int:pk>/", self.construct_view(CloseEngagement), name="close"),
        ]
