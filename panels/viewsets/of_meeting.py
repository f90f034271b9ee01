"""What the screens of one meeting have in common."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy

from core.clocks import day_in_words
from core.forms.seen import seen_anew
from core.gate import row_or_404
from core.overtaken import Overtaken
from core.workbench import Act, Screen, add_errors
from panels.models import Meeting
from panels.selectors import meetings as selectors

LIST = ("Meetings", reverse_lazy("meeting:index"))


class OfMeeting(Screen):
    """A screen of one meeting, for who calls it."""

    model = Meeting
    row: Meeting
    right = selectors.EDIT
    changes = True
    header_icon = "date"

    @property
    def in_the_tab(self) -> str:
        """The panel, and the day."""
        return f"{self.row.panel}, {day_in_words(selectors.day_of(self.row))}"

    def rows(self) -> Any:
        """Join what every page of a meeting reads."""
        return super().rows().select_related("panel__hub")

    @property
    def up(self) -> Any:
        """The screens above this one."""
        return (LIST, (str(self.row), reverse("meeting:one", args=[self.row.pk])))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the meeting."""
        return super().get_context_data(meeting=self.row, **kwargs)


class FormOfMeeting(OfMeeting):
    """A form about a meeting, or about one of its rows: kept, or shown again with what to mend and all that was typed."""

    template_name = "panels/staff/form_of_meeting.html"
    kept = "It is kept."
    leads_to = "meeting:one"
    intro = ""
    sub: Any = None

    def below(self) -> Any:
        """Return the rows of this meeting among which the address names one; None where it names none."""
        return None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the row within its meeting: another meeting's is not there (404)."""
        super().setup(request, *args, **kwargs)
        if "sub" in kwargs:
            self.sub = self._found(kwargs["sub"])

    def _found(self, pk: Any) -> Any:
        """Return the row; None for one that a colleague took away while its form was open: what was typed is not lost to a 404."""
        rows = self.below()
        if self.request.method == "POST" and not rows.model._default_manager.filter(pk=pk).exists():
            return None
        return row_or_404(rows, pk)

    def is_gone(self, form: Any) -> bool:
        """Return whether the row of this form was taken away, and its writer does not know yet. The next time it is kept as a new one."""
        return "sub" in self.kwargs and self.sub is None and bool(form.cleaned_data.get("seen"))

    def form(self, data: Any = None, files: Any = None) -> Any:
        """Return the form."""
        raise NotImplementedError

    def keep(self, form: Any) -> None:
        """Keep what was typed by its service. Raises ValidationError."""
        raise NotImplementedError

    def show_theirs(self, form: Any, theirs: Any) -> list[tuple[str, str]]:
        """Give the form the mark of what stands now, and return that in words. `theirs` is None when it was taken away."""
        seen_anew(form, "")
        return [("What stands there now", "A colleague took it away. What you typed is still here: keep it, and it stands again.")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form."""
        if "form" not in kwargs:
            kwargs["form"] = self.form()
        return super().get_context_data(intro=self.intro, **kwargs)

    def post(self, request: HttpRequest, **address: Any) -> HttpResponse:
        """Keep it, or say what to mend."""
        form, stands_now = self.form(request.POST, request.FILES), list[tuple[str, str]]()
        if form.is_valid():
            try:
                if self.is_gone(form):
                    raise Overtaken
                self.keep(form)
            except Overtaken as error:
                stands_now = self.show_theirs(form, error.theirs)
                add_errors(form, error)
            except ValidationError as error:
                add_errors(form, error)
            else:
                self.say(self.kept)
                return redirect(self.leads_to, pk=self.row.pk)
        return self.render_to_response(self.get_context_data(form=form, stands_now=stands_now, lost_file=bool(request.FILES)))


class ActOnRow(Act):
    """Something done by a button to one row of a meeting, and back to the page of the meeting."""

    model = Meeting
    row: Meeting
    right = selectors.EDIT
    page = "meeting:one"
    sub: Any = None

    def below(self) -> "models.QuerySet[Any]":
        """Return the rows of this meeting among which the address names one."""
        raise Http404

    def rows(self) -> Any:
        """Join the panel."""
        return super().rows().select_related("panel__hub")

    def post(self, request: HttpRequest, pk: int, sub: Any = None) -> HttpResponse:
        """Find the row within its meeting, act, and show the meeting again."""
        self.sub = row_or_404(self.below(), sub)
        return super().post(request, pk)
