"""What panels spent on thanking their members, and on letting them take part: for the yearly report (domain reference 3.7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from panels.choices.money import WERE_PAID, MoneyKind
from panels.models import ClaimLine, MeetingNeed, NeedCount, Panel, Payout

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Spent:
    """What one panel spent, in pounds: `thanks` is reward, `access` all that lets people come: paid to them, or booked for them."""

    panel_id: int
    thanks: Decimal = NOTHING
    access: Decimal = NOTHING

    @property
    def total(self) -> Decimal:
        """Both together."""
        return self.thanks + self.access


def spent(panels: Iterable[Panel], *, since: date, until: date) -> list[Spent]:
    """Return what each of these panels spent from a day up to and with another; four queries.

    Claims count on the day they were paid, what was booked for a meeting (childcare, interpreters, taxis, food) on the meeting's, also
    once who needed it is deleted. A sum that was taken back is minus the day it was taken back, so that a quarter which was told to others
    stays as it was told.
    """
    ids = [panel.pk for panel in panels]
    thanks, access = dict.fromkeys(ids, NOTHING), dict.fromkeys(ids, NOTHING)
    given = Payout.objects.filter(membership__panel__in=ids, given_on__range=(since, until)).order_by()
    paid = ClaimLine.objects.filter(
        claim__membership__panel__in=ids, claim__state__in=sorted(WERE_PAID), claim__ended_on__range=(since, until)
    )
    rows = [
        *given.values_list("membership__panel", "kind").annotate(pounds=Sum("amount")),
        *paid.order_by().values_list("claim__membership__panel", "kind").annotate(pounds=Sum(Coalesce("agreed", NOTHING))),
    ]
    for panel_id, kind, pounds in rows:
        (thanks if kind == MoneyKind.THANK_YOU else access)[panel_id] += pounds
    for model in (MeetingNeed, NeedCount):
        booked = model.objects.filter(meeting__panel__in=ids, meeting__starts_at__range=moments(since, until), spent__gt=0).order_by()
        for panel_id, pounds in booked.values_list("meeting__panel").annotate(pounds=Sum("spent")):
            access[panel_id] += pounds
    return [Spent(pk, thanks[pk], access[pk]) for pk in ids]


def moments(since: date, until: date) -> tuple[datetime, datetime]:
    """Return the first and the last moment of these days by the council's clock."""
    council = timezone.get_default_timezone()
    first, last = datetime.combine(since, time.min), datetime.combine(until, time.max)
    return timezone.make_aware(first, council), timezone.make_aware(last, council)


def quarter_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of a day's quarter: the financial year begins with the second of a calendar year."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    after = date(first.year + (first.month == 10), (first.month + 3 - 1) % 12 + 1, 1)
    return first, date.fromordinal(after.toordinal() - 1)


def financial_year_of(day: date) -> tuple[date, date]:
    """Return the first and the last day of a day's financial year: from 1 April to 31 March."""
    begins = day.year if (day.month, day.day) >= (4, 1) else day.year - 1
    return date(begins, 4, 1), date(begins + 1, 3, 31)
