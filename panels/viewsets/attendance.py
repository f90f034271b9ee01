"""Who comes, on paper and as a table; and who came, ticked on a phone."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from core.forms.seen import seen_anew
from core.overtaken import Overtaken
from core.workbench import add_errors
from panels.forms.agenda import AttendanceForm
from panels.models import AttendanceSheet
from panels.rules import meetings as rules
from panels.rules.needs import destroy_by
from panels.selectors import coming
from panels.selectors import meetings as selectors
from panels.services import attendance as services
from panels.services.meetings import note_list_taken
from panels.viewsets.of_meeting import OfMeeting

EMPTY_LINES = 8  # on paper, for who comes unannounced


class SignInSheet(OfMeeting):
    """Who is expected, on paper, by first name alone. POST: who took it is written down."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it as it goes to the printer."""
        note_list_taken(meeting=self.row, by=self.me, how="paper")
        facts = {"meeting": self.row, "when": rules.by_council_clock(self.row.starts_at), "lines": range(EMPTY_LINES)}
        facts |= {"expected": coming.expected_at(self.me, self.row), "destroy_by": destroy_by(selectors.day_of(self.row))}
        return render(request, "panels/staff/sign_in_sheet.html", facts)


class ListAsTable(OfMeeting):
    """Exactly the list of who comes, for a spreadsheet. POST: who took it is written down."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand it over as a download."""
        note_list_taken(meeting=self.row, by=self.me, how="table")
        response = HttpResponse("".join(coming.as_csv(self.me, self.row)), content_type="text/csv; charset=utf-8")
        day = selectors.day_of(self.row)
        response["Content-Disposition"] = f'attachment; filename="who-comes-{day}-destroy-by-{destroy_by(day)}.csv"'
        response["Cache-Control"] = "no-store, private"
        return response


class WhoCame(OfMeeting):
    """Who took part: one page, at the end of the meeting, on a phone."""

    template_name = "panels/staff/attendance.html"
    header_icon = "group"
    page_title = "Who came?"

    def standing(self) -> AttendanceSheet | None:
        """Return what was written down before."""
        return AttendanceSheet.objects.filter(meeting=self.row).first()

    def form(self, data: Any = None) -> AttendanceForm:
        """Return the form with who may be ticked, and what stands."""
        stands, initial = self.standing(), {"seen": 0}
        if stands:
            initial = {"seen": stands.version, "staff": stands.number_of_staff, "guests": stands.number_of_guests}
        return AttendanceForm(data, members=coming.to_tick(self.me, self.row), initial=initial)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, or why it is too early."""
        if "form" not in kwargs:
            kwargs["form"] = self.form()
        return super().get_context_data(why_not=rules.why_not_held(self.row, now=timezone.now()), **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it, or say what to mend and keep what was ticked."""
        form = self.form(request.POST)
        if form.is_valid():
            try:
                services.keep(meeting=self.row, sheet=form.sheet(), by=self.me, now=timezone.now(), seen=form.cleaned_data["seen"] or 0)
            except Overtaken as error:
                return self._stands_now(form, error)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say("Written down: who came, and that the meeting took place.")
                return redirect("meeting:one", pk=pk)
        return self.render_to_response(self.get_context_data(form=form))

    def _stands_now(self, form: AttendanceForm, error: ValidationError) -> HttpResponse:
        """Show what a colleague wrote meanwhile beside what was ticked; once it was read, that can be kept."""
        form.add_error(None, error)
        stands = self.standing()
        seen_anew(form, stands.version if stands else 0)
        lines = [(one.called, coming.came_in_words(one)) for one in form.members]
        return self.render_to_response(self.get_context_data(form=form, stands_now=lines))


SCREENS: tuple[tuple[str, type, str], ...] = (
    ("sheet/", SignInSheet, "sheet"),
    ("table/", ListAsTable, "table"),
    ("who-came/", WhoCame, "who_came"),
)
