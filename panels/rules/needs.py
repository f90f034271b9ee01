"""What must be booked so that people can come, by when, and for how long we know of it (domain reference 3.5)."""

from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from core import clocks
from panels.choices import MeetingState
from panels.models import Meeting

WORKING_DAYS_BEFORE = 3
KEPT_FOR = timedelta(days=28)  # after the meeting (issue 6); the sign-in sheet is destroyed then too
MOST_POUNDS = Decimal("99999.99")
LONGEST_DETAIL = 300


def booked_by_on(day: date) -> date:
    """Return the last day on which there is time to book for a meeting on a day: three working days are left before it."""
    back = day
    for _ in range(WORKING_DAYS_BEFORE):
        back -= timedelta(days=1)
        while not clocks.is_working_day(back):
            back -= timedelta(days=1)
    return back


def destroy_by(day: date) -> date:
    """Return the day by which what was needed at a meeting, and paper with names, is gone."""
    return day + KEPT_FOR


def pounds_in(typed: str) -> Decimal | None:
    """Return an amount as somebody types it ("£12.50", "12", "1,200"); None for an empty box. Raises ValueError, in words."""
    plain = typed.replace("£", "").replace(",", "").replace(" ", "").strip()
    if not plain:
        return None
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        raise ValueError("Write pounds and pence, such as 12.50.") from None
    if not amount.is_finite() or not 0 <= amount <= MOST_POUNDS or amount != amount.quantize(Decimal("0.01")):
        raise ValueError("Write pounds and pence, such as 12.50.")
    return amount.quantize(Decimal("0.01"))


def why_not_add(meeting: Meeting, *, detail: str, is_on_the_panel: bool) -> list[str]:
    """Return why nothing can be arranged here."""
    reasons = []
    if meeting.state != MeetingState.PLANNED:
        reasons.append("This meeting is not to come.")
    if not is_on_the_panel:
        reasons.append("Choose somebody who is on this panel.")
    if len(detail) > LONGEST_DETAIL:
        reasons.append(f"That has {len(detail)} letters, at most {LONGEST_DETAIL} are kept. Say what to arrange, never why.")
    return reasons
