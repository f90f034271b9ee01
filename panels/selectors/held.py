"""What is held about panels, how they work, what they pay, their reports and other bodies, for freedom of information.

Nobody of a family stands in it.
"""

from accounts.models import User
from core.answers import HeldRecord
from core.held_records import Search, joined
from core.querysets import reach
from panels.models import AnnualReport, BodyItem, ExpensePolicy, OtherBody, Panel, ReturnEntry, Terms
from panels.selectors.annual_report import said_in as report_words
from panels.selectors.between_held import BETWEEN, found_between
from panels.selectors.terms import said_in


def hubs_of(panel: Panel) -> set[int]:
    """Return the hub that a panel is of; none where it is a locality's or the whole council's, and so everybody's."""
    return {panel.hub_id} if panel.hub_id else set()


def held(search: Search, user: User) -> None:
    """Look at what panels are, how they work, what they pay, their reports, returns, what members are asked and told, and what
    was sent: seven queries, and five more where there is a panel.
    """
    if reach(user, "information.view") is not None:
        return
    for panel in Panel.objects.select_related("locality").prefetch_related(*BETWEEN):
        says = (panel.about, panel.who_for, panel.what_you_get, panel.when_it_meets, panel.domain, panel.community, panel.practice)
        text = joined(panel.title, panel.get_kind_display(), *says, panel.reply_to, panel.ended_because)
        search.look_at(
            HeldRecord("panel", str(panel.pk), panel.title, text, on=panel.started_on, hub_id=panel.hub_id), hub_ids=hubs_of(panel)
        )
        for between in found_between(panel):
            search.look_at(between, hub_ids=hubs_of(panel))
    for terms in Terms.objects.select_related("panel"):
        text = joined(str(terms), *(part for pair in said_in(terms.words) for part in pair))
        found = HeldRecord("panel_terms", str(terms.pk), str(terms), text, on=terms.adopted_on, hub_id=terms.panel.hub_id)
        search.look_at(found, hub_ids=hubs_of(terms.panel))
    for policy in ExpensePolicy.objects.select_related("panel"):
        text = joined(str(policy), policy.receipts, policy.benefits_words, policy.cost_code)
        found = HeldRecord("panel_pays", str(policy.pk), str(policy), text, on=policy.in_force_from, hub_id=policy.panel.hub_id)
        search.look_at(found, hub_ids=hubs_of(policy.panel))
    for body in OtherBody.objects.select_related("panel"):
        text = joined(body.name, body.get_kind_display(), body.chair, f"Beside {body.panel}")
        search.look_at(HeldRecord("panel_body", str(body.pk), body.name, text, hub_id=body.panel.hub_id), hub_ids=hubs_of(body.panel))
    for report in AnnualReport.objects.select_related("panel"):
        text = joined(str(report), *(str(part) for line in report_words(report.words) for part in line[1:]))
        found = HeldRecord("panel_report", str(report.pk), str(report), text, on=report.published_on, hub_id=report.panel.hub_id)
        search.look_at(found, hub_ids=hubs_of(report.panel))
    for one in ReturnEntry.objects.select_related("of_return"):
        title, words = f"{one.code}, {one.of_return}", one.value if isinstance(one.value, str) else ""
        search.look_at(HeldRecord("panel_return", str(one.pk), title, joined(title, one.why, words), on=one.entered_on), hub_ids=set())
    for item in BodyItem.objects.select_related("body__panel"):
        text = joined(f"From {item.body.panel} to {item.body}", item.reference, item.what, item.came_back)
        found = HeldRecord("panel_sent", str(item.pk), f"Sent to {item.body}", text, on=item.sent_on, hub_id=item.body.panel.hub_id)
        search.look_at(found, hub_ids=hubs_of(item.body.panel))
