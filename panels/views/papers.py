"""A paper behind a member's link: what was typed as a page, a file as a download. By POST, so that no scanner of mail opens it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core import limits
from core.family_forms import family_form
from core.views.errors import too_many
from panels.choices import PaperKind
from panels.models import MeetingPaper
from panels.selectors import reply_links
from panels.selectors.meetings import day_of
from panels.services.papers import as_file
from panels.views.by_link import gone
from panels.views.downloads import as_download


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def paper(request: HttpRequest, token: str, paper: UUID) -> HttpResponse:
    """Hand over a paper that is out. Who read which is written down nowhere: it is nobody's business."""
    invitation = reply_links.opened(token, now=timezone.now())
    if invitation is None:
        return gone(request)
    if request.method != "POST":
        return redirect("panel_reply", token=token)
    if not (tried := limits.try_answer_by_link(request, token=token)):
        return too_many(request, minutes=tried.minutes)
    row = get_object_or_404(MeetingPaper, pk=paper, meeting=invitation.meeting, out_on__isnull=False)
    if row.kind == PaperKind.WORDS:
        back = reverse("panel_reply", args=[token])
        answer = render(request, "panels/public/paper.html", {"paper": row, "on": day_of(invitation.meeting), "back": back})
    else:
        content, kind, end = as_file(row)
        answer = as_download(content, kind, name=f"paper.{end}")
    answer["X-Robots-Tag"] = "noindex"
    return answer
