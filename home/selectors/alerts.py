"""What families must know now. Their pages read it from memory, staff screens from the database."""

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from core import memory
from core.querysets import reach
from home.choices import AlertPlace
from home.models import Alert, HubPage
from home.models.alert import AlertQuerySet
from home.rules import Notice, Where, notices_for

_A_DAY = timedelta(days=1)


def alerts_on(where: Where, now: datetime | None = None) -> list[Notice]:
    """Return the alerts of a page just now, from memory: it costs a page no query."""
    return notices_for(memory.recall("home.alerts", _read, when_away=[]), where, now or timezone.now())


def _read() -> list[Notice]:
    coming = Alert.objects.filter(until_at__gt=timezone.now() - _A_DAY).gravest_first()
    found = [(alert, notice_of(alert)) for alert in coming]
    pages = dict(HubPage.objects.filter(hub__in=[alert.hub_id for alert, _ in found if alert.hub_id]).values_list("hub_id", "pk"))
    return [_on(notice, pages.get(alert.hub_id or 0)) for alert, notice in found]


def _on(notice: Notice, page_id: int | None) -> Notice:
    return notice if page_id is None else Notice(**{**vars(notice), "hub_page_id": page_id})


def notice_of(alert: Alert) -> Notice:
    """Return an alert as a page shows it; it need not be saved yet."""
    return Notice(
        level=alert.level,
        text=alert.text,
        from_at=alert.from_at,
        until_at=alert.until_at,
        place=alert.place,
        link=alert.link,
        link_words=alert.link_words,
        in_other_languages=tuple(sorted(alert.in_other_languages.items())),
    )


def alerts_not_over(user: User, right: str, now: datetime) -> AlertQuerySet:
    """Return the alerts somebody may change and that are not over, the gravest first."""
    return Alert.objects.visible_to(user, right).filter(until_at__gt=now).select_related("hub").gravest_first()


def others_of_the_same_time(alert: Alert) -> list[list[Notice]]:
    """Return the other alerts of this one's time, together those that would stand on one page with it: the front page, each hub's."""
    overlapping = Alert.objects.filter(from_at__lt=alert.until_at, until_at__gt=alert.from_at).exclude(pk=alert.pk)
    others = [(one.place, one.hub_id, notice_of(one)) for one in overlapping.gravest_first()]
    everywhere, front = AlertPlace.EVERYWHERE, AlertPlace.FRONT
    if alert.place == everywhere:
        pages = [(front, None), *dict.fromkeys((place, hub) for place, hub, _ in others if place == AlertPlace.HUB)]
    else:
        pages = [(AlertPlace(alert.place), alert.hub_id)]
    return [[notice for place, hub, notice in others if place == everywhere or (place, hub) == page] for page in pages]


def may_put_out_everywhere(user: User, right: str) -> bool:
    """Return whether somebody may put an alert on every page, and not only on those of their hubs."""
    return reach(user, right) is None
