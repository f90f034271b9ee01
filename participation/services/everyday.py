"""Everyday listening is looked at once a year: five items, who acts, how soon, and whom asking this way could leave out."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit, clocks, saves
from core.models import Post
from participation import lundy
from participation.models import ChecklistAnswer, Engagement, EverydayLook
from participation.rules import checklist as rules
from participation.services.activities import by_field
from participation.services.checklist import SAID
from participation.services.holding import held

_SET = ["who_acts", "answer_within_weeks", "leaves_out", "renewed_on", "promises"]


@transaction.atomic
def renew_everyday(
    *, engagement: Engagement, by: User, who_acts: Post | None, weeks: int | None, leaves_out: str, answers: Mapping[str, ChecklistAnswer]
) -> EverydayLook:
    """Renew a hub's everyday listening for a year, and keep what was said. `answers` are by the item, and not stored yet.

    A second look on the same day puts the first one right. Raises PermissionDenied, and ValidationError with every reason by its field.
    """
    engagement, today = held(engagement, by), clocks.today()
    typed: dict[str, Any] = {"who_acts": who_acts, "weeks": weeks, "leaves_out": leaves_out, "answers": answers}
    problems = rules.why_not_renew(engagement, hubs=list(engagement.hubs.all()), **typed)
    if problems or who_acts is None or weeks is None:  # without either there is a problem
        raise ValidationError(by_field(problems))
    engagement.who_acts, engagement.answer_within_weeks = who_acts, weeks
    engagement.leaves_out, engagement.renewed_on = leaves_out, today
    engagement.promise(today)
    engagement.save(update_fields=_SET)
    said = {item.id: _say(engagement, item.id, answers[item.id]) for item in lundy.short_form()}
    kept = {"version": lundy.VERSION, "who_acts": who_acts, "weeks": weeks, "leaves_out": leaves_out, "answers": said}
    look, _ = EverydayLook.objects.update_or_create(engagement=engagement, looked_on=today, defaults=kept)
    audit.record("participation.engagement.renew", engagement, by=by, hub_id=saves.hub_of(engagement), who_acts=who_acts.pk, weeks=weeks)
    return look


def _say(engagement: Engagement, item: str, answer: ChecklistAnswer) -> dict[str, str]:
    """Keep an answer as the engagement's own, and return it for the history."""
    said = {name: getattr(answer, name) for name in SAID} | {"version": lundy.VERSION}
    ChecklistAnswer.objects.update_or_create(engagement=engagement, item=item, defaults=said)
    return {"said": answer.said, "evidence": answer.evidence}
