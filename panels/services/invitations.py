"""Asking members to a meeting: one letter a person, asked again at the moment it leaves whether it may."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from panels.choices import Reply
from panels.models import Invitation, Meeting, Membership
from panels.rules import invitations as rules
from panels.selectors import invitations as selectors
from panels.selectors.invitations import Line
from panels.selectors.letters import ASK, MOVED, OFF, ON, REMIND
from panels.selectors.reply_links import person_of
from panels.services.letters import CHANGED, queue
from panels.services.panels import held
from panels.services.reply_links import end_all, see_to_link

SEND = "panels.send_invitation"
VERBS = {OFF: "panels.meeting.tell_called_off", ON: "panels.meeting.tell_on", MOVED: "panels.meeting.tell_moved"}
NOBODY = "Tick at least one person."


@transaction.atomic
def invite(*, meeting: Meeting, who: Iterable[str], by: User, now: datetime) -> int:
    """Queue a letter to each of these members (ids as text) who may have one and had none; return how many were queued.

    Raises ValidationError with every reason why no letters leave, or when nobody is left to write to.
    """
    panel = held(meeting.panel, by, selectors.RIGHT)
    meeting = Meeting.objects.select_related("panel").get(pk=meeting.pk, panel=panel)
    if reasons := rules.why_nobody_is_asked(meeting, reply_to=selectors.reply_to_of(meeting), now=now):
        raise ValidationError(reasons)
    ticked = set(who)
    lines = [one for one in selectors.lines_of(meeting, by) if str(one.member.pk) in ticked and one.may_have_letter]
    if not lines:
        raise ValidationError([NOBODY])
    for line in lines:
        _queue(invitation_of(meeting, line.member), kind=ASK, now=now)
    audit.record("panels.meeting.invite", meeting, by=by, hub_id=panel.hub_id, number=len(lines))
    return len(lines)


@transaction.atomic
def remind(*, meeting: Meeting, by: User | None, now: datetime) -> int:
    """Queue one more letter to who has not said no and was not reminded; return how many. Raises ValidationError with why not.

    `by` is None when the worker reminds by itself.
    """
    panel = held(meeting.panel, by, selectors.RIGHT)
    meeting = Meeting.objects.select_related("panel").get(pk=meeting.pk, panel=panel)
    if reasons := rules.why_nobody_is_asked(meeting, reply_to=selectors.reply_to_of(meeting), now=now):
        raise ValidationError(reasons)
    asked = list(Invitation.objects.filter(meeting=meeting).select_related("membership__panel", "membership__person"))
    why_not = selectors.why_no_letters([one.membership for one in asked])
    due = [one for one in asked if not why_not[one.membership_id] and selectors.may_be_reminded(one, now=now)]
    for invitation in due:
        invitation.reminded_at = now
        invitation.save(update_fields=["reminded_at"])
        _queue(invitation, kind=REMIND, now=now)
    if due:
        audit.record("panels.meeting.remind", meeting, by=by, hub_id=panel.hub_id, number=len(due))
    return len(due)


def tell_called_off(*, meeting: Meeting, by: User, now: datetime) -> int:
    """Queue a letter that says that a meeting is called off, to who was asked and has not said no; return how many.

    Raises ValidationError with why none leaves, or when everybody was told.
    """
    return _tell(meeting, OFF, selectors.to_tell, by=by, now=now)


def tell_on(*, meeting: Meeting, by: User, now: datetime) -> int:
    """Queue a letter that says that a meeting takes place after all, to who had one that says it is called off. Raises the same."""
    return _tell(meeting, ON, selectors.to_tell_on, by=by, now=now)


def tell_moved(*, meeting: Meeting, by: User, now: datetime) -> int:
    """Queue a letter with the new day or place, to who knows another; what they answered stays. Raises the same."""
    return _tell(meeting, MOVED, selectors.to_tell_moved, by=by, now=now)


@transaction.atomic
def _tell(meeting: Meeting, kind: str, whom: Callable[[list[Line]], list[Line]], *, by: User, now: datetime) -> int:
    panel = held(meeting.panel, by, selectors.RIGHT)
    meeting = Meeting.objects.select_related("panel").get(pk=meeting.pk, panel=panel)
    if reasons := _why_none(meeting, kind, now=now):
        raise ValidationError(reasons)
    lines = whom(selectors.lines_of(meeting, by))
    if not lines:
        raise ValidationError(["Everybody who can have a letter was told."])
    for line in lines:
        _queue(invitation_of(meeting, line.member), kind=kind, now=now)
    audit.record(VERBS[kind], meeting, by=by, hub_id=panel.hub_id, number=len(lines))
    return len(lines)


def _why_none(meeting: Meeting, kind: str, *, now: datetime) -> list[str]:
    why_none = rules.why_nobody_is_told if kind == OFF else rules.why_nobody_is_asked
    return why_none(meeting, reply_to=selectors.reply_to_of(meeting), now=now)


def note_told(*, invitation: Invitation, kind: str) -> None:
    """Write down what the letter that left just now told somebody."""
    facts = {"heard_off": kind == OFF, "told_of": rules.when_and_where(invitation.meeting)}
    Invitation.objects.filter(pk=invitation.pk).update(**facts)


def invitation_of(meeting: Meeting, member: Membership) -> Invitation:
    """Return a member's invitation to a meeting, made when there was none. Call it with the panel held."""
    return Invitation.objects.get_or_create(meeting=meeting, membership=member)[0]


