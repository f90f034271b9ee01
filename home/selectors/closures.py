"""What differs from the hubs' ordinary weeks. Families' pages read it from memory, staff screens from the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from core import memory
from core.models import Hub
from core.querysets import reach
from home.choices import BankHolidays
from home.models import BankHolidayHabit, Closure, ServiceTime
from home.rules import Calendar, Opening, Spell, opening

_A_DAY = timedelta(days=1)


_ORDINARY = Calendar()


@dataclass(frozen=True)
class _Known:
    calendars: Mapping[int, Calendar] = field(default_factory=dict)
    of_every_hub: Calendar = _ORDINARY


def calendar_of(hub_id: int | None) -> Calendar:
    """Return what differs from a hub's ordinary week, from memory: it costs a page no query."""
    known = memory.recall("home.closures", _read, when_away=_Known())
    return known.calendars.get(hub_id or 0, known.of_every_hub)


def shut(hub_id: int | None, now: datetime) -> Opening | None:
    """Return in words that a hub is closed at a moment though it should be open; None where its week is as usual. Costs no query."""
    calendar = calendar_of(hub_id)
    return opening((), now, lambda day: "", calendar) if calendar.closed_at(now) else None


def shut_places(times: Iterable[ServiceTime], now: datetime) -> list[tuple[str, Opening]]:
    """Return which places of a service are closed at a moment, each as (name of the hub, in words); without a name where all of them are.

    The times have their hubs with them: then it costs no query.
    """
    rows = list(times)
    closed = {time.hub_id: (str(time.hub), said) for time in rows if time.hub_id and (said := shut(time.hub_id, now))}
    is_nowhere_else = all(time.hub_id in closed for time in rows)
    alike = {said.in_words for _name, said in closed.values()}
    if is_nowhere_else and len(alike) == 1:
        return [("", next(iter(closed.values()))[1])]
    return list(closed.values())


def is_any_shut(now: datetime) -> bool:
    """Return whether any hub is closed at a moment, from memory."""
    known = memory.recall("home.closures", _read, when_away=_Known())
    return any(calendar.closed_at(now) for calendar in (known.of_every_hub, *known.calendars.values()))


def _read() -> _Known:
    closures = list(Closure.objects.filter(ends_at__gt=timezone.now() - _A_DAY).prefetch_related("hubs").order_by("starts_at", "pk"))
    habits = bank_holiday_habits()
    everywhere = [one for one in closures if one.for_every_hub]
    by_hub: dict[int, list[Closure]] = {}
    for closure in closures:
        for hub in closure.hubs.all():
            by_hub.setdefault(hub.pk, []).append(closure)
    usual = habits[None]
    special = {hub_id for hub_id in habits if hub_id} | by_hub.keys()
    return _Known(
        calendars={hub_id: _calendar(everywhere + by_hub.get(hub_id, []), habits.get(hub_id, usual)) for hub_id in special},
        of_every_hub=_calendar(everywhere, usual),
    )


def _calendar(closures: list[Closure], habit: str) -> Calendar:
    spells = (spell_of(one) for one in sorted(closures, key=lambda one: one.starts_at))
    return Calendar(tuple(spells), habit)


def spell_of(closure: Closure) -> Spell:
    """Return a closure as the rules read it, in the council's time."""
    return Spell(
        starts_at=timezone.localtime(closure.starts_at),
        ends_at=timezone.localtime(closure.ends_at),
        reason=closure.reason,
        name=closure.name,
        opens_at=closure.opens_at,
        closes_at=closure.closes_at,
    )


def hubs_to_close(user: User, right: str) -> "QuerySet[Hub]":
    """Return the hubs of which somebody may say that they are closed."""
    return Hub.objects.open_to_families().visible_to(user, right).order_by("name")


def closures_now(user: User, right: str, now: datetime) -> "QuerySet[Closure]":
    """Return what was said on the day and is not over, for somebody's hubs, soonest end first."""
    return _of(user, right).filter(name="", ends_at__gt=now).order_by("ends_at", "pk")


def closures_planned(user: User, right: str, now: datetime) -> "QuerySet[Closure]":
    """Return what is planned and not over, for somebody's hubs and for every hub, soonest first."""
    return _of(user, right).exclude(name="").filter(ends_at__gt=now).order_by("starts_at", "pk")


def _of(user: User, right: str) -> "QuerySet[Closure]":
    mine = Closure.objects.visible_to(user, right).order_by().values("pk")
    return Closure.objects.filter(Q(pk__in=mine) | Q(for_every_hub=True)).prefetch_related("hubs")


def planned_beside(closure: Closure) -> "QuerySet[Closure]":
    """Return what else is planned for some of the same days and hubs, soonest first."""
    others = Closure.objects.exclude(pk=closure.pk).exclude(name="")
    here = Q() if closure.for_every_hub else Q(for_every_hub=True) | Q(hubs__in=closure.hubs.all())
    return others.filter(here, starts_at__lt=closure.ends_at, ends_at__gt=closure.starts_at).distinct().order_by("starts_at", "pk")


def may_change(closure: Closure, user: User, right: str) -> bool:
    """Return whether somebody may change a closure: all its hubs are theirs, and one for every hub is the whole council's."""
    if closure.for_every_hub:
        return reach(user, right) is None
    return Closure.objects.wholly_within(user, right).filter(pk=closure.pk).exists()


def bank_holiday_habits() -> dict[int | None, str]:
    """Return what hubs do on bank holidays, by hub; under None, what the council says."""
    said: dict[int | None, str] = {None: BankHolidays.NOT_SAID}
    said.update(BankHolidayHabit.objects.values_list("hub_id", "says"))
    return said
