"""Months whose small sums nobody has signed off yet, for who may: somebody who agrees to claims and gave none of it out."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth
from django.urls import reverse

from accounts.models import User
from core.querysets import may
from core.questions import Attention
from panels.models import MonthlySignOff, Payout
from panels.rules.payouts import month_after, month_of
from panels.selectors.claims import APPROVE

LATE_AFTER = timedelta(days=31)  # a month is signed monthly: by the end of the next one
WHY = "You agree to claims, and gave none of these out."


def months_to_sign(user: User, *, today: date) -> list[Attention]:
    """Return a line for each panel with months that are over and not signed; one query."""
    if not may(user, APPROVE):
        return []
    signed = MonthlySignOff.objects.filter(panel=OuterRef("membership__panel"), month=OuterRef("month"))
    rows: Any = Payout.objects.visible_to(user, APPROVE).filter(given_on__lt=month_of(today)).order_by()
    rows = rows.annotate(month=TruncMonth("given_on")).values("membership__panel", "membership__panel__title", "month")
    rows = rows.annotate(number_mine=Count("pk", filter=Q(given_by=user))).filter(~Exists(signed), number_mine=0).order_by("month")
    found: dict[tuple[int, str], list[date]] = {}
    for row in rows:
        found.setdefault((row["membership__panel"], row["membership__panel__title"]), []).append(row["month"])
    return [_line(panel, title, months, today) for (panel, title), months in found.items()]


def _line(panel: int, title: str, months: list[date], today: date) -> Attention:
    first, since = months[0], month_after(months[0])
    what = f"the small sums of {first:%B %Y}" if len(months) == 1 else f"the small sums of {len(months)} months, {first:%B %Y} first"
    href = f"{reverse('panel_money:month', args=[panel])}?month={first:%Y-%m}"
    return Attention(f"Sign off {what}: {title}", href, why=WHY, since_on=since, is_late=since + LATE_AFTER < today)
