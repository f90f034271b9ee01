"""What is done about gaps, as the posts that see to it need to know."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import User
from core.clocks import is_late, lateness_in_words
from core.querysets import may
from core.questions import Attention
from core.selectors.posts import why_mine
from participation.choices import ENDED
from participation.models import Aim, Engagement
from participation.selectors.reach import EDIT, VIEW

SOON = timedelta(days=14)


def plans_that_wait(user: User, *, today: date) -> list[Attention]:
    """Return the plans for a gap whose day nears or has passed, for whoever sees to them, while their engagement goes on.

    One query beside the posts. Who may change the aim is led to it, everybody else to whom its engagement heard.
    """
    mine = why_mine(user, today)
    if not mine or not may(user, VIEW):
        return []
    changed_by_them = Engagement.objects.wholly_within(user, EDIT).filter(pk=OuterRef("engagement"))
    due = Aim.objects.visible_to(user, VIEW).filter(owner__in=mine, due_on__lte=today + SOON).exclude(plan="")
    rows: QuerySet[Any] = due.exclude(engagement__stage__in=ENDED).select_related("engagement", "group", "hub")
    return [_waits(row, mine[row.owner_id], today) for row in rows.annotate(may_change=Exists(changed_by_them)).order_by("due_on", "pk")]


def _waits(row: Any, why: str, today: date) -> Attention:
    late = is_late(row.due_on, today)
    words = lateness_in_words(row.due_on, today) if late else f"due by {date_format(row.due_on, 'j F')}"
    text = f"“{row.engagement}”, {row.group} at {row.hub}: what we do about the gap is {words}"
    aim = f"{reverse('reach:aim', args=[row.engagement_id])}?group={row.group_id}&hub={row.hub_id}"
    href = aim if row.may_change else reverse("reach:one", args=[row.engagement_id])
    return Attention(text, href, why, None, row.due_on, late)
