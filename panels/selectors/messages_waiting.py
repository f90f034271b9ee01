"""Messages that went out and that somebody still has to pass on, to members whom no e-mail reaches."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import clocks
from core.querysets import may
from core.questions import Attention
from panels.choices import MessageState
from panels.choices.messages import BY_HAND
from panels.models import Message
from panels.selectors.messages import RIGHT

LATE_AFTER = timedelta(days=3)  # who has no e-mail does not wait longer than that for what others read at once
LOOKED_BACK = timedelta(days=28)  # later it is no news any more


def messages_that_wait(user: User, *, today: date) -> list[Attention]:
    """Return a line for each message that members are still to be told by phone, by post or in person; one query."""
    if not may(user, RIGHT):
        return []
    now = timezone.now()
    told = Q(to__way__in=BY_HAND, to__told_on__isnull=True, to__membership__left_on__isnull=True)
    has_left = Q(leaves_at__isnull=True) | Q(leaves_at__lte=now)
    rows: Any = Message.objects.visible_to(user, RIGHT).filter(has_left, state=MessageState.OUT, sent_at__gte=now - LOOKED_BACK)
    rows = (
        rows.annotate(number_to_tell=Count("to", filter=told))
        .filter(number_to_tell__gt=0)
        .select_related("panel")
        .order_by("sent_at", "pk")
    )
    return [_line(row, today) for row in rows]


def _line(row: Any, today: date) -> Attention:
    since, people = clocks.today(row.leaves_at or row.sent_at), "1 member" if row.number_to_tell == 1 else f"{row.number_to_tell} members"
    text = f"Tell {people} what was written to {row.panel} on {clocks.day_in_words(since, year=False)}: no e-mail reaches them"
    href = reverse("message:one", args=[row.pk])
    return Attention(text, href, f"You look after members of {row.panel}.", since, is_late=since + LATE_AFTER < today)
