"""What tests about meetings are made of: what is on an agenda, papers, and what members need. Each with sensible defaults."""

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

from panels.choices import HowReplied, NeedKind
from panels.models import AgendaItem, Invitation, Meeting, MeetingNeed, MeetingPaper, Membership, StandingNeed
from tests.builders import today


def clocks_change(month: int) -> date:
    """Return the last Sunday of a month of next year."""
    last = date(today().year + 1, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def words(page: Any) -> str:
    """Return what a page says, as it is read: marks inside a line leave no gap."""
    inside = re.sub(r"</?(?:bdi|strong|a|span|label)\b[^>]*>", "", page.content.decode())
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", inside)))


def make_item(meeting: Meeting, title: str = "The café’s hours", **fields: Any) -> AgendaItem:
    """Put something on an agenda, after what is there."""
    place = fields.pop("place", meeting.agenda.count() + 1)
    return AgendaItem.objects.create(meeting=meeting, title=title, place=place, **fields)


def make_paper(meeting: Meeting, title: str = "What the café costs", **fields: Any) -> MeetingPaper:
    """Add a paper that was typed."""
    facts = {"kind": "words", "words": "The café costs money. You can help us choose.", "added_on": today()}
    return MeetingPaper.objects.create(meeting=meeting, title=title, **(facts | fields))


def make_standing_need(membership: Membership, kind: str = NeedKind.CHILDCARE, detail: str = "One child of two.") -> StandingNeed:
    """Say what a member always needs."""
    return StandingNeed.objects.create(membership=membership, kind=kind, detail=detail, confirmed_on=today())


def make_need(meeting: Meeting, membership: Membership, kind: str = NeedKind.CHILDCARE, **fields: Any) -> MeetingNeed:
    """Put something to arrange on a meeting's list."""
    return MeetingNeed.objects.create(meeting=meeting, membership=membership, kind=kind, **({"detail": "One child of two."} | fields))


def make_reply(meeting: Meeting, membership: Membership, reply: str = "yes") -> Invitation:
    """Say what a member answered, who rang today."""
    facts = {"reply": reply, "replied_on": today(), "how": HowReplied.RANG}
    return Invitation.objects.create(meeting=meeting, membership=membership, **facts)
