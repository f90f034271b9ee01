"""Staff screens for meetings: the list, one page for each, the next from the last, and what becomes of one."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic

from core.forms.marked import MarkedEdit
from core.row_numbers import chosen_in
from core.selectors.posts import why_mine
from core.viewsets import HubScopedViewSet
from core.workbench import Act, Screen, add_errors
from panels.choices import MeetingState
from panels.forms.meetings import MeetingForm, NextMeetingForm
from panels.models import Meeting
from panels.rules import meetings as rules
from panels.rules import run_sheet as run_sheet_rules
from panels.selectors import claims, coming, needs, papers
from panels.selectors import meetings as selectors
from panels.selectors import run_sheet as run_sheet_selectors
from panels.selectors.panels import may_for
from panels.services import meetings as services
from panels.viewsets import agenda, attendance, booking, minutes, run_sheet
from panels.viewsets import papers as paper_screens

LABEL = "Meetings"
PANELS = ObjectList(
    [
        FieldPanel("panel", heading="Which panel"),
        FieldPanel("title", heading="What it is called, if it has a name", help_text="Such as: Planning the summer."),
        FieldPanel("starts_at", heading="When", help_text="By the council’s clock."),
        FieldRowPanel([FieldPanel("number_of_minutes", heading="How many minutes"), FieldPanel("format", heading="How we meet")]),
        FieldPanel("place", heading="Where: the room and its address"),
        FieldPanel("link", heading="Link to the room online", help_text="It stands in letters to members, and nowhere in public."),
    ],
    base_form_class=MeetingForm,
)


def when(meeting: Meeting) -> datetime:
    """Return when a meeting starts, by the council's clock."""
    return rules.by_council_clock(meeting.starts_at)


class AddMeeting(generic.CreateView):
    """A meeting from nothing, and then to its page."""

    submit_button_label = "Keep it"

    def get_initial(self) -> dict[str, Any]:
        """Choose the panel whose page led here."""
        return {**super().get_initial(), **chosen_in(self.request.GET, "panel")}

    def get_success_url(self) -> str:
        """Lead to its page."""
        return reverse("meeting:one", args=[self.object.pk])


class EditMeeting(MarkedEdit, generic.EditView):
    """Change when and where it is."""

    def held_now(self) -> Meeting:
        """Hold its panel, then the meeting. The gate let this person in (core.gate)."""
        row = services.held_meeting(self.object, None)
        for name in ("state", "called_off_because", "version"):  # what the form does not hold, and a colleague may have done this moment
            setattr(self.object, name, getattr(row, name))
        return row

    def get_success_url(self) -> str:
        """Back to its page."""
        return reverse("meeting:one", args=[self.object.pk])


