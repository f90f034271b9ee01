"""What somebody said at a meeting that they would do: what nears its day for who does it, what is late for who calls the meetings too."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.text import Truncator

from accounts.models import User
from core.querysets import may
from core.questions import Attention
from core.selectors.posts import why_mine
from panels.models import Meeting, MeetingAction, PanelQuestion
from panels.selectors.meetings import EDIT, VIEW

SOON = timedelta(days=7)


def actions_that_wait(user: User, *, today: date) -> list[Attention]:
    """Return the actions that wait for somebody: of the posts they act for within a week, and late ones of the panels whose meetings they
    call. One query, and one for their posts; none for who sees no meeting.
    """
    if not may(user, VIEW):
        return []
    mine = why_mine(user, today)
    seen = Meeting.objects.visible_to(user, VIEW).filter(pk=OuterRef("meeting")).order_by()
    wanted = Q(post__in=mine, due_on__lte=today + SOON)
    if may(user, EDIT):
        called = Meeting.objects.visible_to(user, EDIT).filter(pk=OuterRef("meeting")).order_by()
        wanted |= Q(Exists(called), due_on__lt=today)
    rows = MeetingAction.objects.filter(wanted, Exists(seen), done_on=None, dropped_on=None)
    return [_of(one, mine, today) for one in rows.select_related("meeting__panel", "post")]


def questions_to_end(user: User, *, today: date) -> list[Attention]:
    """Return the questions between meetings whose last day is over, and of which nobody said what was decided; one query."""
    if not may(user, EDIT):
        return []
    rows = PanelQuestion.objects.visible_to(user, EDIT).filter(ended_on=None, closes_on__lt=today).select_related("panel")
    return [
        Attention(
            text=f"“{Truncator(one.words).chars(80)}”: say what was decided, and why",
            href=reverse("panel_question:one", args=[one.pk]),
            why=f"You call the meetings of {one.panel}.",
            due_on=one.closes_on,
            is_late=True,
        )
        for one in rows.order_by("closes_on", "pk")
    ]


def _of(action: Any, mine: dict[int, str], today: date) -> Attention:
    why = mine.get(action.post_id or 0) or f"You call the meetings of {action.meeting.panel}."
    words, is_late = Truncator(" ".join(action.words.split())).chars(80), action.due_on < today
    text = f"“{words}”, as agreed at “{action.meeting}”: {'late' if is_late else 'do it, or say that it is done'}"
    return Attention(text, reverse("meeting:one", args=[action.meeting_id]), why, due_on=action.due_on, is_late=is_late)


def numbers_to_do(post_ids: frozenset[int]) -> list[tuple[int, int]]:
    """Return how much each of these posts is still to do after meetings, by the post; one query."""
    rows = MeetingAction.objects.filter(post__in=post_ids, done_on=None, dropped_on=None).order_by().values_list("post_id", flat=True)
    return sorted(Counter(post for post in rows if post).items())
