"""Which groups at which hubs were asked how often, in one of a council's years: so that nobody is asked all the time, and nobody never.

Counted are engagements that meant to hear a group at a hub, which the council did: no people, so nothing is hidden.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from core.models import Hub
from participation.models import Aim, Engagement, PriorityGroup
from participation.selectors.groups import groups_looked_for
from participation.selectors.reach import days_of

VIEW = "engagement.view"


@dataclass(frozen=True)
class AskedOften:
    """Groups by hubs: in each cell how many engagements meant to hear the group there."""

    hubs: Sequence[Hub]
    rows: Sequence[tuple[PriorityGroup, Sequence[int]]]

    @property
    def named(self) -> list[tuple[PriorityGroup, list[tuple[Hub, int]]]]:
        """Return each group with its numbers, each by its hub: on a phone no heading stands above it."""
        return [(group, list(zip(self.hubs, numbers, strict=True))) for group, numbers in self.rows]


def asked_often(user: User, *, year: int) -> AskedOften:
    """Return groups by the hubs that somebody sees, of engagements that opened in a council's year. Four queries, however much there is."""
    since, until = days_of(year)
    seen = Engagement.objects.visible_to(user, VIEW).filter(opened_on__gte=since, opened_on__lte=until).order_by().values("pk")
    hubs = list(Hub.objects.visible_to(user, VIEW).filter(pk__in=Engagement.hubs.through.objects.values("hub")))
    often = Counter(Aim.objects.filter(engagement__in=seen).order_by().values_list("group", "hub"))
    return AskedOften(hubs, [(group, [often[group.pk, hub.pk] for hub in hubs]) for group in groups_looked_for()])
