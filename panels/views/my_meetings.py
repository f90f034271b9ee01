"""One meeting under “My panel”: the same page as behind the link of a letter, for who is known to be its reader."""

from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from consent.models import Person
from panels.choices import HowReplied, PaperKind
from panels.models import Invitation, Meeting, Membership
from panels.selectors import my_panel as selectors
from panels.selectors.papers import papers_out
from panels.services import replies as services
from panels.views import calendars, replies
from panels.views.behind_the_door import back_to, behind_the_door, kept_over_the_door, on_it_or_404


@behind_the_door
def my_meeting(request: HttpRequest, person: Person, pk: UUID, meeting: int) -> HttpResponse:
    """Show when and where a member's panel meets, and keep what they answer. Looking makes no row."""
    member = on_it_or_404(person, pk)
    row = _meeting_or_404(member, meeting)
    if request.method != "POST":
        asked = Invitation.objects.filter(meeting=row, membership=member).first() or Invitation(meeting=row, membership=member)
        return _page(request, asked, member)
    try:
        asked = services.asked_themselves(meeting=row, member=member)
        replies.act(request, asked, how=HowReplied.THEMSELVES)
    except PermissionDenied:  # they left, or are not here any more, in the moment between
        return redirect("my_panel")
    except ValidationError as error:
        return _page(request, asked, member, error)
    return redirect(f"{request.path}#{replies.kept_at(request)}")


@behind_the_door
def my_meeting_file(request: HttpRequest, person: Person, pk: UUID, meeting: int) -> HttpResponse:
    """Return a meeting as a file for a calendar."""
    return calendars.one_meeting(_meeting_or_404(on_it_or_404(person, pk), meeting))


def _page(request: HttpRequest, asked: Invitation, member: Membership, error: ValidationError | None = None) -> HttpResponse:
    meeting = asked.meeting
    file = reverse("my_meeting_file", args=[member.pk, meeting.pk])
    papers = [
        replies.ToRead(one, reverse("my_paper", args=[member.pk, one.pk]), is_pressed=one.kind != PaperKind.WORDS)
        for one in papers_out(meeting)
    ]
    kept = kept_over_the_door(request)
    return replies.page(request, asked, {"file": file, "papers": papers, "back": back_to(member)}, error, kept=kept)


def _meeting_or_404(member: Membership, pk: int) -> Meeting:
    """Return a meeting that a member can come to, or could until just now."""
    found = next((one for one in selectors.meetings_to_come(member, now=timezone.now()) if one.pk == pk), None)
    if found is None:
        raise Http404
    return found
