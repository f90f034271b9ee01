"""What Ashmere's hubs say from a phone: closures, other times, one alert, and a page that waits for a look.

Days are counted from the day the council is made. Nothing is closed on that very day: looked at a week later, it would be over. Instead one
hub was closed last week, one closes for a day soon, and Christmas is always the next one.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from core.models import Hub
from demo import days
from demo.people import Staff
from home.choices import AlertLevel, BankHolidays, WhyClosed
from home.models import Alert, Closure, HubPage
from home.services.alerts import put_out
from home.services.closures import plan_closure, say_bank_holidays
from home.services.looks import sync_workflow

CHRISTMAS = ((12, 24), (1, 2))


def say_from_a_phone(hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    """Close and alert, as the hubs' own people would."""
    maya, adam = staff.users["maya.manager"], staff.users["adam.admin"]
    _closed_last_week(hubs["maple-road"], today)
    first, last = _next_christmas(today)
    plan_closure(name="Christmas and New Year", first=first, last=last, hubs=[], for_every_hub=True, by=adam)
    training = days.ahead(today, weeks=2)
    plan_closure(name="Staff training", first=training, last=training, hubs=[hubs["maple-road"]], for_every_hub=False, by=maya)
    fair = days.ahead(today, weeks=3)
    plan_closure(
        name="Toy swap", first=fair, last=fair, opens=time(10), closes=time(19), hubs=[hubs["harbour-street"]], for_every_hub=False, by=adam
    )
    say_bank_holidays(hub=None, says=BankHolidays.CLOSED, by=adam)
    now = timezone.now()
    words = "Free winter coats for children, at every family hub while they last."
    put_out(alert=Alert(level=AlertLevel.NEWS, text=words, from_at=now, until_at=now + timedelta(days=21)), by=adam)


def _closed_last_week(hub: Hub, today: date) -> None:
    """Write down a morning without heating that is over; what is over cannot be said any more."""
    day = days.ago(today, days=6)
    starts_at, ends_at = (timezone.make_aware(datetime.combine(day, at)) for at in (time(8, 40), time(14)))
    closure = Closure.objects.create(reason=WhyClosed.HEATING, starts_at=starts_at, ends_at=ends_at)
    closure.hubs.add(hub)


def _next_christmas(today: date) -> tuple[date, date]:
    (month, day), (last_month, last_day) = CHRISTMAS
    first = date(today.year, month, day)
    if first <= today:
        first = date(today.year + 1, month, day)
    return first, date(first.year + 1, last_month, last_day)


def send_for_a_look(hubs: Mapping[str, Hub], staff: Staff, today: date) -> None:
    """Have Maya change her hub's page and send it: she runs the hub, and somebody else publishes. Roles must be in step already."""
    sync_workflow()
    page = HubPage.objects.get(hub=hubs["maple-road"])
    page.quiet_times = "Wednesdays before 10am, and Friday afternoons from now on."
    page.save_revision(user=staff.users["maya.manager"])
    page.get_workflow().start(page, staff.users["maya.manager"])
