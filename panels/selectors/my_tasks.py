"""What a member took on at a meeting, and what their panel decides between meetings; both by who they are."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from core import clocks
from panels.models import MeetingAction, Membership, PanelQuestion, QuestionAsked
from panels.rules.questions import why_no_say, why_not_answer
from panels.selectors.my_parts import Mine, Part

STAYS = timedelta(days=120)  # what was decided, as long as the papers of that meeting


@dataclass(frozen=True)
class ToDo:
    """One thing that a member took on, and whether its day has gone by."""

    action: MeetingAction
    is_late: bool


@dataclass(frozen=True)
class ToDecide:
    """One question between meetings, whether it can be answered, and whether they did."""

    question: PanelQuestion
    is_open: bool
    has_answered: bool


def _own(member: Membership, today: date) -> Q:
    return Q(of_member__membership=member, dropped_on__isnull=True) & (Q(done_on__isnull=True) | Q(done_on=today))


def tasks(mine: Mine) -> Part | None:
    """Return what they are still to do, the nearest day first, and what they did today and can undo; nothing where there is none."""
    if not mine.is_on_it:
        return None
    today = clocks.today(mine.now)
    rows = MeetingAction.objects.filter(_own(mine.member, today)).select_related("meeting").order_by("due_on", "pk")
    found = [ToDo(one, one.due_on < today) for one in rows]
    return Part("tasks", found) if found else None


def task_for(member: Membership, pk: UUID, today: date) -> MeetingAction | None:
    """Return what a member is still to do, or did today; None for anybody else's, and for what is over."""
    return MeetingAction.objects.filter(_own(member, today), pk=pk).select_related("meeting__panel").first()


def questions(mine: Mine) -> Part | None:
    """Return what their panel decides between meetings, and what it decided lately; nothing for who is there to help, or only reads."""
    if not mine.is_on_it or why_no_say(mine.member):
        return None
    today = clocks.today(mine.now)
    lately = Q(ended_on__isnull=True, closes_on__gte=today) | Q(ended_on__gte=today - STAYS)
    rows = list(PanelQuestion.objects.filter(lately, panel=mine.member.panel_id).order_by("closes_on", "pk"))
    if not rows:
        return None
    answered = set(QuestionAsked.objects.filter(membership=mine.member, answered_on__isnull=False).values_list("question", flat=True))
    return Part("questions", [ToDecide(one, not why_not_answer(one, today=today), one.pk in answered) for one in rows])


def question_for(member: Membership, pk: UUID) -> PanelQuestion | None:
    """Return a question of a member's panel in which they have a say."""
    return None if why_no_say(member) else PanelQuestion.objects.filter(panel=member.panel_id, pk=pk).select_related("panel").first()
