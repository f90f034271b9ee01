"""What about panels themselves waits for somebody: nobody looks after one, its words are to be looked at, papers and answers are due,
what it read is over, and on one of under-18s a message waits for a second person.
"""

from collections import Counter
from datetime import date

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from accounts.models import User
from core import clocks
from core.querysets import reach
from core.questions import Attention
from panels.models import Panel, Reading
from panels.selectors import bodies, messages, terms
from panels.selectors.panels import EDIT

WHY = "You look after this panel, or see to panels where it is."


def what_waits(user: User, today: date) -> list[Attention]:
    """Return what waits about the panels that somebody may change; four queries, five with a panel of under-18s, one for who reaches none,
    none for who may change none.
    """
    if reach(user, EDIT) == set():
        return []
    mine = list(Panel.objects.visible_to(user, EDIT).going_on(today).annotate(read_until_on=_read_until(today)))
    if not mine:
        return []
    nobody = [one for one in mine if one.coordinator_id is None]
    return [
        *(Attention(f"Nobody looks after “{one}”: choose a post", reverse("panel:edit", args=[one.pk]), WHY) for one in nobody),
        *(
            Attention(
                text=f"What “{one}” read is over: say what changed, or take it back",
                href=reverse("readings:list", args=[one.pk]),
                why=WHY,
                due_on=one.read_until_on,  # type: ignore[attr-defined]  # asked with the panels above
                is_late=True,
            )
            for one in mine
            if one.read_until_on  # type: ignore[attr-defined]  # as above
        ),
        *(
            Attention(
                text=f"Look again at how “{one.panel}” works",
                href=reverse("terms:one", args=[one.panel_id]),
                why=WHY,
                due_on=one.review_on,
                is_late=True,
            )
            for one in terms.reviews_due(user, EDIT, today)
        ),
        *(
            Attention(
                text=f"{one.name} wants papers from “{one.panel}”",
                href=reverse("bodies:list", args=[one.panel_id]),
                why=WHY,
                due_on=one.papers_by_on,
                is_late=bool(one.papers_by_on and clocks.is_late(one.papers_by_on, today)),
            )
            for one in bodies.papers_due(user, EDIT, today)
        ),
        *(
            Attention(
                text=f"{one.body} has not answered “{one.body.panel}” yet: ask them",
                href=reverse("bodies:list", args=[one.body.panel_id]),
                why=WHY,
                since_on=one.sent_on,
                due_on=one.answer_by_on,
                is_late=True,
            )
            for one in bodies.answers_due(user, EDIT, today)
        ),
        *(_to_read_second(user) if any(one.is_of_under_18s for one in mine) else []),
    ]


def _read_until(today: date) -> Subquery:
    """Return until when a panel read what nobody has closed yet; it is asked with the panels, so it costs no query."""
    rows = Reading.objects.filter(panel=OuterRef("pk"), closed_on__isnull=True, until_on__lt=today).order_by("until_on")
    return Subquery(rows.values("until_on")[:1])


def _to_read_second(user: User) -> list[Attention]:
    """Return the messages that wait for a second person; not for who wrote or sent them."""
    return [
        Attention(
            text=f"Read a message to “{one.panel}” as the second person",
            href=reverse("message:one", args=[one.pk]),
            why="On a panel of under-18s two of you see every message.",
            since_on=clocks.today(one.sent_at) if one.sent_at else None,
        )
        for one in messages.that_wait_for_a_second(user)
    ]


def numbers_looked_after(post_ids: frozenset[int]) -> list[tuple[int, int]]:
    """Return how many panels that go on each of these posts looks after, or reads along with, by the post; one query."""
    mine = Q(coordinator__in=post_ids) | Q(second_reader__in=post_ids)
    rows = Panel.objects.filter(mine, ended_on__isnull=True).order_by().values_list("coordinator", "second_reader")
    return sorted(Counter(post for row in rows for post in row if post in post_ids).items())
