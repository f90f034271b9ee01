"""Keeping what staff thought of how they listened, before they can read what families say of it."""

from datetime import date

from participation.models import Engagement
from participation.selectors.checklist import words_of


def keep_what_staff_thought(*, engagement_id: int, on: date) -> None:
    """Keep the checklist's word for each element as it stands, once: what families said can be read from now on (decision 0054).

    Whoever looks after the checklist reads it too, and would else make the gap go away by saying something else.
    """
    engagement = Engagement.objects.select_for_update().get(pk=engagement_id)
    if engagement.thought_on is None:
        engagement.thought, engagement.thought_on = words_of(engagement), on
        engagement.save(update_fields=["thought", "thought_on"])