def _queue(invitation: Invitation, *, kind: str, now: datetime) -> None:
    person = person_of(invitation.membership)
    assert person is not None  # who was forgotten may have no letter
    queue(invitation, person, name=SEND, kind=kind, now=now)


def why_not_send(invitation: Invitation, person_id: UUID, *, kind: str, now: datetime) -> list[str]:
    """Return why a queued letter does not leave any more, asked at the moment it would."""
    meeting, member = invitation.meeting, invitation.membership
    person = person_of(member)
    if person is None or person.pk != person_id:
        return [CHANGED]
    reasons = _why_none(meeting, kind, now=now)
    if invitation.asked_at and kind == ASK:
        reasons.append("This letter has left already.")
    if kind == REMIND and invitation.reply == Reply.NO:
        reasons.append("They said no meanwhile.")
    if kind == MOVED and invitation.told_of == rules.when_and_where(meeting):
        reasons.append("They know already when and where it is.")
    return reasons or selectors.why_no_letters([member])[member.pk]


@transaction.atomic
def end_link(*, meeting: Meeting, member: Membership, by: User) -> None:
    """End every link of a member of this meeting's panel, because one went astray: to meetings, to polls and for their calendar.

    Raises ValidationError when they have none.
    """
    panel = held(meeting.panel, by, selectors.RIGHT)
    person = person_of(member)
    if person is None or not end_all(member, person):
        raise ValidationError(["No link was sent to them."])
    audit.record("panels.invitation.end_link", member, by=by, hub_id=panel.hub_id)


@transaction.atomic
def make_texts(*, meeting: Meeting, by: User, now: datetime) -> int:
    """Make the links for messages to phones that staff send themselves, and return for how many members. Nothing is sent.

    Raises ValidationError when nobody may have one, or with why nobody is asked: it was called off, or has begun.
    """
    panel = held(meeting.panel, by, selectors.RIGHT)
    meeting = Meeting.objects.select_related("panel").get(pk=meeting.pk, panel=panel)
    if reasons := rules.why_no_words(meeting, now=now):
        raise ValidationError(reasons)
    lines = [line for line in selectors.lines_of(meeting, by) if selectors.may_be_texted(line)]
    if not lines:
        raise ValidationError(["Nobody has a number to which it is known to be safe to write."])
    for line in lines:
        assert line.person is not None  # who is known by nothing may have no message
        see_to_link(invitation_of(meeting, line.member), line.person)
    audit.record("panels.meeting.texts", meeting, by=by, hub_id=panel.hub_id, number=len(lines))
    return len(lines)
