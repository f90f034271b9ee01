"""What tests about the quarterly return are made of: the last quarter, what it holds, and filling it in whole."""

from datetime import date, timedelta
from typing import Any

from accounts.models import User
from core.choices import RoleKind
from panels.models import Meeting, MonitoringCount, MonitoringRound, Panel, QuarterReturn
from panels.selectors import quarter_return as selectors
from panels.selectors.quarter_counts import Quarter
from panels.selectors.quarter_return import Line
from panels.services import quarter_return as services
from tests.builders import today
from tests.cast import give_role, make_user
from tests.panels.paneling import in_days, make_meeting


def last_quarter() -> Quarter:
    """Return the last quarter that is over."""
    return Quarter.of(Quarter.of(today()).first - timedelta(days=1))


def leads_everywhere() -> User:
    """Make Lena, who leads engagement for the whole council."""
    lena = make_user("Lena")
    give_role(lena, RoleKind.ENGAGEMENT_LEAD)
    return lena


def slips(panel: Panel, closed_on: date | None = None, **counts: dict[str, int]) -> MonitoringRound:
    """Close a round of slips on the last day of the last quarter, or on another day."""
    day = closed_on or last_quarter().last
    row = MonitoringRound.objects.create(panel=panel, began_on=day, closed_on=day)
    MonitoringCount.objects.bulk_create(
        MonitoringCount(round=row, question=asked, answer=answer, number_of_people=number)
        for asked, by_answer in counts.items()
        for answer, number in by_answer.items()
    )
    return row


def met(panel: Panel, day: date, **fields: Any) -> Meeting:
    """Let a panel have met on a day at ten."""
    return make_meeting(panel, starts_at=in_days((day - today()).days), **({"state": "held"} | fields))


def line(code: str, quarter: Quarter | None = None) -> Line:
    """Return what stands under a code now."""
    quarter = quarter or last_quarter()
    row = QuarterReturn.objects.newest_of(quarter.first).first()
    return next(one for one in selectors.lines(quarter, row, today=today()) if one.asks.code == code)


def fill_in(code: str, value: Any, *, by: User, why: str = "Counted by hand.") -> None:
    """Fill in a code of the last quarter."""
    services.fill_in(quarter=last_quarter(), code=code, value=value, why=why, seen=None, by=by, today=today())


def fill_in_the_rest(by: User) -> None:
    """Answer whatever Earshot cannot know."""
    fill_in("SPCP01", "both", by=by)
    if line("SPCP06").value is None:
        fill_in("SPCP06", "no", by=by)


def sign(by: User) -> QuarterReturn:
    """Sign the last quarter off as it stands."""
    row = QuarterReturn.objects.newest_of(last_quarter().first).first()
    seen = selectors.digest(selectors.lines(last_quarter(), row, today=today()))
    return services.sign_off(quarter=last_quarter(), seen=seen, by=by, today=today())
