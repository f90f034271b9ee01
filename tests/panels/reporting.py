"""What tests about yearly reports are made of: the last year, a report of it with every heading written, and a body that answers."""

from typing import Any

from accounts.models import User
from panels.models import AnnualReport, BodyItem, OtherBody, Panel
from panels.report_template import REPORT
from panels.selectors import annual_report as selectors
from panels.selectors.annual_report import Year
from tests.builders import today


def last_year() -> Year:
    """Return the last year from April that is over."""
    return selectors.year_of(selectors.year_of(today()).first.replace(day=1, month=3))


def all_words(**words: str) -> dict[str, str]:
    """Return a sentence for every heading, in place of which others may stand."""
    return {one.key: f"Our words about {one.key}." for one in REPORT} | words


def make_report(panel: Panel, *, by: User, published: bool = False, year: Year | None = None, **words: str) -> AnnualReport:
    """Make a report of the last year with every heading written; published with its numbers as they are now, past the rules."""
    year = year or last_year()
    facts: dict[str, Any] = {"words": all_words(**words), "written_by": by}
    if published:
        facts |= {"figures": selectors.counted(panel, year, today=today()), "published_on": today(), "published_by": by}
    return AnnualReport.objects.create(panel=panel, begins_on=year.first, **facts)


def sent(panel: Panel, what: str = "Prams need a place.", **fields: Any) -> BodyItem:
    """Send something to the early help board in the last year."""
    body, _ = OtherBody.objects.get_or_create(panel=panel, name="Early help board", kind="board")
    return BodyItem.objects.create(body=body, what=what, **({"sent_on": last_year().first} | fields))
