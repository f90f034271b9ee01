"""What a member reads before a meeting: words on a page, a file as a download. Who reads what is written down nowhere."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from consent.models import Person
from panels.choices import PaperKind
from panels.selectors import my_papers as selectors
from panels.selectors.meetings import day_of
from panels.services.papers import as_file
from panels.views.behind_the_door import back_to, behind_the_door, on_it_or_404
from panels.views.downloads import as_download


@behind_the_door
def my_paper(request: HttpRequest, person: Person, pk: UUID, paper: UUID) -> HttpResponse:
    """Show words, or hand a file over to who pressed for it: by POST, so that no browser fetches it beforehand."""
    member = on_it_or_404(person, pk)
    row = selectors.paper_for(member, paper)
    if row is None:
        raise Http404
    if request.method == "POST":
        content, kind, end = as_file(row)
        return as_download(content, kind, name=f"paper-{row.meeting_id}-{row.pk.hex[:6]}.{end}")
    if row.kind != PaperKind.WORDS:
        return redirect(back_to(member))
    return render(request, "panels/public/paper.html", {"paper": row, "on": day_of(row.meeting), "back": back_to(member), "is_mine": True})
