"""When a survey may open: every reason why not, and where to mend it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from core.models import Hub
from feedback.choices import SurveyState
from feedback.models import Survey
from feedback.rules.questions import why_not_ask
from feedback.rules.ratings import why_not_ask_so_long, why_not_the_set, why_not_yet
from participation.choices import ENDED, Stage
from participation.models import Engagement
from participation.rules.gates import Problem, why_not_ready

IN_ENGAGEMENT = "engagement."  # what stands before the name of a field that is mended there and not in the survey


@dataclass(frozen=True)
class OpeningFacts:
    """What the rule needs to know beside the survey itself; a selector gathers it.

    `questions` are dictionaries of the shape of a frozen version (`SurveyVersion.definition["questions"]`); `locked` are those of its
    rating, and None for any other survey. `in_engagement` is what its engagement's gate says, exceptions counted; None asks the bare rule.
    """

    questions: Sequence[Mapping[str, Any]]
    hubs: Sequence[Hub]
    engagement: Engagement | None
    engagement_hubs: Sequence[Hub]
    urgent_number: str
    today: date
    locked: Sequence[Mapping[str, Any]] | None = None
    in_engagement: Sequence[Problem] | None = None


def why_not_open(survey: Survey, facts: OpeningFacts) -> list[Problem]:
    """Return every reason why families cannot be asked yet; an empty list when they can."""
    problems = list(why_not_ask(facts.questions)) + (why_not_the_set(facts.questions, facts.locked) if facts.locked is not None else [])
    if not facts.hubs:
        problems.append(Problem("Choose at least one hub.", "hubs"))
    problems.extend(_dates(survey, facts.today))
    so_long = why_not_ask_so_long(survey, opens_on=survey.opens_on, closes_on=survey.closes_on, today=facts.today)
    problems.extend(Problem(reason, "closes_on") for reason in so_long if survey.state == SurveyState.DRAFT)
    problems.extend(_who_is_rated(survey, facts) if survey.rating_point else _who_acts(facts))
    if not facts.urgent_number.strip():
        problems.append(
            Problem(
                "There is no number to ring when somebody is worried about a child. An administrator writes it under “Look and words”.",
                "urgent_number",
            )
        )
    return problems


def _dates(survey: Survey, today: date) -> Iterator[Problem]:
    if survey.opens_on and survey.closes_on and survey.closes_on < survey.opens_on:
        yield Problem("It closes before it opens.", "closes_on")
    elif survey.closes_on and survey.closes_on < today:
        yield Problem("The closing day is already past.", "closes_on")


def _who_acts(facts: OpeningFacts) -> Iterator[Problem]:
    engagement = facts.engagement
    if engagement is None:
        yield Problem("Nobody acts on what families say yet. Choose what this is part of.", "engagement")
        return
    if engagement.stage in ENDED:
        yield Problem(f"“{engagement}” is closed. Choose another.", "engagement")
        return
    found = facts.in_engagement
    for problem in why_not_ready(engagement, hubs=facts.engagement_hubs, today=facts.today) if found is None else found:
        yield replace(problem, text=f"“{engagement}”: {problem.text}", where=f"{IN_ENGAGEMENT}{problem.where}")
    yield from _other_hubs(facts)


def why_not_ask_in_others(engagement: Engagement) -> str:
    """Return why somebody cannot ask families in an engagement that they may not change."""
    whose = engagement.owner or engagement.who_acts
    ask = f"Ask {whose.with_hub} to open it" if whose else "Ask who began it to open it"
    return f"“{engagement}” is not yours to ask in: its promises are somebody else’s. {ask}, or make it part of something of your own."


def _other_hubs(facts: OpeningFacts) -> Iterator[Problem]:
    for hub in facts.hubs:
        if facts.engagement_hubs and hub not in facts.engagement_hubs:
            yield Problem(f"{hub} is not part of “{facts.engagement}”. Add it there, or take it off this survey.", "engagement")


def _who_is_rated(survey: Survey, facts: OpeningFacts) -> Iterator[Problem]:
    """A rating asks how the listening went, so it may open when families were answered already: no day is promised by it."""
    if facts.engagement is None or facts.engagement.stage == Stage.PLANNING:
        yield Problem("Families were not asked about this yet. Open it first.", "engagement")
    else:
        yield from (Problem(text, "engagement") for text in why_not_yet(facts.engagement, survey.rating_point, today=facts.today))
    yield from _other_hubs(facts)


def why_not_delete(survey: Survey) -> list[str]:
    """Return why a survey cannot be deleted: families have seen it, so what they were asked stays beside what they said."""
    return [] if survey.state == SurveyState.DRAFT else ["Families have seen this survey, so it stays. Close it instead."]
