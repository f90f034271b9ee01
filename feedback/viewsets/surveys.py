"""The survey builder: a list, a form with three tabs and a phone beside it, and the steps of a survey's life."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple, DateInput, RadioSelect
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.views.generic.mixins import PanelMixin
from wagtail.admin.views.generic.preview import PreviewOnCreate, PreviewOnEdit
from wagtail.admin.widgets.button import Button

from core.gate import signed_in
from core.querysets import reach
from core.row_numbers import row_number
from core.selectors import defaults
from core.viewsets import CarefulDelete, HubScopedViewSet, ListOfMine
from feedback.choices import SurveyState
from feedback.forms.surveys import SurveyForm
from feedback.models import Survey
from feedback.rules.opening import why_not_delete
from feedback.selectors.opening import has_changes_to_put_out
from feedback.services.surveys import delete_survey
from feedback.viewsets.entry_points import in_short
from feedback.viewsets.survey_life import CloseStep, CopyStep, OpenStep, PutOutStep
from feedback.viewsets.survey_try import TryView
from participation.choices import ENDED
from participation.models import Engagement

BUILDER = TabbedInterface(
    [
        ObjectList(
            [
                FieldPanel("title", heading="Title", help_text="Families see it. To save a draft, a title is enough."),
                FieldPanel("why", heading="Why you ask", help_text="One or two sentences: what will you do with the answers?"),
                FieldPanel("questions", heading="Questions", help_text="Five or fewer is best. Each is a page of its own on the phone."),
            ],
            heading="Questions",
        ),
        ObjectList(
            [
                FieldPanel("hubs", heading="Hubs", widget=CheckboxSelectMultiple),
                FieldPanel(
                    "opens_on",
                    heading="First day",
                    widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                    help_text="Leave empty to begin as soon as you open it.",
                ),
                FieldPanel(
                    "closes_on",
                    heading="Last day",
                    widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                    help_text="Leave empty to keep it open until you close it.",
                ),
            ],
            heading="Where and when",
        ),
        ObjectList(
            [
                FieldPanel(
                    "engagement",
                    heading="What this is part of",
                    help_text="It says who acts on the answers, and by when families hear back.",
                ),
                HelpPanel(template="feedback/staff/surveys/who_acts.html"),
                FieldPanel(
                    "mode",
                    heading="Coming back to an answer",
                    widget=RadioSelect,
                    help_text="Cannot be changed once the survey is open: it is what families were told.",
                ),
            ],
            heading="Who acts",
        ),
    ],
    base_form_class=SurveyForm,
)


class SurveyList(ListOfMine):
    """Surveys with their state. Who may not edit one can still read it, by trying it."""

    def get_base_queryset(self) -> QuerySet[Survey]:
        """Fetch the hubs of all rows at once."""
        rows: QuerySet[Survey] = super().get_base_queryset().defer("questions").prefetch_related("hubs")
        return rows

    def get_delete_url(self, instance: Survey) -> str | None:
        """Offer it for drafts only."""
        return None if why_not_delete(instance) else super().get_delete_url(instance)

    def get_edit_url(self, instance: Survey) -> str:
        """Lead to the builder, or, for who only reads, to the practice questions."""
        return str(super().get_edit_url(instance) or reverse("survey:try", args=(instance.pk,)))


class SurveyDelete(CarefulDelete):
    """Delete a draft that no family has seen."""

    object: Survey

    @property
    def confirmation_message(self) -> str:
        """Say what goes: or that it stays."""
        return " ".join(why_not_delete(self.object)) or "Delete this draft for good? No family has seen it. Its questions go with it."

    def form_valid(self, form: Any) -> Any:
        """Delete it; or lead back to it with the reason."""
        try:
            return super().form_valid(form)
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
            return HttpResponseRedirect(reverse("survey:edit", args=(self.object.pk,)))

    def delete_action(self) -> None:
        """Delete it by the one service that does."""
        delete_survey(survey=self.object, by=signed_in(self.request))


class WithPhone(PanelMixin):
    """A builder page with the phone beside it."""

    def get_side_panels(self) -> MediaContainer:
        """Add the live preview."""
        panels = super().get_side_panels()
        survey = self.form.instance
        address = reverse("survey:preview_on_edit", args=(survey.pk,)) if survey.pk else reverse("survey:preview_on_add")
        return MediaContainer([*panels, PreviewSidePanel(survey, self.request, preview_url=address)])


class SurveyAdd(WithPhone, generic.CreateView):
    """A new survey: only a title is asked."""

    submit_button_label = "Save draft"

    def get_initial(self) -> dict[str, Any]:
        """Begin with the council's own mode, and what this is part of, where a link said so, and its hubs; else the writer's own hubs."""
        begins = {**super().get_initial(), "mode": defaults.standing().mode}
        me, right = signed_in(self.request), "survey.add"
        asked = Engagement.objects.visible_to(me, right).exclude(stage__in=ENDED)
        if engagement := asked.filter(pk=row_number(self.request.GET.get("engagement"))).first():
            hubs = [hub.pk for hub in engagement.hubs.visible_to(me, right)]
            return {**begins, "engagement": engagement.pk, "hubs": hubs}
        mine = reach(me, right)
        return {**begins, **({"hubs": sorted(mine)} if mine else {})}

    def get_success_url(self) -> str:
        """Stay with the survey: the next thing is to go on writing it."""
        return str(self.get_edit_url())


class SurveyEdit(WithPhone, generic.EditView):
    """Edit a survey; a save over somebody else's newer one is refused with the writer's own text kept."""

    actions = ["edit", "try", "open", "put-out"]
    object: Survey

    def form_valid(self, form: SurveyForm) -> HttpResponse:
        """Save, unless somebody else has saved since this page was opened."""
        with transaction.atomic():
            saved_count = Survey.objects.select_for_update().values_list("edited_count", flat=True).get(pk=self.object.pk)
            if not form.is_stale(saved_count):
                saved: HttpResponse = super().form_valid(form)
                return saved
        form.refuse_stale(saved_count)
        self.produced_error_code, self.produced_error_message = "stale", "Not saved: somebody else saved this survey before you."
        refused: HttpResponse = self.form_invalid(form)
        return refused

    def get_success_url(self) -> str:
        """Go where the pressed button leads: on writing, trying, opening, or putting the changes out."""
        steps = {"try": "survey:try", "open": "survey:open", "put-out": "survey:put_out"}
        return reverse(steps.get(self.action, self.edit_url_name), args=(self.object.pk,))

    def save_action(self) -> HttpResponse:
        """Save without a message when a button leads on: the next page says what is what."""
        stays: HttpResponse = super().save_action() if self.action == "edit" else HttpResponseRedirect(self.get_success_url())
        return stays

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add the rarer steps."""
        pk = (self.object.pk,)
        copy = Button("Copy", url=reverse("survey:copy_survey", args=pk), icon_name="copy", priority=10)
        buttons = [] if self.object.rating_point else [copy]
        if self.object.state == SurveyState.OPEN and self._may_open():
            buttons.append(Button("Close to families", url=reverse("survey:close", args=pk), icon_name="lock", priority=15))
        return [*buttons, *super().header_more_buttons]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say which buttons make sense now."""
        is_open = self.object.state == SurveyState.OPEN
        steps: dict[str, Any] = {
            "can_open": self.object.state == SurveyState.DRAFT and self._may_open(),
            "can_put_out": is_open and self._may_open(),
            "has_changes": is_open and has_changes_to_put_out(Survey.objects.get(pk=self.object.pk)),
            "is_open": is_open,
            "is_closed": self.object.state == SurveyState.CLOSED,
            "poster_url": reverse("entry_point:add") + f"?survey={self.object.pk}",
        }
        return {**super().get_context_data(**kwargs), **steps}

    def get_delete_url(self) -> str | None:
        """Offer it for drafts only."""
        return None if why_not_delete(self.object) else super().get_delete_url()

    def _may_open(self) -> bool:
        return bool(self.user_has_permission("open"))


class SurveyViewSet(HubScopedViewSet):
    """Surveys of my hubs."""

    model = Survey
    resource = "survey"
    name = url_prefix = "survey"
    menu_label = "Surveys"
    icon = "form"
    edit_handler = BUILDER
    index_view_class, add_view_class, edit_view_class, delete_view_class = SurveyList, SurveyAdd, SurveyEdit, SurveyDelete
    create_template_name = "feedback/staff/surveys/create.html"
    edit_template_name = "feedback/staff/surveys/edit.html"
    list_filter = ["state"]
    search_fields = ["title"]
    ordering = "title"

    @property
    def list_display(self) -> list[Any]:
        """Title, state in a tag, hubs, last day."""
        return [
            "title",
            StateColumn("get_state_display", label="State", sort_key="state"),
            Column("hubs", label="Hubs", accessor=lambda survey: ", ".join(hub.name for hub in survey.hubs.all()) or "None yet"),
            Column("closes_on", label="Last day", accessor=lambda survey: in_short(survey.closes_on), sort_key="closes_on"),
        ]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the preview, the practice and the steps of a survey's life; all behind the gate."""
        form = self.get_form_class()
        return [
            *super().get_urlpatterns(),
            path("preview/", self.construct_view(PreviewOnCreate, form_class=form), name="preview_on_add"),
            path("preview/<int:pk>/", self.construct_view(PreviewOnEdit, form_class=form), name="preview_on_edit"),
            path("try/<int:pk>/", self.construct_view(TryView), name="try"),
            path("open/<int:pk>/", self.construct_view(OpenStep), name="open"),
            path("put-out/<int:pk>/", self.construct_view(PutOutStep), name="put_out"),
            path("close/<int:pk>/", self.construct_view(CloseStep), name="close"),
            path("copy-survey/<int:pk>/", self.construct_view(CopyStep), name="copy_survey"),
        ]


class StateColumn(Column):
    """A state as a tag whose words carry it; the shade only helps."""

    cell_template_name = "feedback/staff/state_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add the state itself, for the shade."""
        return {**super().get_cell_context_data(instance, parent_context), "state": instance.state}
