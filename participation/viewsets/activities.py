"""Staff screens for activities: what was done to hear families, and who came, counted on a phone at the end of a session."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import DateInput, TimeInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from core import clocks
from core.forms.seen import seen_anew
from core.overtaken import Overtaken
from core.viewsets import HubScopedViewSet
from core.workbench import Act, Screen, add_errors
from participation.forms.activities import ActivityForm, TurnoutForm, as_typed
from participation.models import Activity, Turnout
from participation.rules.activities import NEVER_GUESS, why_not_write_over
from participation.selectors import activities as selectors
from participation.selectors.groups import groups_looked_for
from participation.services import activities as services

LABEL = "Activities"
PANELS = ObjectList(
    [
        FieldPanel("title", heading="What it is called"),
        FieldPanel("kind", heading="What it is"),
        FieldRowPanel(
            [
                FieldPanel("held_on", heading="On which day", widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d")),
                FieldPanel("starts_at", heading="From what time", widget=TimeInput(attrs={"type": "time"}, format="%H:%M")),
            ]
        ),
        FieldPanel("hub", heading="Hub"),
        FieldPanel("engagement", heading="What it is part of"),
        MultiFieldPanel(
            [
                FieldPanel("place", heading="Where, if not at the hub"),
                FieldPanel("ran_by", heading="Who runs it", help_text="A job title: it is asked who came."),
                FieldPanel("ran_with", heading="Together with whom", help_text="A group or an organisation, never a family’s name."),
                FieldPanel("adaptations", heading="What was adapted", help_text="Times, place, pictures, a signer, another language."),
                FieldPanel("support", heading="Support that was offered", help_text="Childcare, fares, food, somebody to come along."),
                FieldPanel("safeguarding_plan", heading="If somebody is upset, or says that a child is not safe"),
            ],
            heading="Who, where and how",
        ),
    ],
    base_form_class=ActivityForm,
)


def turnout_of(activity: Activity) -> Turnout | None:
    """Return who came, when somebody wrote it down. No query where the list has joined it."""
    try:
        return activity.turnout
    except Turnout.DoesNotExist:
        return None


def where_it_stands(activity: Activity) -> str:
    """Say in a list whether it is known who came."""
    if activity.called_off_because:
        return "Called off"
    if turnout_of(activity):
        return "Written down"
    return "To come" if activity.held_on > clocks.today() else "Write down who came"


class AddActivity(generic.CreateView):
    """A new activity; when it is today or was before, on to who came."""

    submit_button_label = "Keep it"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Suggest what most are: everyday listening, at the only hub that somebody serves. The gate has put that hub in."""
        self.form = self.get_form()
        self.form.begin_here()
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer

    def get_success_url(self) -> str:
        """Lead on to who came, when it has been."""
        is_over = self.object.held_on <= clocks.today()
        return reverse("turnout:enter" if is_over else "turnout:one", args=[self.object.pk])


class EditActivity(generic.EditView):
    """Change what stands about an activity."""

    def form_valid(self, form: ActivityForm) -> HttpResponse:
        """Save, unless somebody wrote down who came in the meantime and it would move."""
        with transaction.atomic():
            stands, is_counted = services.held_with_turnout(self.object)
            form.stay(stands, is_counted=is_counted)
            if not form.errors:
                saved: HttpResponse = super().form_valid(form)
                return saved
        self.produced_error_code, self.produced_error_message = "stale", "Not saved: a colleague wrote down who came meanwhile."
        refused: HttpResponse = self.form_invalid(form)
        return refused

    def get_success_url(self) -> str:
        """Back to its page."""
        return reverse("turnout:one", args=[self.object.pk])


