"""What went wrong with somebody's data, for the data protection officer; and its counts, for the administrator."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from consent.models import Breach, BreachStep
from consent.rules import breaches as rules
from core.choices import RoleKind
from core.crypto import keyed_hash
from core.models import Hub, Role
from core.querysets import reach
from core.role_table import kinds_that_may

ADD, VIEW, EDIT, COUNT = "breach.add", "breach.view", "breach.edit", "breach.count"


@dataclass(frozen=True)
class Counts:
    """How many there are, and of what kind: no word of any."""

    number_open: int
    number_late: int
    number_this_year: int
    number_told_regulator: int


def breaches(*, closed: bool = False) -> "QuerySet[Breach]":
    """Return what is open, the longest known first; or what was closed, the last one first."""
    found = Breach.objects.select_related("reported_by")
    return (
        found.filter(closed_on__isnull=False).order_by("-closed_on", "pk")
        if closed
        else found.filter(closed_on=None).order_by("found_at", "pk")
    )


def counts(now: datetime) -> Counts:
    """Return the counts (three queries)."""
    still_open = list(Breach.objects.filter(closed_on=None))
    year = Breach.objects.filter(found_at__year=timezone.localtime(now).year)
    return Counts(
        number_open=len(still_open),
        number_late=sum(rules.is_late(breach, now) and breach.told_regulator_at is None for breach in still_open),
        number_this_year=year.count(),
        number_told_regulator=year.filter(told_regulator_at__isnull=False).count(),
    )


def steps_of(breach: Breach) -> "QuerySet[BreachStep]":
    """Return what was done about it, in the order of doing, with its words."""
    return breach.steps.select_related("by", "words")


def digest_of(text: str) -> str:
    """Return what shows that a step's words are the ones that were written down."""
    return keyed_hash("breach-step", text)


def is_as_written(step: BreachStep) -> bool:
    """Return whether a step's words are the ones that were written down."""
    return step.digest == digest_of(step.words.text)


def hubs_to_choose(user: User) -> "QuerySet[Hub]":
    """Return the hubs that somebody can say it was at: their own, or all for the whole council."""
    hubs = reach(user, ADD)
    return Hub.objects.order_by("name") if hubs is None else Hub.objects.filter(pk__in=hubs).order_by("name")


def officers() -> list[User]:
    """Return who is written to at once: the data protection officers, or else the administrators, so that nobody reports into a void."""
    for kinds in (kinds_that_may(EDIT), frozenset({RoleKind.ADMINISTRATOR})):
        roles = Role.objects.filter(kind__in=kinds, hub__isnull=True, user__is_active=True)
        if found := list(User.objects.filter(pk__in=roles.values("user")).order_by("pk")):
            return found
    return []


def waiting_for(user: User, now: datetime) -> Iterable[tuple[Breach, str]]:
    """Yield what is open for a data protection officer, each with what waits, in words (one query)."""
    if reach(user, EDIT) is not None:
        return
    for breach in breaches():
        yield breach, f"{rules.clock(breach, now)} for telling the regulator" if rules.tell_by(breach) else "finish it and close it"


def closed_until(day: date) -> list[str]:
    """Return the ids of the breaches that were closed on a day or before it."""
    found = Breach.objects.filter(closed_on__lte=day).order_by("pk").values_list("pk", flat=True)
    return [str(pk) for pk in found]
