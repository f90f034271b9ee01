"""Letters that say that papers are out: one a member, with the link behind which they are read."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from panels.choices import Reply
from panels.models import Invitation, Meeting
from panels.rules import invitations as rules
from panels.selectors import papers as selectors
from panels.selectors.invitations import RIGHT, lines_of, reply_to_of, why_no_letters
from panels.selectors.letters import PAPERS
from panels.selectors.reply_links import person_of
from panels.services.invitations import invitation_of
from panels.services.letters import CHANGED, queue
from panels.services.panels import held

SEND = "panels.send_papers"


@transaction.atomic
def tell_papers(*, meeting: Meeting, by: User, now: datetime) -> int:
    """Queue a letter to who comes or reads and was not told of all papers that are out; return how many.

    Raises ValidationError with every reason why none leaves, or when everybody was told.
    """
    panel = held(meeting.panel, by, RIGHT)
    meeting = Meeting.objects.select_related("panel").get(pk=meeting.pk, panel=panel)
    if reasons := _why_none(meeting, now=now):
        raise ValidationError(reasons)
    lines = selectors.to_tell_of_papers(meeting, lines_of(meeting, by)).to_tell
    if not lines:
        raise ValidationError(["Everybody who can have a letter was told."])
    for line in lines:
        assert line.person is not None  # who was forgotten may have no letter
        queue(invitation_of(meeting, line.member), line.person, name=SEND, kind=PAPERS, now=now)
    audit.record("panels.meeting.tell_papers", meeting, by=by, hub_id=panel.hub_id, number=len(lines))
    return len(lines)


def why_not_send(invitation: Invitation, person_id: UUID, *, now: datetime) -> list[str]:
    """Return why a queued letter does not leave any more, asked at the moment it would."""
    meeting, member = invitation.meeting, invitation.membership
    person = person_of(member)
    if person is None or person.pk != person_id:
        return [CHANGED]
    reasons = _why_none(meeting, now=now)
    if invitation.reply == Reply.NO:
        reasons.append("They said no meanwhile.")
    if invitation.papers_told and invitation.papers_told == selectors.mark_of_out(selectors.papers_out(meeting)):
        reasons.append("They were told of these papers already.")
    return reasons or why_no_letters([member], selectors.LETTER, rule=rules.why_no_papers)[member.pk]


def note_told(*, invitation: Invitation) -> None:
    """Write down which papers were out in the letter that left just now, and when and where it said that we meet."""
    mark = selectors.mark_of_out(selectors.papers_out(invitation.meeting))
    facts = {"papers_told": mark, "told_of": rules.when_and_where(invitation.meeting), "heard_off": False}
    Invitation.objects.filter(pk=invitation.pk).update(**facts)


def _why_none(meeting: Meeting, *, now: datetime) -> list[str]:
    are_out = bool(selectors.papers_out(meeting))
    return rules.why_no_papers_leave(meeting, are_out=are_out, reply_to=reply_to_of(meeting), now=now)
