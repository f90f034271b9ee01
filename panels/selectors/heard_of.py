"""Where people heard of a panel who asked to join it, and how many of them joined: so that staff go where families are."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from accounts.models import User
from panels.choices.joining import HeardThrough, HowEnded
from panels.models import Interest
from panels.selectors.joining import VIEW

YEAR = timedelta(days=365)
NOT_SAID = "They did not say"


@dataclass(frozen=True)
class HeardOf:
    """One way: how many asked, and how many of them are on the panel by now, or were."""

    way: str
    number_asked: int
    number_joined: int


def heard_of(user: User, *, today: date, panel_id: int | None = None) -> list[HeardOf]:
    """Return the ways by which people heard who asked within a year, the most fruitful first; one query. Who was forgotten is in none."""
    rows = Interest.objects.visible_to(user, VIEW).filter(came_on__gt=today - YEAR)
    if panel_id:
        rows = rows.filter(panel=panel_id)
    joined = Count("pk", filter=Q(how_ended=HowEnded.JOINED))
    counted = rows.order_by().values_list("heard_through").annotate(asked=Count("pk"), joined=joined)
    found = [HeardOf(str(HeardThrough(way).label) if way else NOT_SAID, asked, in_the_end) for way, asked, in_the_end in counted]
    return sorted(found, key=lambda one: (one.way == NOT_SAID, -one.number_asked, one.way))
