"""What a letter about a meeting says, and the same in one line for a phone. Called in the reader's language."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from panels.choices import Format, NeedKind, Reply
from panels.models import Invitation
from panels.rules.invitations import why_not_among
from panels.rules.when import when_in_words, where
from panels.selectors.invitations import needs_of, standing_kinds
from panels.selectors.letters import MOVED, OFF, ON, REMIND
from panels.selectors.phones import to_ring
from panels.selectors.reply_links import token_of


def reply_address(invitation: Invitation) -> str:
    """Return the whole address by which somebody answers, in the language of now."""
    return settings.BASE_URL + reverse("panel_reply", args=[token_of(invitation)])


def letter(invitation: Invitation, *, kind: str) -> dict[str, Any]:
    """Return what the letter holds: never a name, and of needs only what is arranged, never why.

    `kind` is one of `selectors.letters.KINDS`.
    """
    meeting = invitation.meeting
    return {
        "is_reminder": kind == REMIND,
        "is_off": kind == OFF,
        "is_on": kind == ON,
        "is_moved": kind == MOVED,
        "panel": meeting.panel.title,
        "title": meeting.title,
        "when": when_in_words(meeting.starts_at, meeting.number_of_minutes),
        "how": Format(meeting.format).label,
        "place": where(meeting),
        "online": meeting.link if meeting.format != Format.IN_PERSON else "",
        "reply": Reply(invitation.reply).label if invitation.reply else "",
        "link": reply_address(invitation),
        "file": settings.BASE_URL + reverse("panel_meeting_file", args=[token_of(invitation)]),
        "needs": [NeedKind(kind).label for kind in kinds_to_arrange(invitation)],
        **to_ring(meeting.panel),
    }


def of_papers(invitation: Invitation) -> dict[str, Any]:
    """Return what the letter holds that says that papers are out: not what they are called, since others may open somebody's mail."""
    meeting = invitation.meeting
    return {
        "panel": meeting.panel.title,
        "title": meeting.title,
        "when": when_in_words(meeting.starts_at, meeting.number_of_minutes),
        "place": where(meeting),
        "is_asked": not why_not_among(invitation.membership) and not invitation.reply,
        "link": reply_address(invitation),
        **to_ring(meeting.panel),
    }


def kinds_to_arrange(invitation: Invitation) -> list[str]:
    """Return what is arranged for somebody: what they said for this meeting, or before that what they always need."""
    if invitation.reply:
        return sorted({need.kind for need in needs_of(invitation)})
    return sorted(standing_kinds(invitation.membership))


def text_message(invitation: Invitation) -> str:
    """Return words to copy into a message to somebody's phone. They name neither the panel nor anybody: a phone shows them locked."""
    when = when_in_words(invitation.meeting.starts_at, invitation.meeting.number_of_minutes)
    said = gettext("We meet again: %(when)s. Can you come? Answer here: %(link)s")
    return said % {"when": when, "link": reply_address(invitation)}
