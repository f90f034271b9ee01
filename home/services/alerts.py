"""Putting out an alert, changing it, ending it early. It begins and ends by itself."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit, memory
from core.querysets import may, reach
from home.models import Alert
from home.rules import why_not_put_out
from home.selectors.alerts import others_of_the_same_time

RIGHT = "alert.edit"


@transaction.atomic
def put_out(*, alert: Alert, by: User) -> Alert:
    """Put out an alert, or save what was changed of one. Raises ValidationError with every reason why not."""
    _ask(by, alert)
    if alert.pk:
        _ask(by, Alert.objects.select_for_update(of=("self",)).get(pk=alert.pk))
    alert.full_clean()
    times = {"begins": alert.from_at, "ends": alert.until_at, "now": timezone.now()}
    if reasons := why_not_put_out(level=alert.level, others=others_of_the_same_time(alert), **times):
        raise ValidationError(reasons)
    is_new = alert.pk is None
    alert.save()
    _write_down("home.alert.put_out" if is_new else "home.alert.edit", alert, by)
    return alert


@transaction.atomic
def end(*, alert: Alert, by: User) -> None:
    """End an alert now; one that has not begun is called off. Raises ValidationError when it is over already."""
    now = timezone.now()
    alert = Alert.objects.select_for_update(of=("self",)).get(pk=alert.pk)
    _ask(by, alert)
    if alert.until_at <= now:
        raise ValidationError(["This alert is over already."])
    _write_down("home.alert.end", alert, by)
    if alert.from_at >= now:
        alert.delete()
        return
    alert.until_at = now
    alert.save(update_fields=["until_at"])


def _ask(by: User, alert: Alert) -> None:
    """One hub's pages are its own staff's to change; every page is for who serves the whole council."""
    allowed = reach(by, RIGHT) is None if alert.hub_id is None else may(by, RIGHT, hub_id=alert.hub_id)
    if not allowed:
        raise PermissionDenied


def _write_down(verb: str, alert: Alert, by: User) -> None:
    begins, ends = (f"{timezone.localtime(one):%Y-%m-%d %H:%M}" for one in (alert.from_at, alert.until_at))
    audit.record(verb, alert, by=by, hub_id=alert.hub_id, level=alert.level, place=alert.place, begins=begins, ends=ends)
    memory.forget_when_saved()
