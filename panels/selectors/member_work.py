"""What a member takes part in: meetings they were asked to and came to, what they took on, and money they asked for."""

from dataclasses import dataclass
from itertools import islice

from accounts.models import User
from core.querysets import may
from panels.models import Attendance, Claim, Meeting, MeetingAction, Membership
from panels.selectors import claims as claim_selectors

MOST = 12  # of each kind, the newest first: the page is about who they are now


@dataclass(frozen=True)
class AtMeeting:
    """One meeting, what they answered and whether they came; each in words, empty where nobody said."""

    meeting: Meeting
    replied: str
    came: str


def meetings_of(member: Membership) -> list[AtMeeting]:
    """Return the meetings that they were asked to, or came to without being asked; two queries."""
    replied = {one.meeting: one.get_reply_display() for one in member.invitations.select_related("meeting__panel")}
    attended = Attendance.objects.filter(membership=member).select_related("meeting__panel")
    came = {one.meeting: one.get_came_display() for one in attended}
    meetings = sorted(replied.keys() | came.keys(), key=lambda one: (one.starts_at, one.pk), reverse=True)
    return [AtMeeting(one, str(replied.get(one, "")), str(came.get(one, ""))) for one in islice(meetings, MOST)]


def tasks_of(member: Membership) -> list[MeetingAction]:
    """Return what they took on, what is still open in front; one query."""
    rows = MeetingAction.objects.filter(of_member__membership=member).select_related("meeting__panel")
    return sorted(rows, key=lambda one: (not one.is_open, one.due_on))[:MOST]


def claims_of(user: User, member: Membership) -> list[Claim]:
    """Return what they asked for, as far as this reader may see it (`claims.shown_to`), the newest first."""
    if not may(user, claim_selectors.VIEW):
        return []
    return list(claim_selectors.with_all(claim_selectors.shown_to(user).filter(membership=member))[:MOST])
