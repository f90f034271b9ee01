"""What panels answer about invitations, polls and calendars (core/questions.py). Named in settings.PROVIDERS."""

from uuid import UUID

from core.questions import Held
from panels.selectors import invited_copy


def export_person(*, person_id: UUID) -> list[Held]:
    """Answer person.export: what somebody was asked to, what they answered, which times suited them, and what they were written."""
    return invited_copy.held_about(person_id)
