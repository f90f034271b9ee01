"""What past reports and equality records say, for whoever answers under the Freedom of Information Act."""

from accounts.models import User
from core.answers import HeldRecord
from core.held_records import Search, joined, only_hub
from core.querysets import reach
from participation.models import EqualityRecord, PastReport
from participation.selectors.equality import words_of_all_lines

RIGHT = "information.view"


def past_reports(search: Search, user: User) -> None:
    """Look at past reports with what they found (three queries). Their files are sealed and not looked through."""
    if reach(user, RIGHT) is not None:
        return
    for row in PastReport.objects.prefetch_related("hubs", "findings"):
        hubs = {hub.pk for hub in row.hubs.all()}
        said = [one.text for one in row.findings.all()]
        text = joined(row.title, row.who_was_asked, row.method, *said)
        search.look_at(HeldRecord("past_report", str(row.pk), row.title, text, on=row.heard_on, hub_id=only_hub(hubs)), hub_ids=hubs)


def equality_records(search: Search, user: User) -> None:
    """Look at every version of every equality record, with its lines (three queries)."""
    if reach(user, RIGHT) is not None:
        return
    lines = words_of_all_lines()
    for row in EqualityRecord.objects.prefetch_related("hubs"):
        hubs = {hub.pk for hub in row.hubs.all()}
        head = (str(row), row.decision, row.baseline, row.families_said, row.cumulative, row.get_outcome_display(), row.justification)
        text = joined(*head, *lines.get(row.pk, ()))
        search.look_at(
            HeldRecord("equality", str(row.pk), str(row), text, on=row.signed_on or row.dated_on, hub_id=only_hub(hubs)), hub_ids=hubs
        )
