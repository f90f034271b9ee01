"""Surveys that are ready to ask: tested wording, so that a session poster is four choices away."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from core.models import Hub
from core.querysets import may
from core.selectors import defaults
from feedback.choices import SurveyState
from feedback.models import Survey
from feedback.selectors.posters import surveys_for_posters
from feedback.services.surveys import open_survey, save_with_free_slug
from participation.services.engagements import start_standing_engagement


@dataclass(frozen=True)
class ReadyMade:
    """A set of questions that somebody else has already tried out. `title` takes the hub's name."""

    key: str
    name: str
    title: str
    why: str
    questions: tuple[tuple[str, str, str], ...]  # kind, wording, hint


READY_MADE = (
    ReadyMade(
        key="after-a-session",
        name="After a session: liked, did not like, change next time",
        title="After a session at {hub}",
        why="You came to one of our sessions. Tell us how it was, so that the next one is better.",
        questions=(
            ("faces", "How was the session for you?", ""),
            ("long_text", "What did you like?", ""),
            ("long_text", "What did you not like?", ""),
            ("long_text", "What should we change next time?", ""),
        ),
    ),
)


def blocks_of(ready_made: ReadyMade) -> list[dict[str, Any]]:
    """Return the question blocks of a ready-made survey, with ids of their own."""
    return [
        {
            "type": kind,
            "id": str(uuid.uuid4()),
            "value": {"text": text, "help": hint, "required": False, "go_to": ""} | ({"rather_not_say": True} if kind == "faces" else {}),
        }
        for kind, text, hint in ready_made.questions
    ]


def ready_made(key: str) -> ReadyMade:
    """Return the ready-made survey of this key. Raises LookupError for one that does not exist."""
    for one in READY_MADE:
        if one.key == key:
            return one
    raise LookupError(key)


@transaction.atomic
def prepare_ready_made(*, key: str, hub: Hub, by: User | None) -> Survey:
    """Return the hub's survey of this ready-made kind that families can answer or that waits as a draft, making a draft when there is none.

    It is part of the hub's everyday listening, which begins with it. Raises PermissionDenied without the right to open surveys at the hub.
    """
    chosen = ready_made(key)
    if by is not None and not may(by, "survey.open", hub_id=hub.pk):
        raise PermissionDenied
    engagement = start_standing_engagement(hub=hub, by=by)
    title = chosen.title.format(hub=hub.name)
    known = [*surveys_for_posters(hub), *engagement.surveys.filter(state=SurveyState.DRAFT).order_by("pk")]
    survey = next((one for one in known if one.title == title and one.engagement_id == engagement.pk), None)
    if survey is None:
        mode = defaults.standing().mode
        survey = Survey(title=title, why=chosen.why, mode=mode, engagement=engagement, questions=blocks_of(chosen))
        save_with_free_slug(survey, survey.save)
        survey.hubs.set([hub])
    return survey


@transaction.atomic
def ask_ready_made(*, key: str, hub: Hub, by: User | None) -> Survey:
    """Return the hub's survey of this ready-made kind that families can answer, making and opening it when there is none.

    A draft that waits is opened as it stands. Raises PermissionDenied without the right to open surveys at the hub, and ValidationError
    with every reason when families cannot be asked yet (nobody who acts, no urgent number).
    """
    survey = prepare_ready_made(key=key, hub=hub, by=by)
    if survey.state == SurveyState.DRAFT:
        open_survey(survey=survey, by=by)
        survey.refresh_from_db()
    return survey
