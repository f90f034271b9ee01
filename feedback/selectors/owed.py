"""What the posts somebody acts for owe families: answers, corrected answers, promises, and an end to each theme."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator

from accounts.models import User
from core.clocks import is_late, lateness_in_words
from core.questions import Attention, Hangs
from core.selectors.posts import why_mine
from feedback.choices import PROMISED, Outcome, ThemeState
from feedback.models import Theme, WeDid, YouSaid
from feedback.rules.weeks import first_day_of
from feedback.selectors.answer_board import why_late
from participation.choices import UNDER_WAY

SOON = timedelta(days=14)
_KEPT_BY_A_DAY = {*PROMISED, Outcome.PARTLY}


def named(you_said: YouSaid) -> str:
    """Return a You said as a line names it: its first words and its reference."""
    return f"“{Truncator(you_said.text).chars(60)}” ({you_said.reference})"


def page_of(you_said: YouSaid) -> str:
    """Return where one You said stands with everything that can be done about it."""
    return reverse("you_said_board:one", args=[you_said.pk])


def owed_by(user: User, *, today: date) -> list[Attention]:
    """Return everything the posts somebody acts for owe families: what is late, and what is due within two weeks."""
    mine = why_mine(user, today)
    if not mine:
        return []
    theirs = YouSaid.objects.visible_to(user, "you_said.view").filter(owner__in=mine)
    return [
        *_answers(user, theirs, mine, today),
        *_promises(theirs, mine, today),
        *_themes(user, mine, today),
    ]


def _answers(user: User, theirs: "QuerySet[YouSaid]", mine: dict[int, str], today: date) -> list[Attention]:
    """Answers to give, then to correct. One that nobody began is written where the line leads; one that is begun goes on from its page."""
    begun = Exists(WeDid.objects.filter(you_said=OuterRef("pk"), published_at__isnull=True))
    may_write = Exists(YouSaid.objects.wholly_within(user, "we_did.edit").filter(pk=OuterRef("pk")))
    due = Q(published_on__isnull=True, answer_by_on__lte=today + SOON) | Q(taken_down_on__isnull=False)
    rows = theirs.filter(due).annotate(begun=begun, may_write=may_write).order_by("taken_down_on", "answer_by_on", "pk")
    waiting = [
        Attention(
            text=f"{named(row)}: the answer is {due_in_words(row.answer_by_on, today)}",
            href=reverse("you_said_board:answer", args=[row.pk]) if row.may_write and not row.begun else page_of(row),
            why=mine[row.owner_id],
            since_on=row.heard_from_on,
            due_on=row.answer_by_on,
            is_late=is_late(row.answer_by_on, today),
        )
        for row in rows
        if row.published_on is None
    ]
    words = "was taken off the public pages and needs a corrected answer"
    down = [row for row in rows if row.taken_down_on]
    return waiting + [
        Attention(f"{named(row)}: {words}", page_of(row), mine[row.owner_id], row.taken_down_on, is_late=True) for row in down
    ]


def _promises(theirs: "QuerySet[YouSaid]", mine: dict[int, str], today: date) -> list[Attention]:
    """What families read that we would do, or that others would reply, by a day that nears or has passed."""
    near = Q(due_on__lte=today + SOON, outcome__in=_KEPT_BY_A_DAY) | Q(replies_by_on__lte=today + SOON, outcome=Outcome.PASSED_ON)
    read = WeDid.objects.readable().filter(near, you_said__in=theirs.values("pk")).select_related("you_said")
    found = []
    for row in read.exclude(superseded_by__published_at__isnull=False).order_by("pk"):
        due_on = row.replies_by_on if row.outcome == Outcome.PASSED_ON else row.due_on
        late = why_late(row, today=today)
        what = "their reply" if row.outcome == Outcome.PASSED_ON else "what we promised"
        words = late[0].lower() + late[1:] if late else f"{what} is {due_in_words(due_on, today)}" if due_on else what
        since_on = row.you_said.published_on
        found.append(
            Attention(f"{named(row.you_said)}: {words}", page_of(row.you_said), mine[row.you_said.owner_id], since_on, due_on, bool(late))
        )
    return found


def _themes(user: User, mine: dict[int, str], today: date) -> list[Attention]:
    """What people talked about and nothing came of yet, when the day nears that its first comment was promised."""
    seen = Theme.objects.visible_to(user, "theme.view").filter(state=ThemeState.OPEN, you_saids__isnull=True)
    asked = seen.filter(engagement__who_acts__in=mine, engagement__stage__in=UNDER_WAY).select_related("engagement")
    found = []
    begun: QuerySet[Any] = asked.annotate(first_week=Min("marks__voice__week")).filter(first_week__isnull=False).order_by("pk")
    for theme in begun:
        since_on = first_day_of(theme.first_week)
        due_on = theme.engagement.promised_on(since_on)
        if due_on and due_on <= today + SOON:
            text = f"“{theme.name}” has no answer yet, and families were promised one: it is {due_in_words(due_on, today)}"
            why = mine[theme.engagement.who_acts_id or 0]
            found.append(Attention(text, reverse("themes:one", args=[theme.pk]), why, since_on, due_on, is_late(due_on, today)))
    return found


def due_in_words(due_on: date, today: date) -> str:
    """Return how a promised day stands to today: `3 days late`, `due today`, `due in 4 days`."""
    if is_late(due_on, today):
        return lateness_in_words(due_on, today)
    days = (due_on - today).days
    return {0: "due today", 1: "due tomorrow"}.get(days, f"due in {days} days")


def hanging_on(post_ids: Iterable[int], *, today: date) -> list[Hangs]:
    """Return what each of these posts owes families, in words: answers that are not published, and pages taken down."""
    rows: QuerySet[Any, Any] = YouSaid.objects.filter(owner__in=post_ids).order_by()
    owed = rows.filter(Q(published_on__isnull=True) | Q(taken_down_on__isnull=False))
    found = list(owed.values_list("owner_id", "published_on", "answer_by_on"))
    waiting = Counter(owner for owner, *_ in found)
    late = Counter(owner for owner, published_on, answer_by_on in found if published_on is None and is_late(answer_by_on, today))
    return [
        Hangs(
            post,
            f"owes families {number} answer{'' if number == 1 else 's'}" + (f", {late[post]} of them late" if late[post] else ""),
            right="we_did.edit",
        )
        for post, number in waiting.items()
    ]
