"""Which groups at which hubs were asked how often, in one of a council's years: so that nobody is asked all the time, and nobody never.

Counted are engagements that asked a group at a hub, whoever answered: what the council did, and no people, so nothing is hidden.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accounts.models import User
from core import questions
from core.clocks import today
from core.models import Hub
from participation.choices import Size
from participation.models import Aim, Engagement, PriorityGroup, TurnoutCount
from participation.selectors.groups import groups_looked_for
from participation.selectors.reach import days_of

VIEW = "engagement.view"
Asked = tuple[int, str, int]  # ids of an engagement and a hub, and between them the key of a group


@dataclass(frozen=True)
class AskedOften:
    """Groups by hubs: in each cell how many engagements asked the group there."""

    hubs: Sequence[Hub]
    rows: Sequence[tuple[PriorityGroup, Sequence[int]]]

    @property
    def named(self) -> list[tuple[PriorityGroup, list[tuple[Hub, int]]]]:
        """Return each group with its numbers, each by its hub: on a phone no heading stands above it."""
        return [(group, list(zip(self.hubs, numbers, strict=True))) for group, numbers in self.rows]


def asked_often(user: User, *, year: int) -> AskedOften:
    """Return groups by the hubs that somebody sees, over a council's year. The same few queries, however much there is.

    An engagement asked a group at a hub when it means to hear it there, when a session there counted it, or when a survey there asked
    who is of it. However often it did, it is one engagement.
    """
    since, until = days_of(year)
    until = min(until, today())
    seen = set(Engagement.objects.visible_to(user, VIEW).order_by().values_list("pk", flat=True))
    hubs = list(Hub.objects.visible_to(user, VIEW).filter(pk__in=Engagement.hubs.through.objects.values("hub")))
    asked = {*_aimed_for(since, until), *_met(since, until), *_asked_in_surveys(since, until)}
    often = Counter((group, hub) for engagement, group, hub in asked if engagement in seen)
    return AskedOften(hubs, [(group, [often[group.key, hub.pk] for hub in hubs]) for group in groups_looked_for()])


def _aimed_for(since: date, until: date) -> Iterable[Asked]:
    """An aim counts in the year its engagement opened; everyday listening in every year in which it is open."""
    opened = Q(engagement__opened_on__gte=since)
    still_open = Q(engagement__closed_on__isnull=True) | Q(engagement__closed_on__gte=since)
    aims = Aim.objects.filter(opened | (Q(engagement__size=Size.EVERYDAY) & still_open), engagement__opened_on__lte=until)
    return aims.order_by().values_list("engagement", "group__key", "hub")


def _met(since: date, until: date) -> Iterable[Asked]:
    """A session that counted a group asked it, also where it counted nobody: how many came is no part of it."""
    held = TurnoutCount.objects.filter(turnout__activity__held_on__gte=since, turnout__activity__held_on__lte=until)
    counted = held.filter(turnout__activity__called_off_because="").order_by()
    return counted.values_list("turnout__activity__engagement", "group__key", "turnout__activity__hub").distinct()


def _asked_in_surveys(since: date, until: date) -> Iterable[Asked]:
    answers = questions.engagement_asked_of.answers(since=since, until=until)
    return ((one.engagement_id, one.group, one.hub_id) for some in answers for one in some)