class OneActivity(Screen):
    """One activity, and who came as this person may read it."""

    model = Activity
    row: Activity
    right = "turnout.view"
    template_name = "participation/staff/activity.html"
    header_icon = "group"
    up = ((LABEL, reverse_lazy("turnout:index")),)

    def rows(self) -> Any:
        """Join what the page reads."""
        return super().rows().select_related("engagement", "hub", "ran_by__hub", "turnout")

    def get_page_title(self) -> str:
        """Return its title."""
        return self.row.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the activity with who came."""
        turnout = turnout_of(self.row)
        return super().get_context_data(
            activity=self.row,
            turnout=turnout,
            came=selectors.who_came(turnout, self.me) if turnout else None,
            has_been=self.row.held_on <= self.today,
            may_edit=self.may(selectors.RIGHT, hub_id=self.row.hub_id),
            may_count=selectors.may_see_as_typed(turnout, self.me, hub_id=self.row.hub_id),
            **kwargs,
        )


class WhoCame(Screen):
    """Who came: one page, at the end of a session, on a phone."""

    model = Activity
    row: Activity
    right = selectors.RIGHT
    changes = True
    template_name = "participation/staff/who_came.html"
    header_icon = "group"

    def rows(self) -> Any:
        """Join what the page reads."""
        return super().rows().select_related("engagement", "hub", "turnout")

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return ((LABEL, reverse("turnout:index")), (self.row.title, reverse("turnout:one", args=[self.row.pk])))

    def get_page_title(self) -> str:
        """Say what is asked."""
        return "Who came?"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form with what stands; or why not, for who may not read it as it was typed."""
        turnout = turnout_of(self.row)
        is_open = selectors.may_see_as_typed(turnout, self.me, hub_id=self.row.hub_id)
        typed = as_typed(turnout)
        kwargs.setdefault("form", self.form(initial=typed if is_open else {}))
        why_not = why_not_write_over(typed_by=turnout.entered_by, hub=self.row.hub) if turnout and not is_open else ""
        return super().get_context_data(activity=self.row, never_guess=NEVER_GUESS, why_not=why_not, **kwargs)

    def form(self, data: Any = None, **kwargs: Any) -> TurnoutForm:
        """Return the form with the council's groups."""
        return TurnoutForm(data, groups=list(groups_looked_for()), **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it, or say what to mend and keep what was typed on the page."""
        form = self.form(request.POST)
        if form.is_valid():
            try:
                services.write_down_who_came(activity=self.row, counted=form.counted(), by=self.me, seen=form.cleaned_data["seen"] or 0)
            except Overtaken as error:
                return self.render_to_response(self.get_context_data(**self._stands_now(form, error)))
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say("Written down. Thank you. Read below what you typed, and change it if it is not right.")
                return redirect("turnout:one", pk=pk)
        return self.render_to_response(self.get_context_data(form=form))

    def _stands_now(self, form: TurnoutForm, error: ValidationError) -> dict[str, Any]:
        """Return what a colleague wrote meanwhile beside what was typed; once it was read, that can be kept."""
        form.add_error(None, error)
        turnout = turnout_of(self.row)
        seen_anew(form, turnout.version if turnout else 0)
        return {"form": form, "stands_now": selectors.who_came(turnout, self.me) if turnout else None}


class CallOff(Act):
    """It did not happen."""

    model = Activity
    row: Activity
    right = selectors.RIGHT
    page = "turnout:one"

    def act(self) -> str:
        """Say so."""
        services.call_off(activity=self.row, because=self.request.POST.get("because", ""), by=self.me)
        return "It is called off. Nobody is asked who came."


class CallOnAgain(CallOff):
    """It did happen, or will."""

    def act(self) -> str:
        """Take it back."""
        services.call_on_again(activity=self.row, by=self.me)
        return "It stands again."


class ActivityViewSet(HubScopedViewSet):
    """Activities of my hubs."""

    model = Activity
    resource = "turnout"
    name = "turnout"
    url_prefix = "activities-held"
    menu_label = LABEL
    icon = "group"
    edit_handler = PANELS
    add_view_class, edit_view_class = AddActivity, EditActivity
    list_filter = ["kind", "hub"]
    search_fields = ["title"]
    ordering = "-held_on"
    list_select_related = ("hub", "engagement", "turnout")
    list_display = [
        TitleColumn("title", label="Activity", get_url=lambda row: reverse("turnout:one", args=[row.pk])),
        Column("held_on", label="Day", sort_key="held_on"),
        Column("hub", label="Hub"),
        Column("engagement", label="Part of"),
        Column("came", label="Who came", accessor=where_it_stands),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add its page and who came; all behind the gate."""
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/", self.construct_view(OneActivity), name="one"),
            path("<int:pk>/who-came/", self.construct_view(WhoCame), name="enter"),
            path("<int:pk>/call-off/", self.construct_view(CallOff), name="call_off"),
            path("<int:pk>/call-on-again/", self.construct_view(CallOnAgain), name="call_on_again"),
        ]
