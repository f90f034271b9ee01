"""What the opening rule needs to know."""

import json
from typing import Any

from accounts.models import User
from core import brand, clocks
from feedback.models import Survey
from feedback.questionnaire import compile_definition, freeze
from feedback.rating_set import blocks_of
from feedback.rules.opening import OpeningFacts, why_not_ask_in_others, why_not_open
from participation.models import Engagement
from participation.rules.gates import Problem
from participation.selectors.gates import why_not_ask_in


def opening_facts(survey: Survey) -> OpeningFacts:
    """Gather the facts on which `why_not_open` decides."""
    engagement = survey.engagement
    return OpeningFacts(
        questions=freeze(survey)["questions"],
        hubs=list(survey.hubs.all()),
        engagement=engagement,
        engagement_hubs=list(engagement.hubs.all()) if engagement else [],
        urgent_number=brand.current().safeguarding_phone,
        today=clocks.today(),
        locked=_locked(survey),
        in_engagement=why_not_ask_in(engagement) if engagement and not survey.rating_point else None,
    )


def _locked(survey: Survey) -> list[dict[str, Any]] | None:
    """Return the questions that a rating must have, as they would be frozen; None for any other survey."""
    if not survey.rating_point or survey.engagement_id is None:
        return None
    questions: list[dict[str, Any]] = freeze(Survey(questions=json.dumps(blocks_of(survey.engagement_id, survey.rating_point))))[
        "questions"
    ]
    return questions


def problems_before_opening(survey: Survey, *, by: User | None = None) -> list[Problem]:
    """Return every reason why a saved survey cannot open yet; for somebody, also why it is not theirs to open (None is the system)."""
    return [*why_not_open(survey, opening_facts(survey)), *_not_theirs(survey, by)]


def _not_theirs(survey: Survey, by: User | None) -> list[Problem]:
    """Whoever asks families in an engagement makes its promise, and holds its closing up: so it is for who may change it."""
    asked_in = survey.engagement
    if by is None or asked_in is None or Engagement.objects.wholly_within(by, "engagement.edit").filter(pk=asked_in.pk).exists():
        return []
    return [Problem(why_not_ask_in_others(asked_in), "engagement")]


def has_changes_to_put_out(survey: Survey) -> bool:
    """Return whether an open survey's wording differs from what families see."""
    if survey.current_version is None:
        return False
    return compile_definition(freeze(survey)) != compile_definition(survey.current_version.definition)