class OneMeeting(Screen):
    """One meeting: when and where, what is talked about, who comes, and the way to everything about it."""

    model = Meeting
    row: Meeting
    right = selectors.VIEW
    template_name = "panels/staff/meeting.html"
    header_icon = "date"
    up = ((LABEL, reverse_lazy("meeting:index")),)

    def rows(self) -> Any:
        """Join what the page reads."""
        return super().rows().select_related("panel__hub", "attendance_sheet")

    def get_page_title(self) -> str:
        """Return what it is called."""
        return str(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the meeting, and what this person may do with it."""
        meeting, may_edit = self.row, may_for(self.me, selectors.EDIT, self.row.panel)
        sees, has_begun = coming.may_see_members(self.me, meeting.panel), meeting.starts_at <= timezone.now()
        return super().get_context_data(
            meeting=meeting,
            when=when(meeting),
            has_begun=has_begun,
            is_at_night=meeting.state == MeetingState.PLANNED and rules.is_at_night(meeting.starts_at),
            may_give=has_begun and meeting.state != MeetingState.CALLED_OFF and may_for(self.me, claims.EDIT, meeting.panel),
            may_run=may_edit and not run_sheet_rules.why_closed(meeting, today=self.today, is_out=False),
            agenda=selectors.agenda_of(meeting),
            papers=papers.papers_of(self.me, meeting),
            expected=coming.expected_at(self.me, meeting) if sees and meeting.state == MeetingState.PLANNED else None,
            attended=coming.attended(self.me, meeting, sees=sees),
            booking=needs.bookings(self.me, [meeting])[0] if may_edit else None,
            to_do=run_sheet_selectors.in_lines(self.me, meeting.panel, meeting.meetingactions.all(), today=self.today),
            mine=why_mine(self.me, self.today),
            stayed=needs.what_stayed(meeting) if may_edit else [],
            may_edit=may_edit,
            may_add=may_for(self.me, selectors.ADD, meeting.panel),
            **kwargs,
        )


class NextMeeting(Screen):
    """Make a meeting from the last: one question, when."""

    model = Meeting
    row: Meeting
    right = selectors.ADD
    changes = True
    template_name = "panels/staff/next_meeting.html"
    header_icon = "date"
    page_title = "The next meeting"

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return ((LABEL, reverse("meeting:index")), (str(self.row), reverse("meeting:one", args=[self.row.pk])))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form with a day suggested."""
        day = selectors.day_to_suggest(self.row.panel, today=self.today)
        hour = when(self.row).time()
        kwargs.setdefault("form", NextMeetingForm(initial={"starts_at": rules.moment_of(day, hour)}))
        return super().get_context_data(meeting=self.row, agenda=selectors.agenda_of(self.row), suggested=day, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make it, or say what to mend and keep what was typed."""
        form = NextMeetingForm(request.POST)
        if form.is_valid():
            try:
                made = services.make_from_last(last=self.row, starts_at=form.cleaned_data["starts_at"], by=self.me)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say("It is made. Look through what was copied, and change what is different this time.")
                return redirect("meeting:one", pk=made.pk)
        return self.render_to_response(self.get_context_data(form=form))


class CallOff(Act):
    """It does not take place."""

    model = Meeting
    row: Meeting
    right = selectors.EDIT
    page = "meeting:one"

    def act(self) -> str:
        """Call it off, or say every reason why not."""
        services.call_off(meeting=self.row, because=self.request.POST.get("because", ""), by=self.me, now=timezone.now())
        return "It is called off. What is booked for it stays on the list, so that somebody cancels it."


class TakeBack(CallOff):
    """It is to come after all."""

    def act(self) -> str:
        """Take it back."""
        services.take_back(meeting=self.row, by=self.me)
        return "It stands again."


class MarkHeld(CallOff):
    """It took place."""

    def act(self) -> str:
        """Say so."""
        services.mark_held(meeting=self.row, by=self.me, now=timezone.now())
        return "Written down: it took place."


class MeetingViewSet(HubScopedViewSet):
    """Meetings of my panels."""

    model = Meeting
    resource = "meeting"
    name = "meeting"
    url_prefix = "meetings"
    menu_label = LABEL
    icon = "date"
    edit_handler = PANELS
    add_view_class, edit_view_class = AddMeeting, EditMeeting
    edit_template_name = "panels/staff/edit.html"
    list_filter = ["state", "panel"]
    search_fields = ["title", "place"]
    ordering = "-starts_at"
    list_select_related = ("panel__hub", "panel__locality")
    list_display = [
        TitleColumn("title", label="Meeting", accessor=str, get_url=lambda row: reverse("meeting:one", args=[row.pk])),
        Column("starts_at", label="When", sort_key="starts_at", accessor=lambda row: f"{when(row):%-d %b %Y, %H:%M}"),
        Column("panel", label="Panel"),
        Column("get_state_display", label="State", sort_key="state"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add its pages; all behind the gate."""
        made, one = self.construct_view, "<int:pk>/"
        screens = (agenda, paper_screens, booking, attendance, run_sheet, minutes)
        return [
            *super().get_urlpatterns(),
            path(one, made(OneMeeting), name="one"),
            path(f"{one}next/", made(NextMeeting), name="next"),
            path(f"{one}call-off/", made(CallOff), name="call_off"),
            path(f"{one}take-back/", made(TakeBack), name="take_back"),
            path(f"{one}held/", made(MarkHeld), name="held"),
            *(path(f"{one}{route}", made(view), name=name) for part in screens for route, view, name in part.SCREENS),
        ]
