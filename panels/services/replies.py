"""What members answer to an invitation, by their link, under “My panel”, on the phone or face to face, and what is arranged for them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext

from accounts.models import User
from consent.selectors.ledger import locked_person
from consent.services.holding import wait_for_holds
from core import audit, clocks
from core.overtaken import refuse_if_overtaken
from core.text import normalise, too_long
from panels.choices import HowReplied, NeedKind, Reply
from panels.models import Invitation, Meeting, MeetingNeed, Membership
from panels.models.invitation import MeetingNeedQuerySet
from panels.rules import invitations as rules
from panels.selectors import invitations as selectors
from panels.selectors.reply_links import is_good, may_answer_themselves, person_of
from panels.services.feeds import see_to_members_feed
from panels.services.holding_members import held_with_person, is_held
from panels.services.invitations import invitation_of
from panels.services.needs import carry_standing
from panels.services.panels import held


@transaction.atomic
def answer(*, invitation: Invitation, reply: str, how: str, by: User | None, now: datetime) -> None:
    """Keep what somebody answered; the same answer again changes nothing. `by` is None when they answered themselves: by their
    link, or behind the families' door, where whoever calls this has asked whose it is.

    Who comes has what they always need arranged from that moment on. Who does not come needs nothing that is not booked yet.
    Raises ValidationError with why the answer is not taken; PermissionDenied when the link does not open any more.
    """
    row = _held(invitation, by, how)
    if reasons := rules.why_not_answer(row.meeting, reply, now=now):
        raise ValidationError(reasons)
    if row.reply == reply and row.how == how and row.said_for in {None, row.meeting.starts_at}:
        return
    was = row.reply
    row.reply, row.replied_on, row.how = reply, clocks.today(now), how
    row.said_for, row.told_of, row.heard_off = row.meeting.starts_at, rules.when_and_where(row.meeting), False
    row.save(update_fields=["reply", "replied_on", "how", "said_for", "told_of", "heard_off"])
    if reply == Reply.NO:
        _drop(row, _needs(row).to_book())
    elif was in {Reply.NONE, Reply.NO}:
        carry_standing(row.meeting, row.membership)
    audit.record("panels.invitation.answer", row, by=by, hub_id=row.meeting.panel.hub_id, reply=reply, how=how)


@transaction.atomic
def arrange(*, invitation: Invitation, kinds: Iterable[str], line: str, by: User | None, now: datetime, how: str = HowReplied.LINK) -> None:
    """Keep what somebody needs at this meeting: these kinds and no others, but for what is booked. `line` is added to each of them, sealed.

    What came by a link is marked as such, for staff: it may have been passed on.
    `how` as in `answer`. Where all of it stands already, nothing is written.

    Raises ValidationError, by field, when the line is too long, nothing is ticked that it could be about, or too much was said already.
    """
    row = _held(invitation, by, how)
    chosen, line = [kind for kind in NeedKind.values if kind in set(kinds)], " ".join(normalise(line).split())
    if row.reply in {Reply.NONE, Reply.NO} or (reasons := rules.why_not_answer(row.meeting, row.reply, now=now)):
        raise ValidationError(reasons if row.reply not in {Reply.NONE, Reply.NO} else [gettext("Say first whether you can come.")])
    if line and not chosen:
        raise ValidationError({"line": gettext("Tick what it is about, so that the right person reads it.")})
    if too_long(line, rules.LONGEST_LINE):
        raise ValidationError({"line": gettext("Please make this shorter: up to 300 letters.")})
    was = _as_it_stands(row)
    booked = {need.kind for need in selectors.needs_of(row) if need.booked_on}  # of these they are not asked again
    _drop(row, _needs(row).to_book().exclude(kind__in={*chosen, *booked}))
    carry_standing(row.meeting, row.membership, kinds=set(chosen) - {need.kind for need in selectors.needs_of(row)})
    _add(row, chosen, f"{rules.BY_LINK} {line}" if line and by is None and how == HowReplied.LINK else line)
    if _as_it_stands(row) == was:
        return
    audit.record("panels.invitation.arrange", row, by=by, hub_id=row.meeting.panel.hub_id, number=len(chosen))


@transaction.atomic
def put_all_dates(*, invitation: Invitation, how: str = HowReplied.LINK) -> None:
    """See that a member has an address from which their calendar reads every date. Raises PermissionDenied when their link is over."""
    row = _held(invitation, None, how)
    if person := person_of(row.membership):
        see_to_members_feed(member=row.membership, person=person)


@transaction.atomic
def asked_themselves(*, meeting: Meeting, member: Membership) -> Invitation:
    """Return a member's invitation to a meeting, also where nobody wrote to them: they open it under “My panel”.

    Raises PermissionDenied for a child, and for who is not on the panel.
    """
    held(meeting.panel, None)
    if meeting.panel_id != member.panel_id or not may_answer_themselves(member):
        raise PermissionDenied
    return invitation_of(meeting, member)


@transaction.atomic
def they_rang(
    *, meeting: Meeting, member: Membership, reply: str, kinds: Iterable[str], line: str, by: User, now: datetime, seen: str | None = None
) -> None:
    """Write down what a member, or the adult of a child, told us, with what to arrange.

    `seen` is the mark of what the page showed (`selectors.mark_of`). Raises Overtaken when they answered meanwhile, and ValidationError
    with why not.
    """
    held(meeting.panel, by, selectors.RIGHT)
    member = held_with_person(member, by, selectors.RIGHT, deletes=True)
    meeting = Meeting.objects.select_related("panel").get(pk=meeting.pk)
    if why_not := rules.why_not_among(member):
        raise ValidationError([why_not])
    invitation = invitation_of(meeting, member)
    refuse_if_overtaken(seen=seen, now=selectors.mark_of(invitation, selectors.needs_of(invitation)))
    answer(invitation=invitation, reply=reply, how=HowReplied.RANG, by=by, now=now)
    if reply != Reply.NO:
        arrange(invitation=invitation, kinds=kinds, line=line, by=by, now=now)


def _held(invitation: Invitation, by: User | None, how: str) -> Invitation:
    """Return an invitation anew, with its panel and its reader locked. Raises PermissionDenied when a link, or their time, is over."""
    panel = held(invitation.meeting.panel, by, selectors.RIGHT)
    person = person_of(invitation.membership)
    if person:
        locked_person(person.pk)  # an erasing waits, or we do
    beside = ("meeting__panel", "membership__panel", "membership__person")
    row = Invitation.objects.select_related(*beside).filter(pk=invitation.pk, meeting__panel=panel).first()
    if row is None or (by is None and not _may_themselves(row, invitation, how)):
        raise PermissionDenied
    return row


def _may_themselves(row: Invitation, seen: Invitation, how: str) -> bool:
    if how == HowReplied.THEMSELVES:
        return may_answer_themselves(row.membership)
    return row.salt == seen.salt and is_good(row, row.membership)


def _needs(row: Invitation) -> MeetingNeedQuerySet:
    return MeetingNeed.objects.filter(meeting=row.meeting_id, membership=row.membership_id)


def _drop(row: Invitation, needs: MeetingNeedQuerySet) -> None:
    """Delete what is not needed any more; of whom a legal hold keeps it stays until the hold is lifted."""
    wait_for_holds()
    if not is_held(row.membership):
        needs.delete()


def _add(row: Invitation, kinds: Iterable[str], line: str) -> None:
    """See that there is a need of each kind, and add a line to what was said of it. A line that is sent twice stands there once.

    What is booked stays as it was booked: what is said of it since is another need, which nobody has booked.
    """
    there: defaultdict[str, list[MeetingNeed]] = defaultdict(list)
    for need in selectors.needs_of(row):
        there[need.kind].append(need)
    for kind in kinds:
        if there[kind] and (not line or any(line in one.detail.split("\n") for one in there[kind])):
            continue
        is_open = (one for one in there[kind] if one.booked_on is None)
        need = next(is_open, None) or MeetingNeed(meeting=row.meeting, membership=row.membership, kind=kind)
        need.detail = f"{need.detail}\n{line}".strip()
        if too_long(need.detail, rules.MOST_LETTERS):
            raise ValidationError({"line": gettext("You told us a lot about this already. Please ring us to tell us more.")})
        need.save()


def _as_it_stands(row: Invitation) -> list[tuple[object, str]]:
    return [(need.pk, need.detail) for need in selectors.needs_of(row)]
