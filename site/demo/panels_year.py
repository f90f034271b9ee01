"""What Ashmere tells of its panels: a quarter signed off and one open; a yearly report published and one begun."""

from datetime import date, timedelta

from accounts.models import User
from demo.panels import Panels
from demo.panels_members import SLIPS
from demo.panels_words import LAST_YEAR, THIS_YEAR
from demo.people import Staff
from panels.models import MonitoringCount, MonitoringRound, Panel, QuarterReturn
from panels.selectors import annual_report as reports
from panels.selectors import quarter_return as returns
from panels.selectors.quarter_counts import Quarter
from panels.services import annual_report, quarter_return

# What only people know: the answer, and where it comes from.
BY_HAND = {
    "SPCP01": ("both", "The booklet goes out with the midwives’ first letter: 340 since the summer."),
    "SPCP06": ("yes", "The baby clinic is open until six on Thursdays."),
    "SPCP06a": ("no", "None this time."),
}


def seed(made: Panels, staff: Staff, today: date) -> None:
    """Fill in, sign off and publish what is over, and leave what goes on as it is on an ordinary day."""
    last = Quarter.of(Quarter.of(today).first - timedelta(days=1))
    _count(made.parents, last.last - timedelta(days=9))
    if last in returns.quarters(today):  # before the first form that is known, there is none to fill in
        _return(last, staff.users["asha.lead"], today)
    _reports(made.parents, staff.users["cora.panel"], today)


def _count(panel: Panel, day: date) -> None:
    """Close a round of slips before the quarter ended."""
    row = MonitoringRound.objects.create(panel=panel, began_on=day - timedelta(days=21), closed_on=day)
    MonitoringCount.objects.bulk_create(
        MonitoringCount(round=row, question=asked, answer=answer, number_of_people=number)
        for asked, by_answer in SLIPS.items()
        for answer, number in by_answer.items()
    )


def _return(last: Quarter, asha: User, today: date) -> None:
    """Answer what Earshot does not know, and sign it as the figures stand."""
    for one in returns.lines(last, None, today=today):
        if one.value is None and one.asks.code in BY_HAND:
            value, why = BY_HAND[one.asks.code]
            quarter_return.fill_in(quarter=last, code=one.asks.code, value=value, why=why, seen=None, by=asha, today=today)
    row = QuarterReturn.objects.newest_of(last.first).first()
    quarter_return.sign_off(quarter=last, seen=returns.digest(returns.lines(last, row, today=today)), by=asha, today=today)


def _reports(panel: Panel, cora: User, today: date) -> None:
    this = reports.year_of(today)
    last = reports.year_of(this.first - timedelta(days=1))
    row = annual_report.write_report(panel=panel, year=last, words=LAST_YEAR, by=cora)
    annual_report.publish(panel=panel, year=last, seen=row.version, by=cora, today=today)
    annual_report.write_report(panel=panel, year=this, words=THIS_YEAR, by=cora)
