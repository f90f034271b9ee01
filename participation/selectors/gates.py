"""What stands in the way of an engagement today: the rules, with the facts they need and what the floors above know."""

from django.urls import reverse

from core import clocks, questions
from core.answers import Missing
from core.steps import field_on_page
from participation.choices import Gate, Size, Stage, When
from participation.models import Engagement
from participation.rules import gates as rules
from participation.rules.kept import LISTENS
from participation.selectors import checklist, equality
from participation.selectors.overrides import agreed_override, exceptions_made


def why_not_open_now(engagement: Engagement) -> list[rules.Problem]:
    """Return why an engagement cannot open today; the floors above may know reasons too (`engagement.opening`)."""
    hubs, owed = list(engagement.hubs.all()), _planning_owed(engagement)
    problems = rules.why_not_open(engagement, hubs=hubs, today=clocks.today(), **owed)
    heard = [missing for found in questions.engagement_opening.answers(engagement_id=engagement.pk) for missing in found]
    return [_linked(engagement, one) for one in problems] + [rules.Problem(one.text, href=one.href) for one in heard]


def reasons_not_to_close(engagement: Engagement) -> list[rules.Problem]:
    """Return why an engagement cannot close now, asking the floors above what is still open."""
    still_open = [missing for found in questions.engagement_closing.answers(engagement_id=engagement.pk) for missing in found]
    finishing = questions.engagement_finishing.answers(engagement_id=engagement.pk, today=clocks.today())
    still_asking = [*_asking(engagement), *(missing for found in finishing for missing in found)]
    problems = rules.why_not_close(
        engagement, hubs=list(engagement.hubs.all()), still_open=still_open, still_asking=still_asking, **_planning_owed(engagement)
    )
    return [_linked(engagement, one) for one in problems]


def why_not_move_now(engagement: Engagement, to: Stage, *, reason: str = "") -> list[rules.Problem]:
    """Return why an engagement cannot go to another stage today."""
    return rules.why_not_move(engagement, to, still_asking=_asking(engagement), reason=reason)


def _asking(engagement: Engagement) -> list[Missing]:
    return [missing for found in questions.engagement_asking.answers(engagement_id=engagement.pk) for missing in found]


def why_not_ask_in(engagement: Engagement) -> list[rules.Problem]:
    """Return why families may not be asked by a survey of this engagement today, besides what a second person agreed to go without."""
    if engagement.stage != Stage.PLANNING:
        hubs = list(engagement.hubs.all())
        problems = rules.why_not_be_answered(engagement, hubs=hubs, today=clocks.today())
        if any(not one.always for one in problems):  # what it opened without, for a reason that families read, is not asked again
            opened_without = [text for one in exceptions_made(engagement) if one.gate == Gate.OPENING for text in one.missing]
            problems = rules.left_over(problems, agreed=opened_without)
        return [_linked(engagement, one) for one in problems]
    override = agreed_override(engagement, Gate.OPENING)
    return rules.left_over(why_not_open_now(engagement), agreed=override.missing if override else ())


def _planning_owed(engagement: Engagement) -> dict[str, list[Missing]]:
    """Return what a big decision owes besides its own words; nothing is asked of the others."""
    if engagement.size != Size.BIG:
        return {}
    open_items = checklist.open_items(engagement, elements=LISTENS, stage=When.PLANNING)
    return {"open_items": open_items, "equality": equality.why_not_rely_on_record_of(engagement)}


def _linked(engagement: Engagement, problem: rules.Problem) -> rules.Problem:
    """Return a problem with the way to the field where it is mended."""
    if problem.where == "size":
        return rules.with_href(problem, reverse("engagement:size", args=[engagement.pk]))
    href = f"{reverse('engagement:edit', args=[engagement.pk])}#{field_on_page(problem.where)}" if problem.where else ""
    return rules.with_href(problem, href)
