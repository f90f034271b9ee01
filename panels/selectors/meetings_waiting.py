"""What waits because a panel meets soon, or met."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.clocks import day_in_words
from core.querysets import may
from core.questions import Attention
from panels.choices import MeetingState
from panels.models import AgendaItem, AttendanceSheet, Meeting, MeetingPaper, MeetingPoint, Minutes
from panels.rules.needs import booked_by_on
from panels.selectors.meetings import EDIT, day_of

SOON = timedelta(days=7)
LOOKED_BACK = timedelta(days=28)  # later nobody remembers who came
LATE_AFTER = timedelta(days=7)


def meetings_that_wait(user: User, *, today: date) -> list[Attention]:
    """Return what waits for who calls the meetings of their panels; one query.

    Of one to come within a week: nothing on the agenda, papers that members do not have, something not booked (late once fewer than three
    working days are left). Of one that has been: nobody wrote down who came; the minutes are not out by the end of the day; once they are,
    something that was raised is no comment yet.
    """
    if not may(user, EDIT):
        return []
    start = timezone.make_aware(datetime.combine(today, time.min), timezone.get_default_timezone())
    is_out = Exists(Minutes.objects.filter(meeting=OuterRef("pk"), out_on__isnull=False))
    has_loose = Exists(MeetingPoint.objects.filter(meeting=OuterRef("pk"), voice=None))
    rows = Meeting.objects.visible_to(user, EDIT).filter(Q(state=MeetingState.PLANNED) | Q(state=MeetingState.HELD) & (~is_out | has_loose))
    rows = rows.filter(starts_at__gte=start - LOOKED_BACK, starts_at__lt=start + SOON + timedelta(days=1))
    here = {"meeting": OuterRef("pk")}
    found: Any = rows.select_related("panel").annotate(
        is_out=is_out,
        has_agenda=Exists(AgendaItem.objects.filter(**here)),
        has_papers_left=Exists(MeetingPaper.objects.filter(**here, out_on__isnull=True)),
        is_counted=Exists(AttendanceSheet.objects.filter(**here)),
        number_left=Count("needs", filter=Q(needs__booked_on__isnull=True, needs__membership__left_on__isnull=True)),
    )
    return [one for row in found.order_by("starts_at", "pk") for one in _of(row, today)]


def _of(row: Any, today: date) -> Iterator[Attention]:
    day, why = day_of(row), f"You call the meetings of {row.panel}."
    when, one = f"“{row}”, {day_in_words(day, year=False)}", reverse("meeting:one", args=[row.pk])
    if row.state == MeetingState.HELD and row.is_out:
        late = day + LATE_AFTER < today
        yield Attention(
            f"{when}: make comments of what was raised, to be answered", reverse("meeting:run", args=[row.pk]), why, day, is_late=late
        )
        return
    if row.state == MeetingState.HELD:
        yield Attention(f"{when}: send the minutes out", reverse("meeting:minutes", args=[row.pk]), why, day, day, is_late=day < today)
        return
    if row.starts_at <= timezone.now():
        if not row.is_counted:
            late = day + LATE_AFTER < today
            yield Attention(f"{when}: write down who came", reverse("meeting:who_came", args=[row.pk]), why, day, is_late=late)
        return
    if row.number_left:
        things, by = "1 thing" if row.number_left == 1 else f"{row.number_left} things", booked_by_on(day)
        yield Attention(f"{when}: book {things}", reverse("meeting:needs", args=[row.pk]), why, day - SOON, by, is_late=by < today)
    if not row.has_agenda:
        yield Attention(f"{when}: nothing is on the agenda", one, why, day - SOON)
    if row.has_papers_left:
        yield Attention(f"{when}: members do not have all papers", one, why, day - SOON)
