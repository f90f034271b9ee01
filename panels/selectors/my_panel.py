"""What a member reads under “My panel”: everything here is asked by who they are, and nothing of anybody else is in it.

The page is a list of small parts (`PARTS`, with `stands` before or after them): each is given one of their panels and returns what it
shows, or nothing. A new part is a function here, or in a module of its own (`my_papers`, `my_money`), and a template in
`templates/panels/public/mine/`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse

from consent.models import Person
from panels.choices import MeetingState, MemberKind, Stage
from panels.choices.needs import COMING
from panels.models import Invitation, Meeting, Membership
from panels.rules.invitations import is_of_a_child
from panels.rules.when import when_in_words, where
from panels.selectors import public
from panels.selectors.meetings import day_of
from panels.selectors.my_money import money
from panels.selectors.my_papers import papers
from panels.selectors.my_parts import Mine, Part
from panels.selectors.my_tasks import questions, tasks
from panels.selectors.readings import readings

JOINED = ("panel__coordinator", "panel__hub", "person__merged_into__merged_into")
MOST_MEETINGS = 6
LONGEST_MEETING = timedelta(days=1)  # so that one that has begun stays until it ends


@dataclass(frozen=True)
class Coming:
    """One meeting to come, and what they said about it."""

    meeting: Meeting
    when: str
    where: str
    is_off: bool
    reply: str
    on: date


@dataclass(frozen=True)
class Where:
    """Where somebody stands on a panel. `said_yes` are the meetings to come that one who rests said they come to; `page` and `join` are
    where one who left reads of the panel and asks to come back, empty where that is nowhere.
    """

    is_learning: bool
    rests: bool
    rests_until: date | None
    left_on: date | None
    said_yes: tuple[Coming, ...] = ()
    page: str = ""
    join: str = ""


@dataclass(frozen=True)
class OnePanel:
    """One panel of somebody's with its parts. A child's is there without any: their worker is the contact (decision 0061)."""

    member: Membership
    is_of_a_child: bool
    parts: tuple[Part, ...]


def has_panels(person: Person) -> bool:
    """Return whether somebody is on a panel, or was."""
    return Membership.objects.of([person]).exists()


def panels_of(person: Person, *, now: datetime) -> list[OnePanel]:
    """Return somebody's panels with their parts, those that they are on first.

    What they left and came back to is there once, with the money of the time before: it may still be owed.
    """
    rows = list(Membership.objects.of([person]).select_related(*JOINED))
    rows.sort(key=lambda one: (one.left_on is not None, one.panel.title.casefold(), -one.joined_on.toordinal()))
    by_panel: dict[int, list[Membership]] = {}
    for one in rows:
        by_panel.setdefault(one.panel_id, []).append(one)
    return [_one(person, Mine(newest, now, tuple(before))) for newest, *before in by_panel.values()]


def _one(person: Person, mine: Mine) -> OnePanel:
    if is_of_a_child(mine.member.panel, person):
        return OnePanel(mine.member, True, ())
    is_away = mine.member.stage in {Stage.BREAK, Stage.LEFT}  # then that is read first, and what is asked of others after it
    order = (stands, *PARTS) if is_away else (*PARTS, stands)
    return OnePanel(mine.member, False, tuple(part for part_of in order if (part := part_of(mine))))


def own(person: Person, pk: UUID) -> Membership | None:
    """Return a membership that is somebody's own; None for any other, and for a child's."""
    row = Membership.objects.of([person]).select_related(*JOINED).filter(pk=pk).first()
    return None if row is None or is_of_a_child(row.panel, person) else row


def meetings_to_come(member: Membership, *, now: datetime) -> list[Meeting]:
    """Return what a member can come to, the next first, with what was called off: whoever reads it here need not travel in vain."""
    if member.left_on is not None or member.kind == MemberKind.READER:
        return []
    rows = Meeting.objects.filter(panel=member.panel_id, starts_at__gte=now - LONGEST_MEETING).exclude(state=MeetingState.HELD)
    return [one for one in rows.select_related("panel").order_by("starts_at", "pk") if one.ends_at > now][:MOST_MEETINGS]


def coming(mine: Mine) -> Part | None:
    """Return the meetings to come; nothing for who comes to none."""
    if not mine.is_on_it or mine.member.kind == MemberKind.READER:
        return None
    return Part("coming", [_coming(meeting, said) for meeting, said in _with_answers(mine)])


def _with_answers(mine: Mine) -> list[tuple[Meeting, Invitation | None]]:
    meetings = meetings_to_come(mine.member, now=mine.now)
    asked = Invitation.objects.filter(membership=mine.member, meeting__in=meetings).exclude(reply="")
    said = {one.meeting_id: one for one in asked}
    return [(one, said.get(one.pk)) for one in meetings]


def _coming(meeting: Meeting, said: Invitation | None) -> Coming:
    when, is_off = when_in_words(meeting.starts_at, meeting.number_of_minutes), meeting.state == MeetingState.CALLED_OFF
    return Coming(meeting, when, where(meeting), is_off, str(said.get_reply_display()) if said else "", day_of(meeting))


def stands(mine: Mine) -> Part:
    """Return where they stand: on it, resting, or gone."""
    row = mine.member
    if row.left_on:
        page = public.shown_address(row.panel)
        join = reverse("join_panel", args=[row.panel.slug]) if page and public.can_join(row.panel) else ""
        return Part("stands", Where(False, False, None, row.left_on, page=page, join=join))
    rests = row.stage == Stage.BREAK
    comes = [(one, said) for one, said in _with_answers(mine) if said and said.reply in COMING] if rests else []
    said_yes = tuple(shown for one, said in comes if not (shown := _coming(one, said)).is_off)
    return Part("stands", Where(row.stage == Stage.INDUCTION, rests, row.break_until_on, None, said_yes))


PARTS: tuple[Callable[[Mine], Part | None], ...] = (coming, questions, tasks, readings, papers, money)
