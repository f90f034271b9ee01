"""What was done to hear families, who came as somebody may read it, and what still waits to be written down."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.urls import reverse
from django.utils.formats import date_format

from accounts.models import User
from core.answers import Reached
from core.models import Post, PostHolder, Role
from core.querysets import may
from core.questions import Attention
from core.role_table import kinds_that_may
from core.selectors.posts import why_mine
from core.small_numbers import numbers
from participation.choices import ENDED
from participation.models import Activity, Aim, Engagement, Turnout, TurnoutCount

CAME = "came to a session"
WAITS_AFTER = timedelta(days=7)  # a week after it was held it is late
NOT_SHOWN = "not shown"
RIGHT = "turnout.edit"


@dataclass(frozen=True)
class Came:
    """Who came to an activity, as somebody may read it: `typed` says that these are the numbers as typed, with each group."""

    people: str
    practitioners: str
    groups: tuple[tuple[str, str], ...]
    typed: bool


def who_came(turnout: Turnout, user: User) -> Came:
    """Return who came, as this person may read it: as typed by who typed it or reads everything there, else about how many in all.

    Nobody else reads any group of one session, not even that it is not shown: taken from the engagement's number, or from the year's, it
    would tell how many came to another (decision 0052). They read groups in the grids of reach, which are hidden exactly.
    """
    below = numbers.ALL_SHOWN if turnout.entered_by_id == user.pk else numbers.line_for(user, hub_id=turnout.activity.hub_id)
    counts = [(one.group.name, one.number_of_people) for one in _counts_of(turnout, user)]
    if below == numbers.ALL_SHOWN:
        typed = tuple((name, str(numbers.people(number, below=below))) for name, number in counts)
        everybody, others = (numbers.people(number, below=below) for number in (turnout.number_of_people, turnout.number_of_practitioners))
        return Came(str(everybody), str(others), typed, typed=True)
    practitioners = numbers.band(turnout.number_of_practitioners, below=below)
    return Came(str(numbers.about_how_many(turnout.number_of_people, below=below)), str(practitioners), (), typed=False)


def _counts_of(turnout: Turnout, user: User) -> "QuerySet[TurnoutCount]":
    """Return its counts; less what stayed of groups that nobody looks for any more, where somebody reads it only as who typed it.

    Those a colleague may have counted, in an earlier writing (services.activities).
    """
    counts = turnout.counts.select_related("group")
    reads_all = numbers.line_for(user, hub_id=turnout.activity.hub_id) == numbers.ALL_SHOWN
    return counts if reads_all else counts.filter(group__is_active=True)


def may_see_as_typed(turnout: Turnout | None, user: User, *, hub_id: int) -> bool:
    """Return whether somebody may read what stands, and so write over it: who typed it may, and who reads everything there."""
    return turnout is None or turnout.entered_by_id == user.pk or numbers.line_for(user, hub_id=hub_id) == numbers.ALL_SHOWN


def came_by_group(engagement_ids: Collection[int], *, since: date | None, until: date | None, only: Q | None = None) -> list[Reached]:
    """Return how many of each group came to the activities of these engagements, by hub (one query); `only` counts some of the rows.

    Somebody who came twice is in it twice. Practitioners are counted apart when they are written down, so none is among them.
    """
    rows = TurnoutCount.objects.filter(turnout__activity__engagement__in=engagement_ids, turnout__activity__called_off_because="")
    if only is not None:
        rows = rows.filter(only)
    if since:
        rows = rows.filter(turnout__activity__held_on__gte=since)
    if until:
        rows = rows.filter(turnout__activity__held_on__lte=until)
    of_each = rows.order_by().values_list("turnout__activity__engagement", "group__key", "turnout__activity__hub")
    found = of_each.annotate(Sum("number_of_people"))
    return [Reached(engagement, group, hub, number, how=CAME) for engagement, group, hub, number in found]


def hubs_with_activities(engagement: Engagement) -> set[int]:
    """Return the ids of the hubs at which an engagement has activities that were not called off (one query)."""
    return set(Activity.objects.filter(engagement=engagement, called_off_because="").order_by().values_list("hub_id", flat=True))


def typed_themselves(
    user: User, engagement_ids: Collection[int], *, lines: Mapping[int, int], since: date | None, until: date | None
) -> list[Reached]:
    """Return what somebody typed at the hubs where they read no small number (`lines`): left out of what they read of others (one query).

    Who moves a number by what they type, and reads its band, would find where the band ends: so how many the others are.
    """
    veiled = [hub for hub, line in lines.items() if line > numbers.ALL_SHOWN]
    theirs = Q(turnout__entered_by=user, turnout__activity__hub__in=veiled)
    return came_by_group(engagement_ids, since=since, until=until, only=theirs) if veiled else []


def typed_by_who_reads_none(engagement_id: int) -> list[Reached]:
    """Return what was typed by staff who read no small number at its hub: left out of what everybody reads, for the same reason."""
    here = Q(hub__isnull=True) | Q(hub=OuterRef("turnout__activity__hub"))
    reads = Role.objects.filter(here, user=OuterRef("turnout__entered_by"), kind__in=kinds_that_may(numbers.READS_EVERYTHING))
    return came_by_group([engagement_id], since=None, until=None, only=Q(~Exists(reads), turnout__entered_by__is_active=True))


def turnouts_that_wait(user: User, *, today: date) -> list[Attention]:
    """Return the activities up to today of which nobody has said who came: for the post that ran them, else for who works at the hub.

    Where nobody of the hub holds a post, it is whoever acts on the engagement. One query beside the posts.
    """
    mine = why_mine(user, today)
    if not mine or not may(user, RIGHT):
        return []
    held = PostHolder.objects.on(today).filter(user__is_active=True, post__hub=OuterRef("hub"))
    here = Post.objects.filter(pk__in=mine, hub=OuterRef("hub")).order_by("pk").values("pk")[:1]
    waiting = Activity.objects.without_turnout(today).visible_to(user, RIGHT).select_related("engagement").order_by("held_on", "pk")
    rows: QuerySet[Any] = waiting.annotate(is_staffed=Exists(held), mine_here=Subquery(here))
    found = []
    for row in rows:
        at_the_hub = row.mine_here if row.is_staffed else row.engagement.who_acts_id
        if why := mine.get(row.ran_by_id or at_the_hub or 0):
            found.append(_waits(row, why, today))
    return found


def _waits(row: Activity, why: str, today: date) -> Attention:
    when = "today" if row.held_on == today else date_format(row.held_on, "j F")
    text = f"“{row.title}”, {when}: write down who came"
    late = row.held_on + WAITS_AFTER < today
    return Attention(text, reverse("turnout:enter", args=[row.pk]), why, row.held_on, is_late=late)


def hanging_on(post_ids: Collection[int], *, today: date) -> list[tuple[int, str, int]]:
    """Return what these posts run and see to: (post, "runs" or "closes", how many), in one query.

    Runs are activities to come, or of which nobody has said who came; what is closed are gaps with a plan, of what still goes on.
    """
    waits = Q(held_on__gt=today) | Q(turnout__isnull=True)
    runs = Activity.objects.filter(waits, ran_by__in=post_ids, called_off_because="").order_by().values("ran_by")
    plans = Aim.objects.filter(owner__in=post_ids).exclude(plan="").exclude(engagement__stage__in=ENDED).order_by().values("owner")
    counted = runs.annotate(what=Value("runs"), number=Count("pk")).values_list("ran_by", "what", "number")
    return list(counted.union(plans.annotate(what=Value("closes"), number=Count("pk")).values_list("owner", "what", "number"), all=True))
