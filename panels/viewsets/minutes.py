"""The minutes of a meeting: what families will read, a few plain words in front, and out by the end of the day."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from core.forms.seen import seen_anew
from core.overtaken import Overtaken
from core.workbench import Act, add_errors
from panels.forms.minutes import CorrectionForm, SummaryForm
from panels.models import Meeting, Minutes
from panels.rules.plain_english import hints_on
from panels.selectors import meetings, public
from panels.selectors import minutes as selectors
from panels.selectors.messages import RIGHT
from panels.selectors.panels import may_for
from panels.services import minutes as services
from panels.viewsets.of_meeting import FormOfMeeting, OfMeeting

OUT = "They are out. Write to members now: a message with the link is begun for you below."


class MinutesOfMeeting(OfMeeting):
    """Write the minutes, see them as families will, and send them out."""

    template_name = "panels/staff/minutes.html"
    page_title = "Minutes"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the minutes as they stand, with what may be hard to read in their summary."""
        meeting = self.row
        stands = selectors.minutes_of(meeting)
        minutes = stands or Minutes(meeting=meeting)
        if "form" not in kwargs:
            kwargs["form"] = SummaryForm(initial={"summary": minutes.summary, "seen": services.mark_of_minutes(stands)})
        said = selectors.public_minutes(meeting, minutes)
        return super().get_context_data(
            minutes=minutes,
            said=said,
            raised=selectors.raised_at(meeting) if not minutes.out_on else [],
            hints=hints_on(kwargs["form"]["summary"].value() or "") if not minutes.out_on else [],
            text=selectors.as_text(said) if minutes.out_on else "",
            address=self._address() if minutes.out_on else "",
            may_write=may_for(self.me, RIGHT, meeting.panel),
            **kwargs,
        )

    def _address(self) -> str:
        """Return where families read them; empty where the panel has no page, or is of under-18s."""
        panel = self.row.panel
        shown = selectors.are_public(panel) and public.is_public(panel)
        return reverse("panel_minutes", args=[panel.slug, self.row.pk]) if shown else ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the words, and send the minutes out where that button was pressed; or say what is missing and keep what was typed."""
        form, stands_now = SummaryForm(request.POST), list[tuple[str, str]]()
        if form.is_valid():
            said: dict[str, Any] = {"meeting": self.row, "words": form.cleaned_data["summary"], "by": self.me}
            said["seen"] = form.cleaned_data["seen"]
            try:
                if "send" in request.POST:
                    services.send_out(**said, today=self.today)
                else:
                    services.keep_summary(**said)
            except Overtaken as error:
                add_errors(form, error)
                seen_anew(form, services.mark_of_minutes(error.theirs))
                stands_now = [("What stands there now", error.theirs.summary)]
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say(OUT if "send" in request.POST else "It is kept.")
                return redirect("meeting:minutes", pk=pk)
        return self.render_to_response(self.get_context_data(form=form, stands_now=stands_now))


class CorrectMinutes(FormOfMeeting):
    """Write below minutes that are out what was wrong in them."""

    page_title = "Put minutes right that are out"
    leads_to = "meeting:minutes"
    kept = "It stands below the minutes, with today’s day."

    def form(self, data: Any = None, files: Any = None) -> CorrectionForm:
        """Return the form."""
        return CorrectionForm(data)

    def keep(self, form: CorrectionForm) -> None:
        """Keep it."""
        services.correct(meeting=self.row, by=self.me, today=self.today, **form.cleaned_data)


class TakeMinutesOff(Act):
    """Off the page at once."""

    model = Meeting
    row: Meeting
    right = meetings.EDIT
    page = "meeting:minutes"

    def act(self) -> str:
        """Take them off."""
        services.take_off(meeting=self.row, by=self.me)
        return "They are off the page. Put them right, and send them out again: the page says that they came back."


SCREENS: tuple[tuple[str, type, str], ...] = (
    ("minutes/", MinutesOfMeeting, "minutes"),
    ("minutes/correct/", CorrectMinutes, "correct_minutes"),
    ("minutes/take-off/", TakeMinutesOff, "take_minutes_off"),
)
