"""What waits about members, for who looks after their panel: a line for each panel and each thing, in one query."""

from collections import Counter
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from core.querysets import may
from core.questions import Attention
from panels.models import Membership
from panels.selectors.member_waits import (
    BREAK_OVER,
    GUEST_CAME,
    LONG_NEW,
    NEEDS_ASK,
    NOT_AGREED,
    TERM_ENDS,
    may_wait,
    what_waits,
    with_what_waits,
)
from panels.selectors.members import EDIT

WORDS = {
    NEEDS_ASK: ("ask 1 member again what to arrange", "ask {} members again what to arrange"),
    TERM_ENDS: ("the time of 1 member ends soon", "the time of {} members ends soon"),
    BREAK_OVER: ("the break of 1 member is over: ask them", "the breaks of {} members are over: ask them"),
    NOT_AGREED: ("1 member has not agreed to how it works", "{} members have not agreed to how it works"),
    GUEST_CAME: ("1 guest has seen a meeting: ask whether they stay", "{} guests have seen a meeting: ask whether they stay"),
    LONG_NEW: ("1 member is still new: finish their induction", "{} members are still new: finish their induction"),
}


def members_that_wait(user: User, *, today: date) -> list[Attention]:
    """Return the lines; nothing, and no query, for who may not change members."""
    if not may(user, EDIT):
        return []
    numbers, titles = Counter[tuple[int, str]](), dict[int, str]()
    rows = with_what_waits(Membership.objects.visible_to(user, EDIT).on_the_panel().in_sight(), needs=True)
    for row in rows.filter(may_wait(today)).select_related("panel").order_by():
        titles[row.panel_id] = row.panel.title
        numbers.update((row.panel_id, what) for what in what_waits(row, today) if what in WORDS)
    return [_line(panel, titles[panel], what, number) for (panel, what), number in sorted(numbers.items())]


def _line(panel: int, title: str, what: str, number: int) -> Attention:
    one, many = WORDS[what]
    return Attention(
        text=f"{title}: {one if number == 1 else many.format(number)}",
        href=f"{reverse('panel_members:list', args=[panel])}?{urlencode({'waits': what})}",
        why="You look after who is on this panel.",
    )
