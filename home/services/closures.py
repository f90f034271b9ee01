"""Saying that a hub is closed, today or over the holidays, and what it does on bank holidays."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit, clocks, memory
from core.choices import HubStatus
from core.models import Hub
from core.querysets import reach
from home.models import BankHolidayHabit, Closure
from home.rules import why_not_close, why_not_plan
from home.selectors.closures import may_change

SAY, PLAN = "closure.say", "closure.edit"


@transaction.atomic
def say_closed(*, hubs: Sequence[Hub], reason: str, until: datetime | None, by: User, now: datetime | None = None) -> Closure:
    """Tell families that hubs are closed from now until a moment. What was said of one of these hubs before is replaced.

    Raises ValidationError with every reason why not.
    """
    now = now or timezone.now()
    _ask(by, SAY, hubs)
    reasons = why_not_close(hubs=[hub.pk for hub in hubs], until=until, now=now)
    if reasons or until is None:
        raise ValidationError(reasons)
    for earlier in Closure.objects.select_for_update(of=("self",)).filter(pk__in=_said_of(hubs, now)):
        _take_hubs_off(earlier, hubs, now)
    closure = Closure.objects.create(reason=reason, starts_at=now, ends_at=until)
    closure.hubs.set(hubs)
    _write_down("home.closure.say", closure, by)
    return closure


def _said_of(hubs: Sequence[Hub], now: datetime) -> list[int]:
    return list(Closure.objects.filter(name="", hubs__in=hubs, ends_at__gt=now).order_by().values_list("pk", flat=True).distinct())


def _take_hubs_off(earlier: Closure, hubs: Sequence[Hub], now: datetime) -> None:
    """Take hubs out of what was said; the last of them stay in it, so that it is known later which they were."""
    left = earlier.hubs.exclude(pk__in=[hub.pk for hub in hubs])
    if left.exists():
        earlier.hubs.remove(*hubs)
    else:
        _end(earlier, now)


@transaction.atomic
def open_again(*, closure: Closure, by: User, now: datetime | None = None) -> None:
    """End what was said on the day, for those of its hubs that are one's own. Raises ValidationError when it is over already."""
    now = now or timezone.now()
    closure = Closure.objects.select_for_update(of=("self",)).get(pk=closure.pk)
    hubs = list(closure.hubs.visible_to(by, SAY))
    if closure.name or not hubs:
        raise PermissionDenied
    if closure.ends_at <= now:
        raise ValidationError(["This is over already."])
    _write_down("home.closure.end", closure, by)
    _take_hubs_off(closure, hubs, now)


@transaction.atomic
def plan_closure(
    *,
    name: str,
    first: date,
    last: date,
    hubs: Sequence[Hub],
    for_every_hub: bool,
    by: User,
    opens: time | None = None,
    closes: time | None = None,
    closure: Closure | None = None,
) -> Closure:
    """Plan that hubs are closed on these days, or open at other times; with `closure`, change what was planned.

    Raises ValidationError with every reason why not.
    """
    name = name.strip()
    if closure:
        closure = Closure.objects.select_for_update(of=("self",)).get(pk=closure.pk)
        if not may_change(closure, by, PLAN):
            raise PermissionDenied
    _ask(by, PLAN, hubs, everywhere=for_every_hub)
    reasons = why_not_plan(name=name, first=first, last=last, opens=opens, closes=closes, today=clocks.today())
    if not hubs and not for_every_hub:
        reasons.append("Choose which hubs.")
    if reasons:
        raise ValidationError(reasons)
    planned = closure or Closure()
    planned.name, planned.opens_at, planned.closes_at, planned.for_every_hub = name, opens, closes, for_every_hub
    planned.starts_at, planned.ends_at = _midnight(first), _midnight(last + timedelta(days=1))
    planned.save()
    shut = planned.hubs.exclude(status=HubStatus.ACTIVE) if closure else Hub.objects.none()
    planned.hubs.set([] if for_every_hub else [*hubs, *shut])  # a hub that closed for good since is on no form: it stays as it was
    _write_down("home.closure.edit" if closure else "home.closure.plan", planned, by)
    return planned


@transaction.atomic
def end_closure(*, closure: Closure, by: User, now: datetime | None = None) -> None:
    """Call off what was planned, or end it now where it has begun. Raises ValidationError when it is over already."""
    now = now or timezone.now()
    closure = Closure.objects.select_for_update(of=("self",)).get(pk=closure.pk)
    if not may_change(closure, by, PLAN):
        raise PermissionDenied
    if closure.ends_at <= now:
        raise ValidationError(["This is over already."])
    _write_down("home.closure.end", closure, by)
    _end(closure, now)


def _end(closure: Closure, now: datetime) -> None:
    """End what has begun; what has not is as if nobody had planned it."""
    if closure.starts_at < now:
        closure.ends_at = now
        closure.save(update_fields=["ends_at"])
    else:
        closure.delete()


@transaction.atomic
def say_bank_holidays(*, hub: Hub | None, says: str | None, by: User) -> None:
    """Say what a hub does on bank holidays, or the whole council; None lets a hub do again as the council does."""
    _ask(by, PLAN, [hub] if hub else [], everywhere=hub is None)
    before = BankHolidayHabit.objects.filter(hub=hub).values_list("says", flat=True).first()
    if before == says:
        return
    if says is None:
        BankHolidayHabit.objects.filter(hub=hub).delete()
    else:
        BankHolidayHabit.objects.update_or_create(hub=hub, defaults={"says": says})
    subject = hub or BankHolidayHabit.objects.filter(hub=None).first() or BankHolidayHabit()
    audit.record("home.bank_holidays.say", subject, by=by, hub_id=hub.pk if hub else None, says=says or "as the council")
    memory.forget_when_saved()


def _ask(by: User, right: str, hubs: Sequence[Hub], *, everywhere: bool = False) -> None:
    """Raise PermissionDenied unless somebody holds a right at all these hubs, or for the whole council."""
    mine = reach(by, right)
    if mine is not None and (everywhere or not mine or not {hub.pk for hub in hubs} <= mine):
        raise PermissionDenied


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _write_down(verb: str, closure: Closure, by: User) -> None:
    hub_ids = sorted(closure.hubs.values_list("pk", flat=True))
    begins, ends = (f"{timezone.localtime(one):%Y-%m-%d %H:%M}" for one in (closure.starts_at, closure.ends_at))
    facts: dict[str, audit.Fact] = {"moved": [f"hubs: with {pk}" for pk in hub_ids]} if hub_ids else {"for_every_hub": True}
    if not closure.name:
        facts["reason"] = closure.reason
    only = hub_ids[0] if len(hub_ids) == 1 else None
    audit.record(verb, closure, by=by, hub_id=only, begins=begins, ends=ends, **facts)
    memory.forget_when_saved()
