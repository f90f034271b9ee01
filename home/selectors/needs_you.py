"""What waits for somebody today, from every floor that has something (the question "attention")."""

from datetime import date

from accounts.models import User
from core.asked_once import asked_once
from core.questions import Attention, attention
from home.rules import in_order


def what_needs(user: User, *, today: date) -> list[Attention]:
    """Return everything that waits for a member of staff, the most pressing first."""
    with asked_once():
        return in_order(one for some in attention.answers(user=user, today=today) for one in some)
