"""Staff screens for the papers of a meeting. A paper leaves as a download, by POST, behind the gate: it has no public address."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from core import clocks
from core.forms.seen import seen_anew
from core.gate import row_or_404
from panels.forms.agenda import GivenOutForm, PaperForm
from panels.models import MeetingPaper
from panels.selectors import meetings as selectors
from panels.selectors.papers import mark_of_paper, readable
from panels.services import papers as services
from panels.views.downloads import as_download
from panels.viewsets.of_meeting import ActOnRow, FormOfMeeting, OfMeeting


class AddPaper(FormOfMeeting):
    """Keep a paper."""

    page_title = "Add a paper"
    kept = "The paper is kept. Read the hints beside it, if there are any."

    def form(self, data: Any = None, files: Any = None) -> PaperForm:
        """Return the form of a new paper."""
        return PaperForm(data, files)

    def keep(self, form: PaperForm) -> None:
        """Keep it."""
        said = form.cleaned_data
        facts = {"title": said["title"], "words": said["words"], "file": said["file"]}
        services.add_paper(meeting=self.row, **facts, by=self.me, on=clocks.today())


class EditPaper(AddPaper):
    """Put a paper right."""

    page_title = "Change a paper"
    kept = "The paper is kept."

    def below(self) -> Any:
        """Return the papers of this meeting."""
        return MeetingPaper.objects.filter(meeting=self.row).defer("content")

    def form(self, data: Any = None, files: Any = None) -> PaperForm:
        """Return the form of the paper."""
        if self.sub is None:
            return super().form(data, files)
        return PaperForm(data, paper=self.sub)

    def keep(self, form: PaperForm) -> None:
        """Keep it, unless a colleague changed it meanwhile."""
        if self.sub is None:
            return super().keep(form)
        said = form.cleaned_data
        services.change_words(paper=self.sub, title=said["title"], words=said.get("words", ""), by=self.me, seen=said["seen"])

    def show_theirs(self, form: PaperForm, theirs: Any) -> list[tuple[str, str]]:
        """Show what a colleague wrote."""
        if theirs is None:
            return super().show_theirs(form, theirs)
        seen_anew(form, mark_of_paper(theirs))
        return [("What it is called", theirs.title), ("The paper", theirs.words)]


class RemovePaper(ActOnRow):
    """Take a paper away."""

    def below(self) -> Any:
        """Return the papers of this meeting."""
        return MeetingPaper.objects.filter(meeting=self.row).defer("content")

    def act(self) -> str:
        """Take it away, unless members had it."""
        services.remove_paper(paper=self.sub, by=self.me)
        return "The paper is deleted."


class GiveOut(RemovePaper):
    """Whether members had it, and in which other forms."""

    def act(self) -> str:
        """Write it down."""
        form = GivenOutForm(self.request.POST)
        form.is_valid()  # an odd form is left out: nothing can be typed here
        is_out, formats = bool(form.cleaned_data.get("is_out")), form.cleaned_data.get("formats", [])
        services.give_out(paper=self.sub, is_out=is_out, formats=formats, by=self.me, on=clocks.today())
        return "Written down."


class FetchPaper(OfMeeting):
    """A paper as a file. POST only, so that no browser or proxy keeps it, and who took it is written down."""

    right = selectors.VIEW
    changes = False
    http_method_names = ["post"]

    def is_looking(self) -> bool:
        """Return that taking a copy changes nothing of the meeting."""
        return True

    def post(self, request: HttpRequest, pk: int, sub: UUID) -> HttpResponse:
        """Hand it over as a download, never to be shown inside our pages."""
        paper = row_or_404(readable(self.me, self.row), sub)
        content, kind, end = services.fetch(paper=paper, by=self.me)
        return as_download(content, kind, name=f"paper-{self.row.pk}-{paper.pk.hex[:6]}.{end}")


SCREENS: tuple[tuple[str, type, str], ...] = (
    ("papers/new/", AddPaper, "add_paper"),
    ("papers/<uuid:sub>/", EditPaper, "edit_paper"),
    ("papers/<uuid:sub>/remove/", RemovePaper, "remove_paper"),
    ("papers/<uuid:sub>/out/", GiveOut, "give_out"),
    ("papers/<uuid:sub>/file/", FetchPaper, "fetch_paper"),
)
