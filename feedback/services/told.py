"""Telling people what came of it, and keeping that it was done."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from core import audit
from core.models import Hub
from feedback.models import Told, YouSaid
from feedback.rules import answering_back as rules
from feedback.services.you_said import held


@transaction.atomic
def note_told(*, you_said: YouSaid, how: str, told_on: date, hub: Hub | None, by: User | None, today: date) -> Told:
    """Keep that people were told: how, when and where. Raises ValidationError with every reason against it."""
    you_said = held(you_said, by, "you_said.edit")
    if reasons := rules.why_not_note_told(you_said, told_on=told_on, today=today):
        raise ValidationError(reasons)
    told = Told.objects.create(you_said=you_said, how=how, told_on=told_on, hub=hub, by=by)
    audit.record("feedback.you_said.told", you_said, by=by, hub_id=hub.pk if hub else None, how=how)
    return told
