"""What the ground floor answers to its own questions. Named in settings.PROVIDERS."""

from datetime import date

from accounts.models import User
from core.questions import Attention
from core.selectors import waiting


def what_waits(*, user: User, today: date) -> list[Attention]:
    """Answer attention: posts given, left behind and unfilled, or beyond their holder; invitations run out; the queue and the trail."""
    return [
        *waiting.posts_taken_over(user, today=today),
        *waiting.posts_of_leavers(user),
        *waiting.posts_without_anybody(user, today=today),
        *waiting.posts_out_of_reach(user, today=today),
        *waiting.invitations_that_ran_out(user),
        *waiting.queue_to_look_at(user),
        *waiting.trail_to_check(user, today=today),
    ]
