"""What do I need to book for Tuesday? Read by who calls the panel's meetings, and by nobody who only looks or pays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import groupby

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from core.marks import mark_of
from panels.choices import MeetingState, MemberKind, NeedKind, Reply, Stage
from panels.choices.needs import COMING
from panels.models import Invitation, Meeting, MeetingNeed, Membership, NeedCount
from panels.models.invitation import MeetingNeedQuerySet
from panels.models.meeting import MeetingQuerySet
from panels.rules.needs import KEPT_FOR, booked_by_on
from panels.selectors.coming import Member, member_shown
from panels.selectors.meetings import EDIT, day_of


def mark_of_need(need: MeetingNeed) -> str:
    """Return a mark of what a page showed of a need: that it is booked, and what it cost."""
    return mark_of(need, ["booked_on", "spent"])


@dataclass(frozen=True)
class ToBook:
    """One thing to arrange, and for whom as far as this reader may know. `cancel` says that it is booked and not needed any more; `is_more`
    that something of its kind is booked for them, and this is not: what was booked is to be looked at again.
    """

    need: MeetingNeed
    member: Member
    cancel: bool
    is_more: bool
    mark: str


@dataclass(frozen=True)
class OfKind:
    """What is to be arranged of one kind."""

    label: str
    lines: tuple[ToBook, ...]


@dataclass(frozen=True)
class BookingOf:
    """One meeting with what is to be arranged, by kind. `by_on` is the last day on which there is time."""

    meeting: Meeting
    day: date
    by_on: date
    kinds: tuple[OfKind, ...]
    number_left: int
    spent: Decimal


def to_book(user: User, *, now: datetime) -> list[BookingOf]:
    """Return the coming meetings of somebody's panels with what is to be booked, the next first; four queries, however many.

    Also what is booked for a meeting that was called off: somebody cancels it. A meeting for which nothing is needed is not in it.
    """
    stands = Q(state=MeetingState.PLANNED) | Q(state=MeetingState.CALLED_OFF, needs__booked_on__isnull=False)
    rows = Meeting.objects.visible_to(user, EDIT).filter(stands, starts_at__gte=now, needs__isnull=False)
    return bookings(user, rows.select_related("panel").order_by("starts_at", "pk").distinct())


def bookings(user: User, meetings: Iterable[Meeting]) -> list[BookingOf]:
    """Return what is to be arranged for some meetings; two queries, however many they are."""
    meetings = list(meetings)
    needs = MeetingNeed.objects.filter(meeting__in=meetings).select_related("meeting", "membership__person__merged_into", "booked_by")
    said = Invitation.objects.filter(meeting__in=meetings).values_list("meeting", "membership", "reply")
    replies = {(meeting, membership): reply for meeting, membership, reply in said}
    by_meeting: dict[int, list[ToBook]] = {one.pk: [] for one in meetings}
    off = {one.pk for one in meetings if one.state == MeetingState.CALLED_OFF}
    booked = {(need.meeting_id, need.membership_id, need.kind) for need in needs if need.booked_on}
    for need in needs:
        is_more = need.booked_on is None and (need.meeting_id, need.membership_id, need.kind) in booked
        reply = replies.get((need.meeting_id, need.membership_id))
        gone = need.meeting_id in off or _is_not_there(need, reply)
        line = ToBook(need, member_shown(user, need.membership, reply=reply), bool(gone and need.booked_on), is_more, mark_of_need(need))
        if need.booked_on or not gone:
            by_meeting[need.meeting_id].append(line)
    return [_of_meeting(one, by_meeting[one.pk]) for one in meetings]


def _of_meeting(meeting: Meeting, lines: list[ToBook]) -> BookingOf:
    order = {kind: at for at, kind in enumerate(NeedKind.values)}
    lines.sort(key=lambda one: (order[one.need.kind], one.member.called, str(one.need.pk)))
    kinds = tuple(OfKind(str(NeedKind(kind).label), tuple(some)) for kind, some in groupby(lines, key=lambda one: one.need.kind))
    spent = sum((one.need.spent or Decimal(0) for one in lines), Decimal(0))
    day, left = day_of(meeting), sum(one.need.booked_on is None for one in lines)
    return BookingOf(meeting, day, booked_by_on(day), kinds, left, spent)


def needs_to_drop(member: Membership, *, today: date) -> MeetingNeedQuerySet:
    """Return what nobody booked for meetings in a member's break, from today on, to which they did not say that they come."""
    council = timezone.get_default_timezone()
    since = timezone.make_aware(datetime.combine(today, time.min), council)
    needs = MeetingNeed.objects.to_book().filter(membership=member, meeting__starts_at__gte=since)
    if member.break_until_on:
        needs = needs.filter(meeting__starts_at__lt=timezone.make_aware(datetime.combine(member.break_until_on, time.min), council))
    comes = Invitation.objects.filter(membership=member, reply__in=COMING).order_by().values("meeting")
    return needs.exclude(meeting__in=comes)


def comes_at_all(member: Membership) -> bool:
    """Return whether a member is one who comes to meetings: a reader does not."""
    return member.kind != MemberKind.READER


def _is_not_there(need: MeetingNeed, reply: str | None) -> bool:
    return is_away(need.membership, reply, on=day_of(need.meeting))


def is_away(member: Membership, reply: str | None, *, on: date) -> bool:
    """Return whether a member does not come on a day: they said so, left, or rest then and did not say that they come."""
    rests = member.stage == Stage.BREAK and (member.break_until_on is None or on < member.break_until_on)
    return reply == Reply.NO or member.left_on is not None or (rests and reply not in COMING)


def meetings_to_forget(today: date) -> MeetingQuerySet:
    """Return the meetings that were 28 days ago or earlier and of which we still know who needed what."""
    last = datetime.combine(today - KEPT_FOR, time.max)
    ended = timezone.make_aware(last, timezone.get_default_timezone())
    return Meeting.objects.filter(pk__in=MeetingNeed.objects.order_by().values("meeting"), starts_at__lte=ended)


def what_stayed(meeting: Meeting) -> list[NeedCount]:
    """Return how many things of each kind were asked for and booked, once what they were is deleted."""
    return list(NeedCount.objects.filter(meeting=meeting))
